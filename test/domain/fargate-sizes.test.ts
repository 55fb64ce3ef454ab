import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closestFargateSize,
  fargateCpuUnits,
  fargateMemoryMiB,
  fargatePlatformVersionFor,
  isFargateSize,
} from '../../src/domain/fargate-sizes.ts';

/** The rows of the developer guide's table, as it gives them: lowest, highest, step. */
const GUIDE: readonly (readonly [number, number, number, number])[] = [
  [512, 1024, 4096, 1024],
  [1024, 2048, 8192, 1024],
  [2048, 4096, 16_384, 1024],
  [4096, 8192, 30_720, 1024],
  [8192, 16_384, 61_440, 4096],
  [16_384, 32_768, 122_880, 8192],
];

describe('fargateMemoryMiB', () => {
  it('gives the three sizes of a quarter vCPU', () => {
    expect(fargateMemoryMiB(256)).toEqual([512, 1024, 2048]);
  });

  it.each(GUIDE)('gives %i units %i to %i MiB in steps of %i', (cpuUnits, low, high, step) => {
    const sizes = Array.from({ length: (high - low) / step + 1 }, (_, index) => low + index * step);
    expect(fargateMemoryMiB(cpuUnits)).toEqual(sizes);
  });

  it('is empty for what is not on offer', () => {
    expect(fargateMemoryMiB(300)).toEqual([]);
    expect(fargateMemoryMiB(256, { windows: true })).toEqual([]);
    expect(fargateMemoryMiB(Number.NaN)).toEqual([]);
  });
});

describe('fargateCpuUnits', () => {
  it('lists all sizes, and those of Windows', () => {
    expect(fargateCpuUnits()).toEqual([256, 512, 1024, 2048, 4096, 8192, 16_384]);
    expect(fargateCpuUnits({ windows: true })).toEqual([1024, 2048, 4096]);
  });
});

describe('closestFargateSize', () => {
  it.each([
    [512, 8192, { cpuUnits: 1024, memoryMiB: 8192 }],
    [256, 4096, { cpuUnits: 512, memoryMiB: 4096 }],
    [300, 600, { cpuUnits: 512, memoryMiB: 1024 }],
    [256, 1500, { cpuUnits: 256, memoryMiB: 2048 }],
    [16_384, 131_072, undefined],
  ])('offers for %i units and %i MiB %o', (cpuUnits, memoryMiB, expected) => {
    expect(closestFargateSize({ cpuUnits, memoryMiB })).toEqual(expected);
  });

  it('offers Windows tasks a Windows size', () => {
    expect(closestFargateSize({ cpuUnits: 256, memoryMiB: 512 }, { windows: true })).toEqual({
      cpuUnits: 1024,
      memoryMiB: 2048,
    });
  });

  it('is on offer, covers the request, and has no more of either than any other size that does', () => {
    const asked = fc.record({
      cpuUnits: fc.integer({ min: 1, max: 17_000 }),
      memoryMiB: fc.integer({ min: 1, max: 125_000 }),
    });
    fc.assert(
      fc.property(asked, fc.boolean(), (request, windows) => {
        const covering = fargateCpuUnits({ windows })
          .flatMap((cpuUnits) => fargateMemoryMiB(cpuUnits, { windows }).map((memoryMiB) => ({ cpuUnits, memoryMiB })))
          .filter((size) => size.cpuUnits >= request.cpuUnits && size.memoryMiB >= request.memoryMiB);
        const found = closestFargateSize(request, { windows });
        if (!found) return covering.length === 0;
        return (
          isFargateSize(found, { windows }) &&
          found.cpuUnits >= request.cpuUnits &&
          found.memoryMiB >= request.memoryMiB &&
          covering.every((size) => size.cpuUnits >= found.cpuUnits && size.memoryMiB >= found.memoryMiB)
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('fargatePlatformVersionFor', () => {
  it('knows that 8 and 16 vCPU are newer', () => {
    expect([4096, 8192, 16_384, 7].map(fargatePlatformVersionFor)).toEqual([undefined, '1.4.0', '1.4.0', undefined]);
  });
});
