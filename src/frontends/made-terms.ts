import type { ListTerm, MapTerm, Origin, Term } from '../values/index.ts';

/** A map that nobody wrote in this form; its parts keep the places of what the user wrote. */
export function madeMap(origin: Origin, parts: ReadonlyMap<string, Term>, open = false): MapTerm {
  return {
    state: 'map',
    open,
    origin,
    get: (name) => parts.get(name),
    *entries() {
      for (const [name, value] of parts) yield { name, key: value.origin, value };
    },
  };
}

/** A list that nobody wrote in this form. */
export function madeList(origin: Origin, items: readonly Term[], open = false): ListTerm {
  return { state: 'list', open, origin, items: () => items };
}
