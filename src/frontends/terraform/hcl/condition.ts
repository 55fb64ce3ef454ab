import { settle, type ChoiceTerm, type Condition, type Origin, type Term, type World } from '../../../values/index.ts';
import { likelyValue, observe, openVariable, spelled, type OpenVariable } from './open-variable.ts';
import { scalarTerm } from './terms.ts';

const YES_OR_NO = ['true', 'false'];
/** Characters of a condition's text that a message quotes. */
const MOST_QUOTED = 60;

/** A condition as messages name it: its text on one line, not too long. */
export function labelOf(text: string): string {
  const line = oneLine(text);
  return line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)}…` : line;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Is this boolean true? Where nobody can know, it is a question of its own; `meaning` is the same for all who ask it. */
export class TermCondition implements Condition {
  readonly label: string;
  readonly id: string;
  readonly #term: Term;

  constructor(text: string, meaning: string, term: Term) {
    this.label = labelOf(text);
    this.id = meaning;
    this.#term = term;
  }

  judge(world: World): boolean {
    const { result, open } = observe(() => settle(this.#term, world));
    // What holds with the defaults of variables may be otherwise with other values: that makes other worlds.
    for (const variable of open?.values() ?? []) {
      const likely = likelyValue(variable);
      if (likely !== undefined) world.decide(askEqual(variable, likely, true));
    }
    const value = result.state === 'scalar' ? booleanIn(result.value) : undefined;
    return value ?? world.ask({ variable: this.id, value: 'true', domain: YES_OR_NO });
  }
}

/** What Terraform takes for a boolean; undefined for anything else. */
export function booleanIn(value: string | number | boolean | null): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** Is the variable equal to this, or is it not? */
export function askEqual(variable: OpenVariable, value: string, isEqual: boolean): Condition {
  const { name, id, type, domain } = variable;
  const likely = likelyValue(variable);
  const isText = value !== 'null' && (type === 'string' || type === undefined);
  const isFlag = type === 'bool' && value !== 'null';
  return {
    label: isFlag
      ? `${isEqual === (value === 'true') ? '' : '!'}${name}`
      : labelOf(`${name} ${isEqual ? '==' : '!='} ${isText ? JSON.stringify(value) : value}`),
    id: `${id} ${isEqual ? '=' : '≠'} ${value}`,
    judge: (world) =>
      world.ask({ variable: id, value, domain, likely: likely === undefined ? undefined : likely === value }) ===
      isEqual,
  };
}

/** A boolean that a condition decides. */
export function booleanChoice(condition: Condition, origin: Origin): ChoiceTerm {
  return {
    state: 'choice',
    condition,
    then: scalarTerm(true, origin),
    else: scalarTerm(false, origin),
    origin,
  };
}

/** A term where a boolean is needed: a bare variable becomes a question about it. */
export function asBoolean(term: Term): Term {
  const variable = openVariable(term);
  if (!variable || (variable.type !== 'bool' && variable.type !== undefined)) return term;
  const { fallback } = variable;
  if (fallback && !YES_OR_NO.includes(spelled(fallback) ?? '')) return term;
  return booleanChoice(askEqual({ ...variable, type: 'bool' }, 'true', true), term.origin);
}

/** Two terms of which a condition takes one; each is worked out when it is asked for. */
export class LazyChoice implements ChoiceTerm {
  readonly state = 'choice';
  readonly condition: Condition;
  readonly origin: Origin;
  readonly #make: (outcome: boolean) => Term;
  #then: Term | undefined;
  #else: Term | undefined;

  constructor(condition: Condition, origin: Origin, make: (outcome: boolean) => Term) {
    this.condition = condition;
    this.origin = origin;
    this.#make = make;
  }

  get then(): Term {
    return (this.#then ??= this.#make(true));
  }

  get else(): Term {
    return (this.#else ??= this.#make(false));
  }
}
