import type { Node } from '../../../syntax/index.ts';
import { settle, type Origin, type SettledTerm, type Term } from '../../../values/index.ts';
import { decimalOf, numberTerm } from '../functions/decimals.ts';
import { areEqual } from '../functions/equality.ts';
import { failedTerm, isFailed } from '../functions/index.ts';
import { madePlace } from '../functions/made-place.ts';
import { calculate, negate } from './arithmetic.ts';
import { askEqual, booleanChoice, booleanIn } from './condition.ts';
import { booleanOf } from './conditionals.ts';
import { derived, DerivedTerm, isSettled, type Settle } from './derived.ts';
import { evaluate, type At, type ExpressionOf } from './evaluate.ts';
import { openVariable, spelled } from './open-variable.ts';
import { scalarTerm, unknownTerm } from './terms.ts';

/** `!a` and `-a`. */
export function evaluateUnary({ operator, operand }: ExpressionOf<'unary'>, { scope, place }: At): Term {
  const term = operator === '!' ? booleanOf(operand, scope) : evaluate(operand, scope);
  return derived([term], place, scope.budget, ([settled]) => {
    if (settled?.state !== 'scalar') return notKnown(settled ? [settled] : [], operator, place);
    const at = madePlace(place, [settled]);
    if (operator === '!') {
      const value = booleanIn(settled.value);
      return value === undefined ? failedTerm("'!' of something that is no boolean", place) : scalarTerm(!value, at);
    }
    const number = decimalOf(settled);
    return number ? numberTerm(negate(number), at) : failedTerm("'-' of something that is no number", place);
  });
}

/** Operands with operators of one precedence between them. */
export function evaluateBinary({ operands, operators }: ExpressionOf<'binary'>, at: At): Term {
  const { scope, place } = at;
  const [first, second, third] = operands;
  switch (operators[0]) {
    case '&&':
    case '||':
      return logical(operands, operators[0] === '||', at);
    case '==':
    case '!=':
      if (first && second && !third) return equality(first, second, operators[0] === '==', at);
  }
  const terms = operands.map((operand) => evaluate(operand, scope));
  return derived(terms, place, scope.budget, (settled, settleTerm) =>
    settled.reduce((left, right, index) => binary(left, operators[index - 1] ?? '', right, place, settleTerm)),
  );
}

/** `a && b && c`, or with `||`: known as soon as one operand decides. */
function logical(nodes: readonly Node[], isOr: boolean, { scope, place }: At): Term {
  const terms: Term[] = [];
  for (const node of nodes) {
    const term = booleanOf(node, scope);
    if (decides(term, isOr)) return scalarTerm(isOr, place);
    terms.push(term);
  }
  if (terms.every(isSettled)) return undecided(terms, isOr, place);
  return new DerivedTerm(place, scope.budget, (world) => {
    const settled: SettledTerm[] = [];
    // What is known goes first, so that no more is asked than needs to be.
    for (const term of [...terms].sort((a, b) => Number(isSettled(b)) - Number(isSettled(a)))) {
      const value = settle(term, world);
      if (decides(value, isOr)) return scalarTerm(isOr, place);
      settled.push(value);
    }
    return undecided(settled, isOr, place);
  });
}

function decides(term: Term, isOr: boolean): boolean {
  return term.state === 'scalar' && booleanIn(term.value) === isOr;
}

/** None of the operands decides: all are the other value, or something is unknown. */
function undecided(terms: readonly SettledTerm[], isOr: boolean, place: Origin): Term {
  const rest = terms.filter((term) => !decides(term, !isOr));
  return rest.length === 0 ? scalarTerm(!isOr, place) : notKnown(rest, isOr ? '||' : '&&', place);
}

/** Whether a variable is a known value is a question about the variable. */
function equality(left: Node, right: Node, wanted: boolean, { scope, place }: At): Term {
  const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const variable = openVariable(one);
    const value = other.state === 'scalar' ? spelled(other) : undefined;
    if (variable && value !== undefined) return booleanChoice(askEqual(variable, value, wanted), place);
  }
  return derived([a, b], place, scope.budget, ([x, y], settleTerm) =>
    x && y ? compared(x, y, wanted, place, settleTerm) : unknownTerm('nothing', place),
  );
}

function compared(
  left: SettledTerm,
  right: SettledTerm,
  wanted: boolean,
  place: Origin,
  settleTerm: Settle,
): SettledTerm {
  const same = areEqual(left, right, settleTerm);
  if (same === undefined) {
    const isSeen = [left, right].every(({ state }) => state !== 'unknown' && state !== 'template');
    const reason = 'a comparison of values that may be of different types';
    return isSeen ? unknownTerm(reason, place) : notKnown([left, right], wanted ? '==' : '!=', place);
  }
  return scalarTerm(same === wanted, madePlace(place, [left, right]));
}

function binary(
  left: SettledTerm,
  operator: string,
  right: SettledTerm,
  place: Origin,
  settleTerm: Settle,
): SettledTerm {
  if (operator === '==' || operator === '!=') return compared(left, right, operator === '==', place, settleTerm);
  if (left.state !== 'scalar' || right.state !== 'scalar') return notKnown([left, right], operator, place);
  const [a, b] = [decimalOf(left), decimalOf(right)];
  if (!a || !b) {
    const isLarge =
      (a !== undefined || typeof left.value === 'number') && (b !== undefined || typeof right.value === 'number');
    return isLarge ? unknownTerm(TOO_LARGE, place) : failedTerm(`'${operator}' of something that is no number`, place);
  }
  const value = calculate(a, operator, b);
  if (value === undefined) return failedTerm('a division by zero', place);
  const at = madePlace(place, [left, right]);
  return typeof value === 'boolean' ? scalarTerm(value, at) : numberTerm(value, at);
}

const TOO_LARGE = 'a number too large to be worked with';

/** What an operation comes to when an operand is not known, or is nothing that it can be done with. */
function notKnown(operands: readonly SettledTerm[], operator: string, place: Origin): SettledTerm {
  const unknown = operands.find((operand) => operand.state === 'unknown');
  if (unknown?.state === 'unknown') {
    return isFailed(unknown) ? failedTerm(unknown.reason, place) : unknownTerm(unknown.reason, place);
  }
  if (operands.some((operand) => operand.state === 'template')) {
    return unknownTerm('a text that is only partly known', place);
  }
  return failedTerm(`'${operator}' of something else`, place);
}
