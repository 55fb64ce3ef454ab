import type { Edit } from '../../text/source.ts';
import {
  edits,
  hasComment,
  isBreak,
  lineBreak,
  lineStart,
  ownLines,
  restOfLine,
  skipBlanks,
  type Change,
} from '../changes.ts';
import type { Document, Node } from '../document.ts';
import type { Content } from '../edits.ts';
import { childrenOf, parentOf, skipGap } from '../place.ts';
import { NODE } from '../tape.ts';
import { isName, spellHcl } from './spelling.ts';

/** An item or an entry of a collection, and what stands before and after it there. */
interface Element {
  readonly start: number;
  readonly end: number;
  readonly previousEnd: number | undefined;
  readonly next: Node | undefined;
}

/**
 * Takes out the argument, the block, the map's entry or the list's item that this node is or is a part of: with its lines
 * where it has them for itself, with its comma in a list or a map. Undefined for any other part of an expression.
 */
export function removeFromHcl(node: Node): readonly Edit[] | undefined {
  const { document } = node;
  const parent = parentOf(node);
  if (!parent) return undefined;
  if (node.kind === NODE.attribute || node.kind === NODE.block) return removeLine(document, node.start, node.end);
  switch (parent.kind) {
    case NODE.attribute:
      return removeLine(document, parent.start, parent.end);
    case NODE.block:
      return node.kind === NODE.body || node.start === parent.start
        ? removeLine(document, parent.start, parent.end)
        : undefined;
    case NODE.list:
    case NODE.map:
      return removeElement(document, elementOf(parent, node));
    default:
      return undefined;
  }
}

/**
 * Writes another value in place of a string, a number or a literal word; what is quoted stays quoted. Undefined where the
 * text has another meaning than that of a value, such as the name of a function.
 */
export function replaceInHcl(node: Node, value: string | number | boolean): readonly Edit[] | undefined {
  const { document, start, end } = node;
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  const parent = parentOf(node);
  const text = String(value);
  let spelled: string | undefined;
  if (node.kind === NODE.double) spelled = spellHcl(text);
  else if (parent) spelled = spellPlain(parent, node, value);
  return spelled === undefined ? undefined : edits(document, [{ start, end, text: spelled }]);
}

/** Unquoted text in the place of a node. */
function spellPlain(parent: Node, node: Node, value: string | number | boolean): string | undefined {
  const text = String(value);
  const spelled = typeof value === 'string' ? spellHcl(value) : text;
  switch (parent.kind) {
    case NODE.attribute:
      return node.start > parent.start ? spelled : isName(text) ? text : undefined;
    case NODE.block:
      return node.start === parent.start && !isName(text) ? undefined : isName(text) ? text : spellHcl(text);
    case NODE.map: {
      const isKey = childrenOf(parent).findIndex((child) => child.same(node)) % 2 === 0;
      return !isKey ? spelled : isName(text) && text !== 'for' ? text : spellHcl(text);
    }
    case NODE.index:
      return parent.raw.startsWith('.') ? undefined : spelled;
    case NODE.call:
    case NODE.spreadCall:
      return node.start > parent.start ? spelled : undefined;
    case NODE.forList:
    case NODE.forMap:
    case NODE.forGroups:
    case NODE.forDirective:
    case NODE.unary:
      return undefined;
    default:
      return spelled;
  }
}

function removeLine(document: Document, start: number, end: number): readonly Edit[] | undefined {
  const line = ownLines(document, start, end);
  if (line) return edits(document, [{ start: line.start, end: line.end, text: '' }]);
  return edits(document, [{ start, end: skipBlanks(document.text, end), text: '' }]);
}

function elementOf(parent: Node, node: Node): Element {
  const children = childrenOf(parent);
  const width = parent.isMap ? 2 : 1;
  const at = children.findIndex((child) => child.same(node));
  const from = at - (at % width);
  const [first, last] = [children[from] ?? node, children[from + width - 1] ?? node];
  return { start: first.start, end: last.end, previousEnd: children[from - 1]?.end, next: children[from + width] };
}

function removeElement(document: Document, element: Element): readonly Edit[] | undefined {
  const { text } = document;
  const { start, end, previousEnd, next } = element;
  // `{ for = 1 }` would begin a for expression.
  if (previousEnd === undefined && next?.raw === 'for') return undefined;
  const after = skipGap(document, end, false);
  const hasComma = text.charCodeAt(after) === 44;
  const stop = hasComma ? after + 1 : end;
  const line = ownLines(document, start, stop);
  const comma = previousEnd === undefined ? -1 : skipGap(document, previousEnd, false);
  const followsComma = text.charCodeAt(comma) === 44 && !hasComment(document, comma, start);
  if (line) {
    const changes: Change[] = [{ start: line.start, end: line.end, text: '' }];
    // As the last one was written, without a comma, so is the one that is last now.
    if (!hasComma && !next && text.charCodeAt(comma) === 44)
      changes.unshift({ start: comma, end: comma + 1, text: '' });
    return edits(document, changes);
  }
  if (!hasComma && followsComma) return edits(document, [{ start: comma, end, text: '' }]);
  const rest = skipBlanks(text, stop);
  const endsLine = rest >= text.length || isBreak(text.charCodeAt(rest));
  return edits(document, [{ start: endsLine ? blanksBefore(text, start) : start, end: rest, text: '' }]);
}

/**
 * Adds an argument after those that a body has, or an entry at the end of a map, laid out as the one before it. Undefined
 * when there is one of that name already, and where the place for it cannot be told.
 */
export function insertIntoHcl(parent: Node, key: string, value: Content): readonly Edit[] | undefined {
  if (parent.kind === NODE.body) return insertArgument(parent, key, spell(value));
  if (parent.kind !== NODE.map || parent.get(key)) return undefined;
  return insertMapEntry(parent, isName(key) ? key : spellHcl(key), spell(value));
}

function insertArgument(body: Node, key: string, value: string): readonly Edit[] | undefined {
  const { document } = body;
  const { text } = document;
  const items = childrenOf(body);
  if (!isName(key) || items.some((item) => childrenOf(item)[0]?.raw === key)) return undefined;
  const eol = lineBreak(document);
  const isFile = parentOf(body) === undefined;
  const last = items.findLast((item) => item.kind === NODE.attribute);
  const isOneLine = !isFile && !text.slice(body.start, items[0]?.start ?? body.end).includes('\n');
  if (isOneLine) return spreadOut(body, last, `${key} = ${value}`);
  if (last) {
    const at = restOfLine(document, last.end);
    if (at === undefined) return undefined;
    const [name] = childrenOf(last);
    const entry = `${indentAt(document, last.start)}${name ? aligned(document, name, key) : key} = ${value}`;
    return insertLine(document, at, entry);
  }
  if (isFile) {
    // Behind a byte order mark and the comments at the top, before the first block.
    const [first] = items;
    const at = first ? lineStart(document, first.start) : text.length;
    if (first && text.slice(at, first.start).trim() !== '') return undefined;
    const ends = at === 0 || isBreak(text.charCodeAt(at - 1)) || text.charCodeAt(at - 1) === 0xfeff;
    return edits(document, [{ start: at, end: at, text: `${ends ? '' : eol}${key} = ${value}${eol}` }]);
  }
  const at = restOfLine(document, body.start + 1);
  if (at === undefined) return undefined;
  return insertLine(document, at, `${deeper(indentAt(document, body.start))}${key} = ${value}`);
}

/** Gives a block that stands on one line a line for each of its arguments. */
function spreadOut(body: Node, argument: Node | undefined, entry: string): readonly Edit[] | undefined {
  const { document, start, end } = body;
  if (hasComment(document, start, end)) return undefined;
  const eol = lineBreak(document);
  const outer = indentAt(document, start);
  const text = `${eol}${deeper(outer)}${entry}${eol}${outer}`;
  if (!argument) return edits(document, [{ start: start + 1, end: end - 1, text }]);
  return edits(document, [
    { start: start + 1, end: argument.start, text: `${eol}${deeper(outer)}` },
    { start: argument.end, end: end - 1, text },
  ]);
}

function insertMapEntry(map: Node, name: string, value: string): readonly Edit[] | undefined {
  const { document, start, end } = map;
  const { text } = document;
  const children = childrenOf(map);
  const [key, last] = children.slice(-2);
  if (!key || !last) {
    const spelled = `${name === 'for' ? '"for"' : name} = ${value}`;
    if (text.slice(start + 1, end - 1).trim() === '' && !map.raw.includes('\n')) {
      return edits(document, [{ start: start + 1, end: end - 1, text: ` ${spelled} ` }]);
    }
    const at = restOfLine(document, start + 1);
    return at === undefined ? undefined : insertLine(document, at, `${deeper(indentAt(document, start))}${spelled}`);
  }
  const hasColon = text.charCodeAt(skipGap(document, key.end, false)) === 58;
  const gap = text.slice(key.end, last.start);
  const separator = /^ ?[:=] ?$/.test(gap) ? gap : hasColon ? ': ' : ' = ';
  const after = skipGap(document, last.end, false);
  const hasComma = text.charCodeAt(after) === 44;
  const stop = hasComma ? after + 1 : last.end;
  const firstOnLine = lineStart(document, key.start) > start;
  const isHeredoc = last.kind === NODE.literal || last.kind === NODE.heredoc;
  if (!firstOnLine && !isHeredoc) {
    const entry = name + separator + value;
    if (hasComma) return edits(document, [{ start: stop, end: stop, text: ` ${entry},` }]);
    return edits(document, [{ start: stop, end: stop, text: `, ${entry}` }]);
  }
  const padded = hasColon ? name : aligned(document, key, name);
  const line = `${indentAt(document, key.start)}${padded}${separator}${value}${hasComma ? ',' : ''}`;
  return insertLine(document, restOfLine(document, stop) ?? stop, line);
}

/** A line put in where another one ends. */
function insertLine(document: Document, at: number, line: string): readonly Edit[] | undefined {
  const eol = lineBreak(document);
  const isAfterBreak = at > 0 && isBreak(document.text.charCodeAt(at - 1));
  return edits(document, [{ start: at, end: at, text: isAfterBreak ? line + eol : eol + line }]);
}

/** A name with the blanks behind it that put its '=' below the one of a name above, if it is not too long for that. */
function aligned(document: Document, above: Node, name: string): string {
  const { text } = document;
  const equals = skipBlanks(text, above.end);
  return text.charCodeAt(equals) === 61 ? name.padEnd(equals - 1 - above.start) : name;
}

/** The blanks that the line of this offset begins with. */
function indentAt(document: Document, offset: number): string {
  const start = lineStart(document, offset);
  return document.text.slice(start, skipBlanks(document.text, start));
}

function deeper(indent: string): string {
  return indent.endsWith('\t') ? `${indent}\t` : `${indent}  `;
}

function blanksBefore(text: string, offset: number): number {
  let at = offset;
  while (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9) at--;
  return at;
}

/** Content as HCL, on one line. */
function spell(content: Content): string {
  if (typeof content === 'string') return spellHcl(content);
  if (Array.isArray(content)) return `[${content.map((item: Content) => spell(item)).join(', ')}]`;
  if (typeof content !== 'object' || content === null) return JSON.stringify(content);
  const entries = Object.entries(content as Readonly<Record<string, Content>>);
  if (entries.length === 0) return '{}';
  const spelled = entries.map(([key, value], at) => {
    const isBare = isName(key) && !(at === 0 && key === 'for');
    return `${isBare ? key : spellHcl(key)} = ${spell(value)}`;
  });
  return `{ ${spelled.join(', ')} }`;
}
