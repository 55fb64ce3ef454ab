import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionsBehind, explore, World, type Condition, type Decision } from '../../src/values/index.ts';
import { condition, flag } from '../kit/terms.ts';

/** What a run read of each world, in order, as `A !B`. */
function worldsOf(conditions: readonly Condition[]): string[] {
  return explore((world) =>
    conditions.map((each) => (world.decide(each) ? each.label : `!${each.label}`)).join(' '),
  ).outcomes.map(({ result }) => result);
}

function say(ways: readonly (readonly Decision[])[]): string {
  return ways.map((way) => way.map(({ label, outcome }) => (outcome ? label : `!${label}`)).join(' ')).join(' | ');
}

/** When does `holds` hold, among all worlds of these conditions? */
function behind(conditions: readonly Condition[], holds: (world: World) => boolean): string {
  const { outcomes } = explore((world) => {
    for (const each of conditions) world.decide(each);
    return holds(world);
  });
  const all = outcomes.map(({ world }) => world);
  const having = outcomes.filter(({ result }) => result).map(({ world }) => world);
  return say(decisionsBehind(having, all));
}

/** A variable with known values, compared with one of them. */
const stage = (value: string, likely?: string): Condition =>
  condition(`Is${value}`, (world) =>
    world.ask({
      variable: 'Stage',
      value,
      domain: ['dev', 'test', 'live'],
      likely: likely === undefined ? undefined : likely === value,
    }),
  );

const [a, b, c] = [flag('A'), flag('B'), flag('C')];

describe('explore', () => {
  it('runs once where nothing is asked', () => {
    const { outcomes, complete } = explore(() => 'seen');
    expect(outcomes.map(({ result }) => result)).toEqual(['seen']);
    expect(complete).toBe(true);
  });

  it('sees every combination of independent conditions once', () => {
    expect(worldsOf([a, b]).sort()).toEqual(['!A !B', '!A B', 'A !B', 'A B']);
  });

  it('asks only about what is read', () => {
    const worlds = explore((world) => (world.decide(a) ? (world.decide(b) ? 'A B' : 'A !B') : '!A'));
    expect(worlds.outcomes.map(({ result }) => result).sort()).toEqual(['!A', 'A !B', 'A B']);
  });

  it('never disagrees with itself about one condition', () => {
    const { outcomes } = explore((world) => [world.decide(a), world.decide(a)]);
    expect(outcomes.map(({ result }) => result)).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('holds values of one variable to be exclusive', () => {
    expect(worldsOf([stage('test'), stage('live')]).sort()).toEqual([
      '!Istest !Islive',
      '!Istest Islive',
      'Istest !Islive',
    ]);
  });

  it('knows the last value of a domain by elimination', () => {
    expect(worldsOf([stage('dev'), stage('test'), stage('live')]).sort()).toEqual([
      '!Isdev !Istest Islive',
      '!Isdev Istest !Islive',
      'Isdev !Istest !Islive',
    ]);
  });

  it('denies what lies outside the domain, without a world for it', () => {
    expect(worldsOf([stage('moon')])).toEqual(['!Ismoon']);
  });

  it('takes any number of values for a variable without a domain', () => {
    const region = (value: string): Condition => condition(value, (world) => world.ask({ variable: 'Region', value }));
    expect(worldsOf([region('eu'), region('us')]).sort()).toEqual(['!eu !us', '!eu us', 'eu !us']);
  });

  it('starts with the likely answers', () => {
    expect(worldsOf([stage('live', 'test'), stage('test', 'test')])[0]).toBe('!Islive Istest');
    expect(worldsOf([a, b])[0]).toBe('A B');
  });

  it('judges a condition by others, and remembers both', () => {
    const both = condition('Both', (world) => world.decide(a) && world.decide(b));
    const { outcomes } = explore((world) => world.decide(both));
    const judged = outcomes.map(({ world, result }) => `${[...world.decisions.keys()].join(' ')}: ${String(result)}`);
    expect(judged.sort()).toEqual(['A B Both: false', 'A B Both: true', 'A Both: false']);
  });

  it('reads a condition that is made of itself as false', () => {
    const loop: Condition = condition('Loop', (world) => !world.decide(loop));
    expect(worldsOf([loop])).toEqual(['Loop']);
  });

  it('goes on from a world without asking again', () => {
    const from = new World();
    from.decide(a);
    const { outcomes } = explore((world) => [world.decide(a), world.decide(b)], new World(from.script));
    expect(outcomes.map(({ result }) => result)).toEqual([
      [true, true],
      [true, false],
    ]);
    expect([...from.decisions.keys()]).toEqual(['A']);
  });

  it('grows linearly with the conditions that one run reads, and says that it has not seen all', () => {
    const runs = (count: number): number => {
      const conditions = Array.from({ length: count }, (_, i) => flag(`C${String(i)}`));
      const { outcomes, complete } = explore((world) => conditions.map((each) => world.decide(each)));
      expect(complete).toBe(count <= 5);
      return outcomes.length;
    };
    expect(runs(5)).toBe(32);
    expect(runs(64)).toBeLessThanOrEqual(32 + 64);
    expect(runs(64)).toBeLessThanOrEqual(runs(32) * 2.2);
  });

  it('turns each of 64 conditions at least once, and sees no world twice', () => {
    const conditions = Array.from({ length: 64 }, (_, i) => flag(`C${String(i)}`));
    const seen = worldsOf(conditions);
    for (const { label } of conditions) {
      const turned = conditions.map((each) => (each.label === label ? `!${each.label}` : each.label)).join(' ');
      expect(seen).toContain(turned);
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('enumerates just the consistent combinations of any comparisons (property)', () => {
    const domain = ['x', 'y', 'z'];
    const comparison = fc.record({ variable: fc.constantFrom('P', 'Q'), value: fc.constantFrom(...domain, 'w') });
    fc.assert(
      fc.property(fc.array(comparison, { maxLength: 5 }), (comparisons) => {
        const conditions = comparisons.map(({ variable, value }) =>
          condition(`${variable}=${value}`, (world) => world.ask({ variable, value, domain })),
        );
        const expected = new Set(
          domain.flatMap((p) =>
            domain.map((q) =>
              comparisons
                .map(({ variable, value }) => {
                  const label = `${variable}=${value}`;
                  return (variable === 'P' ? p : q) === value ? label : `!${label}`;
                })
                .join(' '),
            ),
          ),
        );
        const seen = worldsOf(conditions);
        expect(seen.length).toBe(new Set(seen).size);
        expect(new Set(seen)).toEqual(expected);
      }),
    );
  });
});

describe('decisionsBehind', () => {
  it('says nothing of what holds everywhere', () => {
    expect(behind([a, b], () => true)).toBe('');
  });

  it('names the condition that decides, and not those that do not', () => {
    expect(behind([a, b], (world) => world.decide(a))).toBe('A');
    expect(behind([a, b], (world) => !world.decide(b))).toBe('!B');
    expect(behind([a, b, c], (world) => world.decide(a) && !world.decide(c))).toBe('A !C');
  });

  it('names a condition rather than those that it is made of', () => {
    const both = condition('Both', (world) => world.decide(a) && world.decide(b));
    expect(behind([both], (world) => world.decide(both))).toBe('Both');
    expect(behind([both], (world) => !world.decide(both))).toBe('!Both');
  });

  it('names a condition on the way to another that is only asked about there', () => {
    expect(behind([], (world) => world.decide(a) && world.decide(b))).toBe('A B');
    expect(behind([], (world) => world.decide(a) && !world.decide(b))).toBe('A !B');
  });

  it('names one of two conditions that follow from each other', () => {
    expect(behind([stage('live'), stage('test')], (world) => world.decide(stage('live')))).toBe('Islive');
  });

  it('names every way where there are several', () => {
    expect(behind([a, b], (world) => world.decide(a) || world.decide(b))).toBe('B | A');
    expect(behind([a, b], (world) => world.decide(a) !== world.decide(b))).toBe('!A B | A !B');
    expect(behind([a, b, c], (world) => world.decide(c) && (world.decide(a) || world.decide(b)))).toBe('B C | A C');
  });

  it('stays short among more conditions than can all be combined', () => {
    const conditions = Array.from({ length: 64 }, (_, i) => flag(`C${String(i)}`));
    const last = conditions[63];
    expect(last && behind(conditions, (world) => !world.decide(last))).toBe('!C63');
  });

  it('holds in the worlds where it came out and in no other (property)', () => {
    const conditions = [a, b, c];
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (table) => {
        const indexOf = (world: World): number =>
          conditions.reduce((sum, each, i) => sum + (world.decide(each) ? 2 ** i : 0), 0);
        const { outcomes } = explore((world) => table[indexOf(world)] === true);
        const all = outcomes.map(({ world }) => world);
        const having = outcomes.filter(({ result }) => result).map(({ world }) => world);
        fc.pre(having.length > 0 && having.length < all.length);
        const ways = decisionsBehind(having, all);
        const holds = (world: World): boolean =>
          ways.some((way) => way.every(({ label, outcome }) => world.decisions.get(label)?.outcome === outcome));
        expect(all.filter(holds)).toEqual(having);
      }),
    );
  });
});
