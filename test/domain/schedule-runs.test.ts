import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  UNKNOWN_TEXT,
  isParseFailure,
  isTimeZone,
  nextRuns,
  parseEventSchedule,
  parseUnixCron,
  runsAtAll,
  shortestGapMinutes,
  timeZones,
  type EventSchedule,
} from '../../src/domain/index.ts';
import { momentOf, wallClock } from '../../src/domain/time-zone.ts';

const MINUTE = 60_000;
const START = new Date('2026-01-01T00:00:00Z');

function schedule(text: string): EventSchedule {
  const read = /^\w+\(/.test(text) ? parseEventSchedule(text, 'scheduler') : parseUnixCron(text, 'kubernetes');
  if (isParseFailure(read)) throw new Error(`${text} takes ${read.expected}`);
  return read;
}

function runs(text: string, from = START, zone?: string): string[] {
  return nextRuns(schedule(text), from, 3, zone).map((run) => run.toISOString().slice(0, 16));
}

describe('nextRuns', () => {
  it.each([
    ['cron(15 10 * * ? *)', ['2026-01-01T10:15', '2026-01-02T10:15', '2026-01-03T10:15']],
    ['cron(0 8 ? * 2#1 *)', ['2026-01-05T08:00', '2026-02-02T08:00', '2026-03-02T08:00']],
    ['cron(0 8 ? * FRI#5 *)', ['2026-01-30T08:00', '2026-05-29T08:00', '2026-07-31T08:00']],
    ['cron(0 8 ? * 6L *)', ['2026-01-30T08:00', '2026-02-27T08:00', '2026-03-27T08:00']],
    ['cron(0 8 ? * L *)', ['2026-01-03T08:00', '2026-01-10T08:00', '2026-01-17T08:00']],
    ['cron(0 8 L * ? *)', ['2026-01-31T08:00', '2026-02-28T08:00', '2026-03-31T08:00']],
    ['cron(0 8 LW * ? *)', ['2026-01-30T08:00', '2026-02-27T08:00', '2026-03-31T08:00']],
    ['cron(0 8 31 DEC ? *)', ['2026-12-31T08:00', '2027-12-31T08:00', '2028-12-31T08:00']],
    ['cron(0 8 1W * ? *)', ['2026-01-01T08:00', '2026-02-02T08:00', '2026-03-02T08:00']],
    ['cron(0 8 15W 8-11 ? *)', ['2026-08-14T08:00', '2026-09-15T08:00', '2026-10-15T08:00']],
    ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00']],
    ['cron(0 0 1 1 ? 2026-2028)', ['2027-01-01T00:00', '2028-01-01T00:00']],
    ['cron(0 22-1 1 * ? *)', ['2026-01-01T01:00', '2026-01-01T22:00', '2026-01-01T23:00']],
    ['rate(2 hours)', ['2026-01-01T02:00', '2026-01-01T04:00', '2026-01-01T06:00']],
    ['at(2026-05-01T08:30:00)', ['2026-05-01T08:30']],
    ['at(2025-05-01T08:30:00)', []],
    ['0 0 13 * FRI', ['2026-01-02T00:00', '2026-01-09T00:00', '2026-01-13T00:00']],
    ['0 0 */10 * MON', ['2026-01-05T00:00', '2026-01-11T00:00', '2026-01-12T00:00']],
    ['@weekly', ['2026-01-04T00:00', '2026-01-11T00:00', '2026-01-18T00:00']],
  ])('%s', (text, expected) => {
    expect(runs(text)).toEqual(expected);
  });

  it('skips what clocks skip, and runs once what they repeat', () => {
    const spring = new Date('2026-03-28T00:00:00Z');
    expect(runs('cron(30 2 * * ? *)', spring, 'Europe/Berlin')).toEqual([
      '2026-03-28T01:30',
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
    const autumn = new Date('2026-10-24T12:00:00Z');
    expect(runs('cron(30 2 * * ? *)', autumn, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
      '2026-10-27T01:30',
    ]);
  });

  it('finds just what a look at every minute finds', () => {
    const someOf = (least: number, most: number): fc.Arbitrary<number[]> =>
      fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 5 });
    const orAny = (values: fc.Arbitrary<number[]>): fc.Arbitrary<number[] | undefined> =>
      fc.option(values, { nil: undefined });
    const text = (values: number[] | undefined): string => values?.join(',') ?? '*';
    const days = fc.tuple(orAny(someOf(1, 31)), orAny(someOf(0, 6)));
    fc.assert(
      fc.property(
        ...[someOf(0, 59), orAny(someOf(0, 23)), days, orAny(someOf(1, 12))],
        fc.integer({ min: 0, max: 500_000 }),
        (minutes, hours, [dates, weekdays], months, offset) => {
          const cron = schedule(`${text(minutes)} ${text(hours)} ${text(dates)} ${text(months)} ${text(weekdays)}`);
          const from = START.getTime() + offset * MINUTE;
          const matches = (time: Date): boolean => {
            const onDate = dates?.includes(time.getUTCDate());
            const onWeekday = weekdays?.includes(time.getUTCDay());
            return (
              minutes.includes(time.getUTCMinutes()) &&
              (hours?.includes(time.getUTCHours()) ?? true) &&
              (months?.includes(time.getUTCMonth() + 1) ?? true) &&
              (dates && weekdays ? onDate === true || onWeekday === true : (onDate ?? onWeekday ?? true))
            );
          };
          const expected: number[] = [];
          const end = from + 40 * 24 * 60 * MINUTE;
          for (let time = from + MINUTE; time <= end && expected.length < 5; time += MINUTE) {
            if (matches(new Date(time))) expected.push(time);
          }
          const found = nextRuns(cron, new Date(from), 5).map((run) => run.getTime());
          expect(found.filter((run) => run <= end)).toEqual(expected);
          for (const run of found) expect(matches(new Date(run))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds the special days of months by what they are', () => {
    const DAY = 24 * 60 * MINUTE;
    const weekday = fc.integer({ min: 1, max: 7 });
    const isWorkday = (time: number): boolean => ![0, 6].includes(new Date(time).getUTCDay());
    const lastDay = (run: Date): number =>
      new Date(Date.UTC(run.getUTCFullYear(), run.getUTCMonth() + 1, 0)).getUTCDate();
    const special = fc.oneof(
      fc.tuple(weekday, fc.integer({ min: 1, max: 5 })).map(([day, nth]) => ({
        fields: `? * ${String(day)}#${String(nth)} *`,
        is: (run: Date) => run.getUTCDay() === day - 1 && Math.ceil(run.getUTCDate() / 7) === nth,
      })),
      weekday.map((day) => ({
        fields: `? * ${String(day)}L *`,
        is: (run: Date) => run.getUTCDay() === day - 1 && run.getUTCDate() + 7 > lastDay(run),
      })),
      fc.integer({ min: 0, max: 27 }).map((before) => ({
        fields: `L-${String(before)} * ? *`,
        is: (run: Date) => run.getUTCDate() === lastDay(run) - before,
      })),
      fc.constant({
        fields: 'LW * ? *',
        is: (run: Date) => {
          const later = Array.from(
            { length: lastDay(run) - run.getUTCDate() },
            (_, day) => run.getTime() + (day + 1) * DAY,
          );
          return isWorkday(run.getTime()) && !later.some(isWorkday);
        },
      }),
      fc.integer({ min: 1, max: 28 }).map((day) => ({
        fields: `${String(day)}W * ? *`,
        // Two days off at most, and only where a month begins or ends.
        is: (run: Date) => {
          const off = Math.abs(run.getUTCDate() - day);
          return isWorkday(run.getTime()) && off <= (day === 1 || day === lastDay(run) ? 2 : 1);
        },
      })),
    );
    fc.assert(
      fc.property(special, fc.integer({ min: 0, max: 20_000 }), ({ fields, is }, days) => {
        const from = new Date(START.getTime() + days * DAY);
        const found = nextRuns(schedule(`cron(0 8 ${fields})`), from, 6);
        expect(found.length).toBe(6);
        for (const [index, run] of found.entries()) {
          expect(run.getTime()).toBeGreaterThan((found[index - 1] ?? from).getTime());
          expect(is(run), run.toISOString()).toBe(true);
        }
      }),
    );
  });
});

describe('runsAtAll', () => {
  it.each([
    ['cron(0 8 * * ? *)', 'yes'],
    ['cron(0 0 29 2 ? *)', 'yes'],
    ['cron(0 0 30 2 ? *)', 'no'],
    ['cron(0 0 31 4,6,9,11 ? *)', 'no'],
    ['cron(0 0 29 2 ? 2027)', 'no'],
    ['cron(0 8 * * ? 2025)', 'no'],
    ['at(2025-12-31T23:59:59)', 'no'],
    ['at(2026-01-01T00:00:01)', 'yes'],
    ['rate(1 day)', 'yes'],
    ['0 0 31 2 *', 'no'],
    ['0 0 31 2 MON', 'yes'],
    ['cron(0 … * * ? *)', 'unsure'],
    ['cron(0 … 30 2 ? *)', 'no'],
    ['cron(0 8 30 … ? *)', 'unsure'],
    ['cron(0 8 … 2 ? *)', 'unsure'],
    ['cron(0 8 * * ? …)', 'unsure'],
    ['cron(…)', 'unsure'],
    ['rate(… days)', 'unsure'],
    ['at(…)', 'unsure'],
  ])('%s: %s', (text, answer) => {
    expect(runsAtAll(schedule(text.replaceAll('…', UNKNOWN_TEXT)), START)).toBe(answer);
  });
});

describe('shortestGapMinutes', () => {
  it.each([
    ['cron(0/5 * * * ? *)', 5],
    ['cron(0,50 * * * ? *)', 10],
    ['cron(0 8,20 * * ? *)', 720],
    ['cron(0 8 * * ? *)', undefined],
    ['rate(3 days)', 4320],
    ['@every 90s', 1.5],
  ])('%s: %s', (text, gap) => {
    expect(shortestGapMinutes(schedule(text))).toBe(gap);
  });
});

describe('time zones', () => {
  it('knows the names of the IANA database', () => {
    for (const name of ['Europe/Berlin', 'US/Eastern', 'Etc/GMT+9', 'UTC', 'Pacific/Tahiti']) {
      expect(isTimeZone(name), name).toBe(true);
    }
    for (const name of ['Europe/Berln', 'GMT+2', '+05:30', 'CEST', '']) expect(isTimeZone(name), name).toBe(false);
    expect(timeZones()).toContain('America/New_York');
  });

  it('finds the first moment of every time that a wall clock shows', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC');
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 4_000_000 }), (name, offset) => {
        const moment = START.getTime() + offset * MINUTE;
        const wall = wallClock(moment, name);
        const first = momentOf(wall, name);
        expect(first).toBeDefined();
        expect(wallClock(first ?? 0, name)).toBe(wall);
        expect(first).toBeLessThanOrEqual(moment);
        expect(moment - (first ?? 0)).toBeLessThanOrEqual(60 * MINUTE);
      }),
    );
  });
});
