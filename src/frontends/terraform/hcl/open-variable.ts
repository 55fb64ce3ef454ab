import type { DeferredTerm, Hop, Origin, SettledTerm, Term, World } from '../../../values/index.ts';
import { SourcePlace } from '../source-place.ts';
import { numberTerm, parseDecimal, scalarText } from '../functions/decimals.ts';
import { moved, scalarTerm, unknownTerm } from './terms.ts';

/** A variable of a root module that nobody has set for this run, or the workspace. */
export interface OpenVariable {
  /** As expressions have it: `var.env`, `terraform.workspace`. */
  readonly name: string;
  /** As a sentence has it: "variable 'env'", "the workspace". */
  readonly noun: string;
  /** Why it has no value where nothing decides, as the sentence goes on: "which has no default". */
  readonly lack: string;
  /** Identity for decisions, unique over all files. */
  readonly id: string;
  readonly fallback: SettledTerm | undefined;
  /** All values that it can have, when they are known. */
  readonly domain: readonly string[] | undefined;
  readonly type: 'string' | 'number' | 'bool' | undefined;
}

/** A value as questions about variables spell it. */
export function spelled(term: SettledTerm): string | undefined {
  if (term.state === 'scalar') return term.value === null ? 'null' : scalarText(term);
  if (term.state !== 'list' && term.state !== 'map') return undefined;
  return term.state === 'list' ? '[]' : '{}';
}

/** The value of a deployment with nothing set; undefined where that is not known. */
export function likelyValue({ fallback }: OpenVariable): string | undefined {
  return fallback && spelled(fallback);
}

/**
 * The value of a variable that conditions look at: its default, unless a decision says otherwise. What a comparison asks
 * is asked of the variable, so that all comparisons agree with each other and with its value.
 */
export class OpenVariableTerm implements DeferredTerm {
  readonly state = 'deferred';
  readonly origin: Origin;
  readonly variable: OpenVariable;

  constructor(variable: OpenVariable, origin: Origin) {
    this.variable = variable;
    this.origin = origin;
  }

  /** The same variable, referred to at another place. */
  at(origin: Origin): OpenVariableTerm {
    return new OpenVariableTerm(this.variable, origin);
  }

  resolve(world: World): SettledTerm {
    const { noun, lack, id, fallback } = this.variable;
    const fixed = world.valueOf(id);
    const likely = likelyValue(this.variable);
    if (fixed !== undefined && fixed !== likely) return this.#typed(fixed);
    if (!fallback || likely === undefined) return unknownTerm(`${noun}, ${lack}`, this.origin);
    if (fixed === undefined) {
      see(this.variable);
      if (world.excludes(id, likely)) {
        return unknownTerm(`${noun}, which is not its default here`, this.origin);
      }
    }
    const hop: Hop = { span: fallback.origin.head, note: `Default of ${noun}.` };
    const origin = this.origin instanceof SourcePlace ? this.origin.through(hop) : this.origin;
    return moved(fallback, origin);
  }

  #typed(text: string): SettledTerm {
    const { type } = this.variable;
    if (text === 'null') return scalarTerm(null, this.origin);
    if (type === 'bool') return scalarTerm(text === 'true', this.origin);
    const number = type === 'number' ? parseDecimal(text) : undefined;
    return number ? numberTerm(number, this.origin) : scalarTerm(text, this.origin);
  }
}

/** Variables that nothing fixes and whose defaults were looked at, where somebody observes; most values look at none. */
interface Observed {
  open: Map<string, OpenVariable> | undefined;
}

let seen: Observed | undefined;

/** Runs something and tells of which variables it looked at the default without anything being fixed. */
export function observe<T>(run: () => T): { result: T; open: ReadonlyMap<string, OpenVariable> | undefined } {
  const outer = seen;
  const own: Observed = { open: undefined };
  seen = own;
  try {
    return { result: run(), open: own.open };
  } finally {
    seen = outer;
  }
}

/** Tells the observer, if any, of variables that something worked out earlier looked at. */
export function observed(open: ReadonlyMap<string, OpenVariable>): void {
  for (const variable of open.values()) see(variable);
}

function see(variable: OpenVariable): void {
  if (seen) (seen.open ??= new Map()).set(variable.id, variable);
}

/** The value of a bare variable, where a term is one. */
export function openVariable(term: Term): OpenVariable | undefined {
  return term instanceof OpenVariableTerm ? term.variable : undefined;
}
