import {
  settle,
  type ChoiceTerm,
  type Condition,
  type ListTerm,
  type MapTerm,
  type Origin,
  type Term,
  type World,
} from '../../../values/index.ts';
import type { Budget } from '../budget.ts';
import { isSet } from './lists.ts';
import { isDocument } from './make-terms.ts';
import { encodedText } from './texts.ts';

/**
 * The text that `jsonencode` makes of a map or a list: a document with the places of what was written, marked as `inner`.
 * Whoever needs it as text writes it out (`partsOf`, `encodedText`). Nothing in it is evaluated before it is read.
 */
export function encodedDocument(term: MapTerm | ListTerm, origin: Origin, budget: Budget): MapTerm | ListTerm {
  return documentOf(term, { origin, inner: true, budget });
}

/** The content of such a text, as `jsondecode` gives it back. */
export function contentOf(term: MapTerm | ListTerm, budget: Budget): MapTerm | ListTerm {
  return documentOf(term, { origin: term.origin, inner: false, budget });
}

interface DocumentFacts {
  readonly origin: Origin;
  readonly inner: boolean;
  readonly budget: Budget;
}

/** Each part is made once, so that a document within documents is written out once however often they repeat it. */
function documentOf(term: MapTerm | ListTerm, facts: DocumentFacts): MapTerm | ListTerm {
  if (term.state === 'map') return new ContentMap(term, facts);
  const { origin, inner, budget } = facts;
  // The members of a set are written in their order.
  const set = isSet(term) && { set: true };
  let known: readonly Term[] | undefined;
  const items = (): readonly Term[] => (known ??= [...term.items()].map((item) => within(item, budget)));
  return { state: 'list', ...set, inner, open: term.open, origin, items };
}

class ContentMap implements MapTerm {
  readonly state = 'map';
  readonly inner: boolean;
  readonly origin: Origin;
  readonly #map: MapTerm;
  readonly #budget: Budget;
  readonly #known = new Map<string, Term>();

  constructor(map: MapTerm, { origin, inner, budget }: DocumentFacts) {
    this.#map = map;
    this.origin = origin;
    this.inner = inner;
    this.#budget = budget;
  }

  get open(): boolean {
    return this.#map.open;
  }

  get(name: string): Term | undefined {
    const known = this.#known.get(name);
    if (known) return known;
    const value = this.#map.get(name);
    if (!value) return undefined;
    const term = within(value, this.#budget);
    this.#known.set(name, term);
    return term;
  }

  *entries(): ReturnType<MapTerm['entries']> {
    for (const { name, key } of this.#map.entries()) {
      const value = this.get(name);
      if (value) yield { name, key, value };
    }
  }
}

/** A value in a document: what is a document itself is text there. */
function within(term: Term, budget: Budget): Term {
  switch (term.state) {
    case 'map':
    case 'list':
      return isDocument(term) ? encodedText(term, budget) : contentOf(term, budget);
    case 'choice':
      return new ChoiceWithin(term, budget);
    case 'deferred': {
      const resolve = (world: World): Term => within(settle(term, world), budget);
      return { state: 'deferred', origin: term.origin, resolve };
    }
    default:
      return term;
  }
}

class ChoiceWithin implements ChoiceTerm {
  readonly state = 'choice';
  readonly #choice: ChoiceTerm;
  readonly #budget: Budget;
  #then: Term | undefined;
  #else: Term | undefined;

  constructor(choice: ChoiceTerm, budget: Budget) {
    this.#choice = choice;
    this.#budget = budget;
  }

  get condition(): Condition {
    return this.#choice.condition;
  }

  get origin(): Origin {
    return this.#choice.origin;
  }

  get then(): Term {
    return (this.#then ??= within(this.#choice.then, this.#budget));
  }

  get else(): Term {
    return (this.#else ??= within(this.#choice.else, this.#budget));
  }
}
