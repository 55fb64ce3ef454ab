import type { ListTerm, MapTerm, ScalarTerm, SettledTerm, Term } from '../../../values/index.ts';
import { parseDecimal, scalarText } from '../functions/decimals.ts';
import { failedTerm } from '../functions/index.ts';
import { isGap, isSet, setOf } from '../functions/lists.ts';
import { inSetOrder } from '../functions/order.ts';
import { flagOf } from '../functions/parameters.ts';
import { derived } from './derived.ts';
import { evaluate } from './evaluate.ts';
import { OpenVariableTerm } from './open-variable.ts';
import type { Scope } from './scope.ts';
import { listTerm, scalarTerm } from './terms.ts';
import type { Field, Type } from './type-constraint.ts';

/**
 * A value as a variable of this type has it: numbers and text turned into one another, fields of objects dropped or filled
 * in. Parts are converted when somebody asks for them. Source: Terraform, "Type Constraints", "Conversion of Types".
 */
export function convertTo(term: Term, type: Type | undefined, scope: Scope): Term {
  if (!type || type.is === 'any' || term instanceof OpenVariableTerm) return term;
  return derived([term], term.origin, scope.budget, ([settled]) => (settled ? convert(settled, type, scope) : term));
}

function convert(term: SettledTerm, type: Type, scope: Scope): Term {
  if (term.state === 'unknown' || term.state === 'absent') return term;
  switch (type.is) {
    case 'any':
      return term;
    case 'string':
    case 'number':
    case 'bool':
      return term.state === 'scalar' && term.value !== null ? scalarAs(term, type.is) : term;
    case 'list':
    case 'set': {
      const { of } = type;
      return term.state === 'list' && !term.inner ? listAs(term, type.is === 'set', () => of, scope) : term;
    }
    case 'tuple':
      return term.state === 'list' && !term.inner ? listAs(term, false, (at) => type.of[at], scope) : term;
    case 'map': {
      const { of } = type;
      return term.state === 'map' && !term.inner ? new ConvertedMap(term, () => of, scope) : term;
    }
    case 'object':
      return term.state === 'map' && !term.inner ? new ConvertedObject(term, type.fields, scope) : term;
  }
}

function scalarAs(term: ScalarTerm, type: 'string' | 'number' | 'bool'): Term {
  const { value, origin } = term;
  if (typeof value === (type === 'bool' ? 'boolean' : type)) return term;
  if (type === 'string') {
    const text = scalarText(term);
    return { ...term, value: text, text };
  }
  if (type === 'bool') {
    const flag = flagOf(value);
    return flag === undefined ? failedTerm('a value of the wrong type', origin) : scalarTerm(flag, origin);
  }
  const number = typeof value === 'string' ? parseDecimal(value) : undefined;
  // The number is written as it was, for a reader who cares about zeros.
  return number ? { ...term, value: Number(value) } : failedTerm('a value of the wrong type', origin);
}

function listAs(list: ListTerm, asSet: boolean, typeAt: (at: number) => Type | undefined, scope: Scope): Term {
  const items: Term[] = [];
  for (const item of list.items()) {
    if (!scope.budget.spend(1)) return scope.budget.beyond('a list with too many items', list.origin);
    items.push(isGap(item) ? item : convertTo(item, typeAt(items.length), scope));
  }
  if (!asSet) return listTerm(items, list.origin, list.open);
  if (isSet(list)) return setOf(items, list.origin);
  const seen = new Set<string>();
  const distinct = items.filter((item) => {
    const key = item.state === 'scalar' ? `${typeof item.value} ${scalarText(item)}` : undefined;
    if (key === undefined) return true;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  const set = setOf(inSetOrder(distinct), list.origin);
  return list.open ? { ...set, open: true, items: () => set.items() } : set;
}

/** A map whose values are converted when they are asked for. */
class ConvertedMap implements MapTerm {
  readonly state = 'map';
  readonly open: boolean;
  readonly origin: MapTerm['origin'];
  readonly #map: MapTerm;
  readonly #typeOf: (name: string) => Type | undefined;
  readonly #scope: Scope;
  readonly #known = new Map<string, Term | undefined>();

  constructor(map: MapTerm, typeOf: (name: string) => Type | undefined, scope: Scope) {
    this.#map = map;
    this.open = map.open;
    this.origin = map.origin;
    this.#typeOf = typeOf;
    this.#scope = scope;
  }

  get(name: string): Term | undefined {
    if (!this.#known.has(name)) {
      const value = this.#map.get(name);
      this.#known.set(name, value && convertTo(value, this.#typeOf(name), this.#scope));
    }
    return this.#known.get(name);
  }

  *entries(): ReturnType<MapTerm['entries']> {
    for (const entry of this.#map.entries()) {
      const { name, key } = entry;
      const read = (): Term => this.#convert(name, entry);
      yield {
        name,
        key,
        get value(): Term {
          return read();
        },
      };
    }
  }

  #convert(name: string, entry: { readonly value: Term }): Term {
    let known = this.#known.get(name);
    if (!known) this.#known.set(name, (known = convertTo(entry.value, this.#typeOf(name), this.#scope)));
    return known;
  }
}

/** An object with the fields of its type: others are dropped, and optional ones have a value always. */
class ConvertedObject implements MapTerm {
  readonly state = 'map';
  readonly open = false;
  readonly origin: MapTerm['origin'];
  readonly #map: MapTerm;
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #scope: Scope;
  readonly #known = new Map<string, Term>();

  constructor(map: MapTerm, fields: ReadonlyMap<string, Field>, scope: Scope) {
    this.#map = map;
    this.origin = map.origin;
    this.#fields = fields;
    this.#scope = scope;
  }

  get(name: string): Term | undefined {
    const field = this.#fields.get(name);
    if (!field) return undefined;
    let known = this.#known.get(name);
    if (!known) this.#known.set(name, (known = this.#read(name, field)));
    return known;
  }

  *entries(): ReturnType<MapTerm['entries']> {
    const keys = new Map([...this.#map.entries()].map(({ name, key }) => [name, key]));
    for (const name of this.#fields.keys()) {
      const value = this.get(name);
      if (value) yield { name, key: keys.get(name) ?? value.origin, value };
    }
  }

  #read(name: string, { type, isOptional, fallback }: Field): Term {
    const written = this.#map.get(name);
    const scope = this.#scope;
    const inner = fallback && convertTo(evaluate(fallback, scope), type, scope);
    const { origin } = this.#map;
    if (!written) {
      if (this.#map.open) {
        return { state: 'unknown', reason: `'${name}', which may be set elsewhere`, written: false, origin };
      }
      if (isOptional) return inner ?? scalarTerm(null, origin);
      return failedTerm(`'${name}', which is not set`, origin);
    }
    if (!inner) return convertTo(written, type, scope);
    return derived([written], written.origin, scope.budget, ([settled]) =>
      settled?.state === 'scalar' && settled.value === null ? inner : convertTo(written, type, scope),
    );
  }
}
