import { parseEventSchedule, type EventScheduleReader } from './event-schedule.ts';
import { parseUnixCron } from './unix-cron.ts';
import { isParseFailure } from './parse-failure.ts';
import { hasUnknown } from './unknown-text.ts';

/**
 * The expression that was certainly meant where only the form is wrong: `rate(1 minutes)`, a `*` where `?` belongs, no
 * `cron(…)` around the fields, no year. Undefined where it is right, unknown, or could have meant something else.
 */
export function mendEventSchedule(text: string, reader: EventScheduleReader): string | undefined {
  if (hasUnknown(text) || isRight(text, reader)) return undefined;
  const bare = text.trim();
  const inner = /^\w*\s*\((.*)\)$/s.exec(bare)?.[1] ?? bare;
  return candidatesOf(inner.trim().split(/\s+/)).find((candidate) => isRight(candidate, reader));
}

function isRight(text: string, reader: EventScheduleReader): boolean {
  return !isParseFailure(parseEventSchedule(text, reader));
}

function candidatesOf(words: readonly string[]): string[] {
  const [first = '', second = '', day = '', month = '', weekday = '', year = '*'] = words;
  if (words.length === 2) {
    const unit = second.toLowerCase().replace(/s$/, '');
    return [`rate(${first} ${Number(first) === 1 ? unit : `${unit}s`})`];
  }
  if (words.length < 5 || words.length > 6) return [];
  // Unix counts weekdays from 0 and EventBridge from 1: five fields with a number may mean either.
  if (words.length === 5 && /\d/.test(weekday)) return [];
  return [
    `cron(${[first, second, day, month, weekday, year].join(' ')})`,
    ...(weekday === '*' ? [`cron(${[first, second, day, month, '?', year].join(' ')})`] : []),
    ...(day === '*' ? [`cron(${[first, second, '?', month, weekday, year].join(' ')})`] : []),
  ];
}

/**
 * As `mendEventSchedule`, for Kubernetes: Sunday is 7 in most other crons, but 0 in this one.
 */
export function mendUnixCron(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  const weekdays = fields[4]?.split(',').map((item) => (item === '7' ? '0' : item));
  if (hasUnknown(text) || fields.length !== 5 || !weekdays) return undefined;
  const mended = [...fields.slice(0, 4), weekdays.join(',')].join(' ');
  const wasWrong = isParseFailure(parseUnixCron(text, 'kubernetes'));
  return wasWrong && !isParseFailure(parseUnixCron(mended, 'kubernetes')) ? mended : undefined;
}
