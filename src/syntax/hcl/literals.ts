import type { Node } from '../document.ts';
import type { Piece } from '../scalars.ts';
import { NODE, ROW } from '../tape.ts';
import { lineEnd } from './lines.ts';

/** Pairs of offsets: stretches of a text that decode to literal text, in order. */
export type Stretches = readonly number[];

/**
 * Hands out literal text of a template piece by piece: what it decodes to and where it is written. Backslash escapes mean
 * something between quotes only; `$${` and `%%{` are the characters themselves everywhere. An escape that HCL does not
 * know stands for itself. Source: HCL native syntax specification, "Template Expressions". Never throws.
 */
export function piecesOfLiteral(text: string, from: number, to: number, isQuoted: boolean, piece: Piece): void {
  let start = from;
  let at = from;
  const add = (decoded: string, end: number): void => {
    if (at > start) piece(text.slice(start, at), start, at);
    piece(decoded, at, end);
    start = at = end;
  };
  while (at < to) {
    const unit = text.charCodeAt(at);
    if (unit === 92 && isQuoted && at + 1 < to) {
      const { decoded, length } = readEscape(text, at, to);
      add(decoded, at + length);
    } else if ((unit === 36 || unit === 37) && text.charCodeAt(at + 1) === unit && text.charCodeAt(at + 2) === 123) {
      add(text.slice(at + 1, at + 3), at + 3);
    } else at++;
  }
  if (at > start) piece(text.slice(start, at), start, at);
}

/** The text of these stretches; see `piecesOfLiteral`. */
export function decodeLiteral(text: string, stretches: Stretches, isQuoted: boolean): string {
  let decoded = '';
  for (let at = 0; at < stretches.length; at += 2) {
    const [from, to] = [stretches[at] ?? 0, stretches[at + 1] ?? 0];
    const raw = text.slice(from, to);
    if (isQuoted ? !/\\|\$\$\{|%%\{/.test(raw) : !/\$\$\{|%%\{/.test(raw)) decoded += raw;
    else piecesOfLiteral(text, from, to, isQuoted, (piece) => (decoded += piece));
  }
  return decoded;
}

/**
 * The text of a heredoc without interpolations, given from `<<` to its last word: its lines, less the indentation that `<<-`
 * takes away. Never throws.
 */
export function decodeHeredoc(text: string, start: number, end: number): string {
  const stretches = linesOfHeredoc(text, start, end).flatMap((line) => [line.from, line.to]);
  return decodeLiteral(text, stretches, false);
}

/** As `piecesOfLiteral`, for a heredoc; see `decodeHeredoc`. */
export function piecesOfHeredoc(text: string, start: number, end: number, piece: Piece): void {
  for (const { from, to } of linesOfHeredoc(text, start, end)) piecesOfLiteral(text, from, to, false, piece);
}

/** How many blanks `<<-` takes from each line of a heredoc without interpolations; see `decodeHeredoc`. */
export function indentationOfHeredoc(text: string, start: number, end: number): number {
  let most = 0;
  for (const { from } of linesOfHeredoc(text, start, end)) {
    most = Math.max(most, from - text.lastIndexOf('\n', from - 1) - 1);
  }
  return most;
}

function linesOfHeredoc(text: string, start: number, end: number): Line[] {
  const first = Math.min(lineEnd(text, start) + 1, end);
  const last = Math.max(first, text.lastIndexOf('\n', end - 1) + 1);
  const lines: Line[] = [];
  addLines(lines, text, first, last, 0);
  if (text.charCodeAt(start + 2) === 45) takeIndentation(text, lines);
  return lines;
}

/**
 * For each chunk of a template, by index and those inside directives too, the stretches of it that are left by the `~` of
 * its neighbours and, in a heredoc of `<<-`, by the indentation that is taken away. Linear in its parts.
 *
 * As hashicorp/hcl does it (hclsyntax/parser_template.go): a `~` takes blanks from the decoded text, between quotes all of
 * them, else those of its own line only; what it leaves decides about the indentation, so a line that follows `~}` is not seen to begin one.
 */
export function literalsOf(template: Node): ReadonlyMap<number, Stretches> {
  const { document, kind, start } = template;
  const { text } = document;
  const isQuoted = kind === NODE.template;
  const lines = partsOf(template);
  lines.forEach((line, at) => {
    if (line.chunk < 0) return;
    if (lines[at - 1]?.stripsAfter) stripStart(text, line, isQuoted);
    if (lines[at + 1]?.stripsBefore) stripEnd(text, line, isQuoted);
  });
  if (kind === NODE.heredoc && text.charCodeAt(start + 2) === 45) takeIndentation(text, lines);
  const literals = new Map<number, number[]>();
  for (const { chunk, from, to } of lines) {
    if (chunk < 0) continue;
    const stretches = literals.get(chunk);
    if (stretches) stretches.push(from, to);
    else literals.set(chunk, [from, to]);
  }
  return literals;
}

/** A line of a chunk, a whole chunk between quotes, or the marker of an interpolation or a directive. */
interface Line {
  /** The chunk's index; -1 for a marker. */
  readonly chunk: number;
  from: number;
  to: number;
  readonly stripsBefore: boolean;
  readonly stripsAfter: boolean;
}

function partsOf(template: Node): Line[] {
  const { document } = template;
  const { text, tape } = document;
  const lines: Line[] = [];
  const startOf = (index: number): number => tape[index * ROW] ?? 0;
  const endOf = (index: number): number => tape[index * ROW + 1] ?? 0;
  const nextOf = (index: number): number => tape[index * ROW + 2] ?? 0;
  const kindOf = (index: number): number => tape[index * ROW + 3] ?? 0;
  const marker = (from: number, to: number): void => {
    const [stripsBefore, stripsAfter] = [text.charCodeAt(from + 2) === 126, text.charCodeAt(to - 2) === 126];
    lines.push({ chunk: -1, from, to, stripsBefore, stripsAfter });
  };
  const visit = (parent: number): void => {
    for (let index = parent + 1; index < nextOf(parent); index = nextOf(index)) {
      const [from, to, kind] = [startOf(index), endOf(index), kindOf(index)];
      if (kind === NODE.chunk) lines.push({ chunk: index, from, to, stripsBefore: false, stripsAfter: false });
      else if (kind === NODE.heredocChunk) addLines(lines, text, from, to, index);
      else if (kind === NODE.interpolation) marker(from, to);
      else {
        let at = from;
        for (let child = index + 1; child < nextOf(index); child = nextOf(child)) {
          if (kindOf(child) !== NODE.parts) continue;
          marker(at, startOf(child));
          visit(child);
          at = endOf(child);
        }
        marker(at, to);
      }
    }
  };
  visit(template.index);
  return lines;
}

function addLines(lines: Line[], text: string, start: number, end: number, chunk: number): void {
  for (let from = start; from < end;) {
    const to = Math.min(lineEnd(text, from) + 1, end);
    lines.push({ chunk, from, to, stripsBefore: false, stripsAfter: false });
    from = to;
  }
}

/** Takes from the lines of a heredoc the blanks that all of them begin with; lines of nothing but blanks keep theirs. */
function takeIndentation(text: string, lines: readonly Line[]): void {
  const indented: Line[] = [];
  let least = Infinity;
  let beginsLine = true;
  for (const line of lines) {
    const isText = line.chunk >= 0;
    const endsLine = isText && line.to > line.from && text.charCodeAt(line.to - 1) === 10;
    if (beginsLine) {
      const blanks = isText ? blanksAt(text, line.from, line.to) : 0;
      if (!endsLine || line.from + blanks < line.to) {
        least = Math.min(least, blanks);
        if (isText) indented.push(line);
      }
    }
    beginsLine = endsLine;
  }
  for (const line of indented) line.from += least;
}

// Go's unicode.IsSpace, by which hashicorp/hcl strips.
const SPACES = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/y;

function blanksAt(text: string, from: number, to: number): number {
  SPACES.lastIndex = from;
  SPACES.test(text);
  return Math.min(SPACES.lastIndex, to) - from;
}

function stripStart(text: string, line: Line, isQuoted: boolean): void {
  let { from } = line;
  piecesOfLiteral(text, line.from, line.to, isQuoted, (decoded, start, end) => {
    if (start !== from) return;
    const blanks = blanksAt(decoded, 0, decoded.length);
    from = blanks === decoded.length ? end : start + blanks;
  });
  line.from = from;
}

function stripEnd(text: string, line: Line, isQuoted: boolean): void {
  let to = line.from;
  piecesOfLiteral(text, line.from, line.to, isQuoted, (decoded, start, end) => {
    const kept = decoded.length - blanksBefore(decoded);
    if (kept === decoded.length) to = end;
    else if (kept > 0) to = start + kept;
  });
  line.to = to;
}

/** How many blanks a text ends with. */
function blanksBefore(text: string): number {
  let count = 0;
  while (count < text.length && blanksAt(text, text.length - count - 1, text.length - count) === 1) count++;
  return count;
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function readEscape(text: string, at: number, to: number): { decoded: string; length: number } {
  const letter = text.charAt(at + 1);
  const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (digits > 0) {
    const hex = text.slice(at + 2, Math.min(at + 2 + digits, to));
    const code = hex.length === digits && /^[0-9a-fA-F]+$/.test(hex) ? parseInt(hex, 16) : Infinity;
    if (code <= 0x10ffff) return { decoded: String.fromCodePoint(code), length: 2 + digits };
  }
  return { decoded: SIMPLE[letter] ?? `\\${letter}`, length: 2 };
}
