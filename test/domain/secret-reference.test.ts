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
    expect(parseSecretReference(text)).toMatchObject({ kind: 'ssm-parameter', name, selector });
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
});
