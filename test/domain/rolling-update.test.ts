import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daemonUpdate,
  rollingSteps,
  rollingUpdate,
  type RollingPlan,
  type RollingUpdate,
} from '../../src/domain/rolling-update.ts';

function update(
  desiredCount: number,
  minimumHealthyPercent: number,
  maximumPercent: number,
  taskSlots?: number,
): RollingUpdate {
  const found = rollingUpdate({ desiredCount, minimumHealthyPercent, maximumPercent, taskSlots });
  if (!found) throw new Error('not a plan');
  return found;
}

describe('rollingUpdate', () => {
  // The table of ECS's own arithmetic: ceil for the lower bound, floor for the upper one.
  it.each([
    [1, 100, 200, 1, 2, false],
    [1, 100, 150, 1, 1, true],
    [1, 50, 100, 1, 1, true],
    [1, 0, 100, 0, 1, false],
    [2, 51, 149, 2, 2, true],
    [2, 50, 100, 1, 2, false],
    [3, 67, 133, 3, 3, true],
    [4, 100, 124, 4, 4, true],
    [4, 100, 125, 4, 5, false],
    [10, 95, 105, 10, 10, true],
  ])('%i tasks at %i/%i keep %i to %i running; deadlock: %s', (desired, min, max, lower, upper, deadlock) => {
    expect(update(desired, min, max)).toMatchObject({ lower, upper, deadlock });
  });

  it('says how many may start and stop', () => {
    expect(update(4, 50, 150)).toMatchObject({ start: 2, stop: 2, downtime: false, fallsShort: false });
  });

  it('counts no task below the lower bound as one that may stop', () => {
    expect(update(2, 150, 200)).toMatchObject({ lower: 3, stop: 0, start: 2 });
  });

  it('is blocked by slots when every instance has its task and none may stop', () => {
    expect(update(3, 100, 200, 3)).toMatchObject({ upper: 3, start: 0, stop: 0, deadlock: true, fallsShort: false });
    expect(update(3, 100, 200, 4)).toMatchObject({ upper: 4, start: 1, deadlock: false, batches: 3 });
  });

  it('falls short where the cluster cannot hold the desired tasks', () => {
    expect(update(4, 0, 200, 3)).toMatchObject({ running: 3, fallsShort: true });
  });

  it('sees the whole service stop when the lower bound is zero', () => {
    expect(update(5, 0, 100)).toMatchObject({ downtime: true, start: 0, stop: 5 });
  });

  it('has nothing to say about zero tasks', () => {
    expect(update(0, 100, 100)).toMatchObject({ deadlock: false, downtime: false, batches: 0 });
  });

  it.each([
    { desiredCount: -1, minimumHealthyPercent: 100, maximumPercent: 200 },
    { desiredCount: 1.5, minimumHealthyPercent: 100, maximumPercent: 200 },
    { desiredCount: 1, minimumHealthyPercent: Number.NaN, maximumPercent: 200 },
    { desiredCount: Number.MAX_SAFE_INTEGER, minimumHealthyPercent: 100, maximumPercent: 200 },
  ])('does not calculate with %o', (plan) => {
    expect(rollingUpdate(plan)).toBeUndefined();
  });
});

describe('rollingSteps', () => {
  it.each([
    [4, 50, 100, 'stop 2, start 2, stop 2, start 2'],
    [4, 100, 200, 'start 4, stop 4'],
    [4, 75, 125, 'start 1, stop 2, start 2, stop 2, start 1'],
    [2, 100, 100, ''],
    [1, 0, 100, 'stop 1, start 1'],
  ])('rolls %i tasks at %i/%i', (desired, min, max, expected) => {
    const steps = rollingSteps(update(desired, min, max), desired);
    expect(steps.map(({ action, tasks }) => `${action} ${tasks}`).join(', ')).toBe(expected);
  });

  it('stops at its limit', () => {
    expect(rollingSteps(update(1000, 100, 101), 1000, 5)).toHaveLength(5);
  });
});

/** One task at a time, knowing nothing of windows: the scheduler's two conditions and no more. */
function simulate({ desiredCount, minimumHealthyPercent, maximumPercent, taskSlots = Infinity }: RollingPlan) {
  const most = (tasks: number) => tasks * 100 <= desiredCount * maximumPercent && tasks <= taskSlots;
  const least = (tasks: number) => tasks * 100 >= desiredCount * minimumHealthyPercent;
  let [old, fresh, batches, lowest] = [Math.min(desiredCount, taskSlots), 0, 0, Infinity];
  for (;;) {
    let moved = false;
    while (fresh < desiredCount && most(old + fresh + 1)) {
      if (!moved) batches += 1;
      fresh += 1;
      moved = true;
    }
    let stopped = false;
    while (old > 0 && least(old + fresh - 1)) {
      old -= 1;
      stopped = true;
    }
    lowest = Math.min(lowest, old + fresh);
    if (!moved && !stopped) return { old, fresh, batches, lowest };
  }
}

describe('rollingUpdate against a simulation', () => {
  const plan = fc.record({
    desiredCount: fc.nat(40),
    minimumHealthyPercent: fc.nat(100),
    maximumPercent: fc.nat(250),
    taskSlots: fc.option(fc.nat(50), { nil: undefined }),
  });

  it('agrees on deadlock, batches and what is left at the end', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const calculated = update(one.desiredCount, one.minimumHealthyPercent, one.maximumPercent, one.taskSlots);
        const { old, fresh, batches } = simulate(one);
        expect(calculated.batches).toBe(batches);
        expect(calculated.deadlock).toBe(one.desiredCount > 0 && fresh === 0);
        if (!calculated.deadlock) expect([old, fresh]).toEqual([0, Math.min(one.desiredCount, calculated.upper)]);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes steps that stay inside the bounds and end where the simulation ends', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const calculated = update(one.desiredCount, one.minimumHealthyPercent, one.maximumPercent, one.taskSlots);
        let [old, fresh] = [calculated.running, 0];
        for (const { action, tasks } of rollingSteps(calculated, one.desiredCount, 1000)) {
          if (action === 'start') fresh += tasks;
          else old -= tasks;
          if (action === 'start') expect(old + fresh).toBeLessThanOrEqual(calculated.upper);
          else expect(old + fresh).toBeGreaterThanOrEqual(calculated.lower);
        }
        expect({ old, fresh }).toEqual({ old: simulate(one).old, fresh: simulate(one).fresh });
      }),
    );
  });
});

describe('daemonUpdate', () => {
  it.each([
    [4, 50, { stop: 2, rounds: 2, deadlock: false }],
    [4, 0, { stop: 4, rounds: 1, deadlock: false }],
    [4, 100, { stop: 0, rounds: 0, deadlock: true }],
    [3, 50, { stop: 1, rounds: 3, deadlock: false }],
  ])('of %i instances at %i', (instances, minimum, course) => {
    expect(daemonUpdate(instances, minimum)).toEqual(course);
  });
});
