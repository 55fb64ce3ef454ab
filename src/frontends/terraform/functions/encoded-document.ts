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
import { isSet } from './lists.ts';
import { isDocument } from './make-terms.ts';
import { encodedText } from './texts.ts';

/**
 * The text that `jsonencode` makes of a map or a list: a document with the places of what was written, marked as `inner`.
 * Whoever needs it as text writes it out (`partsOf`, `encodedText`). Nothing in it is evaluated before it is read.
 */
export function encodedDocument(term: MapTerm | ListTerm, origin: Origin): MapTerm | ListTerm {
  return { ...contentOf(term), inner: true, origin };
}

/** The content of such a text, as `jsondecode` gives it back. */
export function contentOf(term: MapTerm | ListTerm): MapTerm | ListTerm {
  const { origin } = term;
  if (term.state === 'list') {
    // The members of a set are written in their order.
    const set = isSet(term) && { set: true };
    return { state: 'list', ...set, open: term.open, origin, items: () => [...term.items()].map(within) };
  }
  return {
    state: 'map',
    get open() {
      return term.open;
    },
    origin,
    get: (name) => {
      const value = term.get(name);
      return value && within(value);
    },
    *entries() {
      for (const entry of term.entries()) {
        const { name, key } = entry;
        yield {
          name,
          key,
          get value() {
            return within(entry.value);
          },
        };
      }
    },
  };
}

/** A value in a document: what is a document itself is text there. */
function within(term: Term): Term {
  switch (term.state) {
    case 'map':
    case 'list':
      return isDocument(term) ? encodedText(term) : contentOf(term);
    case 'choice':
      return new ChoiceWithin(term);
    case 'deferred': {
      const resolve = (world: World): Term => within(settle(term, world));
      return { state: 'deferred', origin: term.origin, resolve };
    }
    default:
      return term;
  }
}

class ChoiceWithin implements ChoiceTerm {
  readonly state = 'choice';
  readonly #choice: ChoiceTerm;

  constructor(choice: ChoiceTerm) {
    this.#choice = choice;
  }

  get condition(): Condition {
    return this.#choice.condition;
  }

  get origin(): Origin {
    return this.#choice.origin;
  }

  get then(): Term {
    return within(this.#choice.then);
  }

  get else(): Term {
    return within(this.#choice.else);
  }
}
