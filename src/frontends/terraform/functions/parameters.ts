import type { ListTerm, MapTerm, SettledTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { decimalOf, type Decimal } from './decimals.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { gapTerm, itemsOf, membersOf, TOO_LARGE } from './lists.ts';
import { isDocument, refused, unknownTerm, unsure } from './make-terms.ts';
import { entriesOf, type Entries } from './maps.ts';
import { knownText, partsOf, type Parts } from './texts.ts';

/** Why a call is not carried out: an argument that is not known or of the wrong type. */
export class Stop {
  readonly term: UnknownTerm;

  constructor(term: UnknownTerm) {
    this.term = term;
  }
}

/** How a function takes one of its arguments. */
export interface Parameter<T> {
  readonly optional?: boolean;
  read(term: SettledTerm, call: FunctionCall): T | Stop;
}

type ValuesOf<P extends readonly Parameter<unknown>[]> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/**
 * A function with these parameters, and any number of `more` behind them. An argument of the wrong type, or too few or
 * too many, is refused before one that is not known counts.
 */
export function takes<const P extends readonly Parameter<unknown>[]>(
  parameters: P,
  work: (values: ValuesOf<P>, call: FunctionCall) => Term,
): TerraformFunction {
  return (args, call) => {
    const values = readAll(parameters, args, call);
    return values instanceof Stop ? values.term : work(values as ValuesOf<P>, call);
  };
}

export function takesMore<const P extends readonly Parameter<unknown>[], M>(
  parameters: P,
  more: Parameter<M>,
  work: (values: ValuesOf<P>, more: readonly M[], call: FunctionCall) => Term,
): TerraformFunction {
  return (args, call) => {
    const all = [...parameters, ...Array<Parameter<M>>(Math.max(0, args.length - parameters.length)).fill(more)];
    const values = readAll(all, args, call);
    if (values instanceof Stop) return values.term;
    return work(
      values.slice(0, parameters.length) as unknown as ValuesOf<P>,
      values.slice(parameters.length) as M[],
      call,
    );
  };
}

function readAll(
  parameters: readonly Parameter<unknown>[],
  args: readonly SettledTerm[],
  call: FunctionCall,
): readonly unknown[] | Stop {
  const least = parameters.filter(({ optional: isOptional }) => isOptional !== true).length;
  if (args.length < least || args.length > parameters.length) {
    return new Stop(refused(call, `with ${args.length} ${args.length === 1 ? 'argument' : 'arguments'}`));
  }
  const values: unknown[] = [];
  let stop: Stop | undefined;
  for (const [index, parameter] of parameters.entries()) {
    const arg = args[index];
    const value = arg && parameter.read(arg, call);
    if (!(value instanceof Stop)) values.push(value);
    else if ('failed' in value.term) return value;
    else stop ??= value;
  }
  return stop ?? values;
}

/** Anything, also null and what is not known. */
export const anything: Parameter<SettledTerm> = { read: (term) => term };

/** Text as far as it is known. */
export const partialText: Parameter<Parts> = {
  read: (term, call) => {
    const parts = partsOf(term, (part) => call.settle(part));
    return parts ?? mistyped(term, call, 'text');
  },
};

/** A text and the term that it came from. */
export interface Wording {
  readonly term: SettledTerm;
  readonly parts: Parts;
}

/** The same with the term, for what may stay as it is. */
export const wording: Parameter<Wording> = {
  read: (term, call) => {
    const parts = partialText.read(term, call);
    return parts instanceof Stop ? parts : { term, parts };
  },
};

/** Text, all of it. */
export const text: Parameter<string> = {
  read: (term, call) => {
    const parts = partialText.read(term, call);
    return parts instanceof Stop ? parts : (knownText(parts) ?? new Stop(unsure(call, term)));
  },
};

export const number: Parameter<Decimal> = {
  read: (term, call) => {
    if (term.state === 'unknown' || term.state === 'template') return new Stop(unsure(call, term));
    return (term.state === 'scalar' ? decimalOf(term) : undefined) ?? mistyped(term, call, 'a number');
  },
};

/** A whole number that fits. */
export const whole: Parameter<number> = {
  read: (term, call) => {
    const decimal = number.read(term, call);
    if (decimal instanceof Stop) return decimal;
    const value = Number(decimal.units);
    return decimal.scale === 0 && Number.isSafeInteger(value) ? value : mistyped(term, call, 'a whole number');
  },
};

export const flag: Parameter<boolean> = {
  read: (term, call) => {
    if (term.state === 'unknown' || term.state === 'template') return new Stop(unsure(call, term));
    const value = term.state === 'scalar' ? flagOf(term.value) : undefined;
    return value ?? mistyped(term, call, 'true or false');
  },
};

/** The items of a list, a tuple or a set, with a gap wherever others may be. */
export const list: Parameter<readonly Term[]> = {
  read: (term, call) => {
    const found = listTerm.read(term, call);
    return found instanceof Stop ? found : (itemsOf(found) ?? new Stop(unknownTerm(TOO_LARGE, call.place)));
  },
};

/** The same, of which also nothing may be known: then they are a gap. */
export const partialList: Parameter<readonly Term[]> = {
  read: (term, call) => (term.state === 'unknown' ? [gapTerm(term.reason, term.origin)] : list.read(term, call)),
};

/** The members of a list or a set, in whatever order. */
export const members: Parameter<readonly Term[]> = {
  read: (term, call) => {
    if (term.state === 'unknown') return [gapTerm(term.reason, term.origin)];
    const found = listTerm.read(term, call);
    return found instanceof Stop ? found : (membersOf(found) ?? new Stop(unknownTerm(TOO_LARGE, call.place)));
  },
};

export const listTerm: Parameter<ListTerm> = {
  read: (term, call) => {
    if (term.state === 'unknown') return new Stop(unsure(call, term));
    return term.state === 'list' && !isDocument(term) ? term : mistyped(term, call, 'a list');
  },
};

/** The entries of a map or an object, with whether there may be others. */
export const map: Parameter<{ readonly entries: Entries; readonly term: MapTerm }> = {
  read: (term, call) => {
    if (term.state === 'unknown') return new Stop(unsure(call, term));
    if (term.state !== 'map' || isDocument(term)) return mistyped(term, call, 'a map');
    const entries = entriesOf(term);
    return entries ? { entries, term } : new Stop(unknownTerm(TOO_LARGE, call.place));
  },
};

/** An argument that may be left out. */
export function optional<T>(parameter: Parameter<T>): Parameter<T | undefined> {
  return { optional: true, read: (term, call) => parameter.read(term, call) };
}

/** What counts as true and as false; undefined for anything else. Source: go-cty, convert/conversion_primitive.go. */
export function flagOf(value: string | number | boolean | null): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

/** The value itself is not told: it may be secret. */
function mistyped(term: SettledTerm, call: FunctionCall, wanted: string): Stop {
  return new Stop(refused(call, `with ${kindOf(term)} where ${wanted} is due`));
}

function kindOf(term: SettledTerm): string {
  if (term.state !== 'scalar') return term.state === 'absent' ? 'null' : `a ${term.state}`;
  if (term.value === null) return 'null';
  return typeof term.value === 'string' ? 'other text' : `a ${typeof term.value}`;
}
