import { describe, expect, it } from 'vitest';
import { explore, settle, World, type SettledTerm, type Term } from '../../src/values/index.ts';
import { absent, choice, deferred, flag, list, scalar, unknown } from '../kit/terms.ts';

function show(term: SettledTerm): unknown {
  return term.state === 'scalar' ? term.value : term.state;
}

function inAllWorlds(term: Term): unknown[] {
  return explore((world) => show(settle(term, world))).outcomes.map(({ result }) => result);
}

const isProd = flag('IsProd');
const isSpot = flag('IsSpot');

describe('settle', () => {
  it('leaves alone what depends on nothing', () => {
    const world = new World();
    for (const term of [scalar('web'), list([1]), unknown('a parameter'), absent()]) {
      expect(settle(term, world)).toBe(term);
    }
    expect(world.trail).toEqual([]);
  });

  it('takes the side that the condition decides', () => {
    expect(inAllWorlds(choice(isProd, 1024, 256))).toEqual([1024, 256]);
  });

  it('asks for an inner condition only on the side where it stands', () => {
    expect(inAllWorlds(choice(isProd, choice(isSpot, 1, 2), 3)).sort()).toEqual([1, 2, 3]);
  });

  it('decides one condition once', () => {
    expect(inAllWorlds(choice(isProd, choice(isProd, 'kept', 'never'), 'other'))).toEqual(['kept', 'other']);
  });

  it('works out what is deferred, in the world at hand', () => {
    const region = deferred((world) => (world.decide(isProd) ? choice(isSpot, 'a', 'b') : scalar('c')));
    expect(inAllWorlds(region).sort()).toEqual(['a', 'b', 'c']);
  });

  it('gives up on what leads back to itself, and stays at its place', () => {
    const loop: Term = deferred(() => loop);
    const settledLoop = settle(loop, new World());
    expect(settledLoop).toMatchObject({ state: 'unknown', written: true });
    expect(settledLoop.origin).toBe(loop.origin);
  });

  it('can be left out by a condition', () => {
    expect(inAllWorlds(choice(isProd, 'logs', absent()))).toEqual(['logs', 'absent']);
  });
});
