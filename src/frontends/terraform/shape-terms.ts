import {
  settle,
  type ListTerm,
  type MapTerm,
  type Origin,
  type ScalarTerm,
  type SettledTerm,
  type Term,
  type World,
} from '../../values/index.ts';
import { madeList, madeMap } from '../made-terms.ts';

/** Reads one field of a shape out of the resource or block that holds it. */
export type Structure = (owner: MapTerm) => Term | undefined;

/** What every resource answers besides its arguments: its own identity, as a reference to it would be. */
export const SELF = '$self';

/** A term worked out of another once that one is settled. */
export function derive(term: Term, work: (settled: SettledTerm, world: World) => Term): Term {
  return { state: 'deferred', origin: term.origin, resolve: (world) => work(settle(term, world), world) };
}

/** Another term where this one holds something: nothing for an absent one, null, or a list without items. */
export function when(term: Term | undefined, then: (settled: SettledTerm) => Term): Term | undefined {
  return (
    term &&
    derive(term, (settled, world) => {
      if (settled.state === 'unknown' && !settled.written) return settled;
      return isNothing(settled, world) ? { state: 'absent', origin: settled.origin } : then(settled);
    })
  );
}

/** The owner itself where any of these arguments of it holds something, nothing where none does. */
export function whereAny(owner: MapTerm, names: readonly string[]): Term {
  const { origin } = owner;
  const holds = (term: Term | undefined, world: World): boolean => !!term && !isNothing(settle(term, world), world);
  return {
    state: 'deferred',
    origin,
    resolve: (world) => (names.some((name) => holds(owner.get(name), world)) ? owner : { state: 'absent', origin }),
  };
}

/** The first of these that holds something. */
export function firstOf(...terms: readonly (Term | undefined)[]): Term | undefined {
  const given = terms.filter((term) => term !== undefined);
  const [first, ...others] = given;
  if (!first || others.length === 0) return first;
  return derive(first, (settled, world) => (isNothing(settled, world) ? (firstOf(...others) ?? settled) : settled));
}

/** A term where a flag is true, nothing where it is not. */
export function onlyIf(flag: Term | undefined, then: Term | undefined): Term | undefined {
  return (
    flag &&
    then &&
    derive(flag, (settled) => {
      if (settled.state === 'unknown') return { ...settled, written: false };
      return settled.state === 'scalar' && settled.text === 'true' ? then : { state: 'absent', origin: settled.origin };
    })
  );
}

/** Another scalar in the place of one; unknown and absent ones stay what they are. */
export function convertWith(term: Term | undefined, convert: (scalar: ScalarTerm) => Term): Term | undefined {
  return (
    term &&
    derive(term, (settled) => (settled.state === 'scalar' && settled.value !== null ? convert(settled) : settled))
  );
}

/** One of two words for true and false, in whatever way they are written. */
export function word(term: Term | undefined, ifTrue: string, ifFalse: string): Term | undefined {
  return convertWith(term, (scalar) => {
    const value = { true: ifTrue, false: ifFalse }[scalar.text];
    return value === undefined ? scalar : { state: 'scalar', value, text: value, origin: scalar.origin };
  });
}

/** Nothing where a number is zero: how the provider plans a number of a block that nobody wrote. */
export function unlessZero(term: Term | undefined): Term | undefined {
  return convertWith(term, (scalar) => (scalar.text === '0' ? { state: 'absent', origin: scalar.origin } : scalar));
}

/** A field of a block, read as if it stood beside the block. */
export function inBlock(owner: MapTerm, block: string, field: string): Term | undefined {
  const term = owner.get(block);
  return term && fieldOf(term, field);
}

/** A field of a term that is a map or the only block of a list. */
export function fieldOf(term: Term, field: string): Term {
  return derive(term, (settled, world) => {
    const only = onlyBlock(settled, world);
    if (only.state === 'map') return only.get(field) ?? { state: 'absent', origin: only.origin };
    return only.state === 'unknown' ? { ...only, written: false } : { state: 'absent', origin: only.origin };
  });
}

function onlyBlock(term: SettledTerm, world: World): SettledTerm {
  if (term.state !== 'list') return term;
  for (const item of term.items()) {
    const settled = settle(item, world);
    if (settled.state !== 'absent') return settled;
  }
  return term.open
    ? { state: 'unknown', reason: 'a block that may be generated', written: false, origin: term.origin }
    : { state: 'absent', origin: term.origin };
}

/** A list of one, unless there is none. */
export function single(term: Term | undefined): Term | undefined {
  return (
    term &&
    derive(term, (settled, world) =>
      isNothing(settled, world) ? { state: 'absent', origin: settled.origin } : listOf(settled),
    )
  );
}

/** Several lists as one; blocks that are no list count as a list of one. Absent when all of them are. */
export function joined(origin: Origin, terms: readonly (Term | undefined)[]): Term {
  return {
    state: 'deferred',
    origin,
    resolve: (world) => {
      const items: Term[] = [];
      let open = false;
      let first: Origin | undefined;
      for (const term of terms) {
        const settled = term && settle(term, world);
        if (!settled || isNothing(settled, world)) continue;
        const list = listOf(settled);
        first ??= list.origin;
        items.push(...list.items());
        open ||= list.open;
      }
      return first ? madeList(first, items, open) : { state: 'absent', origin };
    },
  };
}

function listOf(settled: SettledTerm): ListTerm {
  if (settled.state === 'list') return settled;
  const unsure = settled.state === 'unknown' && !settled.written;
  return madeList(settled.origin, unsure ? [] : [settled], unsure);
}

function isNothing(settled: SettledTerm, world: World): boolean {
  if (settled.state === 'list')
    return !settled.open && [...settled.items()].every((item) => settle(item, world).state === 'absent');
  return settled.state === 'absent' || (settled.state === 'scalar' && settled.value === null);
}

/** Each item of a list as something else; a term that is no list stays what it is. */
export function mapItems(term: Term | undefined, convert: (item: Term) => Term): Term | undefined {
  return (
    term &&
    derive(term, (settled) =>
      settled.state === 'list' ? madeList(settled.origin, [...settled.items()].map(convert), settled.open) : settled,
    )
  );
}

/** A map as the list of pairs that the API takes for it: tags, properties of a proxy. */
export function pairs(term: Term | undefined, name: string, value: string): Term | undefined {
  return (
    term &&
    derive(term, (settled) => {
      if (settled.state !== 'map') return settled;
      const items: Term[] = [];
      for (const entry of settled.entries()) {
        const key: ScalarTerm = { state: 'scalar', value: entry.name, text: entry.name, origin: entry.key };
        items.push(pair(entry.value.origin, [name, key], [value, entry.value]));
      }
      return madeList(settled.origin, items, settled.open);
    })
  );
}

/** Tags as the API has them. `tags_all` holds those of the provider's `default_tags` too, where it is known. */
export const tagPairs: Structure = (owner) => pairs(allTags(owner), 'key', 'value');

export const allTags: Structure = (owner) => {
  const all = owner.get('tags_all');
  const own = owner.get('tags');
  return all ? derive(all, (settled) => (settled.state === 'map' ? settled : (own ?? settled))) : own;
};

/** Attributes that the API keeps in a list of keys and values and Terraform as arguments of their own. */
export function attributes(owner: MapTerm, parts: Iterable<readonly [key: string, term: Term | undefined]>): Term {
  const items: Term[] = [];
  for (const [key, term] of parts) {
    const item = when(term, (settled) => {
      const name: ScalarTerm = { state: 'scalar', value: key, text: key, origin: settled.origin };
      return pair(settled.origin, ['key', name], ['value', settled]);
    });
    if (item) items.push(item);
  }
  return joined(owner.origin, [madeList(owner.origin, items)]);
}

function pair(origin: Origin, ...parts: readonly (readonly [string, Term])[]): MapTerm {
  return madeMap(origin, new Map(parts));
}
