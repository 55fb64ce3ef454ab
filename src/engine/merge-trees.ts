import type { Shape } from '../model/index.ts';
import { decisionsBehind, type Outcome, type Struct, type World } from '../values/index.ts';
import { NOTHING, type Described, type Part, type Tree } from './described.ts';
import { maskedPair } from './mask-secrets.ts';

type Seen = readonly Outcome<Tree>[];

/** Describes a struct that stands in these worlds. */
export type DescribeStruct = (view: Struct, shape: Shape, worlds: readonly World[]) => Described;

/**
 * What several worlds show, in one description: where they differ, as a choice; undefined where there is nothing.
 * `complete`: all combinations of conditions were seen.
 */
export function mergeTrees(seen: Seen, complete: boolean, describeStruct: DescribeStruct): Described | undefined {
  const merge = (some: Seen): Described | undefined => {
    const groups = [...groupBy(some, ({ result }) => outlineOf(result)).values()];
    if (groups.length < 2) return describeGroup(some);
    const all = some.map(({ world }) => world);
    const options = groups.flatMap((group): Described[] => {
      const value = describeGroup(group);
      return whenOf(group, all).map((when) => (value === undefined ? { when } : { when, value }));
    });
    return { $choice: options };
  };

  /** All of one outline. */
  const describeGroup = (group: Seen): Described | undefined => {
    const tree = group[0]?.result ?? NOTHING;
    switch (tree.is) {
      case 'nothing':
        return undefined;
      case 'value':
        return tree.described;
      case 'struct':
        return describeStruct(
          tree.view,
          tree.shape,
          group.map(({ world }) => world),
        );
      case 'list': {
        const pick = pickerOf(group);
        return slotsOf(group, complete)
          .map((slot) => merge(pick(slot)))
          .filter((item) => item !== undefined);
      }
      case 'map': {
        const pick = pickerOf(group);
        return mapOf(inOrder(group), (key) => merge(pick([key])));
      }
    }
  };
  return merge(seen);
}

function mapOf(keys: readonly string[], describe: (key: string) => Described | undefined): Described {
  const map: Record<string, Described> = {};
  for (const key of keys) {
    const value = describe(key);
    // The key is of the user's choice, and may be `__proto__`.
    if (value !== undefined)
      Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return maskedPair(map);
}

/** What tells two worlds apart at this level; deeper differences are told deeper. */
function outlineOf(tree: Tree): string {
  switch (tree.is) {
    case 'nothing':
      return tree.is;
    case 'value':
      return `${tree.is} ${JSON.stringify(tree.described)}`;
    default:
      return `${tree.is} ${tree.place}`;
  }
}

function whenOf(group: Seen, all: readonly World[]): string[] {
  const ways = decisionsBehind(
    group.map(({ world }) => world),
    all,
  );
  if (ways.length === 0) return ['in some cases'];
  return ways.map((way) => way.map(({ label, outcome }) => (outcome ? label : `not ${label}`)).join(' and '));
}

/** Finds the part with one of some keys in each world, of which no world has two; of one key, the last part. */
function pickerOf(seen: Seen): (keys: Iterable<string>) => Seen {
  const worlds = seen.map(({ world, result }) => ({
    world,
    trees: new Map(partsOf(result).map(({ key, tree }) => [key, tree])),
  }));
  return (keys) =>
    worlds.map(({ world, trees }) => {
      for (const key of keys) {
        const result = trees.get(key);
        if (result) return { world, result };
      }
      return { world, result: NOTHING };
    });
}

function partsOf(tree: Tree): readonly Part[] {
  return 'parts' in tree ? tree.parts : [];
}

/** Keys of the parts in any world, each once, in the order in which they are written. */
function inOrder(seen: Seen): string[] {
  const keys: string[] = [];
  const known = new Set<string>();
  for (const { result } of seen) {
    let at = 0;
    for (const { key } of partsOf(result)) {
      if (!known.has(key)) keys.splice(at++, 0, key);
      else {
        // Worlds agree for the most part: it stands right here, or behind what only another has.
        const next = keys.indexOf(key, at);
        at = next < 0 ? at : next + 1;
      }
      known.add(key);
    }
  }
  return keys;
}

/** The items of a list: neighbours of which no world has two are one item, with a choice of what it is. */
function slotsOf(seen: Seen, complete: boolean): ReadonlySet<string>[] {
  const slots: Set<string>[] = [];
  const present = seen.map(({ result }) => new Set(partsOf(result).map(({ key }) => key)));
  for (const key of inOrder(seen)) {
    const last = slots.at(-1);
    const excludes = (other: string): boolean => present.every((keys) => !keys.has(key) || !keys.has(other));
    if (complete && last && [...last].every(excludes)) last.add(key);
    else slots.push(new Set([key]));
  }
  return slots;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
