import { readCronField, type CronField, type CronFieldSyntax } from './cron-field.ts';
import { UNKNOWN_CRON, type CronSchedule } from './cron-schedule.ts';
import { isParseFailure, parseFailure, type ParseFailure, type TextRange } from './parse-failure.ts';
import { hasUnknown } from './unknown-text.ts';

/** Who reads the expression: a rule of EventBridge, EventBridge Scheduler, or Application Auto Scaling. */
export type EventScheduleReader = 'rule' | 'scheduler' | 'scaling';

export interface RateSchedule {
  readonly kind: 'rate';
  /** Undefined where unknown text decides. */
  readonly minutes: number | undefined;
}

/** Runs once, by the wall clock of whatever time zone it is read in. */
export interface OneTimeSchedule {
  readonly kind: 'at';
  /** `2026-03-01T08:30:00`; undefined where unknown text decides. */
  readonly time: string | undefined;
}

export type EventSchedule = CronSchedule | RateSchedule | OneTimeSchedule;

export const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
export const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

// EventBridge user guide, "Cron expressions reference". It does not say whether a range may wrap or a step may stand alone,
// so both are read.
const LENIENT = { wraps: true, bareStep: true };
const FIELDS = [
  { takes: 'a minute from 0 to 59', least: 0, most: 59, ...LENIENT },
  { takes: 'an hour from 0 to 23', least: 0, most: 23, ...LENIENT },
  { takes: 'a day of the month from 1 to 31', least: 1, most: 31, special: 'month', question: true, ...LENIENT },
  { takes: 'a month from 1 to 12 or JAN to DEC', least: 1, most: 12, names: MONTHS, ...LENIENT },
  {
    takes: 'a day of the week from 1 (Sunday) to 7 (Saturday) or SUN to SAT',
    ...{ least: 1, most: 7, names: WEEKDAYS, special: 'week', question: true, ...LENIENT },
  },
  { takes: 'a year from 1970 to 2199', least: 1970, most: 2199, ...LENIENT },
] as const satisfies readonly CronFieldSyntax[];

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/**
 * Reads `cron(…)` of six fields, `rate(…)` or, except in rules, `at(…)`. A failure points at the wrong part.
 * Sources: EventBridge user guide, "Cron expressions reference" and "Rate expressions reference"; EventBridge Scheduler
 * API reference, CreateSchedule; Application Auto Scaling API reference, PutScheduledAction. Never throws.
 */
export function parseEventSchedule(text: string, reader: EventScheduleReader): EventSchedule | ParseFailure {
  const forms = reader === 'rule' ? "'cron(…)' or 'rate(…)'" : "'cron(…)', 'rate(…)' or 'at(…)'";
  const call = /^(\w+)\((.*)\)$/s.exec(text);
  const [, word = '', inner = ''] = call ?? [];
  const within = { start: word.length + 1, end: word.length + 1 + inner.length };
  if (word === 'cron') return parseCron(text, within, reader);
  if (word === 'rate') return parseRate(text, within, reader);
  if (word === 'at' && reader !== 'rule') return parseAt(text, within);
  return parseFailure(text, 0, call ? word.length : text.length, forms);
}

function parseCron(text: string, within: TextRange, reader: EventScheduleReader): CronSchedule | ParseFailure {
  const places = wordsIn(text, within);
  // An unknown stretch may be several fields.
  if (places.length < FIELDS.length && hasUnknown(text)) return UNKNOWN_CRON;
  if (places.length !== FIELDS.length) {
    const expected = 'six fields: minutes, hours, day of the month, month, day of the week and year';
    return parseFailure(text, within.start, within.end, expected);
  }
  const fields: CronField[] = [];
  for (const [index, syntax] of FIELDS.entries()) {
    const { start, end } = places[index] ?? within;
    const field = readCronField(text, start, end, syntax);
    if (isParseFailure(field)) return field;
    fields.push(field);
  }
  const [minutes, hours, ofMonth, months, ofWeek, years] = fields;
  if (!minutes || !hours || !ofMonth || !months || !ofWeek || !years) return UNKNOWN_CRON;
  const [monthAt, weekAt] = [places[2] ?? within, places[4] ?? within];
  // The reference says so; that of Application Auto Scaling once had an example without.
  if (reader !== 'scaling' && isNamed(ofMonth) && isNamed(ofWeek)) {
    return ofMonth.text === '*' && ofWeek.text !== '*'
      ? parseFailure(text, monthAt.start, monthAt.end, "'?', since the day of the week is given")
      : parseFailure(text, weekAt.start, weekAt.end, "'?', since the day of the month is given");
  }
  return {
    kind: 'cron',
    minutes: minutes.values,
    hours: hours.values,
    months: months.values,
    years: years.values,
    days: { ofMonth, ofWeek: fromSunday(ofWeek), combine: 'both' },
  };
}

/** Anything but `?`, as far as is known. */
function isNamed({ text }: CronField): boolean {
  return text !== '?' && !hasUnknown(text);
}

/** Weekdays counted from 1 to those counted from 0. */
function fromSunday(field: CronField): CronField {
  return {
    ...field,
    values: field.values?.map((weekday) => weekday - 1),
    special: field.special.map((day) => ('weekday' in day ? { ...day, weekday: day.weekday - 1 } : day)),
  };
}

function parseRate(text: string, within: TextRange, reader: EventScheduleReader): RateSchedule | ParseFailure {
  const words = wordsIn(text, within);
  const [amountAt, unitAt] = words;
  if (hasUnknown(text) && words.length < 2) return { kind: 'rate', minutes: undefined };
  if (!amountAt || !unitAt || words.length > 2) {
    return parseFailure(text, within.start, within.end, "a number and a unit, such as '5 minutes'");
  }
  const [amount, unit] = [text.slice(amountAt.start, amountAt.end), text.slice(unitAt.start, unitAt.end)];
  if (!hasUnknown(amount) && !/^0*[1-9]\d{0,8}$/.test(amount)) {
    return parseFailure(text, amountAt.start, amountAt.end, 'a whole number of at least 1');
  }
  const minutes = MINUTES[unit.replace(/s$/, '')];
  if (hasUnknown(unit)) return { kind: 'rate', minutes: undefined };
  if (minutes === undefined) {
    return parseFailure(text, unitAt.start, unitAt.end, "'minute', 'hour' or 'day', or their plural");
  }
  if (hasUnknown(amount)) return { kind: 'rate', minutes: undefined };
  // Source: Rate expressions reference of EventBridge. The Scheduler takes either form.
  const agreed = Number(amount) === 1 ? unit.replace(/s$/, '') : `${unit.replace(/s$/, '')}s`;
  if (reader === 'rule' && unit !== agreed) return parseFailure(text, unitAt.start, unitAt.end, `'${agreed}'`);
  return { kind: 'rate', minutes: Number(amount) * minutes };
}

function parseAt(text: string, within: TextRange): OneTimeSchedule | ParseFailure {
  const written = text.slice(within.start, within.end);
  if (hasUnknown(written)) return { kind: 'at', time: undefined };
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(written) ? new Date(`${written}Z`) : undefined;
  // A day or an hour too many would be carried over.
  if (time && isFinite(time.getTime()) && time.toISOString().startsWith(written)) return { kind: 'at', time: written };
  return parseFailure(text, within.start, within.end, "a date and a time such as '2030-01-31T08:30:00'");
}

/** Where the words of a stretch stand, which blanks set apart. */
export function wordsIn(text: string, { start, end }: TextRange): TextRange[] {
  return [...text.slice(start, end).matchAll(/\S+/g)].map(({ index, 0: word }) => ({
    start: start + index,
    end: start + index + word.length,
  }));
}
