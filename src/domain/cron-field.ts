import { isParseFailure, parseFailure, type ParseFailure } from './parse-failure.ts';
import { hasUnknown } from './unknown-text.ts';

/** What one field of a dialect of cron may hold. */
export interface CronFieldSyntax {
  /** A noun phrase for what belongs here: "a minute from 0 to 59". */
  readonly takes: string;
  readonly least: number;
  readonly most: number;
  /** In order, the first for `least`; read in either case. */
  readonly names?: readonly string[];
  /** Marks that only fields of days have: `L` and `W` in days of the month, `L` and `#` in days of the week. */
  readonly special?: 'month' | 'week';
  /** `?` stands for "any" as `*` does. */
  readonly question?: boolean;
  /** 22-2 passes through 0; elsewhere a range ascends. */
  readonly wraps?: boolean;
  /** `/5` is `*` with a step. */
  readonly bareStep?: boolean;
  /** `1,,2` is `1,2`. */
  readonly emptyItems?: boolean;
}

/** Days that no number says: counted from the end of the month, moved to a weekday, or the nth of their kind. */
export type SpecialDay =
  | { readonly is: 'last'; readonly before: number }
  | { readonly is: 'last-weekday' }
  | { readonly is: 'nearest-weekday'; readonly day: number }
  | { readonly is: 'last-of-kind'; readonly weekday: number }
  | { readonly is: 'nth-of-kind'; readonly weekday: number; readonly nth: number };

/** What a field says. */
export interface CronField {
  readonly text: string;
  /** `*` or `?`, which restrict nothing. */
  readonly any: boolean;
  /** Ascending; undefined where unknown text decides. */
  readonly values: readonly number[] | undefined;
  readonly special: readonly SpecialDay[];
}

interface Item {
  readonly any?: boolean;
  readonly values?: readonly number[] | undefined;
  readonly special?: SpecialDay;
}

/** Reads the field between these offsets: items joined by commas. A failure points at the part of an item that is wrong. */
export function readCronField(
  text: string,
  start: number,
  end: number,
  syntax: CronFieldSyntax,
): CronField | ParseFailure {
  const written = text.slice(start, end);
  const values = new Set<number>();
  const special: SpecialDay[] = [];
  let any = false;
  let isKnown = true;
  let from = start;
  for (const item of written.split(',')) {
    const to = from + item.length;
    if (item === '' && !syntax.emptyItems) return parseFailure(text, start, end, syntax.takes);
    const read: Item | ParseFailure = item === '' ? { values: [] } : readItem(text, from, to, syntax);
    if (isParseFailure(read)) return read;
    any ||= read.any ?? false;
    if (read.special) special.push(read.special);
    else if (read.values) for (const value of read.values) values.add(value);
    else isKnown = false;
    from = to + 1;
  }
  return { text: written, any, values: isKnown ? [...values].sort((a, b) => a - b) : undefined, special };
}

/** `*`, `?`, a value, a range, any of them with a step, or a special day. */
function readItem(text: string, start: number, end: number, syntax: CronFieldSyntax): Item | ParseFailure {
  const item = text.slice(start, end);
  if (hasUnknown(item)) return { values: undefined };
  if (item === '?' && syntax.question) return { any: true, values: every(syntax.least, syntax.most, 1) };
  // The last day of the week is Saturday.
  if (syntax.special === 'week' && /^l$/i.test(item)) return { values: [syntax.most] };
  const special = syntax.special && readSpecial(text, start, end, syntax);
  if (special) return isParseFailure(special) ? special : { special };

  const slash = item.indexOf('/');
  const baseEnd = slash < 0 ? end : start + slash;
  const step = slash < 0 ? '1' : item.slice(slash + 1);
  if (!/^\d{1,4}$/.test(step) || Number(step) === 0) {
    const at = step === '' ? baseEnd : baseEnd + 1;
    return parseFailure(text, at, end, "a step of at least 1 after '/'");
  }
  const range = readRange(text, start, baseEnd, syntax, slash >= 0);
  if (isParseFailure(range)) return range;
  const { from, to, any } = range;
  const width = to >= from ? to - from : to - from + (syntax.most - syntax.least + 1);
  const values = every(from, from + width, Number(step)).map((value) =>
    value > syntax.most ? value - (syntax.most - syntax.least + 1) : value,
  );
  // A star with a step restricts: robfig/cron, and Vixie's as far as it matters.
  return { any: any && Number(step) === 1, values };
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly any: boolean;
}

function readRange(
  text: string,
  start: number,
  end: number,
  syntax: CronFieldSyntax,
  hasStep: boolean,
): Range | ParseFailure {
  const base = text.slice(start, end);
  const { least, most, takes } = syntax;
  if (base === '*' || (base === '?' && syntax.question) || (base === '' && hasStep && syntax.bareStep)) {
    return { from: least, to: most, any: true };
  }
  const dash = base.indexOf('-');
  const firstEnd = dash < 0 ? end : start + dash;
  const from = readValue(text.slice(start, firstEnd), syntax);
  if (from === undefined)
    return parseFailure(text, start, firstEnd > start ? firstEnd : Math.max(end, start + 1), takes);
  // A value with a step goes on to the end of the field.
  if (dash < 0) return { from, to: hasStep ? most : from, any: false };
  const to = readValue(text.slice(firstEnd + 1, end), syntax);
  if (to === undefined) return parseFailure(text, end > firstEnd + 1 ? firstEnd + 1 : start, end, takes);
  if (to < from && !syntax.wraps) return parseFailure(text, start, end, 'a range whose end is not before its start');
  return { from, to, any: false };
}

function readValue(word: string, { least, most, names = [] }: CronFieldSyntax): number | undefined {
  if (/^\d{1,4}$/.test(word)) {
    const value = Number(word);
    return value >= least && value <= most ? value : undefined;
  }
  const index = names.indexOf(word.toUpperCase());
  return index < 0 ? undefined : least + index;
}

function readSpecial(
  text: string,
  start: number,
  end: number,
  syntax: CronFieldSyntax,
): SpecialDay | ParseFailure | undefined {
  const item = text.slice(start, end).toUpperCase();
  if (syntax.special === 'month') {
    if (item === 'LW') return { is: 'last-weekday' };
    const last = /^L(?:-(\d{1,2}))?$/.exec(item);
    if (last) return { is: 'last', before: Number(last[1] ?? 0) };
    if (!/^[A-Z0-9]+W$/.test(item)) return undefined;
    const day = readValue(item.slice(0, -1), syntax);
    return day === undefined ? parseFailure(text, start, end - 1, syntax.takes) : { is: 'nearest-weekday', day };
  }
  const mark = /^([A-Z0-9]+?)(?:L|#(.*))$/.exec(item);
  if (!mark?.[1]) return undefined;
  const weekday = readValue(mark[1], syntax);
  if (weekday === undefined) return parseFailure(text, start, start + mark[1].length, syntax.takes);
  if (mark[2] === undefined) return { is: 'last-of-kind', weekday };
  if (/^[1-5]$/.test(mark[2])) return { is: 'nth-of-kind', weekday, nth: Number(mark[2]) };
  const nth = start + mark[1].length + 1;
  return parseFailure(
    text,
    nth < end ? nth : start,
    end,
    'a number from 1 to 5, for the first to the fifth of the month',
  );
}

function every(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}
