import type { Node } from '../../../syntax/index.ts';
import type { Condition, Term } from '../../../values/index.ts';
import { asBoolean, booleanIn, LazyChoice, oneLine, TermCondition } from './condition.ts';
import { evaluate, type At, type ExpressionOf } from './evaluate.ts';
import { meaningOf, type Scope } from './scope.ts';

/** `condition ? then : otherwise`. */
export function evaluateConditional({ condition, then, otherwise }: ExpressionOf<'conditional'>, at: At): Term {
  return chosen(condition, at, (outcome) => evaluate(outcome ? then : otherwise, at.scope, at.place.key));
}

/** One of two terms by a condition: at once where its outcome is known, else as a choice. */
export function chosen(node: Node, { scope, place }: At, make: (outcome: boolean) => Term): Term {
  const condition = conditionOf(node, scope);
  return typeof condition === 'boolean' ? make(condition) : new LazyChoice(condition, place, make);
}

/** The outcome of a condition where it is known; else the condition, to be decided by whoever reads what hangs on it. */
export function conditionOf(node: Node, scope: Scope): boolean | Condition {
  const term = booleanOf(node, scope);
  const outcome = term.state === 'scalar' ? booleanIn(term.value) : undefined;
  if (outcome !== undefined) return outcome;
  if (term.state === 'choice' && isBoolean(term.then, true) && isBoolean(term.else, false)) return term.condition;
  const text = oneLine(node.raw);
  return new TermCondition(text, meaningOf(text, scope), term);
}

/** The value of an expression where a boolean is needed. */
export function booleanOf(node: Node, scope: Scope): Term {
  return asBoolean(evaluate(node, scope));
}

function isBoolean(term: Term, value: boolean): boolean {
  return term.state === 'scalar' && term.value === value;
}
