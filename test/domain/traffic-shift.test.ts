import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CANARY_DEFAULTS,
  LINEAR_DEFAULTS,
  shiftMinutes,
  shiftSteps,
  type TrafficShift,
} from '../../src/domain/traffic-shift.ts';

const told = (shift: TrafficShift): string | undefined =>
  shiftSteps(shift)
    ?.map(({ minute, percent }) => `${String(percent)} % at ${String(minute)}`)
    .join(', ');

describe('shiftSteps', () => {
  it.each<[TrafficShift, string]>([
    [{ strategy: 'BLUE_GREEN', bakeMinutes: 15 }, '100 % at 0'],
    [{ strategy: 'CANARY', bakeMinutes: 0, ...CANARY_DEFAULTS }, '5 % at 0, 100 % at 10'],
    [{ strategy: 'CANARY', bakeMinutes: 0, canaryPercent: 100, canaryBakeMinutes: 10 }, '100 % at 0'],
    [
      { strategy: 'LINEAR', bakeMinutes: 0, stepPercent: 30, stepBakeMinutes: 5 },
      '30 % at 0, 60 % at 5, 90 % at 10, 100 % at 15',
    ],
    [
      { strategy: 'LINEAR', bakeMinutes: 0, stepPercent: 33.3, stepBakeMinutes: 1 },
      '33.3 % at 0, 66.6 % at 1, 99.9 % at 2, 100 % at 3',
    ],
  ])('%j', (shift, steps) => {
    expect(told(shift)).toBe(steps);
  });

  it.each<TrafficShift>([
    { strategy: 'BLUE_GREEN', bakeMinutes: 1441 },
    { strategy: 'BLUE_GREEN', bakeMinutes: 1.5 },
    { strategy: 'CANARY', bakeMinutes: 0, canaryPercent: 0, canaryBakeMinutes: 10 },
    { strategy: 'CANARY', bakeMinutes: 0, canaryPercent: 5, canaryBakeMinutes: -1 },
    { strategy: 'LINEAR', bakeMinutes: 0, stepPercent: 2.9, stepBakeMinutes: 6 },
    { strategy: 'LINEAR', bakeMinutes: 0, stepPercent: 10.05, stepBakeMinutes: 6 },
  ])('knows no %j', (shift) => {
    expect(shiftSteps(shift)).toBeUndefined();
    expect(shiftMinutes(shift)).toBeUndefined();
  });

  it('ends with all the traffic and never takes any back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 1000 }), fc.integer({ min: 0, max: 1440 }), (tenths, minutes) => {
        const shift = {
          strategy: 'LINEAR',
          bakeMinutes: 0,
          stepPercent: tenths / 10,
          stepBakeMinutes: minutes,
        } as const;
        const steps = shiftSteps(shift) ?? [];
        expect(steps.at(-1)?.percent).toBe(100);
        for (const [index, step] of steps.entries()) {
          expect(step.percent).toBeGreaterThan(steps[index - 1]?.percent ?? 0);
          expect(step.percent - (steps[index - 1]?.percent ?? 0)).toBeLessThanOrEqual(tenths / 10 + 1e-9);
        }
      }),
    );
  });
});

describe('shiftMinutes', () => {
  it('counts the time in which a deployment can still be taken back', () => {
    expect(shiftMinutes({ strategy: 'BLUE_GREEN', bakeMinutes: 15 })).toBe(15);
    expect(shiftMinutes({ strategy: 'LINEAR', bakeMinutes: 5, ...LINEAR_DEFAULTS })).toBe(59);
  });
});
