import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN_TEXT as U } from '../../src/domain/unknown-text.ts';
import { matchesWildcard, wildcardsMeet } from '../../src/domain/wildcard.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });

function expression(of: string): RegExp {
  return new RegExp(`^${of.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

describe('matchesWildcard', () => {
  it('agrees with a regular expression on known text', () => {
    fc.assert(
      fc.property(pattern, text, (wanted, given) => {
        expect(matchesWildcard(wanted, given)).toBe(expression(wanted).test(given) ? 'yes' : 'no');
      }),
      { numRuns: 1000 },
    );
  });

  it('is sure of unknown text only if every way to fill it in agrees', () => {
    const filling = fc.array(text, { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, text, filling, (wanted, before, after, fillings) => {
        const answer = matchesWildcard(wanted, before + U + after);
        for (const filled of fillings) {
          const matches = expression(wanted).test(before + filled + after);
          if (answer !== 'unsure') expect(matches).toBe(answer === 'yes');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is unsure where the pattern has unknown text that may decide', () => {
    expect(matchesWildcard(`app-${U}`, 'app-web')).toBe('unsure');
    expect(matchesWildcard(`app-${U}`, 'web')).toBe('no');
  });

  it('gives up on texts that no ARN is as long as', () => {
    expect(matchesWildcard('*a'.repeat(50_000), 'a'.repeat(100_000))).toBe('unsure');
  });
});

describe('wildcardsMeet', () => {
  it('finds a common text wherever there is one', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, given) => {
        if (expression(one).test(given) && expression(other).test(given)) expect(wildcardsMeet(one, other)).toBe(true);
        expect(wildcardsMeet(one, other)).toBe(wildcardsMeet(other, one));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a*', '*b', true],
    ['a*', 'b*', false],
    ['a?c', 'ab?', true],
    ['?', '', false],
    ['*', '', true],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(wildcardsMeet(one, other)).toBe(expected);
  });
});
