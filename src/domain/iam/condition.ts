import { everyOf, notOf, someOf } from '../answers.ts';
import { isArn, matchesArn } from '../arn.ts';
import { UNKNOWN_TEXT, hasUnknown, type Answer } from '../unknown-text.ts';
import { matchesWildcard, wildcardsMeet } from '../wildcard.ts';
import type { Condition } from './policy.ts';

/**
 * What a request carries for a condition key, lower case: its values, none for a key that it certainly lacks, undefined
 * where nobody knows.
 */
export type ConditionContext = (key: string) => readonly string[] | undefined;

/** A request of which only action, resource and caller are known. */
export const NO_CONTEXT: ConditionContext = () => undefined;

type Compare = (wanted: string, given: string) => Answer;

const COMPARISONS: Readonly<Record<string, Compare>> = {
  stringequals: equalTexts,
  stringequalsignorecase: (wanted, given) => equalTexts(wanted.toLowerCase(), given.toLowerCase()),
  stringlike: matchesWildcard,
  // Both take wildcards. Source: IAM user guide, "Amazon Resource Name (ARN) condition operators".
  arnequals: likeArn,
  arnlike: likeArn,
  bool: (wanted, given) => equalTexts(wanted.toLowerCase(), given.toLowerCase()),
};

/**
 * Does the condition hold for this request? Operators that compare numbers, dates and addresses are 'unsure', as is all
 * that depends on what is not known. Names of operators and keys have no case.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators".
 */
export function holds({ operator, key, values }: Condition, context: ConditionContext): Answer {
  const { quantifier, negated, ifExists, base } = operatorParts(operator);
  if (hasUnknown(operator)) return 'unsure';
  const given = context(key.toLowerCase());
  if (given === undefined) return 'unsure';
  if (base === 'null')
    return someOf(values.map((value) => equalTexts(value.toLowerCase(), String(given.length === 0))));
  const compare = COMPARISONS[base];
  if (!compare) return 'unsure';
  if (given.length === 0) return ifExists || negated || quantifier === 'forallvalues' ? 'yes' : 'no';
  const each = given.map((one) => {
    const found = someOf(values.map((value) => compare(value, one)));
    return negated ? notOf(found) : found;
  });
  // Without a quantifier the key has one value.
  return quantifier === 'forallvalues' ? everyOf(each) : someOf(each);
}

interface OperatorParts {
  readonly quantifier: 'foranyvalue' | 'forallvalues' | undefined;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** Lower case, without the rest: 'stringequals' of 'ForAllValues:StringNotEqualsIfExists'. */
  readonly base: string;
}

function operatorParts(operator: string): OperatorParts {
  const [, quantifier, kind = '', not, rest = '', ifExists] =
    /^(?:(foranyvalue|forallvalues):)?(string|arn|numeric|date)?(not)?(.*?)(ifexists)?$/.exec(operator.toLowerCase()) ??
    [];
  return {
    quantifier: quantifier === 'foranyvalue' || quantifier === 'forallvalues' ? quantifier : undefined,
    negated: not !== undefined,
    ifExists: ifExists !== undefined,
    base: kind + rest,
  };
}

/** Does the operator compare with wildcards? With the others `*` is a plain character. */
export function takesWildcards(operator: string): boolean {
  return /^(?:stringlike|arnlike|arnequals)$/.test(operatorParts(operator).base);
}

/** Are these the same text? '*' and '?' are plain characters. */
function equalTexts(one: string, other: string): Answer {
  if (!hasUnknown(one) && !hasUnknown(other)) return one === other ? 'yes' : 'no';
  const plain = (text: string): string => text.replaceAll('*', '\uE000').replaceAll('?', '\uE001');
  return wildcardsMeet(plain(one).replaceAll(UNKNOWN_TEXT, '*'), plain(other), UNKNOWN_TEXT) ? 'unsure' : 'no';
}

function likeArn(wanted: string, given: string): Answer {
  return isArn(wanted) && isArn(given) ? matchesArn(wanted, given) : matchesWildcard(wanted, given);
}
