import { readCronField, type CronField, type CronFieldSyntax } from './cron-field.ts';
import { UNKNOWN_CRON, type CronSchedule } from './cron-schedule.ts';
import { MONTHS, WEEKDAYS, wordsIn, type RateSchedule } from './event-schedule.ts';
import { isParseFailure, parseFailure, type ParseFailure } from './parse-failure.ts';
import { hasUnknown } from './unknown-text.ts';

/** Who reads it: a CronJob of Kubernetes, or a scheduled action of an Auto Scaling group. */
export type UnixCronReader = 'kubernetes' | 'autoscaling';

// robfig/cron v3, ParseStandard, which Kubernetes uses. Of Amazon EC2 Auto Scaling it is known only that it takes
// "traditional cron syntax", so what any cron takes passes.
const KUBERNETES = { question: true, emptyItems: true };
const AUTOSCALING = { wraps: true, question: true };

function fieldsOf(reader: UnixCronReader): readonly CronFieldSyntax[] {
  const more = reader === 'kubernetes' ? KUBERNETES : AUTOSCALING;
  const sunday = reader === 'kubernetes' ? '0 (Sunday) to 6 (Saturday)' : '0 (Sunday) to 7 (Sunday)';
  return [
    { takes: 'a minute from 0 to 59', least: 0, most: 59, ...more },
    { takes: 'an hour from 0 to 23', least: 0, most: 23, ...more },
    { takes: 'a day of the month from 1 to 31', least: 1, most: 31, ...more },
    { takes: 'a month from 1 to 12 or JAN to DEC', least: 1, most: 12, names: MONTHS, ...more },
    {
      takes: `a day of the week from ${sunday} or SUN to SAT`,
      ...{ least: 0, most: reader === 'kubernetes' ? 6 : 7, names: WEEKDAYS, ...more },
    },
  ];
}

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * Reads five fields or a macro: `30 2 * * mon-fri`, `@daily`, `@every 1h30m`. A failure points at the wrong part. In
 * Kubernetes, `TZ=` and `CRON_TZ=` are refused since 1.29; there is a field for the time zone.
 * Sources: robfig/cron v3; Kubernetes, "CronJob", and its validation; EC2 Auto Scaling API reference,
 * PutScheduledUpdateGroupAction. Never throws.
 */
export function parseUnixCron(text: string, reader: UnixCronReader): CronSchedule | RateSchedule | ParseFailure {
  const zone = /^(?:CRON_)?TZ=\S*/.exec(text);
  if (zone) return parseFailure(text, 0, zone[0].length, 'no time zone, which has a field of its own');
  if (text.startsWith('@')) return parseMacro(text, reader);
  const syntaxes = fieldsOf(reader);
  const whole = { start: 0, end: text.length };
  const places = wordsIn(text, whole);
  // An unknown stretch may be several fields, or a macro.
  if (places.length < syntaxes.length && hasUnknown(text)) return UNKNOWN_CRON;
  if (places.length !== syntaxes.length) {
    const expected = 'five fields: minute, hour, day of the month, month and day of the week';
    return parseFailure(text, 0, text.length, expected);
  }
  const fields: CronField[] = [];
  for (const [index, syntax] of syntaxes.entries()) {
    const { start, end } = places[index] ?? whole;
    const field = readCronField(text, start, end, syntax);
    if (isParseFailure(field)) return field;
    fields.push(field);
  }
  return scheduleOf(fields);
}

function scheduleOf([minutes, hours, ofMonth, months, ofWeek]: readonly CronField[]): CronSchedule {
  if (!minutes || !hours || !ofMonth || !months || !ofWeek) return UNKNOWN_CRON;
  return {
    kind: 'cron',
    minutes: minutes.values,
    hours: hours.values,
    months: months.values,
    years: 'any',
    days: {
      ofMonth,
      ofWeek: { ...ofWeek, values: ofWeek.values?.map((weekday) => weekday % 7) },
      combine: 'either',
    },
  };
}

function parseMacro(text: string, reader: UnixCronReader): CronSchedule | RateSchedule | ParseFailure {
  const meaning = MACROS[text];
  if (meaning !== undefined) return parseUnixCron(meaning, reader);
  if (hasUnknown(text)) return UNKNOWN_CRON;
  const every = /^@every (.*)$/s.exec(text)?.[1];
  if (every === undefined || reader !== 'kubernetes') {
    return parseFailure(text, 0, text.length, `one of ${Object.keys(MACROS).join(', ')}`);
  }
  const minutes = minutesOf(every);
  return minutes === undefined
    ? parseFailure(text, '@every '.length, text.length, "a duration such as '1h30m'")
    : { kind: 'rate', minutes };
}

const UNIT_MINUTES: Readonly<Record<string, number>> = {
  ...{ h: 60, m: 1, s: 1 / 60, ms: 1 / 60e3, us: 1 / 60e6, µs: 1 / 60e6, μs: 1 / 60e6, ns: 1 / 60e9 },
};

/** Go's durations: `1h30m`, `90s`; undefined for what is none. Source: time.ParseDuration. */
function minutesOf(duration: string): number | undefined {
  if (!/^(?:\d{1,12}(?:\.\d{0,9})?(?:h|m|s|ms|us|µs|μs|ns))+$/.test(duration)) return undefined;
  let minutes = 0;
  for (const [, amount, unit = ''] of duration.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    minutes += Number(amount) * (UNIT_MINUTES[unit] ?? 0);
  }
  return minutes;
}
