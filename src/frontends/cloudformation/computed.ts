import type {
  DeferredTerm,
  Hop,
  ListTerm,
  Origin,
  ScalarTerm,
  SettledTerm,
  Term,
  UnknownTerm,
  World,
} from '../../values/index.ts';
import type { TemplateOrigin } from './template-origin.ts';

/** Text that was worked out, at the place of the function that gave it. */
export function textTerm(text: string, origin: Origin): ScalarTerm {
  return { state: 'scalar', value: text, text, origin };
}

export function unknownTerm(reason: string, origin: Origin, reference?: UnknownTerm['reference']): UnknownTerm {
  return { state: 'unknown', reason, written: true, origin, ...(reference && { reference }) };
}

/** A list that was worked out. `open`: more may follow the items. */
export function listTerm(items: readonly Term[], origin: Origin, open = false): ListTerm {
  return { state: 'list', open, origin, items: () => items };
}

/** The same value at the place that refers to it, having come through this hop. */
export function movedTerm(term: SettledTerm, to: TemplateOrigin, hop: Hop | undefined): SettledTerm {
  const from = term.origin;
  const via = hop ? [hop, ...from.via] : from.via;
  return { ...plain(term), origin: to.with(via, from.sensitive ?? false) };
}

/** Lists and maps keep their items where they are written; spreading one would lose its methods. */
function plain(term: SettledTerm): SettledTerm {
  if (term.state === 'list') return { state: 'list', open: term.open, origin: term.origin, items: () => term.items() };
  if (term.state === 'map') {
    const { open, origin } = term;
    return { state: 'map', open, origin, get: (name) => term.get(name), entries: () => term.entries() };
  }
  return term;
}

/** Deepest nesting of functions that is followed, through parameters of nested stacks and their outputs too. */
const MAX_DEPTH = 48;

/** Functions that one value may lead through. */
const MAX_STEPS = 10_000;

/** Counts the functions that evaluation leads through, so that neither depth, nor doubling, nor a cycle exhausts it. */
export class Depth {
  #now = 0;
  #left = MAX_STEPS;

  /** Runs a step one level deeper, or gives what stands beyond. */
  enter<T>(step: () => T, beyond: () => T): T {
    if (this.#now === 0) this.#left = MAX_STEPS;
    if (this.#now >= MAX_DEPTH || --this.#left < 0) return beyond();
    this.#now++;
    try {
      return step();
    } finally {
      this.#now--;
    }
  }
}

/** A value that is worked out in each world anew. */
export class Deferred implements DeferredTerm {
  readonly state = 'deferred';
  readonly origin: Origin;
  readonly #depth: Depth;
  readonly #resolve: (world: World) => Term;

  constructor(origin: Origin, depth: Depth, resolve: (world: World) => Term) {
    this.origin = origin;
    this.#depth = depth;
    this.#resolve = resolve;
  }

  resolve(world: World): Term {
    return this.#depth.enter(
      () => this.#resolve(world),
      () => unknownTerm('a value that leads through too many others', this.origin),
    );
  }
}
