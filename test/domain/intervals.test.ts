import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  includesIntervals,
  intersectIntervals,
  intervalSet,
  subtractIntervals,
  type Interval,
} from '../../src/domain/intervals.ts';

const TOP = 24;
const intervals = fc.array(fc.record({ start: fc.nat(TOP), end: fc.nat(TOP) }), { maxLength: 6 });

function members(set: readonly Interval<number>[]): Set<number> {
  return new Set(
    Array.from({ length: TOP }, (_, n) => n).filter((n) => set.some(({ start, end }) => start <= n && n < end)),
  );
}

function keep(from: Set<number>, by: (n: number) => boolean): Set<number> {
  return new Set([...from].filter(by));
}

describe('intervals', () => {
  it('keeps the same numbers in one spelling', () => {
    fc.assert(
      fc.property(intervals, (some) => {
        const set = intervalSet(some);
        expect(members(set)).toEqual(members(some));
        expect(set.every(({ start, end }, index) => start < end && (set[index - 1]?.end ?? -1) < start)).toBe(true);
        expect(intervalSet([...some].reverse())).toEqual(set);
      }),
    );
  });

  it('intersects, subtracts and includes as sets of numbers do', () => {
    fc.assert(
      fc.property(intervals, intervals, (some, others) => {
        const [a, b] = [intervalSet(some), intervalSet(others)];
        const [inA, inB] = [members(a), members(b)];
        expect(intersectIntervals(a, b)).toEqual(intervalSet(intersectIntervals(a, b)));
        expect(members(intersectIntervals(a, b))).toEqual(keep(inA, (n) => inB.has(n)));
        expect(members(subtractIntervals(a, b))).toEqual(keep(inA, (n) => !inB.has(n)));
        expect(subtractIntervals(a, b)).toEqual(intervalSet(subtractIntervals(a, b)));
        expect(includesIntervals(a, b)).toBe([...inB].every((n) => inA.has(n)));
      }),
      { numRuns: 1000 },
    );
  });
});
