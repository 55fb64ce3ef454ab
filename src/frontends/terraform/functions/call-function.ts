import {
  settle,
  type DeferredTerm,
  type SettledTerm,
  type Term,
  type UnknownTerm,
  type World,
} from '../../../values/index.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';

/** Every function, by its name. */
const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map<string, TerraformFunction>();

/** Is thrown, and caught here, where a function looks at something that only a world settles. */
const NEEDS_WORLD = new Error('a conditional value without a world');

/**
 * The result of a call: deferred when an argument is conditional, unknown (with the reason) when the function is not
 * known. With `spread` the last argument is a list of arguments. Never throws.
 */
export function callFunction(
  name: string,
  args: readonly Term[],
  context: Omit<FunctionCall, 'settle' | 'name'>,
  spread: boolean,
): Term {
  const found = FUNCTIONS.get(name.replace(/^core::/, ''));
  if (!found) return unknown(`what function '${name}' gives`, context);
  const run = (settleTerm: (term: Term) => SettledTerm): Term => {
    const call: FunctionCall = { ...context, name, settle: settleTerm };
    const settled = args.map((arg) => settleTerm(arg));
    if (spread) return unknown(`what '${name}' gives for a list of arguments`, context);
    return found(settled, call);
  };
  try {
    return run(settleNow);
  } catch (error) {
    if (error !== NEEDS_WORLD) throw error;
    return new DeferredCall(context.place, (world) => run((term) => settle(term, world)));
  }
}

function settleNow(term: Term): SettledTerm {
  if (term.state === 'choice' || term.state === 'deferred') throw NEEDS_WORLD;
  return term;
}

function unknown(reason: string, { place }: Pick<FunctionCall, 'place'>): UnknownTerm {
  return { state: 'unknown', reason, written: true, origin: place };
}

/** A call whose result differs between worlds; the last one is kept, for a world is asked many times. */
class DeferredCall implements DeferredTerm {
  readonly state = 'deferred';
  readonly origin: DeferredTerm['origin'];
  readonly #run: (world: World) => Term;
  #world: World | undefined;
  #result: Term | undefined;

  constructor(origin: DeferredTerm['origin'], run: (world: World) => Term) {
    this.origin = origin;
    this.#run = run;
  }

  resolve(world: World): Term {
    if (this.#world !== world || !this.#result) {
      this.#result = this.#run(world);
      this.#world = world;
    }
    return this.#result;
  }
}
