import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildArn, isAccountId, isArn, matchesArn, parseArn } from '../../src/domain/arn.ts';
import { isParseFailure } from '../../src/domain/parse-failure.ts';
import { UNKNOWN_TEXT as U } from '../../src/domain/unknown-text.ts';

describe('parseArn', () => {
  it('gives the fields and where they stand', () => {
    const arn = parseArn('arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf');
    expect(arn).toMatchObject({
      partition: 'aws',
      service: 'secretsmanager',
      region: 'eu-west-1',
      account: '123456789012',
      resource: 'secret:db-AbCdEf',
      at: { partition: { start: 4, end: 7 }, region: { start: 23, end: 32 }, resource: { start: 46, end: 62 } },
    });
  });

  it.each([
    'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
    'arn:aws-cn:s3:::bucket/*',
    'arn:aws-us-gov:ecs:us-gov-west-1:123456789012:cluster/web',
    'arn:*:s3:::bucket',
    'arn:aws:s3:::*',
    `arn:${U}:ecs:${U}:${U}:cluster/web`,
  ])('reads %s', (text) => {
    expect(isArn(text)).toBe(true);
  });

  it.each([
    ['', 0, 0],
    ['web', 0, 3],
    ['arn:', 4, 4],
    ['arn:aws:ecs', 11, 11],
    ['arn:aws:ecs:us-east-1:123456789012', 34, 34],
    ['arn:aws:ecs:us-east-1:123456789012:', 35, 35],
    ['arn:amazon:ecs:us-east-1:123456789012:cluster/web', 4, 10],
    ['arn:aws::us-east-1:123456789012:cluster/web', 8, 8],
    ['arn:aws:ecs:us east:123456789012:cluster/web', 12, 19],
    ['arn:aws:ecs:us-east-1:1234 5678:cluster/web', 22, 31],
  ])('points at what is wrong in %o', (text, start, end) => {
    expect(parseArn(text)).toMatchObject({ at: { start, end }, certainty: 'certain' });
  });

  it('is never certain of a failure where text is unknown', () => {
    expect(parseArn(`arn:aws:${U}`)).toMatchObject({ certainty: 'possible' });
  });

  it('answers any text, pointing inside it, and reads what it builds', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'w', 's', '1', ':', '-', '*', '/', ' ', U) });
    fc.assert(
      fc.property(field, (text) => {
        const parsed = parseArn(`arn:${text}`);
        return isParseFailure(parsed) ? parsed.at.end <= text.length + 4 : buildArn(parsed) === parsed.text;
      }),
      { numRuns: 1000 },
    );
  });
});

describe('buildArn', () => {
  it('takes the partition from the Region', () => {
    const role = { service: 'ecs', account: '123456789012', resource: 'cluster/web' };
    expect(buildArn({ ...role, region: 'eu-west-1' })).toBe('arn:aws:ecs:eu-west-1:123456789012:cluster/web');
    expect(buildArn({ ...role, region: 'cn-north-1' })).toBe('arn:aws-cn:ecs:cn-north-1:123456789012:cluster/web');
  });
});

describe('isAccountId', () => {
  it('wants twelve digits', () => {
    expect(['123456789012', '12345678901', 'aws', ''].map(isAccountId)).toEqual([true, false, false, false]);
  });
});

describe('matchesArn', () => {
  const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/db-AbCdEf';

  it.each([
    ['*', 'yes'],
    [secret, 'yes'],
    ['arn:aws:secretsmanager:*:*:secret:app/*', 'yes'],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/db-??????', 'yes'],
    ['arn:aws:secretsmanager:*:secret:app/*', 'no'],
    ['arn:aws:secretsmanager:eu-west-2:123456789012:*', 'no'],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:SECRET:app/*', 'no'],
    ['arn:aws:*:*:*:*', 'yes'],
    [`arn:aws:secretsmanager:${U}:123456789012:secret:app/*`, 'unsure'],
    [`arn:aws:secretsmanager:${U}:123456789012:secret:web/*`, 'no'],
    [`${U}*`, 'unsure'],
    ['not an arn', 'no'],
  ])('%s: %s', (pattern, expected) => {
    expect(matchesArn(pattern, secret)).toBe(expected);
  });

  it('is sure of unknown text that a wildcard covers', () => {
    expect(matchesArn('arn:aws:ecs:*:*:cluster/*', `arn:aws:ecs:${U}:${U}:cluster/${U}`)).toBe('yes');
    expect(matchesArn('arn:aws:ecs:*:*:cluster/web', `arn:aws:ecs:${U}:${U}:cluster/${U}`)).toBe('unsure');
    expect(matchesArn('arn:aws:ecs:*:*:service/*', `arn:aws:ecs:${U}:${U}:cluster/${U}`)).toBe('no');
  });
});
