import type { FunctionCall, TerraformFunction } from './function.ts';
import { countTerm, refused, textTerm, unknownTerm } from './make-terms.ts';
import { Stop, takes, text, type Parameter } from './parameters.ts';

/** A moment as it is written: the time on the clock there, in milliseconds since 1970, and how far it is off UTC. */
interface Moment {
  readonly clock: number;
  readonly offsetMinutes: number;
  /** The difference to UTC as it is written: `Z`, `+02:00`. */
  readonly zone: string;
}

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|([+-])(\d\d):(\d\d))$/;

/** Source: RFC 3339; Terraform wants the letters in capitals. */
const moment: Parameter<Moment> = {
  read: (term, call) => {
    const words = text.read(term, call);
    if (words instanceof Stop) return words;
    return momentOf(words) ?? new Stop(refused(call, 'of something that is not a time as RFC 3339 has it'));
  },
};

function momentOf(words: string): Moment | undefined {
  const match = TIMESTAMP.exec(words);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [fraction = '', zone = 'Z', sign, hours = '0', minutes = '0'] = match.slice(7);
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const clock = date.setUTCHours(hour, minute, second, milliseconds);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
    return undefined;
  }
  const offset = Number(hours) * 60 + Number(minutes);
  return { clock, offsetMinutes: sign === '-' ? -offset : offset, zone: offset === 0 ? 'Z' : zone };
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
};

const DURATION = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:h|ms|m|s|us|µs|ns))+|0)$/;

const LONGEST_DURATION = 200;

/** A span of time such as `1h30m`, in milliseconds; undefined for other text. Source: Go, time.ParseDuration. */
function durationOf(words: string): number | undefined {
  const match = words.length <= LONGEST_DURATION ? DURATION.exec(words) : undefined;
  const [, sign, amounts] = match ?? [];
  if (amounts === undefined) return undefined;
  let total = 0;
  for (const [, amount, unit = ''] of amounts.matchAll(/([\d.]+)([a-zµ]+)/g)) {
    total += Number(amount) * (MILLISECONDS[unit] ?? 0);
  }
  return sign === '-' ? -total : total;
}

const timeadd = takes([moment, text], ([at, duration], call) => {
  const span = durationOf(duration);
  if (span === undefined) return refused(call, 'with something that is not a span of time');
  const clock = Math.floor(at.clock + span);
  if (!(Math.abs(clock) <= MOST_CLOCK)) return unknownTerm('a time too far away', call.place);
  return textTerm(`${new Date(clock).toISOString().slice(0, 19)}${at.zone}`, call.place);
});

/** Years are written with four digits: from 1970 that is up to 9999, and as much before. */
const MOST_CLOCK = 62_135_596_800_000;

const timecmp = takes([moment, moment], ([first, second], call) =>
  countTerm(Math.sign(utcOf(first) - utcOf(second)), call.place),
);

function utcOf({ clock, offsetMinutes }: Moment): number {
  return clock - offsetMinutes * 60_000;
}

const formatdate = takes([text, moment], ([format, at], call) => {
  let result = '';
  let end = 0;
  for (const [match, quoted, verb] of format.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g)) {
    const written = verb === undefined ? (quoted?.replaceAll("''", "'") ?? match) : VERBS[match]?.(at);
    if (written === undefined) return refused(call, `with the verb '${match}', which Terraform does not have`);
    result += written;
    end += match.length;
  }
  // A quote that is not closed matches nothing.
  return end === format.length ? textTerm(result, call.place) : refused(call, 'with a quote that is not closed');
});

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function dateOf({ clock }: Moment): Date {
  return new Date(clock);
}

/** Hours of a clock with twelve of them. */
function halfDayHour(at: Moment): number {
  return dateOf(at).getUTCHours() % 12 || 12;
}

function offset({ offsetMinutes }: Moment, colon: string): string {
  const minutes = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}

/** Source: Terraform, "formatdate Function". */
const VERBS: Readonly<Record<string, (at: Moment) => string>> = {
  YYYY: (at) => String(dateOf(at).getUTCFullYear()).padStart(4, '0'),
  YY: (at) => two(dateOf(at).getUTCFullYear() % 100),
  MMMM: (at) => MONTHS[dateOf(at).getUTCMonth()] ?? '',
  MMM: (at) => (MONTHS[dateOf(at).getUTCMonth()] ?? '').slice(0, 3),
  MM: (at) => two(dateOf(at).getUTCMonth() + 1),
  M: (at) => String(dateOf(at).getUTCMonth() + 1),
  DD: (at) => two(dateOf(at).getUTCDate()),
  D: (at) => String(dateOf(at).getUTCDate()),
  EEEE: (at) => DAYS[dateOf(at).getUTCDay()] ?? '',
  EEE: (at) => (DAYS[dateOf(at).getUTCDay()] ?? '').slice(0, 3),
  hh: (at) => two(dateOf(at).getUTCHours()),
  h: (at) => String(dateOf(at).getUTCHours()),
  HH: (at) => two(halfDayHour(at)),
  H: (at) => String(halfDayHour(at)),
  AA: (at) => (dateOf(at).getUTCHours() < 12 ? 'AM' : 'PM'),
  aa: (at) => (dateOf(at).getUTCHours() < 12 ? 'am' : 'pm'),
  mm: (at) => two(dateOf(at).getUTCMinutes()),
  m: (at) => String(dateOf(at).getUTCMinutes()),
  ss: (at) => two(dateOf(at).getUTCSeconds()),
  s: (at) => String(dateOf(at).getUTCSeconds()),
  ZZZZZ: (at) => offset(at, ':'),
  ZZZZ: (at) => offset(at, ''),
  ZZZ: (at) => (at.zone === 'Z' ? 'UTC' : offset(at, '')),
  Z: (at) => at.zone,
};

/** The time of the run, which is not in any file. */
function atRun(why: string): TerraformFunction {
  return (_args, call: FunctionCall) => unknownTerm(why, call.place);
}

export const DATE_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  formatdate,
  plantimestamp: atRun('the time of the plan'),
  timeadd,
  timecmp,
  timestamp: atRun('the time when it is applied'),
};
