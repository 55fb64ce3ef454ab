import { decodeLiteral, piecesOfLiteral } from './hcl/literals.ts';

/** The languages whose texts become documents. */
export type Syntax = 'json' | 'yaml' | 'hcl';

/** Called for each stretch of a quoted scalar: what it decodes to and where it was written. */
export type Piece = (decoded: string, start: number, end: number) => void;

/**
 * The text of a double-quoted scalar. Offsets include the quotes; the closing one may be missing. Escapes are those of
 * JSON, of YAML 1.2.2 (section 5.7, with line folding of section 6.5) or of HCL; an unknown escape stands for itself, lone
 * surrogates are kept. Never throws.
 */
export function decodeDouble(text: string, start: number, end: number, syntax: Syntax): string {
  if (syntax === 'hcl') return decodeLiteral(text, [start + 1, contentEnd(text, start, end)], true);
  const inner = text.slice(start + 1, contentEnd(text, start, end));
  if (!inner.includes('\\') && (syntax === 'json' || !/[\n\r]/.test(inner))) return inner;
  if (syntax === 'json') {
    // The engine's own decoder is several times faster; ours is for strings that it refuses.
    try {
      return JSON.parse(`"${inner}"`) as string;
    } catch {
      // Control characters, unknown escapes.
    }
  }
  let decoded = '';
  piecesOfDouble(text, start, end, syntax, (piece) => (decoded += piece));
  return decoded;
}

/** The text of a single-quoted YAML scalar, lines folded. Offsets include the quotes; never throws. */
export function decodeSingle(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, contentEnd(text, start, end));
  if (!/['\n\r]/.test(inner)) return inner;
  let decoded = '';
  piecesOfSingle(text, start, end, (piece) => (decoded += piece));
  return decoded;
}

/** The text of a plain YAML scalar, its lines folded; never throws. */
export function decodePlain(text: string, start: number, end: number): string {
  const raw = text.slice(start, end);
  if (!/[\n\r]/.test(raw)) return raw;
  let decoded = '';
  piecesOfFolded(text, start, end, (piece) => (decoded += piece));
  return decoded;
}

/**
 * The text of a literal or folded block scalar. Offsets reach from the indicator (`|`, `>`) to the end of the last line;
 * `indent` is the column of the text where the header gives one, otherwise the first line that is not blank tells.
 * Source: YAML 1.2.2, section 8.1. Never throws.
 */
export function decodeBlock(text: string, start: number, end: number, indent?: number): string {
  let decoded = '';
  piecesOfBlock(text, start, end, indent, (piece) => (decoded += piece));
  return decoded;
}

/** Hands out the content of a double-quoted scalar piece by piece, in order, without gaps in the decoded text. */
export function piecesOfDouble(text: string, start: number, end: number, syntax: Syntax, piece: Piece): void {
  const stop = contentEnd(text, start, end);
  if (syntax === 'hcl') {
    piecesOfLiteral(text, start + 1, stop, true, piece);
    return;
  }
  const folds = syntax === 'yaml';
  let from = start + 1;
  let at = from;
  // Where the blanks begin that a line break would swallow; an escape is never swallowed.
  let visible = from;
  while (at < stop) {
    const unit = text.charCodeAt(at);
    if (unit === 92) {
      if (at > from) piece(text.slice(from, at), from, at);
      const following = text.charCodeAt(at + 1);
      if (folds && (following === 10 || following === 13)) {
        const next = skipBreaks(text, at + 1, stop).next;
        from = visible = at = next;
        continue;
      }
      const escape = readEscape(text, at, stop, syntax);
      piece(escape.decoded, at, escape.end);
      from = visible = at = escape.end;
    } else if (folds && (unit === 10 || unit === 13)) {
      if (visible > from) piece(text.slice(from, visible), from, visible);
      const { next, breaks } = skipBreaks(text, at, stop);
      piece(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), Math.max(from, visible), next);
      from = visible = at = next;
    } else {
      at++;
      if (unit !== 32 && unit !== 9) visible = at;
    }
  }
  if (at > from) piece(text.slice(from, at), from, at);
}

/** As `piecesOfDouble`, for a single-quoted scalar. */
export function piecesOfSingle(text: string, start: number, end: number, piece: Piece): void {
  const stop = contentEnd(text, start, end);
  let from = start + 1;
  let at = from;
  let visible = from;
  while (at < stop) {
    const unit = text.charCodeAt(at);
    if (unit === 39) {
      if (at > from) piece(text.slice(from, at), from, at);
      const next = Math.min(at + 2, stop);
      piece("'", at, next);
      from = visible = at = next;
    } else if (unit === 10 || unit === 13) {
      if (visible > from) piece(text.slice(from, visible), from, visible);
      const { next, breaks } = skipBreaks(text, at, stop);
      piece(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), Math.max(from, visible), next);
      from = visible = at = next;
    } else {
      at++;
      if (unit !== 32 && unit !== 9) visible = at;
    }
  }
  if (at > from) piece(text.slice(from, at), from, at);
}

/** As `piecesOfDouble`, for plain text over several lines (no quotes, no escapes). */
export function piecesOfFolded(text: string, start: number, end: number, piece: Piece): void {
  let from = start;
  let at = start;
  let visible = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) {
      if (visible > from) piece(text.slice(from, visible), from, visible);
      const { next, breaks } = skipBreaks(text, at, end);
      piece(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), visible, next);
      from = visible = at = next;
    } else {
      at++;
      if (unit !== 32 && unit !== 9) visible = at;
    }
  }
  if (visible > from) piece(text.slice(from, visible), from, visible);
}

/** As `piecesOfDouble`, for a block scalar; see `decodeBlock`. */
export function piecesOfBlock(
  text: string,
  start: number,
  end: number,
  indent: number | undefined,
  piece: Piece,
): void {
  const folded = text.charCodeAt(start) === 62;
  const header = /^[|>]([-+0-9]*)[^\n\r]*(?:\r\n|\r|\n)?/.exec(text.slice(start, Math.min(end, start + 1000)));
  const chomping = header?.[1] ?? '';
  let at = start + (header?.[0].length ?? 1);
  let column = indent ?? -1;
  let read = false;
  let empty = 0;
  let wasMoreIndented = false;
  // Where the breaks since the last piece begin.
  let from = at;
  while (at < end) {
    const stop = lineEnd(text, at, end);
    let spaces = 0;
    while (at + spaces < stop && text.charCodeAt(at + spaces) === 32) spaces++;
    if (column < 0 && at + spaces < stop) column = spaces;
    if (column < 0 || at + column >= stop) {
      empty++;
    } else {
      const content = at + Math.min(spaces, column);
      const first = text.charCodeAt(content);
      const moreIndented = folded && (first === 32 || first === 9);
      let breaks = read ? 1 + empty : empty;
      let joint = '';
      if (folded && !moreIndented && !wasMoreIndented) {
        breaks = empty;
        if (empty === 0 && read) joint = ' ';
      } else if (folded && wasMoreIndented && !moreIndented) breaks = empty + 1;
      joint ||= '\n'.repeat(breaks);
      if (joint !== '') piece(joint, from, content);
      if (stop > content) piece(text.slice(content, stop), content, stop);
      wasMoreIndented = moreIndented;
      from = stop;
      read = true;
      empty = 0;
    }
    at = stop;
    if (at < end) at += text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
  }
  if (chomping.includes('+')) {
    const breaks = read ? 1 + empty : empty;
    if (breaks > 0) piece('\n'.repeat(breaks), Math.min(from, end), end);
  } else if (read && !chomping.includes('-')) piece('\n', Math.min(from, end), end);
}

function lineEnd(text: string, from: number, end: number): number {
  let at = from;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) break;
  }
  return at;
}

/** Where the content ends: before the closing quote, or at the end when there is none. */
function contentEnd(text: string, start: number, end: number): number {
  const quote = text.charCodeAt(start);
  const last = end - 1;
  if (last <= start || text.charCodeAt(last) !== quote) return end;
  let run = 0;
  if (quote === 34) {
    // An escaped quote closes nothing.
    while (last - 1 - run > start && text.charCodeAt(last - 1 - run) === 92) run++;
  } else {
    // Doubled quotes stand for one, so an odd run is needed to close.
    while (last - 1 - run > start && text.charCodeAt(last - 1 - run) === quote) run++;
  }
  return run % 2 === 0 ? last : end;
}

function skipBreaks(text: string, at: number, stop: number): { next: number; breaks: number } {
  let breaks = 0;
  let next = at;
  for (; next < stop; next++) {
    const unit = text.charCodeAt(next);
    if (unit === 10 || (unit === 13 && text.charCodeAt(next + 1) !== 10)) breaks++;
    else if (unit !== 32 && unit !== 9 && unit !== 13) break;
  }
  return { next, breaks };
}

const SIMPLE: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const YAML_SIMPLE: Readonly<Record<string, string>> = {
  ...SIMPLE,
  '0': '\0',
  a: '\x07',
  v: '\v',
  e: '\x1b',
  ' ': ' ',
  '\t': '\t',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** Hexadecimal digits after the letter of an escape. */
const HEX_DIGITS: Readonly<Record<'json' | 'yaml', Readonly<Record<string, number>>>> = {
  json: { u: 4 },
  yaml: { x: 2, u: 4, U: 8 },
};

function readEscape(text: string, at: number, stop: number, syntax: 'json' | 'yaml'): { decoded: string; end: number } {
  if (at + 1 >= stop) return { decoded: '\\', end: at + 1 };
  const letter = text.charAt(at + 1);
  const digits = HEX_DIGITS[syntax][letter];
  if (digits !== undefined) {
    const hex = text.slice(at + 2, Math.min(at + 2 + digits, stop));
    if (hex.length === digits && /^[0-9a-fA-F]+$/.test(hex)) {
      return { decoded: characterOf(parseInt(hex, 16)), end: at + 2 + digits };
    }
  }
  const simple = (syntax === 'yaml' ? YAML_SIMPLE : SIMPLE)[letter];
  return { decoded: simple ?? `\\${letter}`, end: at + 2 };
}

function characterOf(codePoint: number): string {
  if (codePoint <= 0xffff) return String.fromCharCode(codePoint);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd';
}
