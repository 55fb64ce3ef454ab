import { NODE } from '../tape.ts';
import type { ExpressionReader } from './expressions.ts';
import { columnOf, looksLikeItem } from './recovery.ts';

/** `(…)`. The cursor stands at the bracket, here and below. */
export function readParens(reader: ExpressionReader): number {
  const { cursor, tape } = reader;
  const node = tape.open(NODE.parens, cursor.at);
  cursor.at++;
  cursor.skip(true);
  reader.read(true);
  cursor.skip(true);
  cursor.expect(')', 'to close the parenthesis');
  tape.close(node, cursor.at);
  return node;
}

/** `[a, b]`. */
export function readList(reader: ExpressionReader): number {
  const { cursor, tape } = reader;
  const node = tape.open(NODE.list, cursor.at);
  cursor.at++;
  cursor.skip(true);
  while (cursor.peek() !== 93) {
    reader.read(true);
    cursor.skip(true);
    if (cursor.peek() === 44) cursor.at++;
    else if (cursor.peek() !== 93) throw cursor.problem("Expected a comma or ']' after the last item.");
    cursor.skip(true);
  }
  cursor.at++;
  tape.close(node, cursor.at);
  return node;
}

/** `{ a = 1, "b" = 2 }`, entries on lines of their own or with commas between them. */
export function readMap(reader: ExpressionReader): number {
  const { cursor, tape } = reader;
  const start = cursor.at;
  const node = tape.open(NODE.map, start);
  cursor.at++;
  cursor.skip(true);
  while (cursor.peek() !== 125) {
    if (isForeign(reader)) throw cursor.problem("Expected '}' to close the map before this.");
    readKey(reader);
    cursor.skip(false);
    if (cursor.peek() !== 61 && cursor.peek() !== 58) throw cursor.problem("Expected '=' or ':' after the key.");
    cursor.at++;
    cursor.skip(false);
    reader.read(false);
    cursor.skip(false);
    if (cursor.peek() === 44) cursor.at++;
    else if (cursor.peek() !== 10 && cursor.peek() !== 125) {
      throw cursor.problem("Expected a comma, a line break or '}' after the value.");
    }
    cursor.skip(true);
  }
  if (isForeign(reader)) throw cursor.problem("Expected '}' to close the map before this.");
  cursor.at++;
  tape.close(node, cursor.at);
  return node;
}

/** Whether, by its indentation, what stands here is no part of the attribute that is read. */
function isForeign(reader: ExpressionReader): boolean {
  if (reader.edge < 0) return false;
  const { text, at } = reader.cursor;
  const column = columnOf(text, at);
  if (column < 0 || column > reader.edge) return false;
  return text.charCodeAt(at) === 125 ? column < reader.edge : looksLikeItem(text, at);
}

/** A bare name is its own text; everything else is an expression. */
function readKey(reader: ExpressionReader): void {
  const { cursor } = reader;
  const end = cursor.identifierEnd();
  if (end >= 0) {
    const start = cursor.at;
    cursor.at = end;
    cursor.skip(false);
    const unit = cursor.peek();
    const isName = (unit === 61 && !cursor.startsWith('==')) || (unit === 58 && !cursor.startsWith('::'));
    cursor.at = start;
    if (isName) {
      reader.leaf(NODE.plain, end);
      return;
    }
  }
  reader.read(false);
}

/** `f(a, b...)` and `provider::aws::f(a)`, whose first name stands between these offsets and is stepped over. */
export function readCall(reader: ExpressionReader, start: number, nameEnd: number): number {
  const { cursor, tape } = reader;
  let end = nameEnd;
  while (cursor.startsWith('::')) {
    cursor.at += 2;
    reader.skip();
    end = cursor.identifierEnd();
    if (end < 0) throw cursor.problem("Expected a name after '::'.");
    cursor.at = end;
    reader.skip();
  }
  if (cursor.peek() !== 40) throw cursor.problem("Expected '(' after the name of the function.");
  const node = tape.open(NODE.call, start);
  tape.add(NODE.plain, start, end);
  cursor.at++;
  cursor.skip(true);
  while (cursor.peek() !== 41) {
    reader.read(true);
    cursor.skip(true);
    if (cursor.startsWith('...')) {
      cursor.at += 3;
      tape.retag(node, NODE.spreadCall);
      cursor.skip(true);
      if (cursor.peek() !== 41) throw cursor.problem("Expected ')' after '...'.");
    } else if (cursor.peek() === 44) cursor.at++;
    else if (cursor.peek() !== 41) throw cursor.problem("Expected a comma or ')' after the arguments.");
    cursor.skip(true);
  }
  cursor.at++;
  tape.close(node, cursor.at);
  return node;
}

/** `[for k, v in c : value if cond]` and `{for k, v in c : key => value... if cond}`. */
export function readFor(reader: ExpressionReader, kind: typeof NODE.forList | typeof NODE.forMap): number {
  const { cursor, tape } = reader;
  const node = tape.open(kind, cursor.at);
  cursor.at++;
  cursor.skip(true);
  cursor.at += 3;
  readForIntro(reader);
  cursor.skip(true);
  cursor.expect(':', 'after the collection of the for expression');
  cursor.skip(true);
  reader.read(true);
  cursor.skip(true);
  if (kind === NODE.forMap) {
    cursor.expect('=>', 'between key and value of the for expression');
    cursor.skip(true);
    reader.read(true);
    cursor.skip(true);
    if (cursor.startsWith('...')) {
      cursor.at += 3;
      tape.retag(node, NODE.forGroups);
      cursor.skip(true);
    }
  }
  if (cursor.isWord('if')) {
    cursor.at += 2;
    cursor.skip(true);
    reader.read(true);
    cursor.skip(true);
  } else reader.none();
  cursor.expect(kind === NODE.forMap ? '}' : ']', 'to close the for expression');
  tape.close(node, cursor.at);
  return node;
}

/** What follows `for`: key name or none, value name, collection. */
export function readForIntro(reader: ExpressionReader): void {
  const { cursor } = reader;
  cursor.skip(true);
  const start = cursor.at;
  const end = cursor.identifierEnd();
  if (end < 0) throw cursor.problem("Expected a name after 'for'.");
  cursor.at = end;
  cursor.skip(true);
  const hasKey = cursor.peek() === 44;
  const afterComma = cursor.at + 1;
  cursor.at = start;
  if (!hasKey) reader.none();
  reader.leaf(NODE.plain, end);
  if (hasKey) {
    cursor.at = afterComma;
    cursor.skip(true);
    const valueEnd = cursor.identifierEnd();
    if (valueEnd < 0) throw cursor.problem('Expected a second name after the comma.');
    reader.leaf(NODE.plain, valueEnd);
  }
  cursor.skip(true);
  if (!cursor.isWord('in')) throw cursor.problem("Expected 'in' after the names of 'for'.");
  cursor.at += 2;
  cursor.skip(true);
  reader.read(true);
}
