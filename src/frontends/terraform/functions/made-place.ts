import type { Span } from '../../../text/source.ts';
import {
  settle,
  type Hop,
  type ListTerm,
  type Located,
  type MapTerm,
  type Origin,
  type SettledTerm,
  type Term,
  type World,
} from '../../../values/index.ts';
import { joined, SourcePlace } from '../source-place.ts';

const NO_HOPS: readonly Hop[] = [];

/** The place of what is made at this one out of these: with their hops, secret where one of them is, never edited. */
export function madePlace(at: Origin, from: readonly Located[]): Origin {
  let via = NO_HOPS;
  let sensitive = false;
  for (const { origin } of from) {
    if (origin.via.length > 0) via = via.length === 0 ? origin.via : [...via, ...origin.via];
    sensitive ||= origin.sensitive === true;
  }
  return at instanceof SourcePlace ? at.with(via, sensitive) : new MadePlace(at, via, sensitive);
}

/** The same place, marked as secret or not. */
function markedPlace(at: Origin, sensitive: boolean): Origin {
  if ((at.sensitive ?? false) === sensitive) return at;
  return sensitive && at instanceof SourcePlace ? at.with([], true) : new MarkedPlace(at, sensitive);
}

class MadePlace implements Origin {
  readonly via: readonly Hop[];
  readonly sensitive: boolean;
  readonly #at: Origin;

  constructor(at: Origin, via: readonly Hop[], sensitive: boolean) {
    this.#at = at;
    this.via = joined(via, at.via);
    this.sensitive = sensitive || (at.sensitive ?? false);
  }

  get name(): string {
    return this.#at.name;
  }

  get span(): Span {
    return this.#at.span;
  }

  get head(): Span {
    return this.#at.head;
  }
}

class MarkedPlace implements Origin {
  readonly sensitive: boolean;
  readonly #at: Origin;

  constructor(at: Origin, sensitive: boolean) {
    this.#at = at;
    this.sensitive = sensitive;
  }

  get span(): Span {
    return this.#at.span;
  }

  get head(): Span {
    return this.#at.head;
  }

  get name(): string {
    return this.#at.name;
  }

  get via(): readonly Hop[] {
    return this.#at.via;
  }

  removal(): ReturnType<NonNullable<Origin['removal']>> {
    return this.#at.removal?.();
  }

  replacement(value: string | number | boolean): ReturnType<NonNullable<Origin['replacement']>> {
    return this.#at.replacement?.(value);
  }
}

/** The same term, secret or not; what is read out of a secret collection is marked when it is read. */
export function withSecrecy(term: Term, sensitive: boolean): Term {
  if (term.state === 'choice' || term.state === 'deferred') {
    const resolve = (world: World): Term => withSecrecy(settle(term, world), sensitive);
    return { state: 'deferred', origin: term.origin, resolve };
  }
  const origin = markedPlace(term.origin, sensitive);
  return origin === term.origin ? term : withOrigin(term, origin);
}

/** The same term at another place. */
export function withOrigin(term: SettledTerm, origin: Origin): SettledTerm {
  switch (term.state) {
    case 'scalar':
      return { state: 'scalar', value: term.value, text: term.text, reference: term.reference, origin };
    case 'list': {
      const items = (): Iterable<Term> => itemsAt(origin, term);
      return { ...term, state: 'list', inner: term.inner ?? false, open: term.open, origin, items };
    }
    case 'map': {
      const get = (name: string): Term | undefined => entryAt(origin, term, name);
      const entries = (): ReturnType<MapTerm['entries']> => entriesAt(origin, term);
      return { state: 'map', inner: term.inner ?? false, open: term.open, origin, get, entries };
    }
    default:
      return { ...term, origin };
  }
}

/** The items of a list that stands at a place: secret where that is. */
export function itemsAt({ sensitive }: Origin, list: ListTerm): Iterable<Term> {
  return sensitive === true ? secretItems(list) : list.items();
}

function* secretItems(list: ListTerm): Generator<Term> {
  for (const item of list.items()) yield withSecrecy(item, true);
}

/** The same of an entry of a map. */
export function entryAt({ sensitive }: Origin, map: MapTerm, name: string): Term | undefined {
  const value = map.get(name);
  return value && sensitive === true ? withSecrecy(value, true) : value;
}

/** The same of all entries. */
export function entriesAt({ sensitive }: Origin, map: MapTerm): ReturnType<MapTerm['entries']> {
  return sensitive === true ? secretEntries(map) : map.entries();
}

function* secretEntries(map: MapTerm): Generator<SecretEntry> {
  for (const entry of map.entries()) yield new SecretEntry(entry);
}

/** An entry whose value is secret; what is not asked for is not made. */
class SecretEntry {
  readonly name: string;
  readonly #entry: Entry;

  constructor(entry: Entry) {
    this.name = entry.name;
    this.#entry = entry;
  }

  get key(): Origin {
    return this.#entry.key;
  }

  get value(): Term {
    return withSecrecy(this.#entry.value, true);
  }
}

type Entry = ReturnType<MapTerm['entries']> extends Iterable<infer E> ? E : never;
