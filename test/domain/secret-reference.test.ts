import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isParseFailure } from '../../src/domain/parse-failure.ts';
import { isSecretNamed, parseSecretArn, type SecretArn } from '../../src/domain/secret-arn.ts';
import { parseSecretReference } from '../../src/domain/secret-reference.ts';
import { UNKNOWN_TEXT as U } from '../../src/domain/unknown-text.ts';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/db-AbCdEf';
const PARAMETER = 'arn:aws:ssm:eu-west-1:123456789012:parameter';

function secret(text: string): SecretArn {
  const reference = parseSecretArn(text);
  if (isParseFailure(reference)) throw new Error(reference.expected);
  return reference;
}

describe('parseSecretReference', () => {
  it('reads a whole secret', () => {
    expect(parseSecretReference(SECRET)).toMatchObject({
      kind: 'secrets-manager',
      nameAndSuffix: 'app/db-AbCdEf',
      suffix: 'AbCdEf',
      jsonKey: undefined,
    });
  });

  it('reads the selectors and keeps them out of the ARN', () => {
    const reference = secret(`${SECRET}:password:AWSPREVIOUS:`);
    expect(reference).toMatchObject({ jsonKey: 'password', versionStage: 'AWSPREVIOUS', versionId: undefined });
    expect(reference.arn.text).toBe(SECRET);
    expect(reference.at).toMatchObject({ jsonKey: { start: 67, end: 75 }, versionId: undefined });
  });

  it.each([
    ['DB_PASSWORD', 'DB_PASSWORD', undefined],
    ['/app/db/password', '/app/db/password', undefined],
    ['/app/db/password:3', '/app/db/password', '3'],
    [`${PARAMETER}/password`, 'password', undefined],
    [`${PARAMETER}/app/password:live`, '/app/password', 'live'],
    [`${U}/password`, `${U}/password`, undefined],
  ])('reads %s as parameter %s', (text, name, selector) => {
    const read = parseSecretReference(text);
    expect(read).toMatchObject({ kind: 'ssm-parameter', name, selector });
    const at = !isParseFailure(read) && read.kind === 'ssm-parameter' ? read.at.selector : undefined;
    expect(at && text.slice(at.start, at.end)).toBe(selector);
  });

  it.each([
    ['', 0, 0],
    [`${SECRET}:password`, 66, 75],
    [`${SECRET}:password:`, 66, 76],
    [`${SECRET}:a:b:c:d`, 66, 74],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:db-AbCdEf', 46, 55],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:', 53, 53],
    ['arn:aws:kms:eu-west-1:123456789012:key/1234', 8, 11],
    ['arn:aws:ssm:eu-west-1:123456789012:password', 35, 43],
    ['arn:aws:ssm', 11, 11],
    ['app/password', 0, 12],
    ['my password', 0, 11],
    ['password:', 9, 9],
    [`/${'x'.repeat(1011)}`, 0, 1012],
    ['db-AbCdEf:password::', 10, 20],
  ])('points at what is wrong in %o', (text, start, end) => {
    expect(parseSecretReference(text)).toMatchObject({ at: { start, end }, certainty: 'certain' });
  });
});

describe('isSecretNamed', () => {
  it.each([
    ['app/db', 'yes'],
    ['app/db-AbCdEf', 'yes'],
    ['app', 'no'],
    ['app/db-AbCd', 'no'],
  ])('%s: %s', (name, expected) => {
    expect(isSecretNamed(secret(SECRET), name)).toBe(expected);
  });

  it('takes an ARN without its suffix by its whole name', () => {
    expect(isSecretNamed(secret('arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-passwd'), 'db-passwd')).toBe(
      'yes',
    );
  });

  const named = (written: string, name: string): string =>
    isSecretNamed(secret(`arn:aws:secretsmanager:eu-west-1:123456789012:secret:${written}`), name);

  it.each([
    ['db-??????', 'db', 'yes'],
    ['db-*', 'db', 'yes'],
    ['db-*', 'db-eu', 'yes'],
    ['db-?????', 'db', 'no'],
    ['db-A*', 'db', 'unsure'],
    ['cache-*', 'db', 'no'],
    [`db-${U}`, 'db', 'unsure'],
    [`${U}-AbCdEf`, 'db', 'unsure'],
    [`cache-${U}`, 'db', 'no'],
  ])('%s is the ARN of %s: %s', (written, name, expected) => expect(named(written, name)).toBe(expected));

  it('knows any name by its ARN, in part or whole, and by no other', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9/_+=.@]{1,12}$/);
    const suffix = fc.stringMatching(/^[A-Za-z0-9]{6}$/);
    fc.assert(
      fc.property(name, name, suffix, (one, other, random) => {
        expect(named(`${one}-${random}`, one)).toBe('yes');
        expect(named(one, one)).toBe('yes');
        expect(named(`${one}-??????`, other)).toBe(one === other ? 'yes' : 'no');
        expect(named(`${one}-${random}`, other)).toBe(one === other ? 'yes' : 'no');
        expect(named(`${one}-${U}`, one)).toBe('unsure');
      }),
    );
  });
});
