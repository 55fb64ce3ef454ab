import type { Edit } from '../text/source.ts';
import type { Document } from './document.ts';
import { commentAt } from './place.ts';

/** A change of a document's own text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes of a document's own text as edits of the outermost source. */
export function edits(document: Document, changes: readonly Change[]): readonly Edit[] | undefined {
  const made: Edit[] = [];
  for (const { start, end, text } of changes) {
    const encoded = document.offsets ? document.offsets.encode(text) : text;
    if (encoded === undefined) return undefined;
    made.push({ ...document.span(start, end), text: encoded });
  }
  return made;
}

/** Whole lines from start to end, with a comment behind; undefined when they share a line with anything else. */
export function ownLines(document: Document, start: number, end: number): { start: number; end: number } | undefined {
  const { text } = document;
  const first = lineStart(document, start);
  if (skipBlanks(text, first) !== start) return undefined;
  const rest = restOfLine(document, end);
  if (rest === undefined) return undefined;
  if (rest > start && isBreak(text.charCodeAt(rest - 1))) return { start: first, end: rest };
  const crlf = text.charCodeAt(rest) === 13 && text.charCodeAt(rest + 1) === 10;
  return { start: first, end: Math.min(rest + (crlf ? 2 : 1), text.length) };
}

/** The end of the line, over blanks and a comment; undefined when anything else stands there. */
export function restOfLine(document: Document, from: number): number | undefined {
  const { text } = document;
  if (from > 0 && isBreak(text.charCodeAt(from - 1))) return from;
  let at = skipBlanks(text, from);
  for (let comment = commentAt(document, at); comment !== undefined; comment = commentAt(document, at)) {
    if (/[\n\r]/.test(text.slice(at, comment))) return undefined;
    at = skipBlanks(text, comment);
  }
  return at >= text.length || isBreak(text.charCodeAt(at)) ? at : undefined;
}

export function hasComment(document: Document, from: number, to: number): boolean {
  for (let at = 0; at < document.comments.length; at += 2) {
    const start = document.comments[at] ?? 0;
    if (start >= from && start < to) return true;
  }
  return false;
}

export function lineStart(document: Document, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(document.text.charCodeAt(at - 1))) at--;
  return at;
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

export function isBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}

export function isBlankOrBreak(unit: number): boolean {
  return unit === 32 || unit === 9 || isBreak(unit);
}

export function lineBreak(document: Document): string {
  return document.text.includes('\r\n') ? '\r\n' : '\n';
}
