import type { ListTerm, MapTerm, Origin, Term } from '../values/index.ts';

/** A map that nobody wrote in this form; its parts keep the places of what the user wrote. */
export function madeMap(at: Origin, parts: ReadonlyMap<string, Term>, open = false): MapTerm {
  return {
    state: 'map',
    open,
    origin: readOnly(at),
    get: (name) => parts.get(name),
    *entries() {
      for (const [name, value] of parts) yield { name, key: value.origin, value };
    },
  };
}

/** A list that nobody wrote in this form. */
export function madeList(at: Origin, items: readonly Term[], open = false): ListTerm {
  return { state: 'list', open, origin: readOnly(at), items: () => items };
}

/** A value that the user wrote as another one: an edit that puts a value in its place would be wrong. */
export function madeScalar(at: Origin, value: string | number | boolean): Term {
  return { state: 'scalar', value, text: String(value), origin: readOnly(at) };
}

/** The same place, without edits. */
function readOnly(origin: Origin): Origin {
  return {
    get span() {
      return origin.span;
    },
    get head() {
      return origin.head;
    },
    name: origin.name,
    via: origin.via,
    sensitive: origin.sensitive ?? false,
    ...(origin.pointer !== undefined && { pointer: origin.pointer }),
  };
}
