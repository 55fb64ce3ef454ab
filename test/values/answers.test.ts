import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equals, isSet, mayMatch, settled, visibleText, type Unknown, type Value } from '../../src/values/index.ts';
import { originAt } from '../kit/terms.ts';

const origin = originAt(0, 'port');
const known = <T>(value: T): Value<T> => ({ state: 'known', value, origin });
const absent: Value<string> = { state: 'absent', origin };
const unknown: Unknown = { state: 'unknown', reason: 'a parameter', written: true, origin };
const template = (...parts: readonly (string | Unknown)[]): Value<string> => ({ state: 'template', parts, origin });

describe('settled', () => {
  it('gives what is certain and written', () => {
    expect(settled(known(80))).toBe(80);
    expect(settled(known(''))).toBe('');
    expect(settled(unknown)).toBeUndefined();
    expect(settled(template('a', unknown))).toBeUndefined();
    expect(settled(absent)).toBeUndefined();
  });

  it('fills in what the service would, only where nothing is written', () => {
    expect(settled(absent, 'bridge')).toBe('bridge');
    expect(settled(unknown, 'bridge')).toBeUndefined();
    expect(settled(known('host'), 'bridge')).toBe('host');
  });
});

describe('isSet', () => {
  it('tells what is written from what is not and from what may be', () => {
    expect(isSet(known(0))).toBe('yes');
    expect(isSet(template(unknown))).toBe('yes');
    expect(isSet(absent)).toBe('no');
    expect(isSet(unknown)).toBe('yes');
    expect(isSet({ ...unknown, written: false })).toBe('unsure');
  });
});

describe('equals', () => {
  it('compares what is certain', () => {
    expect(equals(known('a'), 'a')).toBe('yes');
    expect(equals(known('a'), 'b')).toBe('no');
    expect(equals(unknown, 'a')).toBe('unsure');
  });

  it('compares what the service fills in', () => {
    expect(equals(absent, 'a')).toBe('no');
    expect(equals(absent, 'a', 'a')).toBe('yes');
    expect(equals(absent, 'a', 'b')).toBe('no');
  });

  it('denies what partly known text cannot become', () => {
    expect(equals(template('web-', unknown), 'web-live')).toBe('unsure');
    expect(equals(template('web-', unknown), 'api-live')).toBe('no');
  });
});

describe('visibleText', () => {
  it('shows the known stretches', () => {
    expect(visibleText(known(443))).toBe('443');
    expect(visibleText(template('repo/app:', unknown, '-slim'))).toBe('repo/app:…-slim');
    expect(visibleText(unknown)).toBeUndefined();
    expect(visibleText(absent)).toBeUndefined();
  });
});

describe('mayMatch', () => {
  const matches = (parts: readonly (string | undefined)[], text: string): boolean =>
    mayMatch(
      parts.map((part) => part ?? unknown),
      text,
    );

  it('lets unknown stretches be anything or nothing', () => {
    expect(matches(['a', undefined], 'a')).toBe(true);
    expect(matches([undefined], '')).toBe(true);
    expect(matches(['a', undefined, 'b'], 'a-b')).toBe(true);
  });

  it('does not use a known stretch twice', () => {
    expect(matches(['ab', undefined, 'ba'], 'aba')).toBe(false);
    expect(matches([undefined, 'a', undefined, 'a'], 'a')).toBe(false);
  });

  it('takes known text for just what it is', () => {
    expect(matches(['aba'], 'ababa')).toBe(false);
    expect(matches(['a', 'b'], 'axb')).toBe(false);
    expect(matches([], '')).toBe(true);
    expect(matches([], 'a')).toBe(false);
  });

  it('agrees with a regular expression (property)', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 3 });
    const parts = fc.array(fc.option(letters, { nil: undefined }), { maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    fc.assert(
      fc.property(parts, text, (some, whole) => {
        const pattern = some.map((part) => part?.replace(/[.*]/g, '\\$&') ?? '.*').join('');
        expect(matches(some, whole)).toBe(new RegExp(`^${pattern}$`).test(whole));
      }),
      { numRuns: 500 },
    );
  });

  it('finds every text that fills the gaps (property)', () => {
    const word = fc.string({ maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.boolean()), { maxLength: 5 }), (some) => {
        const parts = some.map(([part, isKnown]) => (isKnown ? part : undefined));
        expect(matches(parts, some.map(([part]) => part).join(''))).toBe(true);
      }),
    );
  });
});
