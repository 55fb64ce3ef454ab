import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isMoving,
  isMovingTag,
  moves,
  parseImageReference,
  type ImageReference,
} from '../../src/domain/image-reference.ts';
import { isParseFailure } from '../../src/domain/parse-failure.ts';
import { UNKNOWN_TEXT as U } from '../../src/domain/unknown-text.ts';

const SHA256 = `sha256:${'0123456789abcdef'.repeat(4)}`;

function image(text: string): ImageReference {
  const reference = parseImageReference(text);
  if (isParseFailure(reference)) throw new Error(`${text}: expected ${reference.expected}`);
  return reference;
}

describe('parseImageReference', () => {
  it.each([
    ['nginx', 'docker.io', 'library/nginx', undefined],
    ['nginx:1.27', 'docker.io', 'library/nginx', '1.27'],
    ['amazon/aws-for-fluent-bit:stable', 'docker.io', 'amazon/aws-for-fluent-bit', 'stable'],
    ['docker.io/nginx', 'docker.io', 'library/nginx', undefined],
    ['index.docker.io/library/nginx', 'docker.io', 'library/nginx', undefined],
    ['localhost/app', 'localhost', 'app', undefined],
    ['localhost:5000/app:1', 'localhost:5000', 'app', '1'],
    ['[2001:db8::1]:5000/app', '[2001:db8::1]:5000', 'app', undefined],
    ['quay.io/prometheus/node-exporter:v1.12.1', 'quay.io', 'prometheus/node-exporter', 'v1.12.1'],
    ['a__b/c---d.e:T_1.x-y', 'docker.io', 'a__b/c---d.e', 'T_1.x-y'],
  ])('%s is host %s, repository %s, tag %s', (text, host, repository, tag) => {
    expect(image(text)).toMatchObject({ host, repository, tag, digest: undefined });
  });

  it('gives the range of each part', () => {
    const text = `registry.example.com:5000/team/app:1.4@${SHA256}`;
    const { at, ...reference } = image(text);
    const part = (range: { start: number; end: number } | undefined) => text.slice(range?.start, range?.end);
    expect(part(at.host)).toBe('registry.example.com:5000');
    expect(part(at.repository)).toBe('team/app');
    expect(part(at.tag)).toBe('1.4');
    expect(part(at.digest)).toBe(SHA256);
    expect(reference).toMatchObject({ tag: '1.4', digest: SHA256, registry: { kind: 'other' } });
  });

  it.each([
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'aws', false, false],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'aws-cn', false, false],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'aws-us-gov', true, false],
    ['123456789012.dkr-ecr.us-east-1.on.aws', 'aws', false, true],
    ['123456789012.dkr-ecr-fips.us-east-1.on.aws', 'aws', true, true],
    ['123456789012.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn', 'aws-cn', false, true],
    ['123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov', 'aws-iso', false, false],
    ['123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov', 'aws-iso-b', false, false],
    ['123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu', 'aws-eusc', false, false],
  ])('%s is a private registry of %s', (host, partition, fips, dualStack) => {
    const { registry } = image(`${host}/team/web:1`);
    expect(registry).toMatchObject({ kind: 'ecr', accountId: '123456789012', partition, fips, dualStack });
  });

  it('knows ECR Public and its alias', () => {
    expect(image('public.ecr.aws/docker/library/nginx:1').registry).toEqual({ kind: 'ecr-public', alias: 'docker' });
  });

  it.each([
    ['', 0, 0],
    ['nginx:', 6, 6],
    ['Nginx', 0, 1],
    ['example/Web:1', 8, 9],
    ['nginx:1.2:3', 9, 11],
    ['nginx :1', 5, 6],
    ['nginx:la test', 8, 9],
    ['https://nginx', 0, 8],
    ['/app', 0, 1],
    ['app/', 3, 4],
    ['app//web', 4, 5],
    ['app._web', 4, 5],
    ['app___web', 5, 6],
    ['-app', 0, 1],
    ['app!', 3, 4],
    ['host.example:port/app', 13, 17],
    ['-host.example/app', 0, 5],
    ['app@', 4, 4],
    ['app@sha256', 4, 10],
    ['app@md5:abc', 4, 7],
    ['app@sha256:abc', 11, 14],
    [`app@${SHA256.toUpperCase().replace('SHA256', 'sha256')}`, 11, 75],
    [`app:${'x'.repeat(129)}`, 4, 133],
    ['dkr.ecr.us-east-1.amazonaws.com/app', 0, 0],
    ['1234.dkr.ecr.us-east-1.amazonaws.com/app', 0, 4],
    ['123456789012.dkr.ecr.amazonaws.com/app', 21, 21],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com/app', 32, 45],
    ['123456789012.dkr.ecr.frankfurt.amazonaws.com/app', 21, 30],
    ['0123456789abcdef'.repeat(4), 0, 64],
  ])('points at what is wrong in %o', (text, start, end) => {
    const failure = parseImageReference(text);
    expect(failure).toMatchObject({ at: { start, end }, certainty: 'certain' });
    expect(failure).toHaveProperty('expected');
  });

  it('takes unknown text wherever it may be right', () => {
    expect(image(`${U}/app:1`)).toMatchObject({ registry: { kind: 'unknown' }, repository: 'app', tag: '1' });
    expect(image(`${U}.dkr.ecr.${U}.amazonaws.com/app:${U}`)).toMatchObject({
      registry: { kind: 'ecr', accountId: U },
    });
    expect(image(U).registry.kind).toBe('unknown');
    expect(image(`app@${U}`).digest).toBe(U);
    expect(parseImageReference(`App:${U}`)).toMatchObject({ at: { start: 0, end: 1 }, certainty: 'possible' });
  });

  it('reads back every reference it is given in parts', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,6}((\.|_|__|-{1,3})[a-z0-9]{1,4}){0,2}$/);
    const host = fc.constantFrom('quay.io', 'localhost', 'registry.example:5000', 'a.b.c');
    const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,10}$/);
    fc.assert(
      fc.property(host, fc.array(word, { minLength: 1, maxLength: 3 }), fc.option(tag), (where, path, version) => {
        const repository = path.join('/');
        const parsed = image(`${where}/${repository}${version === null ? '' : `:${version}`}`);
        expect(parsed).toMatchObject({ host: where, repository, tag: version ?? undefined });
      }),
    );
  });

  it('answers any text, pointing inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'A', '1', ':', '/', '@', '.', '-', '_', ' ', U) }), (text) => {
        const parsed = parseImageReference(text);
        if (!isParseFailure(parsed)) return true;
        return 0 <= parsed.at.start && parsed.at.start <= parsed.at.end && parsed.at.end <= text.length;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('isMovingTag', () => {
  it.each([
    'latest',
    'Latest',
    'stable',
    'stable-alpine3.19',
    'latest-jdk17',
    'init-latest',
    'main',
    'alpine',
    'dev',
    'lts',
  ])('%s moves', (tag) => {
    expect(isMovingTag(tag)).toBe(true);
  });

  it.each([
    '1',
    'v1.2',
    '1.27-alpine',
    'nightly-20260102',
    'main-57',
    'dev-0a1b2c3',
    'ltsc2019',
    'maintenance',
    'c3e96da',
  ])('%s does not', (tag) => {
    expect(isMovingTag(tag)).toBe(false);
  });
});

describe('moves', () => {
  it.each([
    ['nginx', 'yes'],
    ['nginx:latest', 'yes'],
    ['nginx:1.27', 'no'],
    [`nginx:latest@${SHA256}`, 'no'],
    [U, 'unsure'],
    [`${U}/app`, 'yes'],
    [`example/${U}`, 'unsure'],
    [`app:${U}`, 'unsure'],
    [`app:1.${U}`, 'no'],
    [`${U}:latest`, 'yes'],
    [`app:${U}-latest`, 'yes'],
    [`app@${U}`, 'no'],
  ])('%s: %s', (text, expected) => {
    expect(moves(image(text))).toBe(expected);
    expect(isMoving(image(text))).toBe(expected === 'yes');
  });
});
