import {
  settle,
  type DeferredTerm,
  type Origin,
  type SettledTerm,
  type Term,
  type World,
} from '../../../values/index.ts';
import type { Budget } from '../budget.ts';
import { observe, observed, type OpenVariable } from './open-variable.ts';
import { unknownTerm } from './terms.ts';

export type Settle = (term: Term) => SettledTerm;

/** Is thrown, and caught here, where something looks at what only a world settles. */
const NEEDS_WORLD = new Error('a conditional value without a world');

/** A term worked out of others: at once where they are settled, else in each world. */
export function derived(
  terms: readonly Term[],
  origin: Origin,
  budget: Budget,
  work: (settled: readonly SettledTerm[], settleTerm: Settle) => Term,
): Term {
  const run = (settleTerm: Settle): Term => {
    const measured = budget.measured(settleTerm, origin);
    return work(terms.map(measured), measured);
  };
  if (terms.every(isSettled)) {
    try {
      return run(settleNow);
    } catch (error) {
      if (error !== NEEDS_WORLD) throw error;
    }
  }
  return new DerivedTerm(origin, budget, (world) => run((term) => settle(term, world)));
}

function settleNow(term: Term): SettledTerm {
  if (!isSettled(term)) throw NEEDS_WORLD;
  return term;
}

export function isSettled(term: Term): term is SettledTerm {
  return term.state !== 'choice' && term.state !== 'deferred';
}

/**
 * A value that differs between worlds. The last one is kept, for a world is asked many times; so is that of worlds in which
 * nothing is decided, where it asks for no decision itself, for nearly every visit begins with a world of its own.
 */
export class DerivedTerm implements DeferredTerm {
  readonly state = 'deferred';
  readonly origin: Origin;
  readonly #budget: Budget;
  readonly #resolve: (world: World) => Term;
  #world: World | undefined;
  #result: SettledTerm | undefined;
  /** Whether the result is that of all worlds in which nothing is decided. */
  #isOpen = false;
  #open: ReadonlyMap<string, OpenVariable> | undefined;

  constructor(origin: Origin, budget: Budget, resolve: (world: World) => Term) {
    this.origin = origin;
    this.#budget = budget;
    this.#resolve = resolve;
  }

  resolve(world: World): Term {
    if (!this.#result || (this.#world !== world && !(this.#isOpen && world.isOpen))) {
      // A value that is asked for while it is worked out leads back to itself.
      const wasOpen = world.isOpen;
      this.#world = world;
      this.#isOpen = false;
      this.#result = unknownTerm('a value that leads back to itself', this.origin);
      this.#open = undefined;
      const { result, open } = observe(() =>
        this.#budget.enter(() => settle(this.#resolve(world), world), this.origin),
      );
      this.#result = result;
      this.#isOpen = wasOpen && world.isOpen;
      this.#open = open;
    }
    if (this.#open) observed(this.#open);
    return this.#result;
  }
}
