import { settle, type DeferredTerm, type SettledTerm, type Term, type World } from '../../../values/index.ts';
import { ADDRESS_FUNCTIONS } from './addresses.ts';
import { FLAG_FUNCTIONS, LAZY_FUNCTIONS } from './choices.ts';
import { CONVERSION_FUNCTIONS } from './conversions.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import { DOCUMENT_FUNCTIONS } from './documents.ts';
import { ENCODING_FUNCTIONS } from './encodings.ts';
import { failedTerm, isFailed } from './failure.ts';
import { FILE_FUNCTIONS } from './files.ts';
import { FORMAT_FUNCTIONS } from './format.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { LIST_FUNCTIONS } from './list-functions.ts';
import { isGap, itemsOf, TOO_LARGE } from './lists.ts';
import { madePlace } from './made-place.ts';
import { nullTerm, unknownTerm } from './make-terms.ts';
import { MAP_FUNCTIONS } from './map-functions.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { PATTERN_FUNCTIONS } from './regular-expressions.ts';
import { SET_FUNCTIONS } from './set-functions.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import { EDIT_FUNCTIONS } from './text-edits.ts';
import { EncodedText, LONGEST, TOO_LONG } from './texts.ts';

/** Every function that has all of its arguments settled, by its name. */
const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    ADDRESS_FUNCTIONS,
    CONVERSION_FUNCTIONS,
    DATE_FUNCTIONS,
    DOCUMENT_FUNCTIONS,
    EDIT_FUNCTIONS,
    ENCODING_FUNCTIONS,
    FILE_FUNCTIONS,
    FLAG_FUNCTIONS,
    FORMAT_FUNCTIONS,
    LIST_FUNCTIONS,
    MAP_FUNCTIONS,
    NUMBER_FUNCTIONS,
    PATTERN_FUNCTIONS,
    SET_FUNCTIONS,
    STRING_FUNCTIONS,
  ].flatMap((functions) => Object.entries(functions)),
);

const LAZY = new Map(Object.entries(LAZY_FUNCTIONS));

/** Functions to which an unknown argument means what any number of unknown ones would. */
const VARIADIC: ReadonlySet<string> = new Set(['concat', 'merge', 'setunion']);

/** What evaluating an expression knows of a call. */
export type CallContext = Omit<FunctionCall, 'settle' | 'name'>;

/** Is thrown, and caught here, where a function looks at something that only a world settles. */
const NEEDS_WORLD = new Error('a conditional value without a world');

/**
 * The result of a call: deferred when an argument, or what a function must look at in one, is conditional; unknown (with
 * the reason) when the function is not known. With `spread` the last argument is a list of arguments. Never throws.
 */
export function callFunction(name: string, args: readonly Term[], context: CallContext, spread: boolean): Term {
  const { budget, place } = context;
  const run = (settleTerm: (term: Term) => SettledTerm): Term =>
    callNow(name, args, context, spread, budget.measured(settleTerm, place));
  try {
    return run(settleNow);
  } catch (error) {
    if (error !== NEEDS_WORLD) throw error;
    return new DeferredCall(place, (world) => run((term) => settle(term, world)));
  }
}

function settleNow(term: Term): SettledTerm {
  if (term instanceof EncodedText) return term.write(settleNow);
  if (term.state === 'choice' || term.state === 'deferred') throw NEEDS_WORLD;
  return term;
}

function callNow(
  name: string,
  args: readonly Term[],
  context: CallContext,
  spread: boolean,
  settleTerm: (term: Term) => SettledTerm,
): Term {
  const plain = name.replace(/^core::/, '');
  const call: FunctionCall = { ...context, name: plain, settle: settleTerm };
  const all = spread ? spreadLast(args, call) : args;
  if ('state' in all) return all;
  const lazy = LAZY.get(plain);
  if (lazy) return lazy(all, call);
  const found = FUNCTIONS.get(plain);
  if (!found) return unknownTerm(`what function '${name}' gives`, context.place);
  const settled = all.map((arg) => presentOf(settleTerm(arg)));
  const failure = settled.find(isFailed);
  if (failure) return failedTerm(failure.reason, context.place);
  return measuredText(found(settled, { ...call, place: madePlace(context.place, settled) }), context);
}

/** Texts that are made of texts would fill the memory. */
function measuredText(made: Term, { budget, place }: CallContext): Term {
  if (made.state === 'unknown' && LIMITS.has(made.reason)) return budget.beyond(made.reason, place);
  if (made.state !== 'scalar' || made.text.length < SHORT) return made;
  return made.text.length > LONGEST || !budget.spendText(made.text.length) ? budget.beyond(TOO_LONG, place) : made;
}

const SHORT = 1_000;
const LIMITS: ReadonlySet<string> = new Set([TOO_LONG, TOO_LARGE]);

/** What is absent is null to a function. */
function presentOf(term: SettledTerm): SettledTerm {
  return term.state === 'absent' ? nullTerm(term.origin) : term;
}

/** The arguments with the items of the last in its place; a term where it is not known how many there are. */
function spreadLast(args: readonly Term[], call: FunctionCall): readonly Term[] | Term {
  const last = args.at(-1);
  if (!last) return args;
  const list = call.settle(last);
  if (isFailed(list)) return list;
  const given = list.state === 'list' ? itemsOf(list) : undefined;
  if (!given && list.state !== 'unknown')
    return failedTerm(`a call of '${call.name}' with no list to spread`, call.place);
  const items = given ?? [unknownTerm('reason' in list ? list.reason : '', call.place)];
  const isCounted = given?.every((item) => !isGap(item)) ?? false;
  if (isCounted || VARIADIC.has(call.name)) return [...args.slice(0, -1), ...items];
  const unseen = items.find((item) => item.state === 'unknown');
  return unknownTerm(unseen?.reason ?? 'arguments that cannot be seen', call.place);
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
