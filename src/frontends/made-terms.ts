import type { Span } from '../text/source.ts';
import type { ListTerm, MapTerm, Origin, Term } from '../values/index.ts';

/** A map that nobody wrote in this form; its parts keep the places of what the user wrote. */
export function madeMap(at: Origin, parts: ReadonlyMap<string, Term>, open = false): MapTerm {
  return {
    state: 'map',
    open,
    origin: new ReadOnlyOrigin(at),
    get: (name) => parts.get(name),
    *entries() {
      for (const [name, value] of parts) yield { name, key: value.origin, value };
    },
  };
}

/** A list that nobody wrote in this form. */
export function madeList(at: Origin, items: readonly Term[], open = false): ListTerm {
  return { state: 'list', open, origin: new ReadOnlyOrigin(at), items: () => items };
}

/** A value that the user wrote as another one: an edit that puts a value in its place would be wrong. */
export function madeScalar(at: Origin, value: string | number | boolean): Term {
  return { state: 'scalar', value, text: String(value), origin: new ReadOnlyOrigin(at) };
}

/** The same place, without edits. */
class ReadOnlyOrigin implements Origin {
  readonly #origin: Origin;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  get span(): Span {
    return this.#origin.span;
  }

  get head(): Span {
    return this.#origin.head;
  }

  get name(): string {
    return this.#origin.name;
  }

  get via(): Origin['via'] {
    return this.#origin.via;
  }

  get sensitive(): boolean {
    return this.#origin.sensitive ?? false;
  }

  get address(): string | undefined {
    return this.#origin.address;
  }

  get pointer(): string | undefined {
    return this.#origin.pointer;
  }
}
