import type { Origin } from './origin.ts';
import type { Reference } from './value.ts';
import type { Condition, World } from './world.ts';

/**
 * What a front-end makes of a node: the user's configuration after evaluation, still in the words of its format. Terms
 * are lazy and know no shape; `src/model` reads a shape out of them.
 */
export type Term = SettledTerm | ChoiceTerm | DeferredTerm;
export type SettledTerm = ScalarTerm | MapTerm | ListTerm | TemplateTerm | UnknownTerm | AbsentTerm;

export interface ScalarTerm {
  readonly state: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text as written, without quotes: keeps `1.30` and leading zeros. */
  readonly text: string;
  /** The resource that the value was taken from: an attribute whose value is written there. */
  readonly reference?: Reference | undefined;
  readonly origin: Origin;
}
export interface MapTerm {
  readonly state: 'map';
  /** True for the content of a document within the configuration, which has the spelling's `inside` names. */
  readonly inner?: boolean;
  /** True when there may be keys that we cannot see: a merge or transform from outside. */
  readonly open: boolean;
  readonly origin: Origin;
  get(name: string): Term | undefined;
  entries(): Iterable<{ readonly name: string; readonly key: Origin; readonly value: Term }>;
}
export interface ListTerm {
  readonly state: 'list';
  readonly inner?: boolean;
  readonly open: boolean;
  readonly origin: Origin;
  items(): Iterable<Term>;
}
export interface TemplateTerm {
  readonly state: 'template';
  readonly parts: readonly (string | UnknownTerm)[];
  /** The resource that the text was taken from, as a whole: an attribute that is written there. */
  readonly reference?: Reference | undefined;
  readonly origin: Origin;
}
export interface UnknownTerm {
  readonly state: 'unknown';
  readonly reason: string;
  readonly reference?: Reference;
  readonly written: boolean;
  readonly origin: Origin;
}
export interface AbsentTerm {
  readonly state: 'absent';
  readonly origin: Origin;
}
/** `!If [C, a, b]`, `c ? a : b`. */
export interface ChoiceTerm {
  readonly state: 'choice';
  readonly condition: Condition;
  readonly then: Term;
  readonly else: Term;
  readonly origin: Origin;
}
/** Something whose value depends on decisions made elsewhere: a parameter that a condition compares, a joined text. */
export interface DeferredTerm {
  readonly state: 'deferred';
  readonly origin: Origin;
  resolve(world: World): Term;
}

/** The longest chain of choices and references that is followed; beyond it the value counts as unknown. */
const MAX_HOPS = 64;

/** The term as it stands in this world. */
export function settle(term: Term, world: World): SettledTerm {
  let current = term;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    if (current.state === 'choice') current = world.decide(current.condition) ? current.then : current.else;
    else if (current.state === 'deferred') current = current.resolve(world);
    else return current;
  }
  return { state: 'unknown', reason: 'a reference that leads back to itself', written: true, origin: term.origin };
}
