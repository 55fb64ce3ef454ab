import type { Edit } from '../text/source.ts';
import type { Document, Node } from './document.ts';
import { resolvePlain, type Scalar } from './dialects.ts';
import { childrenOf, commentAt, hasBrackets, holdsAnchor, isShared, placeOf, skipGap, type Place } from './place.ts';
import { NODE } from './tape.ts';

/** What can be written into a document. */
export type Content = Scalar | readonly Content[] | { readonly [key: string]: Content };

/**
 * Takes out the entry that this node is the key or the value of, or the list item that it is: with its comma in JSON and
 * between brackets, with its lines in YAML block style. Comments of the neighbours stay. Undefined where that cannot be
 * done safely: a root, a part that an alias elsewhere stands for, a text with syntax errors, a string whose lines fold.
 */
export function removeEntry(node: Node): readonly Edit[] | undefined {
  const { document } = node;
  if (!isEditable(document) || isShared(node)) return undefined;
  const place = placeOf(node);
  if (!place || holdsAnchor(place.first, place.last)) return undefined;
  return place.isFlow ? removeBetweenBrackets(document, place) : removeLines(document, place);
}

/**
 * Writes another value in place of a scalar. Quotes stay what they are, so a number in quotes stays in quotes; plain text
 * gets quotes where it would otherwise be read as something else. Undefined for block scalars, tagged and shared ones.
 */
export function replaceScalar(node: Node, value: string | number | boolean): readonly Edit[] | undefined {
  const { document, kind, start, end } = node;
  if (!isEditable(document) || isShared(node) || !node.isScalar || node.tag !== undefined) return undefined;
  if (kind === NODE.literal || kind === NODE.folded) return undefined;
  const text = String(value);
  let spelled: string;
  if (kind === NODE.double) spelled = JSON.stringify(text);
  else if (kind === NODE.single && isPrintable(text)) spelled = `'${text.replaceAll("'", "''")}'`;
  else if (kind === NODE.single) spelled = JSON.stringify(text);
  else spelled = spell(document, value);
  // A value that was left out stands right behind its indicator.
  const blank = start === end && /[:?-]/.test(document.text.charAt(start - 1)) ? ' ' : '';
  return edits(document, [{ start, end, text: blank + spelled }]);
}

/**
 * Adds an entry at the end of a map, laid out as the entries before it. Undefined where `removeEntry` would be, and when
 * the map has the key already.
 */
export function insertEntry(map: Node, key: string, value: Content): readonly Edit[] | undefined {
  const { document } = map;
  if (!isEditable(document) || isShared(map) || !map.isMap || map.tag !== undefined || map.get(key)) return undefined;
  const parts = childrenOf(map);
  const lastKey = parts.at(-2);
  const last = parts.at(-1);
  const name = document.syntax === 'json' ? JSON.stringify(key) : spell(document, key);
  if (hasBrackets(map)) {
    const colon = lastKey && last && document.text.slice(lastKey.end, last.start) === ':' ? ':' : ': ';
    const entry = `${name}${colon}${spell(document, value)}`;
    if (!last || !lastKey) return edits(document, [{ start: map.start + 1, end: map.start + 1, text: entry }]);
    const line = lineStart(document, lastKey.start);
    const indent = document.text.slice(line, lastKey.start);
    let between = colon === ':' ? ',' : ', ';
    if (line > map.start && /^[ \t]*$/.test(indent)) between = `,${lineBreak(document)}${indent}`;
    return edits(document, [{ start: last.end, end: last.end, text: between + entry }]);
  }
  if (!last) return undefined;
  const indent = document.text.slice(lineStart(document, map.start), map.start).replace(/[^\t]/g, ' ');
  if (indent.includes('\t')) return undefined;
  const entry = `${indent}${name}: ${spell(document, value)}`;
  const at = restOfLine(document, last.end);
  if (at === undefined) return undefined;
  const ends = at > 0 && isBreak(document.text.charCodeAt(at - 1));
  const text = ends ? entry + lineBreak(document) : lineBreak(document) + entry;
  return edits(document, [{ start: at, end: at, text }]);
}

function removeBetweenBrackets(document: Document, place: Place): readonly Edit[] | undefined {
  const { text } = document;
  const { start, end, previous } = place;
  const after = skipGap(document, end, false);
  const hasComma = text.charCodeAt(after) === 44;
  const stop = hasComma ? after + 1 : end;
  const line = ownLines(document, start, stop);
  const changes: Change[] = [];
  if (!hasComma && previous) {
    const comma = skipGap(document, previous.end, false);
    const together = !hasComment(document, comma, start);
    if (together && !line) return edits(document, [{ start: comma, end, text: '' }]);
    changes.push({ start: comma, end: comma + 1, text: '' });
  }
  if (line) changes.push({ start: line.start, end: line.end, text: '' });
  else changes.push({ start, end: hasComma ? skipBlanks(text, stop) : stop, text: '' });
  return edits(document, changes);
}

function removeLines(document: Document, place: Place): readonly Edit[] | undefined {
  const { text } = document;
  const { start, parent, previous, next } = place;
  let { end } = place;
  if (!previous && !next) {
    // A collection that loses its only entry stays a collection; a list may stand at the column of the key before it.
    while (end > start && isBlankOrBreak(text.charCodeAt(end - 1)) && end > place.last.start + 1) end--;
    const flat = parent.isList && placeOf(parent)?.parent.isMap === true;
    return edits(document, [{ start, end, text: parent.isMap ? '{}' : flat ? '  []' : '[]' }]);
  }
  const line = ownLines(document, start, end);
  if (line) return edits(document, [{ start: line.start, end: line.end, text: '' }]);
  if (!next) return undefined;
  // The first entry behind a dash: the next one moves up, unless comments of its own stand before it.
  const rest = restOfLine(document, end);
  if (rest === undefined) return undefined;
  if (!hasComment(document, rest, next.start)) return edits(document, [{ start, end: next.start, text: '' }]);
  return edits(document, [{ start, end: rest, text: '' }]);
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes of a document's own text as edits of the outermost source. */
function edits(document: Document, changes: readonly Change[]): readonly Edit[] | undefined {
  const made: Edit[] = [];
  for (const { start, end, text } of changes) {
    const encoded = document.offsets ? document.offsets.encode(text) : text;
    if (encoded === undefined) return undefined;
    made.push({ ...document.span(start, end), text: encoded });
  }
  return made;
}

function isEditable(document: Document): boolean {
  return document.syntax !== 'hcl' && document.faults.every((fault) => fault.kind === 'duplicate-key');
}

/** Whole lines from start to end, with a comment behind; undefined when they share a line with anything else. */
function ownLines(document: Document, start: number, end: number): { start: number; end: number } | undefined {
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
function restOfLine(document: Document, from: number): number | undefined {
  const { text } = document;
  if (from > 0 && isBreak(text.charCodeAt(from - 1))) return from;
  let at = skipBlanks(text, from);
  for (let comment = commentAt(document, at); comment !== undefined; comment = commentAt(document, at)) {
    if (/[\n\r]/.test(text.slice(at, comment))) return undefined;
    at = skipBlanks(text, comment);
  }
  return at >= text.length || isBreak(text.charCodeAt(at)) ? at : undefined;
}

function hasComment(document: Document, from: number, to: number): boolean {
  for (let at = 0; at < document.comments.length; at += 2) {
    const start = document.comments[at] ?? 0;
    if (start >= from && start < to) return true;
  }
  return false;
}

function lineStart(document: Document, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(document.text.charCodeAt(at - 1))) at--;
  return at;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

function isBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}

function isBlankOrBreak(unit: number): boolean {
  return unit === 32 || unit === 9 || isBreak(unit);
}

function lineBreak(document: Document): string {
  return document.text.includes('\r\n') ? '\r\n' : '\n';
}

/** Content in the spelling of the document; collections between brackets, which YAML reads too. */
function spell(document: Document, content: Content): string {
  if (document.syntax === 'json' || typeof content !== 'string') return JSON.stringify(content);
  return isPlainSafe(content) ? content : JSON.stringify(content);
}

/** Whether text means itself without quotes, between brackets too, to readers of YAML 1.1 and 1.2 alike. */
function isPlainSafe(text: string): boolean {
  if (!/^[A-Za-z0-9_./$][-A-Za-z0-9_./$@%+=: ]*$/.test(text) || /: |:$| $/.test(text)) return false;
  // y and n are booleans to some readers, 22:30 a number and 2020-02-02 a date.
  if (/^[yYnN]$/.test(text) || /^[-+0-9.][-0-9_.:eE]*$/.test(text)) return false;
  return resolvePlain(text, 'yaml-1.1') === text && resolvePlain(text, 'yaml-1.2') === text;
}

function isPrintable(text: string): boolean {
  return /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]*$/.test(text);
}
