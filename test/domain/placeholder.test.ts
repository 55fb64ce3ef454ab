import { describe, expect, it } from 'vitest';
import { findPlaceholders, isPlaceholder, maskPlaceholders } from '../../src/domain/placeholder.ts';
import { UNKNOWN_TEXT } from '../../src/domain/unknown-text.ts';

const U = (length: number): string => UNKNOWN_TEXT.repeat(length);

describe('isPlaceholder', () => {
  it.each([
    '<IMAGE1_NAME>',
    '<your password>',
    '${DB_PASSWORD}',
    '$DB_PASSWORD',
    '$(DB_PASSWORD)',
    '{{ .Values.image }}',
    '{{ must_env `TAG` }}',
    '#{Password}#',
    '%PASSWORD%',
    '@@PASSWORD@@',
    '__IMAGE__',
    '${USER}:${PASS}',
    ' <X> ',
    'REPLACE_ME',
    'replace-with-your-token',
    'REPLACEME',
    'your-api-key',
    'YOUR_API_KEY',
    'xxxxxxxx',
    '********',
    'TODO',
    '[ACCOUNT_ID]',
    'aws_account_id',
  ])('%s waits to be filled in', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    'changeme',
    'nginx',
    'app:${TAG}',
    'hunter2',
    '$ecret',
    'a<b',
    '<',
    '${',
    'yourself',
    'replaced',
    'my-app',
    '-',
  ])('%o does not', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it('is done quickly with a hostile text', () => {
    for (const text of ['<a', '${', '{{', '$(', '__A', '%A', '@A']) {
      expect(isPlaceholder(text.repeat(50_000))).toBe(false);
    }
  });
});

describe('findPlaceholders', () => {
  it('gives the range of each', () => {
    expect(findPlaceholders('${REPO}/app:<TAG>')).toEqual([
      { start: 0, end: 7 },
      { start: 12, end: 17 },
    ]);
  });
});

describe('maskPlaceholders', () => {
  it.each([
    ['aws_account_id.dkr.ecr.region.amazonaws.com/app', `${U(14)}.dkr.ecr.${U(6)}.amazonaws.com/app`],
    ['arn:aws:iam::XXXXXXXXXXXX:role/web', `arn:aws:iam::${U(12)}:role/web`],
    ['arn:aws:acm:REGION:1:certificate/1', `arn:aws:acm:${U(6)}:1:certificate/1`],
    ['registry.example.com/region/app', 'registry.example.com/region/app'],
  ])('covers the stand-ins of documentation in %s', (text, masked) => {
    expect(maskPlaceholders(text)).toBe(masked);
  });

  it('keeps every offset', () => {
    expect(maskPlaceholders('a:${X}b')).toBe(`a:${UNKNOWN_TEXT.repeat(4)}b`);
  });
});
