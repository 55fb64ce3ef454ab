import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eksSupport, oldestEksVersion, type EksSupport } from '../../src/domain/eks-versions.ts';
import {
  compareKubernetesVersions,
  formatKubernetesVersion,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '../../src/domain/kubernetes-version.ts';
import { isParseFailure } from '../../src/domain/parse-failure.ts';

const minor = (number: number): KubernetesVersion => ({ major: 1, minor: number });
const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a Kubernetes version', () => {
  it.each([
    ['1.34', 34],
    ['v1.34', 34],
    ['1.34.2', 34],
    ['1.34.2-eks-1', 34],
  ])('is read from %s', (text, number) => {
    expect(parseKubernetesVersion(text)).toEqual(minor(number));
  });

  it.each(['', '1', '34', '1.34-alpha', 'latest', '1.x', ' 1.34'])('is not read from %j', (text) => {
    const failure = parseKubernetesVersion(text);
    expect(isParseFailure(failure) && failure.at).toEqual({ start: 0, end: text.length });
  });

  it('is ordered by number, not by text', () => {
    expect(compareKubernetesVersions(minor(9), minor(10))).toBeLessThan(0);
    expect(compareKubernetesVersions(minor(30), minor(3))).toBeGreaterThan(0);
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999), (major, number) => {
        const version = { major, minor: number };
        expect(parseKubernetesVersion(formatKubernetesVersion(version))).toEqual(version);
      }),
    );
  });
});

/** How far a version is in its life. */
const AGE: Readonly<Record<EksSupport['state'], number>> = { unknown: 0, standard: 0, extended: 1, ended: 2, never: 3 };

describe('the calendar of EKS', () => {
  it.each([
    [34, '2026-12-02', { state: 'standard', until: '2026-12-02' }],
    [34, '2026-12-03', { state: 'extended', until: '2027-12-02' }],
    [31, '2026-11-26', { state: 'extended', until: '2026-11-26' }],
    [31, '2026-11-27', { state: 'ended', until: '2026-11-26' }],
    [27, '2026-11-22', { state: 'ended', until: undefined }],
    [3, '2026-11-22', { state: 'never' }],
    [36, '2026-11-22', { state: 'unknown' }],
    [99, '2026-11-22', { state: 'unknown' }],
  ] as const)('has 1.%i on %s', (number, today, support) => {
    expect(eksSupport(minor(number), today)).toEqual(support);
  });

  it('never flags a version that is newer than the table, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 37, max: 999 }), day, (number, today) => {
        expect(eksSupport(minor(number), today).state).toBe('unknown');
      }),
    );
  });

  it('lets no version grow younger with time, and none outlive a newer one', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), day, day, (a, b, x, y) => {
        const [older, newer] = [Math.min(a, b), Math.max(a, b)];
        const [before, after] = [x < y ? x : y, x < y ? y : x];
        const age = (number: number, today: string): number => AGE[eksSupport(minor(number), today).state];
        expect(age(older, before)).toBeLessThanOrEqual(age(older, after));
        expect(age(newer, before)).toBeLessThanOrEqual(age(older, before));
      }),
    );
  });

  it('names the oldest version that is supported, at all or at the standard price', () => {
    expect(oldestEksVersion('any', '2026-11-22')).toEqual(minor(31));
    expect(oldestEksVersion('standard', '2026-11-22')).toEqual(minor(34));
    expect(oldestEksVersion('any', '2026-11-27')).toEqual(minor(32));
    fc.assert(
      fc.property(day, (today) => {
        const [any, standard] = [oldestEksVersion('any', today), oldestEksVersion('standard', today)];
        expect(compareKubernetesVersions(any, standard)).toBeLessThanOrEqual(0);
        expect(eksSupport(any, today).state).not.toBe('ended');
        expect(eksSupport(minor(any.minor - 1), today).state).toBe('ended');
      }),
    );
  });
});
