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

/** The same value at another place; the parts of a collection stay where they are. */
export function moved(term: SettledTerm, origin: Origin): SettledTerm {
  switch (term.state) {
    case 'list':
      return { state: 'list', inner: term.inner ?? false, open: term.open, origin, items: () => term.items() };
    case 'map':
      return {
        state: 'map',
        inner: term.inner ?? false,
        open: term.open,
        origin,
        get: (name) => term.get(name),
        entries: () => term.entries(),
      };
    default:
      return { ...term, origin };
  }
}
