import { describe, expect, it } from 'vitest';
import { UNKNOWN_TEXT, isParseFailure, mendUnixCron, parseUnixCron } from '../../src/domain/index.ts';

function wrongIn(text: string, reader: 'kubernetes' | 'autoscaling' = 'kubernetes'): string | undefined {
  const read = parseUnixCron(text, reader);
  return isParseFailure(read) ? `[${text.slice(read.at.start, read.at.end)}] ${read.expected}` : undefined;
}

describe('parseUnixCron', () => {
  it.each([
    '* * * * *',
    '*/5 * * * *',
    '0 0,12 1 */2 *',
    '0 2 * * mon-fri',
    '0 2 * * SUN',
    '0 2 ? * 1',
    '5/15 * * * *',
    '1,,2 * * * *',
    '  0 2 * * *  ',
    '@hourly',
    '@annually',
    '@every 1h30m',
    '@every 90s',
  ])('reads %s', (text) => {
    expect(wrongIn(text)).toBeUndefined();
  });

  // As robfig/cron v3 answers, which Kubernetes asks.
  it.each([
    ['60 * * * *', '[60] a minute from 0 to 59'],
    ['0 25 * * *', '[25] an hour from 0 to 23'],
    ['0 0 0 * *', '[0] a day of the month from 1 to 31'],
    ['0 0 * 13 *', '[13] a month from 1 to 12 or JAN to DEC'],
    ['0 0 * * 7', '[7] a day of the week from 0 (Sunday) to 6 (Saturday) or SUN to SAT'],
    ['0 0 * * 5-1', '[5-1] a range whose end is not before its start'],
    ['0 0 L * *', '[L] a day of the month from 1 to 31'],
    ['/5 * * * *', '[/] a minute from 0 to 59'],
    ['*/0 * * * *', "[0] a step of at least 1 after '/'"],
    ['1-2-3 * * * *', '[2-3] a minute from 0 to 59'],
    ['0 0 * *', '[0 0 * *] five fields: minute, hour, day of the month, month and day of the week'],
    ['0 0 0 * * *', '[0 0 0 * * *] five fields: minute, hour, day of the month, month and day of the week'],
    ['TZ=Europe/Berlin 0 2 * * *', '[TZ=Europe/Berlin] no time zone, which has a field of its own'],
    ['CRON_TZ=UTC 0 2 * * *', '[CRON_TZ=UTC] no time zone, which has a field of its own'],
    ['@reboot', '[@reboot] one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly'],
    ['@every hour', "[hour] a duration such as '1h30m'"],
    ['', '[] five fields: minute, hour, day of the month, month and day of the week'],
  ])('says what is wrong in %s', (text, wrong) => {
    expect(wrongIn(text)).toBe(wrong);
  });

  it('takes what other crons take in an Auto Scaling group', () => {
    expect(wrongIn('30 0 1 1,6,12 *', 'autoscaling')).toBeUndefined();
    expect(wrongIn('0 0 * * 7', 'autoscaling')).toBeUndefined();
    expect(wrongIn('0 0 * * 8', 'autoscaling')).toContain('[8]');
    expect(wrongIn('@every 1h', 'autoscaling')).toContain('[@every 1h]');
  });

  it('takes unknown text wherever it could be right', () => {
    for (const text of ['…', '0 … * * *', '0 …', '@…', '@every …']) {
      expect(wrongIn(text.replace('…', UNKNOWN_TEXT)), text).toBeUndefined();
    }
  });
});

describe('mendUnixCron', () => {
  it('writes Sunday as Kubernetes does', () => {
    expect(mendUnixCron('0 3 * * 7')).toBe('0 3 * * 0');
    expect(mendUnixCron('0 3 * * 6,7')).toBe('0 3 * * 6,0');
    expect(mendUnixCron('0 3 * * 1-7')).toBeUndefined();
    expect(mendUnixCron('0 3 * * 0')).toBeUndefined();
    expect(mendUnixCron('99 3 * * 7')).toBeUndefined();
  });
});
