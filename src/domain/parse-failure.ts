import { hasUnknown } from './unknown-text.ts';

/** A stretch of the text handed to a parser: UTF-16 offsets, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What every parser here answers instead of throwing. */
export interface ParseFailure {
  /** The part that is wrong; empty (`start === end`) where something is missing. */
  readonly at: TextRange;
  /** A noun phrase for a message: "a tag of letters, digits, '_', '.' and '-'". */
  readonly expected: string;
  /** 'possible' when the text has unknown stretches that might make it right. */
  readonly certainty: 'certain' | 'possible';
}

/** The failure to read `text` at the offsets given, where `expected` should have stood. */
export function parseFailure(text: string, start: number, end: number, expected: string): ParseFailure {
  return { at: { start, end }, expected, certainty: hasUnknown(text) ? 'possible' : 'certain' };
}

/** Tells a failure from whatever the parser yields on success. */
export function isParseFailure(result: unknown): result is ParseFailure {
  return typeof result === 'object' && result !== null && 'expected' in result && 'certainty' in result;
}
