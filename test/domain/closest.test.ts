import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, editDistance } from '../../src/domain/closest.ts';

const FIELDS = ['memory', 'memoryReservation', 'mountPoints', 'name', 'portMappings', 'cpu', 'image', 'environment'];

describe('closest', () => {
  it.each([
    ['memoryReservaton', 'memoryReservation'],
    ['MountPoints', 'mountPoints'],
    ['mount_points', 'mountPoints'],
    ['evnironment', 'environment'],
    ['imgae', 'image'],
    ['cpus', 'cpu'],
  ])('takes %s for %s', (word, meant) => {
    expect(closest(word, FIELDS)).toBe(meant);
  });

  it('prefers a difference in case over an earlier candidate with a smaller edit', () => {
    expect(closest('Port', ['Ports', 'port'])).toBe('port');
  });

  it('takes the earlier of two candidates that are equally close', () => {
    expect(closest('bast', ['cast', 'last'])).toBe('cast');
  });

  it.each(['volumes', 'x', '', 'id', 'a'.repeat(100_000)])('offers nothing for %.20s', (word) => {
    expect(closest(word, [...FIELDS, 'ip', 'b'.repeat(100_000)])).toBeUndefined();
  });

  it('never offers the word itself', () => {
    expect(closest('name', ['name', 'named'])).toBe('named');
  });
});

/** The definition, word for word: exponential, so for short words only. */
function slowDistance(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  const [a, b] = [from.slice(0, -1), to.slice(0, -1)];
  const options = [
    slowDistance(a, to) + 1,
    slowDistance(from, b) + 1,
    slowDistance(a, b) + (from.at(-1) === to.at(-1) ? 0 : 1),
  ];
  if (from.length > 1 && to.length > 1 && from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1)) {
    options.push(slowDistance(from.slice(0, -2), to.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}

describe('editDistance', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

  it('agrees with the definition', () => {
    fc.assert(
      fc.property(word, word, (a, b) => editDistance(a, b) === slowDistance(a, b)),
      { numRuns: 300 },
    );
  });

  it('is exact up to its limit and above it beyond', () => {
    fc.assert(
      fc.property(word, word, fc.nat(6), (a, b, limit) => {
        const distance = slowDistance(a, b);
        const limited = editDistance(a, b, limit);
        return distance <= limit ? limited === distance : limited > limit;
      }),
      { numRuns: 300 },
    );
  });
});
