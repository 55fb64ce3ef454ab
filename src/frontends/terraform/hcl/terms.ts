import type {
  ListTerm,
  MapTerm,
  Origin,
  Reference,
  ScalarTerm,
  SettledTerm,
  Term,
  UnknownTerm,
} from '../../../values/index.ts';
import { scalarText } from '../functions/decimals.ts';
import { entriesAt, entryAt, itemsAt } from '../functions/made-place.ts';

export function unknownTerm(reason: string, origin: Origin, reference?: Reference): UnknownTerm {
  return { state: 'unknown', reason, written: true, origin, ...(reference && { reference }) };
}

/** A scalar that was worked out, or written so that its text says no more than its value. */
export function scalarTerm(value: string | number | boolean | null, origin: Origin): ScalarTerm {
  return { state: 'scalar', value, text: String(value), origin };
}

/** The text of a scalar as Terraform turns it into one; undefined for null and everything that is no scalar. */
export function textIn(term: Term | undefined): string | undefined {
  return term?.state === 'scalar' && term.value !== null ? scalarText(term) : undefined;
}

export function listTerm(items: readonly Term[], origin: Origin, open = false): ListTerm {
  return { state: 'list', open, origin, items: () => items };
}

/** A map of what was worked out; each value stands for its key where there is none to point at. */
export function mapTerm(parts: ReadonlyMap<string, Term>, origin: Origin, open = false): MapTerm {
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

const BASE = Symbol('base');

/** A collection that was moved, and what it was before: moving it again starts from that, as references make long chains. */
interface Moved<T> {
  readonly [BASE]?: T;
}

/** The same value at another place; the parts of a collection stay where they are. */
export function moved(term: SettledTerm, origin: Origin): SettledTerm {
  switch (term.state) {
    case 'list': {
      const { [BASE]: base = term } = term as ListTerm & Moved<ListTerm>;
      const list: ListTerm & Moved<ListTerm> = { ...term, origin, items: () => itemsAt(origin, base), [BASE]: base };
      return list;
    }
    case 'map': {
      const { [BASE]: base = term } = term as MapTerm & Moved<MapTerm>;
      const map: MapTerm & Moved<MapTerm> = {
        ...term,
        open: term.open,
        origin,
        get: (name) => entryAt(origin, base, name),
        entries: () => entriesAt(origin, base),
        [BASE]: base,
      };
      return map;
    }
    default:
      return { ...term, origin };
  }
}
