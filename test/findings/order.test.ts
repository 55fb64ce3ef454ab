import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFindings, compareText, type Finding } from '../../src/findings/index.ts';

function finding(path: string, start: number, end: number, rule: string, message: string): Finding {
  return {
    rule,
    severity: 'error',
    category: 'correctness',
    certainty: 'certain',
    messageId: 'one',
    message,
    span: { source: { path, text: '' }, start, end },
    related: [],
    also: [],
    fingerprint: '',
  };
}

describe('compareFindings', () => {
  it('sorts by file, then position, then rule, then message', () => {
    const sorted = [
      finding('B.yaml', 9, 9, 'a/a', 'a'),
      finding('a.yaml', 1, 2, 'b/b', 'a'),
      finding('a.yaml', 1, 3, 'a/a', 'a'),
      finding('a.yaml', 2, 3, 'a/a', 'b'),
      finding('a.yaml', 2, 3, 'b/a', 'a'),
      finding('a.yaml', 2, 3, 'b/a', 'b'),
      finding('a.yaml', 10, 11, 'a/a', 'a'),
    ];
    expect([...sorted].reverse().sort(compareFindings)).toEqual(sorted);
  });

  it('gives one order whatever order it is given (property)', () => {
    const some = fc.array(
      fc
        .tuple(
          fc.constantFrom('a', 'b'),
          fc.nat(3),
          fc.nat(3),
          fc.constantFrom('r/x', 'r/y'),
          fc.constantFrom('m', 'n'),
        )
        .map((facts) => finding(...facts)),
    );
    fc.assert(
      fc.property(some, (findings) => {
        const sorted = [...findings].sort(compareFindings);
        expect([...findings].reverse().sort(compareFindings)).toEqual(sorted);
      }),
    );
  });
});

describe('compareText', () => {
  it('goes by code unit, in every locale', () => {
    expect(['ä', 'z', 'a', 'Z', 'a/b', 'a-b', ''].sort(compareText)).toEqual(['', 'Z', 'a', 'a-b', 'a/b', 'z', 'ä']);
  });
});
