import { MASK } from '../engine/index.ts';
import type { Source } from '../text/source.ts';
import type { Concealer, Range } from './concealer.ts';
import { characterWidth, displayWidth } from './display-width.ts';
import { lineAt } from './location.ts';

/** One line of a source as a terminal can show it, and where a stretch of it went. */
export interface ShownLine {
  readonly line: number;
  readonly text: string;
  /** Columns of the stretch that the line was shown for, from 0; `to` is exclusive and at least one more than `from`. */
  readonly from: number;
  readonly to: number;
}

/** The smallest piece that is shown or cut off: a character, or a whole mask. */
interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly width: number;
}

const TAB = '    ';
const CUT = '…';
/** How far beyond the window a secret may begin or end and still be recognised. */
const SECRET_REACH = 4096;

/**
 * The line that `focus` begins in, in at most `width` columns, windowed around the focus where it is longer. Tabs become
 * spaces, control characters their pictures, secrets a mask. Cost: the window, however long the line.
 */
export function showLine(source: Source, focus: Range, width: number, concealer: Concealer): ShownLine {
  const { line, start, end } = lineAt(source, focus.start);
  const from = Math.min(Math.max(focus.start, start), end);
  const to = Math.min(Math.max(focus.end, from), end);
  // More characters than fit, whatever their width.
  const window = boundedBy(source.text, Math.max(start, from - 2 * width), Math.min(end, from + 3 * width));
  const cells = cellsOf(
    source,
    window,
    Math.max(start, window.start - SECRET_REACH),
    Math.min(end, window.end + SECRET_REACH),
    concealer,
  );
  return { line, ...fit(cells, { start: from, end: to }, width, window.start > start, window.end < end) };
}

/** The line just above, where it has something on it and fits; undefined otherwise. */
export function showLineAbove(
  source: Source,
  offset: number,
  width: number,
  concealer: Concealer,
): ShownLine | undefined {
  const { start } = lineAt(source, offset);
  if (start === 0) return undefined;
  const above = lineAt(source, start - 1);
  const text = source.text.slice(above.start, Math.min(above.end, above.start + 2 * width));
  if (text.trim() === '' || above.end - above.start > 2 * width) return undefined;
  const shown = showLine(source, { start: above.start, end: above.start }, width, concealer);
  return shown.text.endsWith(CUT) ? undefined : shown;
}

/** Keeps a window from splitting a surrogate pair. */
function boundedBy(text: string, start: number, end: number): Range {
  const isLow = (at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return { start: isLow(start) ? start + 1 : start, end: isLow(end) ? end - 1 : end };
}

function cellsOf(source: Source, window: Range, reachStart: number, reachEnd: number, concealer: Concealer): Cell[] {
  const cells: Cell[] = [];
  const secrets = concealer.ranges(source, reachStart, reachEnd);
  let next = 0;
  let at = window.start;
  while (at < window.end) {
    while ((secrets[next]?.end ?? Infinity) <= at) next++;
    const secret = secrets[next];
    if (secret && secret.start <= at) {
      const end = Math.min(secret.end, window.end);
      cells.push({ start: at, end, text: MASK, width: MASK.length });
      at = end;
      continue;
    }
    const character = String.fromCodePoint(source.text.codePointAt(at) ?? 0x20);
    const text = safe(character);
    cells.push({ start: at, end: at + character.length, text, width: text === TAB ? TAB.length : displayWidth(text) });
    at += character.length;
  }
  return cells;
}

/** A character that does nothing to a terminal but show. */
function safe(character: string): string {
  if (character === '\t') return TAB;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  if (code === 0xfeff) return '';
  // C1 controls, line separators, marks that reorder text, lone surrogates.
  if (
    /[\u0080-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/.test(character) &&
    code <= 0xffff
  )
    return '\ufffd';
  return characterWidth(character) === 0 && !/\p{M}/u.test(character) ? '' : character;
}

/** Cuts cells to the width so that the focus shows, with about a third of the line before it where there is more. */
function fit(
  cells: readonly Cell[],
  focus: Range,
  width: number,
  cutBefore: boolean,
  cutAfter: boolean,
): Omit<ShownLine, 'line'> {
  const columns = [0];
  for (const cell of cells) columns.push((columns.at(-1) ?? 0) + cell.width);
  const columnOf = (index: number): number => columns[index] ?? 0;
  const total = columnOf(cells.length);
  const before = columnOf(countWhile(cells, (cell) => cell.end <= focus.start));
  const inside = Math.max(1, columnOf(countWhile(cells, (cell) => cell.start < focus.end)) - before);

  const room = width - CUT.length;
  let first = 0;
  if (cutBefore || (before + Math.min(inside, room) > room && (cutAfter || total > width))) {
    const lead = Math.max(0, Math.floor((width - 2 * CUT.length - inside) / 3));
    const start = Math.max(0, Math.min(before - lead, cutAfter ? Infinity : total - room));
    first = countWhile(cells, (_cell, index) => columnOf(index) < start);
  }
  const left = cutBefore || first > 0 ? CUT : '';
  const rest = width - left.length;
  const skipped = columnOf(first);
  const whole = !cutAfter && total - skipped <= rest;
  const last = whole
    ? cells.length
    : countWhile(cells, (_cell, index) => columnOf(index + 1) - skipped <= rest - CUT.length);

  const pieces = cells.slice(first, last).map(({ text }) => text);
  const shift = left.length - skipped;
  const from = Math.min(before + shift, Math.max(0, columnOf(last) + shift));
  return {
    text: `${left}${pieces.join('')}${whole ? '' : CUT}`.trimEnd(),
    from,
    to: Math.max(from + 1, Math.min(before + inside, columnOf(last)) + shift),
  };
}

function countWhile(cells: readonly Cell[], holds: (cell: Cell, index: number) => boolean): number {
  const end = cells.findIndex((cell, index) => !holds(cell, index));
  return end < 0 ? cells.length : end;
}
