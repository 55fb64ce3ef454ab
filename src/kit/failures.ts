import type { ParseFailure } from '../domain/index.ts';
import { partOf, settled, type Located, type Value } from '../values/index.ts';

/** Where a parser stopped in a value's text. */
export interface WrongPart {
  /** The narrowest place that can be underlined. */
  readonly at: Located;
  /** The words there; undefined where all of the text is meant, or nothing stands where something should. */
  readonly wrong: string | undefined;
}

/** The part of a value that a parser refused; `text` is what it was given: see `parseableText`. */
export function wrongPartOf(value: Value<string | number>, text: string, { at }: Pick<ParseFailure, 'at'>): WrongPart {
  const wrong = text.slice(at.start, at.end);
  if (wrong === '' || wrong === text) return { at: value, wrong: undefined };
  // In the text for the parser, placeholders are shorter than they are written.
  return { at: text === String(settled(value)) ? partOf(value, at) : value, wrong };
}
