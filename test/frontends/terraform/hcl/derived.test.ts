import { describe, expect, it } from 'vitest';
import { Budget } from '../../../../src/frontends/terraform/budget.ts';
import { DerivedTerm } from '../../../../src/frontends/terraform/hcl/derived.ts';
import { scalarTerm } from '../../../../src/frontends/terraform/hcl/terms.ts';
import { NOWHERE } from '../../../../src/frontends/terraform/modules/nowhere.ts';
import { settle, World } from '../../../../src/values/index.ts';

const PRODUCTION = { variable: 'var.env', value: 'production' };

/** A value that tells how often it was worked out. */
function counting(run: (world: World) => string): { term: DerivedTerm; times: () => number } {
  let times = 0;
  const resolve = (world: World) => {
    times++;
    return scalarTerm(run(world), NOWHERE);
  };
  return { term: new DerivedTerm(NOWHERE, new Budget(), resolve), times: () => times };
}

describe('a value that differs between worlds', () => {
  it('is worked out once for all worlds in which nothing is decided, where it decides nothing', () => {
    const { term, times } = counting((world) => world.valueOf('var.env') ?? 'any');
    for (const world of [new World(), new World()]) expect(settle(term, world)).toMatchObject({ value: 'any' });
    expect(times()).toBe(1);
  });

  it('is worked out anew where something is decided', () => {
    const { term } = counting((world) => world.valueOf('var.env') ?? 'any');
    expect(settle(term, new World())).toMatchObject({ value: 'any' });
    const decided = new World([{ question: PRODUCTION, answer: true }]);
    expect(settle(term, decided)).toMatchObject({ value: 'production' });
    expect(settle(term, new World())).toMatchObject({ value: 'any' });
  });

  it('asks each world for its own decision', () => {
    const { term, times } = counting((world) => String(world.ask(PRODUCTION)));
    const worlds = [new World(), new World()];
    for (const world of worlds) {
      settle(term, world);
      expect(world.trail).toHaveLength(1);
    }
    expect(times()).toBe(2);
  });
});
