import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  UNKNOWN_TEXT,
  addQuantities,
  compareQuantities,
  formatQuantity,
  isParseFailure,
  mendQuantity,
  milliValue,
  parseQuantity,
  wholeValue,
  type Quantity,
} from '../../src/domain/index.ts';

function quantity(text: string | number): Quantity {
  const read = parseQuantity(text);
  if (isParseFailure(read)) throw new Error(`${String(text)} takes ${read.expected}`);
  return read;
}

const SUFFIXES = [
  '',
  'n',
  'u',
  'm',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
  'e3',
  'E-3',
  'e0',
  'e+6',
];

/** A quantity as people write it, of any size and notation. */
const written = fc
  .tuple(fc.constantFrom('', '-', '+'), fc.nat(99_999), fc.option(fc.nat(9_999)), fc.constantFrom(...SUFFIXES))
  .map(
    ([sign, whole, fraction, suffix]) =>
      `${sign}${String(whole)}${fraction === null ? '' : `.${String(fraction)}`}${suffix}`,
  );

describe('parseQuantity', () => {
  // What apimachinery's own documentation and ParseQuantity say.
  it.each([
    ['0', '0'],
    ['0.5', '500m'],
    ['.5', '500m'],
    ['5.', '5'],
    ['+1', '1'],
    ['-0', '0'],
    ['0Mi', '0'],
    ['-100m', '-100m'],
    ['1000m', '1'],
    ['1.5Gi', '1536Mi'],
    ['1024Ki', '1Mi'],
    ['512Mi', '512Mi'],
    ['1Ki', '1Ki'],
    ['0.5Ki', '512'],
    ['0.1Ki', '102400m'],
    ['1500', '1500'],
    ['2000', '2k'],
    ['1E', '1E'],
    ['1E3', '1e3'],
    ['1e3', '1e3'],
    ['1500e-3', '1500e-3'],
    ['12e6', '12e6'],
    ['0.1n', '1n'],
    ['1.0000000001', '1000000001n'],
    ['100E', '9223372036854775807'],
    ['1e99', '9223372036854775807'],
    ['1e-99', '1e-9'],
    [128974848, '128974848'],
    [0.25, '250m'],
  ])('%s is %s', (text, canonical) => {
    expect(formatQuantity(quantity(text))).toBe(canonical);
  });

  it.each([
    ['512MB', 'MB'],
    ['512mb', 'mb'],
    ['1GiB', 'GiB'],
    ['100 Mi', ' Mi'],
    ['1K', 'K'],
    ['1e', 'e'],
    ['1e3.5', 'e3.5'],
    ['1.2.3', '.3'],
    ['', ''],
    ['Mi', 'Mi'],
    ['half', 'half'],
    ['0,5', ',5'],
    ['1 vCPU', ' vCPU'],
  ])('refuses %s at %s', (text, wrong) => {
    const read = parseQuantity(text);
    expect(isParseFailure(read) && text.slice(read.at.start, read.at.end)).toBe(wrong);
    expect(isParseFailure(read) && read.certainty).toBe('certain');
  });

  it('is not sure of what is partly unknown', () => {
    expect(parseQuantity(`${UNKNOWN_TEXT}Mi`)).toMatchObject({ certainty: 'possible' });
  });

  it('reads what it prints, as the same amount', () => {
    fc.assert(
      fc.property(written, (text) => {
        const read = quantity(text);
        const canonical = formatQuantity(read);
        const again = quantity(canonical);
        expect(again.nanos).toBe(read.nanos);
        expect(formatQuantity(again)).toBe(canonical);
        expect(canonical).not.toContain('.');
      }),
    );
  });
});

describe('arithmetic', () => {
  const any = written.map(quantity);

  it('adds in any order, with zero as nothing', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(addQuantities(a, b).nanos).toBe(addQuantities(b, a).nanos);
        const [left, right] = [addQuantities(addQuantities(a, b), c), addQuantities(a, addQuantities(b, c))];
        const isCapped = [a, b, c, left, right].some(({ nanos }) => Math.abs(Number(nanos)) > 9e27 / 3);
        if (!isCapped) expect(left.nanos).toBe(right.nanos);
        expect(addQuantities(a, quantity('0'))).toEqual(a.nanos === 0n ? { ...a, notation: 'decimal' } : a);
      }),
    );
  });

  it('orders as numbers are ordered, and adding keeps the order', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(Math.sign(compareQuantities(a, b))).toBe(-Math.sign(compareQuantities(b, a)) + 0);
        if (compareQuantities(a, b) <= 0 && compareQuantities(b, c) <= 0) {
          expect(compareQuantities(a, c)).toBeLessThanOrEqual(0);
        }
        if (compareQuantities(a, b) <= 0) {
          expect(compareQuantities(addQuantities(a, c), addQuantities(b, c))).toBeLessThanOrEqual(0);
        }
        expect(compareQuantities(a, b) === 0).toBe(a.nanos === b.nanos);
      }),
    );
  });

  it('rounds up, never by one or more', () => {
    fc.assert(
      fc.property(any, (a) => {
        for (const [value, unit] of [
          [wholeValue(a), 1_000_000_000n],
          [milliValue(a), 1_000_000n],
        ] as const) {
          const difference = value * unit - a.nanos;
          const away = a.nanos < 0n ? -difference : difference;
          expect(away >= 0n && away < unit).toBe(true);
        }
      }),
    );
    expect(wholeValue(quantity('100m'))).toBe(1n);
    expect(milliValue(quantity('0.0001'))).toBe(1n);
    expect(wholeValue(quantity('-1500m'))).toBe(-2n);
  });
});

describe('mendQuantity', () => {
  it.each([
    ['512MB', '512M'],
    ['512mb', '512M'],
    ['2 GiB', '2Gi'],
    ['256 Mi', '256Mi'],
    ['1gi', '1Gi'],
    ['1g', '1G'],
    ['64K', '64k'],
    ['64KB', '64k'],
    ['100bytes', '100'],
    ['1 vCPU', '1'],
    ['0.5 cores', '0.5'],
    ['250mcpu', '250m'],
  ])('%s means %s', (text, meant) => {
    expect(mendQuantity(text)).toBe(meant);
  });

  it('leaves the rest alone', () => {
    for (const text of ['512Mi', '1', 'half', '1.2.3', '10 apples', '', '-1MB']) {
      expect(mendQuantity(text), text).toBeUndefined();
    }
  });

  it('makes quantities', () => {
    fc.assert(
      fc.property(written, fc.constantFrom('b', 'B', 'ib', ' '), (text, more) => {
        const mended = mendQuantity(text + more);
        if (mended !== undefined) expect(isParseFailure(parseQuantity(mended))).toBe(false);
      }),
    );
  });
});
