import {
  explore,
  settle,
  type MapTerm,
  type Origin,
  type ScalarTerm,
  type SettledTerm,
  type Term,
  type World,
} from '../../../values/index.ts';
import type { Budget } from '../budget.ts';
import { isGap } from '../functions/lists.ts';
import { DerivedTerm, isSettled } from '../hcl/derived.ts';
import { textIn, unknownTerm } from '../hcl/terms.ts';
import type { InstanceKey } from './planned-facts.ts';

interface EachTerms {
  readonly key: Term;
  readonly value: Term;
}

/** One time that a block is repeated by `count` or `for_each`; a block without either is there once, without a key. */
export interface Repetition {
  readonly key: string | number | undefined;
  /** What `each.key` and `each.value`, or `count.index`, stand for; undefined where that is not known. */
  readonly each: EachTerms | undefined;
  readonly index: Term | undefined;
  /** Whether it takes place in a world; undefined where it always does. */
  readonly exists: ((world: World) => boolean) | undefined;
}

export interface Repetitions {
  readonly by: 'once' | 'count' | 'each';
  readonly items: readonly Repetition[];
  /** False when `count` or `for_each` is not known: then one stands for all. */
  readonly known: boolean;
}

const ONCE: Repetition = { key: undefined, each: undefined, index: undefined, exists: undefined };
/** Of what has neither `count` nor `for_each`. */
export const JUST_ONCE: Repetitions = { by: 'once', items: [ONCE], known: true };
/** Beyond this, instances tell nothing that the first ones do not. */
const MOST = 100;
const TOO_MANY = `more than ${MOST} instances`;

/** How often a block is there, by its `count` and `for_each`. */
export function repetitionsOf(body: MapTerm, budget: Budget): Repetitions {
  const count = body.get('count');
  if (count && !isNull(count)) return inWorlds('count', count, counted, budget);
  const each = body.get('for_each');
  if (each && !isNull(each)) return inWorlds('each', each, eached, budget);
  return JUST_ONCE;
}

/** How often a block is there, where a plan has told its keys: they are known even where what they come from is not. */
export function plannedRepetitions(keys: readonly InstanceKey[], body: MapTerm): Repetitions {
  const [first] = keys;
  if (first === undefined) return JUST_ONCE;
  if (typeof first === 'number') {
    const origin = body.get('count')?.origin ?? body.origin;
    return { by: 'count', items: keys.map((key) => countedItem(Number(key), origin)), known: true };
  }
  const origin = body.get('for_each')?.origin ?? body.origin;
  let written: ReadonlyMap<string, EachTerms> | undefined;
  const items = keys.map((key): Repetition => {
    const name = String(key);
    const find = (): EachTerms | undefined => (written ??= itemsOf(body.get('for_each'))).get(name);
    const each = {
      get key(): Term {
        return find()?.key ?? { state: 'scalar', value: name, text: name, origin };
      },
      get value(): Term {
        return find()?.value ?? unknownTerm("'each.value', which is known when planning", origin);
      },
    };
    return { key: name, each, index: undefined, exists: undefined };
  });
  return { by: 'each', items, known: true };
}

/** The items of a `for_each` by their keys, as far as they are known without any decision. */
function itemsOf(each: Term | undefined): ReadonlyMap<string, EachTerms> {
  const items = new Map<string, EachTerms>();
  if (each?.state === 'map') {
    for (const entry of each.entries()) {
      const { name, key } = entry;
      items.set(name, {
        key: { state: 'scalar', value: name, text: name, origin: key },
        get value(): Term {
          return entry.value;
        },
      });
    }
  }
  if (each?.state === 'list') {
    for (const item of each.items()) {
      const name = textIn(item);
      if (name !== undefined) items.set(name, { key: item, value: item });
    }
  }
  return items;
}

/** `[0]`, `["a.b"]`, or nothing. */
export function keyText(key: string | number | undefined): string {
  return key === undefined ? '' : `[${JSON.stringify(key)}]`;
}

/** The repetitions of a settled count; undefined where it is not known. */
type Read = (term: SettledTerm) => readonly Repetition[] | undefined;

/** A count that depends on conditions gives all that there is in some world, each only where it exists. */
function inWorlds(by: 'count' | 'each', term: Term, read: Read, budget: Budget): Repetitions {
  if (isSettled(term)) {
    const items = read(term);
    if (items && items.length <= MOST) return { by, items, known: true };
    if (items) budget.beyond(TOO_MANY, term.origin);
    return representative(by, items);
  }
  const isTerm = (world: World): readonly Repetition[] | undefined => read(settle(term, world));
  const { outcomes, complete } = explore(isTerm);
  const found = new Map<string | number | undefined, Repetition>();
  let known = complete;
  for (const { result } of outcomes) {
    known &&= result !== undefined && result.length <= MOST;
    if (result && result.length > MOST) budget.beyond(TOO_MANY, term.origin);
    for (const item of result ?? []) if (found.size <= MOST) found.set(item.key, item);
  }
  const items = [...found.values()].map((item): Repetition => {
    const inWorld = (world: World): Repetition | undefined => isTerm(world)?.find(({ key }) => key === item.key);
    return { ...item, each: item.each && eachInWorld(item.each, inWorld, budget), exists: (world) => !!inWorld(world) };
  });
  if (!known) items.push({ ...ONCE, exists: (world) => isTerm(world) === undefined });
  return { by, items, known };
}

function eachInWorld(
  { key, value }: EachTerms,
  find: (world: World) => Repetition | undefined,
  budget: Budget,
): EachTerms {
  const { origin } = value;
  const inWorld = new DerivedTerm(
    origin,
    budget,
    (world) => find(world)?.each?.value ?? unknownTerm('an item that is not there', origin),
  );
  return { key, value: inWorld };
}

function representative(by: 'count' | 'each', items: readonly Repetition[] | undefined): Repetitions {
  return { by, items: items ? items.slice(0, MOST) : [ONCE], known: false };
}

function counted(count: SettledTerm): readonly Repetition[] | undefined {
  const times = Number(textIn(count) ?? Number.NaN);
  if (!Number.isInteger(times) || times < 0) return undefined;
  const items: Repetition[] = [];
  for (let index = 0; index <= Math.min(times - 1, MOST); index++) items.push(countedItem(index, count.origin));
  return items;
}

function countedItem(index: number, origin: Origin): Repetition {
  const term: ScalarTerm = { state: 'scalar', value: index, text: String(index), origin };
  return { key: index, each: undefined, index: term, exists: undefined };
}

function eached(each: SettledTerm): readonly Repetition[] | undefined {
  const items: Repetition[] = [];
  if (each.state === 'map' && !each.open) {
    for (const { name, key, value } of each.entries()) {
      if (items.length > MOST) break;
      const term: ScalarTerm = { state: 'scalar', value: name, text: name, origin: key };
      items.push({ key: name, each: { key: term, value }, index: undefined, exists: undefined });
    }
    return items;
  }
  if (each.state === 'list' && !each.open) {
    for (const item of each.items()) {
      const name = textIn(item);
      if (name === undefined || isGap(item)) return undefined;
      if (items.length > MOST) break;
      items.push({ key: name, each: { key: item, value: item }, index: undefined, exists: undefined });
    }
    return items;
  }
  return undefined;
}

function isNull(term: Term): boolean {
  return term.state === 'absent' || (term.state === 'scalar' && term.value === null);
}
