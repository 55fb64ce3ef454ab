import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedDisruptions,
  parsePodShare,
  podRolloutSteps,
  recreation,
  rolloutOfDaemonSet,
  rolloutOfDeployment,
  rolloutOfStatefulSet,
  type PodRollout,
  type PodShare,
} from '../../src/domain/pod-rollout.ts';

function share(written: number | string): PodShare {
  const found = parsePodShare(written);
  if (!found) throw new Error(`${String(written)} is no share`);
  return found;
}

function deployment(replicas: number, maxSurge: number | string, maxUnavailable: number | string): PodRollout {
  return rolloutOfDeployment({ replicas, maxSurge: share(maxSurge), maxUnavailable: share(maxUnavailable) });
}

const written = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 150 }).map((percent) => `${String(percent)}%`),
);

describe('parsePodShare', () => {
  it('reads numbers and percentages', () => {
    expect(parsePodShare(2)).toEqual({ unit: 'pods', amount: 2 });
    expect(parsePodShare('25%')).toEqual({ unit: 'percent', amount: 25 });
  });

  it.each([-1, 1.5, NaN, '1', '', '25 %', '-5%', '2.5%', 'all'])('knows no %j', (text) => {
    expect(parsePodShare(text)).toBeUndefined();
  });
});

describe('a Deployment', () => {
  // Rounding as the Kubernetes documentation has it: the surge up, what may be missing down.
  it.each([
    [1, '25%', '25%', 1, 2],
    [2, '25%', '25%', 2, 3],
    [4, '25%', '25%', 3, 5],
    [10, '25%', '25%', 8, 13],
    [1, 0, 1, 0, 1],
    [1, 0, '25%', 0, 1],
    [2, 1, '100%', 0, 3],
    [3, 0, 0, 2, 3],
    [3, 1, 5, 0, 4],
  ])('of %i pods at surge %s, unavailable %s keeps %i to %i', (replicas, surge, unavailable, lowest, highest) => {
    expect(deployment(replicas, surge, unavailable)).toMatchObject({ lowest, highest, downtime: lowest === 0 });
  });

  it('has a quarter of both when nothing is written', () => {
    expect(rolloutOfDeployment({ replicas: 8 })).toEqual(deployment(8, '25%', '25%'));
  });

  it('stops all at once when it is recreated, and none where there is none', () => {
    expect(recreation(3)).toMatchObject({ lowest: 0, highest: 3, downtime: true });
    expect(recreation(0)).toMatchObject({ downtime: false });
  });

  it('always moves, within its bounds, until every pod is new', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), written, written, (replicas, surge, unavailable) => {
        const rollout = deployment(replicas, surge, unavailable);
        let [running, started] = [replicas, 0];
        for (const { action, tasks } of podRolloutSteps(rollout, 100)) {
          expect(tasks).toBeGreaterThan(0);
          running += action === 'start' ? tasks : -tasks;
          started += action === 'start' ? tasks : 0;
          expect(running).toBeGreaterThanOrEqual(rollout.lowest);
          expect(running).toBeLessThanOrEqual(rollout.highest);
        }
        expect([running, started]).toEqual([replicas, replicas]);
      }),
    );
  });

  it('loses no more pods where less may be missing', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.nat(30), (replicas, less, more) => {
        const [low, high] = [Math.min(less, more), Math.max(less, more)];
        expect(deployment(replicas, 1, low).lowest).toBeGreaterThanOrEqual(deployment(replicas, 1, high).lowest);
      }),
    );
  });
});

describe('other workloads', () => {
  it('replace one pod of a StatefulSet after another, down to its partition', () => {
    expect(rolloutOfStatefulSet(3)).toMatchObject({ lowest: 2, highest: 3, downtime: false });
    expect(rolloutOfStatefulSet(1)).toMatchObject({ downtime: true });
    expect(rolloutOfStatefulSet(3, 3)).toMatchObject({ lowest: 3 });
    expect(rolloutOfStatefulSet(5, 0, share('50%'))).toMatchObject({ lowest: 3 });
  });

  it('replace a DaemonSet node by node', () => {
    expect(rolloutOfDaemonSet(10)).toMatchObject({ lowest: 9, highest: 10 });
    expect(rolloutOfDaemonSet(10, share('15%'))).toMatchObject({ lowest: 8 });
    expect(rolloutOfDaemonSet(10, share(0), share('11%'))).toMatchObject({ lowest: 10, highest: 12 });
  });
});

describe('allowedDisruptions', () => {
  // The documentation's example: 7 pods, minAvailable 50% keeps 4.
  it.each([
    [{ minAvailable: share('50%') }, 7, 3],
    [{ minAvailable: share(1) }, 1, 0],
    [{ minAvailable: share('100%') }, 3, 0],
    [{ maxUnavailable: share(0) }, 5, 0],
    [{ maxUnavailable: share('30%') }, 7, 3],
    [{ maxUnavailable: share('100%') }, 2, 2],
  ])('of %j over %i pods is %i', (budget, pods, allowed) => {
    expect(allowedDisruptions(budget, pods)).toBe(allowed);
  });

  it('is not to be told of a budget that the API refuses', () => {
    expect(allowedDisruptions({}, 3)).toBeUndefined();
    expect(allowedDisruptions({ minAvailable: share(1), maxUnavailable: share(1) }, 3)).toBeUndefined();
  });

  it('lies between none and all', () => {
    fc.assert(
      fc.property(written, fc.boolean(), fc.nat(50), (text, isMinimum, pods) => {
        const allowed = allowedDisruptions({ [isMinimum ? 'minAvailable' : 'maxUnavailable']: share(text) }, pods);
        expect(allowed).toBeGreaterThanOrEqual(0);
        expect(allowed).toBeLessThanOrEqual(pods);
      }),
    );
  });
});
