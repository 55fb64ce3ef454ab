import {
  settle,
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

/** A term worked out of another once that one is settled. */
export function derive(term: Term, work: (settled: SettledTerm, world: World) => Term): Term {
  return { state: 'deferred', origin: term.origin, resolve: (world) => work(settle(term, world), world) };
}

/** Another scalar in the place of one; unknown and absent ones stay what they are. */
export function convertWith(term: Term | undefined, convert: (scalar: ScalarTerm) => Term): Term | undefined {
  return (
    term &&
    derive(term, (settled) => (settled.state === 'scalar' && settled.value !== null ? convert(settled) : settled))
  );
}

/** A scalar with this value, standing where that one stands. */
export function scalarAs(scalar: ScalarTerm, value: string | number | boolean): ScalarTerm {
  return { state: 'scalar', value, text: String(value), origin: scalar.origin };
}

/** One of two words for true and false, in whatever way they are written. */
export function word(term: Term | undefined, ifTrue: string, ifFalse: string): Term | undefined {
  return convertWith(term, (scalar) => {
    if (scalar.text === 'true') return scalarAs(scalar, ifTrue);
    return scalar.text === 'false' ? scalarAs(scalar, ifFalse) : scalar;
  });
}

/** Nothing where a number is zero: how the provider plans a number of a block that nobody wrote. */
export function unlessZero(term: Term | undefined): Term | undefined {
  return convertWith(term, (scalar) => (scalar.text === '0' ? { state: 'absent', origin: scalar.origin } : scalar));
}

/** The only block of a list of blocks, a map as it is, anything else as it stands. */
export function onlyBlock(term: SettledTerm, world: World): SettledTerm {
  if (term.state !== 'list') return term;
  for (const item of term.items()) {
    const settled = settle(item, world);
    if (settled.state !== 'absent') return settled;
  }
  return term.open
    ? { state: 'unknown', reason: 'a block that may be generated', written: false, origin: term.origin }
    : { state: 'absent', origin: term.origin };
}

/** A field of a block, read as if it stood beside the block. */
export function inBlock(owner: MapTerm, block: string, field: string): Term | undefined {
  const term = owner.get(block);
  return term && fieldOf(term, field);
}

/** A field of a term that is a map or a block. */
export function fieldOf(term: Term, field: string): Term {
  return derive(term, (settled, world) => {
    const only = onlyBlock(settled, world);
    if (only.state === 'map') return only.get(field) ?? { state: 'absent', origin: only.origin };
    return only.state === 'unknown' ? { ...only, written: false } : { state: 'absent', origin: only.origin };
  });
}

/** A list of one, unless there is none. */
export function single(term: Term | undefined): Term | undefined {
  return (
    term &&
    derive(term, (settled) => {
      if (
        settled.state === 'absent' ||
        settled.state === 'list' ||
        (settled.state === 'scalar' && settled.value === null)
      ) {
        return settled;
      }
      return madeList(settled.origin, [settled], settled.state === 'unknown' && !settled.written);
    })
  );
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
        items.push(
          madeMap(
            entry.value.origin,
            new Map<string, Term>([
              [name, key],
              [value, entry.value],
            ]),
          ),
        );
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
export function attributes(
  owner: MapTerm,
  parts: Iterable<readonly [key: string, term: Term | undefined]>,
): Term | undefined {
  const items: Term[] = [];
  for (const [key, term] of parts) if (term) items.push(attribute(owner.origin, key, term));
  return items.length > 0 ? madeList(owner.origin, items) : undefined;
}

function attribute(origin: Origin, key: string, term: Term): Term {
  return derive(term, (settled) => {
    if (settled.state === 'absent' || (settled.state === 'scalar' && settled.value === null))
      return { state: 'absent', origin };
    const name: ScalarTerm = { state: 'scalar', value: key, text: key, origin: settled.origin };
    return madeMap(
      settled.origin,
      new Map<string, Term>([
        ['key', name],
        ['value', settled],
      ]),
    );
  });
}
