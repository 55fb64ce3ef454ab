import { identifierEnd } from './cursor.ts';
import type { FarEnds } from './far-ends.ts';
import { contentEnd, lineEnd } from './lines.ts';

/** Characters of a broken item that are looked at for the brackets which end it. */
const LOOK_AHEAD = 100_000;

const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;

/**
 * Where an attribute or a block ends that could not be read: where the brackets it opened are closed again at the end of a
 * line, or before a line that, by its indentation, is no part of it, whichever comes first. `start` is its first character,
 * `from` where reading failed, `isHeader` whether that was before a block's brace, `isSound` whether it is sound as far as it
 * was read, so that its brackets are to be trusted. The result is after `start`.
 */
export function brokenItemEnd(
  text: string,
  ends: FarEnds,
  start: number,
  from: number,
  { isHeader, isSound }: { readonly isHeader: boolean; readonly isSound: boolean },
): number {
  const column = columnOf(text, start);
  let isAligned = column >= 0 && !isSound;
  /** Closing brackets that are awaited. */
  const open: number[] = [];
  const limit = Math.min(text.length, from + LOOK_AHEAD);
  let at = start;
  while (at < limit) {
    const unit = text.charCodeAt(at);
    switch (unit) {
      case 10: {
        if (open.length === 0 && at >= from) return isHeader ? bodyEnd(text, at, column) : at;
        const next = skipBlanks(text, at + 1);
        if (isAligned && isOutside(text, next, next - at - 1, column)) {
          // Where the text before the mistake is laid out like this, the layout says nothing.
          if (lineEnd(text, next) >= from) return at;
          isAligned = false;
        }
        at = next;
        break;
      }
      case 34:
        at = quotedEnd(text, at);
        // The brace after a label whose quote is missing.
        if (isHeader && text.charCodeAt(at - 1) === 123) open.push(125);
        break;
      case 35:
        at = contentEnd(text, at);
        break;
      case 47:
        at = commentEnd(text, ends, at) ?? at + 1;
        break;
      case 60: {
        HEREDOC.lastIndex = at;
        const word = HEREDOC.exec(text)?.[1];
        if (word === undefined) {
          at++;
          break;
        }
        const end = ends.heredoc(word, HEREDOC.lastIndex);
        if (end < 0) return nextItemLine(text, Math.max(at, from), isAligned ? column : undefined);
        at = lineEnd(text, end);
        break;
      }
      case 40:
        open.push(41);
        at++;
        break;
      case 91:
        open.push(93);
        at++;
        break;
      case 123:
        open.push(125);
        at++;
        break;
      case 41:
      case 93:
        if (open.at(-1) === unit) open.pop();
        at++;
        break;
      case 125: {
        const opened = open.lastIndexOf(125);
        // The brace that closes the block around the item.
        if (opened < 0 && at >= from) return at;
        if (opened >= 0) open.length = opened;
        at++;
        break;
      }
      default:
        at++;
    }
  }
  if (at >= text.length && (open.length === 0 || isAligned)) return text.length;
  return nextItemLine(text, Math.max(at >= text.length ? from : at, start + 1), isAligned ? column : undefined);
}

/**
 * Whether an attribute or a block seems to begin here: a name and '=', or a name, labels and '{' on one line. An entry of a
 * map looks the same.
 */
export function looksLikeItem(text: string, start: number): boolean {
  let at = identifierEnd(text, start);
  if (at < 0) return false;
  at = skipBlanks(text, at);
  if (text.charCodeAt(at) === 61) return text.charCodeAt(at + 1) !== 61 && text.charCodeAt(at + 1) !== 62;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === 123) return true;
    const end = unit === 34 ? quotedEnd(text, at) : identifierEnd(text, at);
    if (end < 0) return false;
    at = skipBlanks(text, end);
  }
}

/** How many characters stand before this one on its line, if they are blanks; -1 where something else does. */
export function columnOf(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at === 0 || text.charCodeAt(at - 1) === 10 ? offset - at : -1;
}

/** Whether the lines of a text are indented as their blocks nest, for the most part, so that layout tells about braces. */
export function isIndented(text: string): boolean {
  const indented = text.match(/^[ \t]+[\w-]+[ \t]*=/gm)?.length ?? 0;
  const flush = text.match(/^[\w-]+[ \t]*=/gm)?.length ?? 0;
  return indented > 4 * flush;
}

/** Whether a line that begins with this character is no part of an item in this column. */
function isOutside(text: string, first: number, indent: number, column: number): boolean {
  if (indent > column) return false;
  return text.charCodeAt(first) === 125 ? indent < column : looksLikeItem(text, first);
}

/** The end of the lines under a broken header that are indented deeper, and of the brace that closes them. */
function bodyEnd(text: string, from: number, column: number): number {
  if (column < 0) return from;
  let end = from;
  for (let at = from; at < text.length;) {
    const first = skipBlanks(text, at + 1);
    const unit = text.charCodeAt(first);
    const next = lineEnd(text, first);
    const isEmpty = unit === 10 || (unit === 13 && next === first + 1) || Number.isNaN(unit);
    if (!isEmpty && first - at - 1 <= column) return unit === 125 && end > from ? first + 1 : end;
    if (!isEmpty) end = next;
    at = next;
  }
  return end;
}

/** The end of the line before the next one that begins an item: one that is outside of this column, if one is given. */
function nextItemLine(text: string, from: number, column: number | undefined): number {
  for (let at = lineEnd(text, from); at < text.length; at = lineEnd(text, at + 1)) {
    const first = skipBlanks(text, at + 1);
    if (column === undefined ? looksLikeItem(text, first) : isOutside(text, first, first - at - 1, column)) return at;
  }
  return text.length;
}

/** After the closing quote of a template, over interpolations; the end of the line where there is none on it. */
function quotedEnd(text: string, start: number): number {
  /** For each open template or interpolation, whether it is a template. */
  const open = [true];
  let at = start + 1;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) break;
    const isText = open.at(-1) === true;
    if (unit === 92 && isText && text.charCodeAt(at + 1) !== 10) at++;
    else if (unit === 34) {
      if (isText) open.pop();
      else open.push(true);
      if (open.length === 0) return at + 1;
    } else if (unit === 123 && (!isText || isMark(text.charCodeAt(at - 1)))) open.push(false);
    else if (unit === 125 && !isText) open.pop();
  }
  return contentEnd(text, start);
}

function isMark(unit: number): boolean {
  return unit === 36 || unit === 37;
}

function commentEnd(text: string, ends: FarEnds, at: number): number | undefined {
  const following = text.charCodeAt(at + 1);
  if (following === 47) return contentEnd(text, at);
  if (following !== 42) return undefined;
  const end = ends.comment(at + 2);
  return end < 0 ? contentEnd(text, at) : end;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}
