import type { ListTerm, MapTerm, SettledTerm, Term } from '../../../values/index.ts';
import type { PlanPlace } from './plan-place.ts';
import type { SourceSays } from './plan-terms.ts';
import { certain } from './twins.ts';

/**
 * What the source says of a value that the plan does not know: one unknown address in `jsonencode(…)` hides the whole text
 * from a plan, while the source still shows all else in it. What the plan itself tells where the source says no more.
 */
export function filledFrom(source: SourceSays | undefined, place: PlanPlace, planned: Term): Term {
  if (!source) return planned;
  const { written } = place.marks;
  const expression = written.as === 'expression' ? written.node : undefined;
  if (expression && !source.mayTell(expression)) return planned;
  const said = certain(place.twin);
  if (said && tellsMore(said, planned)) return settled(said);
  if (expression) source.tellsNothing(expression);
  return planned;
}

function tellsMore(said: SettledTerm, planned: Term): boolean {
  switch (said.state) {
    case 'absent':
      return false;
    case 'scalar':
      return said.value !== null;
    case 'template':
      return true;
    case 'unknown':
      return said.reference !== undefined && planned.state === 'unknown' && !planned.reference;
    case 'map':
    case 'list':
      return !said.open || hasParts(said);
  }
}

function hasParts(term: MapTerm | ListTerm): boolean {
  for (const _part of term.state === 'map' ? term.entries() : term.items()) return true;
  return false;
}

/** The same in every world: a part that depends on a decision is not known. */
function settled(term: SettledTerm): SettledTerm {
  if (term.state === 'map') return new SettledMap(term);
  return term.state === 'list' ? new SettledList(term) : term;
}

function settledPart(term: Term): SettledTerm {
  const part = certain(term);
  if (part) return settled(part);
  return { state: 'unknown', reason: 'known after apply', written: false, origin: term.origin };
}

class SettledMap implements MapTerm {
  readonly state = 'map';
  readonly #map: MapTerm;

  constructor(map: MapTerm) {
    this.#map = map;
  }

  get inner(): boolean {
    return this.#map.inner ?? false;
  }

  get open(): boolean {
    return this.#map.open;
  }

  get origin(): MapTerm['origin'] {
    return this.#map.origin;
  }

  get(name: string): Term | undefined {
    const part = this.#map.get(name);
    return part && settledPart(part);
  }

  *entries(): ReturnType<MapTerm['entries']> {
    for (const { name, key, value } of this.#map.entries()) yield { name, key, value: settledPart(value) };
  }
}

class SettledList implements ListTerm {
  readonly state = 'list';
  readonly #list: ListTerm;

  constructor(list: ListTerm) {
    this.#list = list;
  }

  get inner(): boolean {
    return this.#list.inner ?? false;
  }

  get open(): boolean {
    return this.#list.open;
  }

  get origin(): ListTerm['origin'] {
    return this.#list.origin;
  }

  *items(): Generator<Term> {
    for (const item of this.#list.items()) yield settledPart(item);
  }
}
