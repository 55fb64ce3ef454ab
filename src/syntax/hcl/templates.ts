import { NODE, type NodeKind } from '../tape.ts';
import { readForIntro } from './collections.ts';
import { HclProblem, type Cursor } from './cursor.ts';
import type { ExpressionReader } from './expressions.ts';
import { lineEnd } from './lines.ts';

/** What a sequence of template parts stopped at, and where that begins. */
interface Stop {
  readonly word: 'end' | 'else' | 'endif' | 'endfor';
  readonly start: number;
}

/** What ends a template: the closing quote, or the start of the line that ends a heredoc. */
type Frame = 'quote' | number;

/** `"…"`: a plain string when nothing is interpolated. The cursor stands at the quote. */
export function readQuoted(reader: ExpressionReader): number {
  const { cursor, tape } = reader;
  const node = tape.open(NODE.template, cursor.at);
  cursor.at++;
  readAllParts(reader, 'quote');
  if (cursor.peek() !== 34) {
    const start = tape.start(node);
    throw new HclProblem('Expected a closing quote before the end of the line.', start, start + 1);
  }
  cursor.at++;
  tape.close(node, cursor.at);
  if (isPlain(reader, node)) tape.collapse(node, NODE.double);
  return node;
}

const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)([ \t]*)\r?\n/uy;

/** `<<END` or `<<-END`, its lines, and a line with the word alone: plain text when nothing is interpolated. */
export function readHeredoc(reader: ExpressionReader): number {
  const { cursor, tape } = reader;
  const { text, at: start } = cursor;
  HEREDOC.lastIndex = start;
  const [, word, blanks = ''] = HEREDOC.exec(text) ?? [];
  if (word === undefined) throw cursor.problem("Expected a word and a line break after '<<'.");
  const from = HEREDOC.lastIndex;
  const end = cursor.ends.heredoc(word, from);
  if (end < 0) throw cursor.problem(`Expected a line with '${word}' alone to end the heredoc.`);
  if (blanks !== '') cursor.fault(`Expected a line break right after '${word}'.`, start, start + 2 + word.length);
  const node = tape.open(NODE.heredoc, start);
  cursor.at = from;
  readAllParts(reader, end);
  if (cursor.at > end) throw cursor.problem(`Expected '}' before the line that ends the heredoc.`);
  cursor.at = text.indexOf(word, end) + word.length;
  if (lineEnd(text, end) === text.length) cursor.fault(`Expected a line break after '${word}'.`, end, cursor.at);
  tape.close(node, cursor.at);
  if (isPlain(reader, node)) tape.collapse(node, NODE.literal);
  return node;
}

/** The whole text as a template, as files and the strings of `.tf.json` are; returns a node of parts. */
export function readBareTemplate(reader: ExpressionReader): number {
  const { cursor, tape } = reader;
  const node = tape.open(NODE.parts, cursor.at);
  readAllParts(reader, cursor.text.length);
  tape.close(node, cursor.at);
  return node;
}

/** Whether a template that was read last has nothing but literal text. */
function isPlain({ tape }: ExpressionReader, node: number): boolean {
  const parts = tape.count - node - 1;
  return parts === 0 || (parts === 1 && isChunk(tape.kind(node + 1)));
}

function isChunk(kind: NodeKind): boolean {
  return kind === NODE.chunk || kind === NODE.heredocChunk;
}

function readAllParts(reader: ExpressionReader, frame: Frame): void {
  const { word, start } = readParts(reader, frame);
  if (word !== 'end') throw new HclProblem(`There is no directive that '${word}' belongs to.`, start, reader.cursor.at);
}

/** Chunks, interpolations and directives up to the end of the template or of a directive's part. */
function readParts(reader: ExpressionReader, frame: Frame): Stop {
  const { cursor, tape } = reader;
  const { text } = cursor;
  for (;;) {
    const start = cursor.at;
    const end = frame === 'quote' ? quotedChunkEnd(cursor) : heredocChunkEnd(text, start, frame);
    if (end > start) tape.add(frame === 'quote' ? NODE.chunk : NODE.heredocChunk, start, end);
    cursor.at = end;
    const unit = frame === 'quote' || end < frame ? cursor.peek() : NaN;
    if (unit === 36) readInterpolation(reader);
    else if (unit === 37) {
      const stop = readDirective(reader, frame);
      if (stop !== undefined) return stop;
    } else return { word: 'end', start: end };
  }
}

/** The offset of the next interpolation, directive, closing quote or line break. */
function quotedChunkEnd(cursor: Cursor): number {
  const { text } = cursor;
  for (let { at } = cursor; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 92) {
      checkEscape(cursor, at);
      if (text.charCodeAt(at + 1) !== 10 && text.charCodeAt(at + 1) !== 13) at++;
    } else if (unit === 34 || unit === 10 || Number.isNaN(unit)) return at;
    else if (unit === 36 || unit === 37) {
      if (text.charCodeAt(at + 1) === 123) return at;
      if (isEscapedMark(text, at)) at += 2;
    } else if (unit === 13 && text.charCodeAt(at + 1) === 10) return at;
  }
}

/** The offset of the next interpolation or directive, or the end. */
function heredocChunkEnd(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 36 && unit !== 37) continue;
    if (text.charCodeAt(at + 1) === 123) return at;
    if (isEscapedMark(text, at)) at += 2;
  }
  return Math.max(from, end);
}

/** `$${` and `%%{` are the characters themselves. */
function isEscapedMark(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === text.charCodeAt(at) && text.charCodeAt(at + 2) === 123;
}

// HCL native syntax specification, "Template Expressions"; hashicorp/hcl refuses surrogates, which are no characters.
const ESCAPE =
  /\\(?:[nrt"\\]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U(?!0000[dD][89a-fA-F])(?:000[0-9a-fA-F]|0010)[0-9a-fA-F]{4})/y;

function checkEscape(cursor: Cursor, at: number): void {
  ESCAPE.lastIndex = at;
  if (ESCAPE.test(cursor.text)) return;
  const end = Math.min(at + 2, cursor.text.length);
  cursor.fault(`'${cursor.text.slice(at, end)}' is no escape; write '\\\\' for a backslash.`, at, end);
}

function readInterpolation(reader: ExpressionReader): void {
  const { cursor, tape } = reader;
  const node = tape.open(NODE.interpolation, cursor.at);
  openMarker(cursor);
  reader.read(true);
  closeMarker(cursor);
  tape.close(node, cursor.at);
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
  cursor.expect('}', "to end what '{' began in the template");
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
      return { word, start };
    case 'if': {
      const node = tape.open(NODE.ifDirective, start);
      cursor.at = end;
      cursor.skip(true);
      reader.read(true);
      closeMarker(cursor);
      const stop = readPart(reader, frame);
      if (stop.word === 'else') mustEnd(readPart(reader, frame), 'endif', start);
      else {
        mustEnd(stop, 'endif', start);
        reader.none();
      }
      tape.close(node, cursor.at);
      return undefined;
    }
    case 'for': {
      const node = tape.open(NODE.forDirective, start);
      cursor.at = end;
      readForIntro(reader);
      closeMarker(cursor);
      mustEnd(readPart(reader, frame), 'endfor', start);
      tape.close(node, cursor.at);
      return undefined;
    }
    default:
      throw cursor.problem("Expected 'if', 'else', 'endif', 'for' or 'endfor' after '%{'.");
  }
}

/** Parts up to the word that ends them; the node ends before that word's marker. */
function readPart(reader: ExpressionReader, frame: Frame): Stop {
  const { cursor, tape } = reader;
  reader.enter();
  const node = tape.open(NODE.parts, cursor.at);
  const stop = readParts(reader, frame);
  tape.close(node, stop.start);
  reader.leave();
  return stop;
}

function mustEnd({ word }: Stop, wanted: Stop['word'], start: number): void {
  if (word === wanted) return;
  const found = word === 'end' ? '' : `, not '%{ ${word} }'`;
  throw new HclProblem(`Expected '%{ ${wanted} }' to end this${found}.`, start, start + 2);
}
