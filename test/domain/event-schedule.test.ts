import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  UNKNOWN_TEXT,
  isParseFailure,
  mendEventSchedule,
  parseEventSchedule,
  type EventScheduleReader,
} from '../../src/domain/index.ts';

/** What is wrong, and what should stand there; undefined when the expression can be read. */
function wrongIn(text: string, reader: EventScheduleReader = 'rule'): string | undefined {
  const read = parseEventSchedule(text, reader);
  if (!isParseFailure(read)) return undefined;
  return `${read.certainty === 'possible' ? '? ' : ''}[${text.slice(read.at.start, read.at.end)}] ${read.expected}`;
}

describe('parseEventSchedule', () => {
  it.each([
    'cron(0 12 * * ? *)',
    'cron(0 12 ? * MON-FRI *)',
    'cron(0 12 ? * mon,wed *)',
    'cron(0/15 * * * ? *)',
    'cron(*/15 8-17/2 ? JAN-MAR 2-6 2026-2030)',
    'cron(15 10 ? * 6L 2022-2035)',
    'cron(15 10 ? * L *)',
    'cron(0 8 ? * 2#1 *)',
    'cron(0 8 ? * FRI#5 *)',
    'cron(0 8 L * ? *)',
    'cron(0 8 L-3 * ? *)',
    'cron(0 8 LW * ? *)',
    'cron(0 8 3W * ? *)',
    'cron(0 22-2 * * ? *)',
    'cron( 0 8  * * ? * )',
    'rate(1 minute)',
    'rate(5 minutes)',
    'rate(1 day)',
    'rate(120 hours)',
  ])('reads %s', (text) => {
    expect(wrongIn(text)).toBeUndefined();
  });

  it.each([
    ['cron(60 12 * * ? *)', '[60] a minute from 0 to 59'],
    ['cron(0 24 * * ? *)', '[24] an hour from 0 to 23'],
    ['cron(0 8-24 * * ? *)', '[24] an hour from 0 to 23'],
    ['cron(0 8,30 * * ? *)', '[30] an hour from 0 to 23'],
    ['cron(0 8 0 * ? *)', '[0] a day of the month from 1 to 31'],
    ['cron(0 8 32W * ? *)', '[32] a day of the month from 1 to 31'],
    ['cron(0 8 * 13 ? *)', '[13] a month from 1 to 12 or JAN to DEC'],
    ['cron(0 8 * JULY ? *)', '[JULY] a month from 1 to 12 or JAN to DEC'],
    ['cron(0 8 ? * 0 *)', '[0] a day of the week from 1 (Sunday) to 7 (Saturday) or SUN to SAT'],
    ['cron(0 8 ? * MON-8 *)', '[8] a day of the week from 1 (Sunday) to 7 (Saturday) or SUN to SAT'],
    ['cron(0 8 ? * 8#1 *)', '[8] a day of the week from 1 (Sunday) to 7 (Saturday) or SUN to SAT'],
    ['cron(0 8 ? * 2#6 *)', '[6] a number from 1 to 5, for the first to the fifth of the month'],
    ['cron(0 8 * * ? 1969)', '[1969] a year from 1970 to 2199'],
    ['cron(*/0 8 * * ? *)', "[0] a step of at least 1 after '/'"],
    ['cron(*/ 8 * * ? *)', "[/] a step of at least 1 after '/'"],
    ['cron(1,,2 8 * * ? *)', '[1,,2] a minute from 0 to 59'],
    ['cron(0 8 * * * *)', "[*] '?', since the day of the month is given"],
    ['cron(0 8 * * MON *)', "[*] '?', since the day of the week is given"],
    ['cron(0 8 1 * MON *)', "[MON] '?', since the day of the month is given"],
    ['cron(0 8 * * ?)', '[0 8 * * ?] six fields: minutes, hours, day of the month, month, day of the week and year'],
    [
      'cron(0 0 8 * * ? *)',
      '[0 0 8 * * ? *] six fields: minutes, hours, day of the month, month, day of the week and year',
    ],
    ['cron()', '[] six fields: minutes, hours, day of the month, month, day of the week and year'],
    ['rate(1 minutes)', "[minutes] 'minute'"],
    ['rate(5 minute)', "[minute] 'minutes'"],
    ['rate(0 minutes)', '[0] a whole number of at least 1'],
    ['rate(1.5 hours)', '[1.5] a whole number of at least 1'],
    ['rate(90 seconds)', "[seconds] 'minute', 'hour' or 'day', or their plural"],
    ['rate(5)', "[5] a number and a unit, such as '5 minutes'"],
    ['0 8 * * ? *', "[0 8 * * ? *] 'cron(…)' or 'rate(…)'"],
    ['every(5 minutes)', "[every] 'cron(…)' or 'rate(…)'"],
    ['at(2030-01-01T08:00:00)', "[at] 'cron(…)' or 'rate(…)'"],
    ['', "[] 'cron(…)' or 'rate(…)'"],
  ])('says what is wrong in %s', (text, wrong) => {
    expect(wrongIn(text)).toBe(wrong);
  });

  it('knows who reads it', () => {
    expect(wrongIn('at(2030-01-01T08:00:00)', 'scheduler')).toBeUndefined();
    expect(wrongIn('at(2030-02-30T08:00:00)', 'scaling')).toBe(
      "[2030-02-30T08:00:00] a date and a time such as '2030-01-31T08:30:00'",
    );
    expect(wrongIn('at(2030-01-01 08:00)', 'scheduler')).toContain('[2030-01-01 08:00]');
    expect(wrongIn('rate(1 hours)', 'scheduler')).toBeUndefined();
    expect(wrongIn('cron(0 8 * * * *)', 'scheduler')).toContain("'?'");
    expect(wrongIn('cron(30 6 * * 2 *)', 'scaling')).toBeUndefined();
    expect(wrongIn('every day', 'scheduler')).toContain("'at(…)'");
  });

  it('takes unknown text wherever it could be right', () => {
    const unknown = (text: string): string | undefined => wrongIn(text.replaceAll('…', UNKNOWN_TEXT));
    expect(unknown('cron(…)')).toBeUndefined();
    expect(unknown('cron(0 … * * ? *)')).toBeUndefined();
    expect(unknown('cron(0 8 … * … *)')).toBeUndefined();
    expect(unknown('cron(0 8 …)')).toBeUndefined();
    expect(unknown('rate(… minutes)')).toBeUndefined();
    expect(unknown('rate(1 …)')).toBeUndefined();
    expect(unknown('rate(…)')).toBeUndefined();
    expect(unknown('cron(99 … * * ? *)')).toBe('? [99] a minute from 0 to 59');
  });

  it('points into the text, whatever it is', () => {
    const scrap = fc.constantFrom(
      'cron(',
      'rate(',
      ')',
      '*',
      '?',
      '/',
      '-',
      ',',
      '#',
      'L',
      'W',
      ' ',
      '0',
      '31',
      'MON',
      'x',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 24 }), (scraps) => {
        const text = scraps.join('');
        const read = parseEventSchedule(text, 'scheduler');
        if (!isParseFailure(read)) return;
        expect(read.at.start).toBeGreaterThanOrEqual(0);
        expect(read.at.end).toBeGreaterThanOrEqual(read.at.start);
        expect(read.at.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('mendEventSchedule', () => {
  it.each([
    ['rate(1 minutes)', 'rate(1 minute)'],
    ['rate(5 Minute)', 'rate(5 minutes)'],
    ['5 minutes', 'rate(5 minutes)'],
    ['cron(0 8 * * * *)', 'cron(0 8 * * ? *)'],
    ['cron(0 8 * * MON-FRI *)', 'cron(0 8 ? * MON-FRI *)'],
    ['cron(0 8 1 * * *)', 'cron(0 8 1 * ? *)'],
    ['cron (0 8 * * ? *)', 'cron(0 8 * * ? *)'],
    ['0 8 * * ? *', 'cron(0 8 * * ? *)'],
    ['*/5 * * * *', 'cron(*/5 * * * ? *)'],
    ['cron(0 8 * * MON)', 'cron(0 8 ? * MON *)'],
  ])('%s means %s', (text, meant) => {
    expect(mendEventSchedule(text, 'rule')).toBe(meant);
  });

  it.each([
    'cron(0 8 * * ? *)',
    'cron(0 8 * * 1)',
    'cron(0 8 1 * MON *)',
    'cron(99 8 * * * *)',
    'rate(1.5 hours)',
    'rate(5 weeks)',
    'hourly',
    '',
    `rate(1 ${UNKNOWN_TEXT}minutes)`,
  ])('leaves %s alone', (text) => {
    expect(mendEventSchedule(text, 'rule')).toBeUndefined();
  });
});
