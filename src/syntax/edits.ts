import type { Edit } from '../text/source.ts';
import {
  edits,
  hasComment,
  isBlankOrBreak,
  isBreak,
  lineBreak,
  lineStart,
  ownLines,
  restOfLine,
  skipBlanks,
  type Change,
} from './changes.ts';
import type { Document, Node } from './document.ts';
import { resolvePlain, type Scalar } from './dialects.ts';
import { insertIntoHcl, removeFromHcl, replaceInHcl } from './hcl/edits.ts';
import { childrenOf, hasBrackets, holdsAnchor, isShared, placeOf, skipGap, type Place } from './place.ts';
import { NODE } from './tape.ts';

/** What can be written into a document. */
export type Content = Scalar | readonly Content[] | { readonly [key: string]: Content };

/**
 * Takes out the entry that this node is the key or the value of, or the list item that it is: with its comma in JSON and
 * between brackets, with its lines in YAML block style; in HCL also an argument or a block. Comments of the neighbours stay.
 * Undefined where that cannot be done safely: a root, a part that an alias elsewhere stands for, a text with syntax errors,
 * a string whose lines fold.
 */
export function removeEntry(node: Node): readonly Edit[] | undefined {
  const { document } = node;
  if (!isEditable(document) || isShared(node)) return undefined;
  if (document.syntax === 'hcl') return removeFromHcl(node);
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
  if (document.syntax === 'hcl') return replaceInHcl(node, value);
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
 * Adds an entry at the end of a map, or an argument to a body of HCL, laid out as the entries before it. Undefined where
 * `removeEntry` would be, and when the map has the key already.
 */
export function insertEntry(map: Node, key: string, value: Content): readonly Edit[] | undefined {
  const { document } = map;
  if (document.syntax === 'hcl') return isEditable(document) ? insertIntoHcl(map, key, value) : undefined;
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

function isEditable(document: Document): boolean {
  return document.faults.every((fault) => fault.kind === 'duplicate-key');
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
