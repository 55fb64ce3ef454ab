import { NODE } from '../tape.ts';
import { lineEnd, type Cursor } from './cursor.ts';
import type { ExpressionReader } from './expressions.ts';

/** Where a sequence of template parts stopped, and at what. */
type Stop = 'end' | 'else' | 'endif' | 'endfor';

/** What ends a template: the closing quote, or a line that holds nothing but the heredoc's word. */
interface Frame {
  readonly quoted: boolean;
  /** Is the template's end here? Asked at every character of a quoted one, at the start of each line of a heredoc. */
  isEnd(cursor: Cursor): boolean;
}

const QUOTED: Frame = { quoted: true, isEnd: (cursor) => cursor.peek() === 34 };

/** `"…"`: a plain string when nothing is interpolated. */
export function readQuoted(reader: ExpressionReader): number {
  const { cursor, tape } = reader;
  const index = tape.open(NODE.template, cursor.at);
  cursor.at++;
  const first = tape.count;
  const stop = readParts(reader, QUOTED);
  if (stop !== 'end') throw cursor.problem(`'${stop}' without its beginning.`);
  if (cursor.peek() !== 34) throw cursor.problem('Expected a closing quote before the end of the line.');
  cursor.at++;
  const parts = tape.count - first;
  const isPlain = parts === 0 || (parts === 1 && tape.kind(first) === NODE.chunk);
  tape.close(index, cursor.at);
  if (isPlain) tape.collapse(index, NODE.double);
  return index;
}

const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;

/** `<<END` or `<<-END`, its lines, and a line with the word alone. */
export function readHeredoc(reader: ExpressionReader): number {
  const { cursor, tape } = reader;
  HEREDOC.lastIndex = cursor.at;
  const word = HEREDOC.exec(cursor.text)?.[1];
  if (word === undefined) throw cursor.problem("Expected a word and a line break after '<<'.");
  const start = cursor.at;
  const index = tape.open(NODE.heredoc, start);
  cursor.at = HEREDOC.lastIndex;
  const stop = readParts(reader, { quoted: false, isEnd: (at) => isLineOf(at, word) });
  if (stop !== 'end') throw cursor.problem(`'${stop}' without its beginning.`);
  if (cursor.atEnd && !isLineOf(cursor, word)) {
    cursor.fault(`Expected a line with '${word}' to end the heredoc.`, start, start + 2 + word.length);
  } else {
    cursor.at = cursor.text.indexOf(word, cursor.at) + word.length;
  }
  tape.close(index, cursor.at);
  return index;
}

function isLineOf(cursor: Cursor, word: string): boolean {
  return cursor.text.slice(cursor.at, lineEnd(cursor.text, cursor.at)).trim() === word;
}

/** Chunks, interpolations and directives up to the end of the template or of a directive's part. */
function readParts(reader: ExpressionReader, frame: Frame): Stop {
  const { cursor, tape } = reader;
  const { text } = cursor;
  let chunk = cursor.at;
  let lineStart = !frame.quoted;
  const flush = (): void => {
    if (cursor.at > chunk) tape.add(NODE.chunk, chunk, cursor.at);
  };
  for (;;) {
    if (cursor.atEnd || ((frame.quoted || lineStart) && frame.isEnd(cursor))) {
      flush();
      return 'end';
    }
    const unit = cursor.peek();
    lineStart = unit === 10 && !frame.quoted;
    if (frame.quoted && unit === 10) {
      flush();
      return 'end';
    }
    if (frame.quoted && unit === 92) {
      cursor.at += 2;
      continue;
    }
    const opens = (unit === 36 || unit === 37) && text.charCodeAt(cursor.at + 1) === 123;
    if (!opens) {
      // `$${` and `%%{` are the characters themselves.
      const escaped =
        (unit === 36 || unit === 37) &&
        text.charCodeAt(cursor.at + 1) === unit &&
        text.charCodeAt(cursor.at + 2) === 123;
      cursor.at += escaped ? 3 : 1;
      continue;
    }
    flush();
    if (unit === 36) readInterpolation(reader);
    else {
      const stop = readDirective(reader, frame);
      if (stop !== undefined) return stop;
    }
    chunk = cursor.at;
  }
}

function readInterpolation(reader: ExpressionReader): void {
  const { cursor, tape } = reader;
  const index = tape.open(NODE.interpolation, cursor.at);
  openMarker(cursor);
  reader.read(true);
  closeMarker(cursor);
  tape.close(index, cursor.at);
}

/** `${` or `%{`, with the `~` that takes the blanks before it. */
function openMarker(cursor: Cursor): void {
  cursor.at += 2;
  if (cursor.peek() === 126) cursor.at++;
  cursor.skip(true);
}

function closeMarker(cursor: Cursor): void {
  cursor.skip(true);
  if (cursor.peek() === 126) cursor.at++;
  cursor.expect('}', 'to close the interpolation');
}

/** A whole directive; or, at `else`, `endif` and `endfor`, the word that ends the part before it. */
function readDirective(reader: ExpressionReader, frame: Frame): Stop | undefined {
  const { cursor, tape } = reader;
  const start = cursor.at;
  openMarker(cursor);
  const end = cursor.identifierEnd();
  const word = end < 0 ? '' : cursor.text.slice(cursor.at, end);
  switch (word) {
    case 'else':
    case 'endif':
    case 'endfor':
      cursor.at = end;
      closeMarker(cursor);
      return word;
    case 'if': {
      const index = tape.open(NODE.ifDirective, start);
      cursor.at = end;
      cursor.skip(true);
      reader.read(true);
      closeMarker(cursor);
      const stop = readPart(reader, frame);
      if (stop === 'else') mustEnd(cursor, readPart(reader, frame), 'endif', start);
      else {
        mustEnd(cursor, stop, 'endif', start);
        reader.none();
      }
      tape.close(index, cursor.at);
      return undefined;
    }
    case 'for': {
      const index = tape.open(NODE.forDirective, start);
      cursor.at = end;
      reader.forIntro(true);
      closeMarker(cursor);
      mustEnd(cursor, readPart(reader, frame), 'endfor', start);
      tape.close(index, cursor.at);
      return undefined;
    }
    default:
      throw cursor.problem("Expected 'if' or 'for' after '%{'.");
  }
}

function readPart(reader: ExpressionReader, frame: Frame): Stop {
  const index = reader.tape.open(NODE.parts, reader.cursor.at);
  const stop = readParts(reader, frame);
  reader.tape.close(index, reader.cursor.at);
  return stop;
}

function mustEnd(cursor: Cursor, stop: Stop, wanted: Stop, start: number): void {
  if (stop !== wanted) cursor.fault(`Expected '%{ ${wanted} }' to end this.`, start, start + 2);
}
