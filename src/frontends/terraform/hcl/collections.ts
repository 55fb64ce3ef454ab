import type { MapEntry, Node } from '../../../syntax/index.ts';
import type { ListTerm, MapTerm, Origin, Term } from '../../../values/index.ts';
import { isDamaged } from '../damage.ts';
import { SourcePlace } from '../source-place.ts';
import { derived } from './derived.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { textIn, unknownTerm } from './terms.ts';

/** `[a, b]`; each item is evaluated once, when it is asked for. */
export class TupleTerm implements ListTerm {
  readonly state = 'list';
  readonly open: boolean;
  readonly origin: SourcePlace;
  readonly #nodes: readonly Node[];
  readonly #scope: Scope;
  readonly #items: Term[] = [];

  constructor(nodes: readonly Node[], origin: SourcePlace, scope: Scope) {
    this.#nodes = nodes;
    this.open = isDamaged(origin.node);
    this.origin = origin;
    this.#scope = scope;
  }

  *items(): Generator<Term> {
    for (const [index, node] of this.#nodes.entries()) {
      yield (this.#items[index] ??= evaluate(node, this.#scope));
    }
  }
}

interface ObjectEntry {
  readonly key: Node;
  readonly value: Node;
  term: Term | undefined;
  isRunning: boolean;
}

/** `{ a = b, (c) = d }`; a key that a condition decides makes another map in each world. */
export function evaluateObject(nodes: readonly MapEntry[], place: SourcePlace, scope: Scope): Term {
  // A bare word is its own text; anything else is evaluated.
  const worked = nodes.filter(({ name }) => name === undefined);
  if (worked.length === 0) return new ObjectTerm(nodes, NONE, place, scope);
  const keys = worked.map(({ key }) => evaluate(key, scope));
  return derived(keys, place, scope.budget, (settled) => {
    const names = new Map(worked.map((entry, index) => [entry, textIn(settled[index])]));
    return new ObjectTerm(nodes, names, place, scope);
  });
}

const NONE: ReadonlyMap<MapEntry, string | undefined> = new Map();

/** A map whose values are evaluated once, when they are asked for. Of a key that is written twice the last one counts. */
class ObjectTerm implements MapTerm {
  readonly state = 'map';
  readonly origin: SourcePlace;
  readonly #nodes: readonly MapEntry[];
  /** Keys that are worked out; undefined for those that are not known. */
  readonly #names: ReadonlyMap<MapEntry, string | undefined>;
  readonly #scope: Scope;
  #entries: Map<string, ObjectEntry> | undefined;
  #open: boolean;

  constructor(
    nodes: readonly MapEntry[],
    names: ReadonlyMap<MapEntry, string | undefined>,
    origin: SourcePlace,
    scope: Scope,
  ) {
    this.#nodes = nodes;
    this.#names = names;
    this.#open = isDamaged(origin.node);
    this.origin = origin;
    this.#scope = scope;
  }

  /** Whether there may be a key that is not known. */
  get open(): boolean {
    this.#read();
    return this.#open;
  }

  get(name: string): Term | undefined {
    const entry = this.#read().get(name);
    return entry && this.#value(entry, name);
  }

  *entries(): Generator<{ name: string; key: Origin; value: Term }> {
    for (const [name, entry] of this.#read()) {
      yield {
        name,
        key: new SourcePlace(entry.key, undefined, { name, via: this.#scope.via }),
        value: this.#value(entry, name),
      };
    }
  }

  #read(): ReadonlyMap<string, ObjectEntry> {
    if (this.#entries) return this.#entries;
    const entries = new Map<string, ObjectEntry>();
    this.#entries = entries;
    for (const node of this.#nodes) {
      const { key, value } = node;
      const name = node.name ?? this.#names.get(node);
      if (name === undefined) this.#open = true;
      else entries.set(name, { key, value, term: undefined, isRunning: false });
    }
    return entries;
  }

  #value(entry: ObjectEntry, name: string): Term {
    if (entry.term) return entry.term;
    if (entry.isRunning) return unknownTerm(`'${name}', which leads back to itself`, this.origin);
    entry.isRunning = true;
    entry.term = evaluate(entry.value, this.#scope, entry.key);
    entry.isRunning = false;
    return entry.term;
  }
}
