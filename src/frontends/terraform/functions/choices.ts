import type { SettledTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { isFailed } from './failure.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { isGap, itemsOf } from './lists.ts';
import { flagTerm, isDocument, isNull, refused, unknownTerm } from './make-terms.ts';
import { flag, members, Stop, takes } from './parameters.ts';
import { isNonEmpty } from './single-values.ts';
import { asText, unifyItems } from './unify.ts';

/** A function that settles its arguments one after another, and not those that it does not need. */
export type LazyFunction = (args: readonly Term[], call: FunctionCall) => Term;

/** The first argument that is neither null nor empty text; as text where another one is text. */
const coalesce: LazyFunction = (args, call) => {
  const isTyped = !args.some((arg) => arg.state === 'scalar' && arg.value === null);
  if (isTyped && !unifyItems(args)) return refused(call, 'with values of different types');
  const isText = args.some((arg) => arg.state === 'scalar' && typeof arg.value === 'string');
  for (const arg of args) {
    const settled = call.settle(arg);
    if (isFailed(settled)) return settled;
    if (isNull(settled) || (settled.state === 'scalar' && settled.value === '')) continue;
    const isSure = settled.state !== 'unknown' && settled.state !== 'template';
    if (!isSure && !isNonEmpty(settled)) return through(settled, call);
    return isText ? asText(settled) : settled;
  }
  return refused(call, 'of nothing but null and empty text');
};

/** The first list that has items. */
const coalescelist: LazyFunction = (args, call) => {
  if (args.some(isNoList)) return refused(call, 'of something that is not a list');
  for (const arg of args) {
    const settled = call.settle(arg);
    if (settled.state === 'unknown') return settled;
    const items = settled.state === 'list' ? itemsOf(settled) : undefined;
    if (settled.state !== 'list' || !items) return refused(call, 'of something that is not a list');
    if (items.some((item) => !isGap(item))) return settled;
    if (items.length > 0) return unknownTerm('a list that is only partly known', call.place);
  }
  return refused(call, 'of nothing but empty lists');
};

function isNoList(term: Term): boolean {
  return term.state === 'scalar' || term.state === 'template' || term.state === 'map' || isDocument(term);
}

/**
 * The first argument that can be evaluated. One of which a part is not known is taken to be that: what is not known is an
 * attribute of a resource as a rule, and Terraform itself says nothing before it knows.
 */
const attempt: LazyFunction = (args, call) => {
  let failure: UnknownTerm | undefined;
  for (const arg of args) {
    const settled = call.settle(arg);
    failure = failureIn(settled);
    if (!failure) return settled;
  }
  return failure ?? refused(call, 'without arguments');
};

const can: LazyFunction = ([arg, ...more], call) => {
  if (!arg || more.length > 0) return refused(call, `with ${more.length + (arg ? 1 : 0)} arguments`);
  const settled = call.settle(arg);
  if (failureIn(settled)) return flagTerm(false, call.place);
  return settled.state === 'unknown' ? unknownTerm(settled.reason, call.place) : flagTerm(true, call.place);
};

/** Values of a collection that are looked at for failures, without settling them. */
const MOST_LOOKED_AT = 100;

/** A list or a map with something in it that fails fails itself. */
function failureIn(term: SettledTerm): UnknownTerm | undefined {
  if (isFailed(term)) return term;
  let left = MOST_LOOKED_AT;
  for (const part of partsIn(term)) {
    if (isFailed(part)) return part;
    if (--left === 0) break;
  }
  return undefined;
}

function* partsIn(term: SettledTerm): Generator<Term> {
  if (term.state === 'list') yield* term.items();
  if (term.state === 'map') for (const { value } of term.entries()) yield value;
}

/** What is known of a choice that falls on something unknown. */
function through(term: SettledTerm, call: FunctionCall): Term {
  const known = term.state === 'unknown' ? term : unknownTerm('a text that is only partly known', call.place);
  return unknownTerm(known.reason, call.place, known.reference);
}

const alltrue = takes([members], ([items], call) => hasFlag(items, false, call));
const anytrue = takes([members], ([items], call) => hasFlag(items, true, call));

/** Whether one of the flags is the one sought decides; null counts as false. */
function hasFlag(items: readonly Term[], sought: boolean, call: FunctionCall): Term {
  let unsure: UnknownTerm | undefined;
  let found = false;
  for (const item of items) {
    const settled = isGap(item) ? item : call.settle(item);
    const value = isNull(settled) ? false : flag.read(settled, call);
    if (!(value instanceof Stop)) found ||= value === sought;
    else if (isFailed(value.term)) return value.term;
    else unsure ??= value.term;
  }
  if (found) return flagTerm(sought, call.place);
  return unsure ?? flagTerm(!sought, call.place);
}

export const LAZY_FUNCTIONS: Readonly<Record<string, LazyFunction>> = { can, coalesce, coalescelist, try: attempt };

export const FLAG_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = { alltrue, anytrue };
