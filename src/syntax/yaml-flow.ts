import { NODE } from './tape.ts';
import { DOUBT, type YamlCursor } from './yaml-cursor.ts';
import {
  afterBreak,
  hasBreak,
  isBreak,
  isMarker,
  plainStop,
  quotedEnd,
  skipBlanks,
  startsPlain,
  trimEnd,
} from './yaml-scan.ts';
import type { Properties } from './yaml-tree.ts';

/**
 * Reads a flow collection inside a block collection at column `parent`. It throws `DOUBT` at an error and at what is rare:
 * pairs in lists, keys that are collections or aliases, plain text over several lines.
 */
export function readFlow(cursor: YamlCursor, parent: number, properties: Properties | undefined): void {
  const isMap = cursor.unit() === 123;
  const close = isMap ? 125 : 93;
  if (isMap) cursor.openMap(cursor.at++, properties);
  else cursor.openList(cursor.at++, properties);
  skipGap(cursor, parent);
  while (cursor.unit() !== close) {
    if (isMap) readEntry(cursor, parent);
    else readNode(cursor, parent);
    skipGap(cursor, parent);
    if (cursor.unit() === 44) {
      cursor.at++;
      skipGap(cursor, parent);
    } else if (cursor.unit() !== close) throw DOUBT;
  }
  cursor.end = ++cursor.at;
  cursor.tree.close(cursor.end);
}

function readEntry(cursor: YamlCursor, parent: number): void {
  const start = cursor.at;
  const unit = cursor.unit();
  if (unit !== 34 && unit !== 39 && !startsPlain(cursor.text, start, true)) throw DOUBT;
  readScalar(cursor, parent, undefined);
  const end = cursor.end;
  skipGap(cursor, parent);
  if (cursor.unit() !== 58) {
    cursor.empty(end);
    return;
  }
  if (hasBreak(cursor.text, start, cursor.at)) throw DOUBT;
  cursor.end = ++cursor.at;
  skipGap(cursor, parent);
  if (isOver(cursor)) cursor.empty(cursor.end);
  else readNode(cursor, parent);
}

function readNode(cursor: YamlCursor, parent: number): void {
  const unit = cursor.unit();
  const properties = unit === 33 || unit === 38 ? cursor.properties(true) : undefined;
  if (properties) {
    const end = cursor.end;
    skipGap(cursor, parent);
    if (isOver(cursor)) {
      cursor.empty(end, properties);
      return;
    }
  }
  const first = cursor.unit();
  if (first === 91 || first === 123) readFlow(cursor, parent, properties);
  else if (first === 42 && !properties) cursor.alias();
  else if (first === 34 || first === 39 || startsPlain(cursor.text, cursor.at, true))
    readScalar(cursor, parent, properties);
  else throw DOUBT;
}

function readScalar(cursor: YamlCursor, parent: number, properties: Properties | undefined): void {
  const text = cursor.text;
  const start = cursor.at;
  const unit = text.charCodeAt(start);
  const isQuoted = unit === 34 || unit === 39;
  const end = isQuoted ? quotedEnd(text, start, parent) : trimEnd(text, start, plainStop(text, start, true));
  if (end < 0) throw DOUBT;
  cursor.tree.scalar(isQuoted ? (unit === 34 ? NODE.double : NODE.single) : NODE.plain, start, end, properties);
  cursor.at = cursor.end = end;
}

function isOver(cursor: YamlCursor): boolean {
  const unit = cursor.unit();
  return unit === 44 || unit === 93 || unit === 125;
}

/** Over blanks, line breaks and comments between brackets; lines are indented deeper than the collection around. */
function skipGap(cursor: YamlCursor, parent: number): void {
  const text = cursor.text;
  for (;;) {
    cursor.at = skipBlanks(text, cursor.at);
    const unit = text.charCodeAt(cursor.at);
    if (unit === 35) cursor.comment();
    else if (isBreak(unit)) {
      const lineStart = afterBreak(text, cursor.at);
      let at = lineStart;
      while (text.charCodeAt(at) === 32) at++;
      const spaces = at - lineStart;
      cursor.at = at = skipBlanks(text, at);
      const first = text.charCodeAt(at);
      if (isBreak(first) || first === 35) continue;
      // The closing bracket may stand below the key, as every reader allows.
      const isClosing = spaces === parent && (first === 93 || first === 125);
      if ((spaces <= parent && !isClosing) || isMarker(text, lineStart)) throw DOUBT;
    } else if (Number.isNaN(unit)) throw DOUBT;
    else return;
  }
}
