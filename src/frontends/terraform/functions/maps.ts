import type { MapTerm, Origin, Term } from '../../../values/index.ts';
import { MOST_ITEMS } from './lists.ts';
import { entriesAt, entryAt } from './made-place.ts';

/** An entry of a map, whose value may be worked out when somebody asks for it. */
export interface Entry {
  readonly name: string;
  readonly key: Origin;
  readonly value: Term;
}

export type Entries = ReadonlyMap<string, Entry>;

/** The entries of a map by their names, the last of each name; undefined when there are too many. */
export function entriesOf(map: MapTerm): Entries | undefined {
  const entries = new Map<string, Entry>();
  for (const entry of entriesAt(map.origin, map)) {
    if (entries.size >= MOST_ITEMS) return undefined;
    entries.set(entry.name, entry);
  }
  return entries;
}

/** The value under a name; undefined when there is no such entry that can be seen. */
export function valueIn(map: MapTerm, name: string): Term | undefined {
  return entryAt(map.origin, map, name);
}

export function mapOf(entries: Entries, origin: Origin, open: boolean): MapTerm {
  return {
    state: 'map',
    open,
    origin,
    get: (name) => entries.get(name)?.value,
    entries: () => entries.values(),
  };
}
