import { everyOf, notOf, someOf } from '../answers.ts';
import { matchesArn } from '../arn.ts';
import { hasUnknown, type Answer } from '../unknown-text.ts';
import { matchesWildcard } from '../wildcard.ts';
import { holds, NO_CONTEXT, type ConditionContext } from './condition.ts';
import type { Condition, Policy, Principals, Selection, Statement } from './policy.ts';
import { ResourceName } from './policy-json.ts';

/** What somebody asks for. */
export interface Request {
  /** 'ecr:BatchGetImage' */
  readonly action: string;
  /** Its ARN, or '*' for actions that know no resource; undefined when a role is asked to trust. */
  readonly resource?: string | ResourceName;
  /** Who asks, where the policies say who may. */
  readonly principal?: { readonly type: 'Service' | 'Federated' | 'AWS'; readonly id: string };
  readonly context?: ConditionContext;
}

/** The answer of a set of policies, and what decides it. */
export interface Verdict {
  readonly answer: Answer;
  /** The Allow behind a 'yes', the Deny behind a 'no'; what makes it 'unsure'. Undefined where nothing allows it. */
  readonly by?: Decider;
  /** For a 'no': what would allow it but for this condition. */
  readonly unmet?: Decider & { readonly condition: Condition };
}

export interface Decider {
  readonly policy: Policy;
  readonly statement: Statement;
}

/**
 * Do these policies, taken together, allow the request? A Deny that matches wins; without an Allow that matches nothing is
 * allowed. 'unsure' where conditions, unknown text or statements that we do not see decide.
 * Source: IAM user guide, "Policy evaluation logic".
 */
export function allows(policies: readonly Policy[], request: Request): Verdict {
  let allowed: Answer = policies.some(({ open }) => open) ? 'unsure' : 'no';
  let denied: Answer = allowed;
  let allowing: Decider | undefined;
  let denying: Decider | undefined;
  let unmet: Verdict['unmet'];
  for (const policy of policies) {
    for (const statement of policy.statements) {
      const { answer, failed } = appliesTo(statement, request);
      const decider = { policy, statement };
      if (failed && statement.effect === 'Allow') unmet ??= { ...decider, condition: failed };
      if (statement.effect !== 'Allow' && isMore(asFarAs(statement, answer), denied)) {
        denied = asFarAs(statement, answer);
        denying = decider;
      }
      if (statement.effect !== 'Deny' && isMore(asFarAs(statement, answer), allowed)) {
        allowed = asFarAs(statement, answer);
        allowing = decider;
      }
    }
  }
  if (denied === 'yes') return verdict('no', denying);
  if (allowed === 'no') return unmet ? { answer: 'no', unmet } : { answer: 'no' };
  if (allowed === 'yes' && denied === 'no') return verdict('yes', allowing);
  return verdict('unsure', denied === 'unsure' ? (denying ?? allowing) : allowing);
}

function verdict(answer: Answer, by: Decider | undefined): Verdict {
  return by ? { answer, by } : { answer };
}

/** A statement that may have the other effect counts half. */
function asFarAs({ effect }: Statement, answer: Answer): Answer {
  return effect === 'unsure' && answer === 'yes' ? 'unsure' : answer;
}

const ORDER: readonly Answer[] = ['no', 'unsure', 'yes'];

function isMore(answer: Answer, than: Answer): boolean {
  return ORDER.indexOf(answer) > ORDER.indexOf(than);
}

/** Is the statement about the request? `failed`: the condition that keeps it from being so, alone. */
function appliesTo(
  { actions, resources, principals, conditions }: Statement,
  { action, resource, principal, context = NO_CONTEXT }: Request,
): { readonly answer: Answer; readonly failed?: Condition } {
  const target = everyOf([
    selects(actions, (pattern) => matchesAction(pattern, action)),
    resource === undefined || !resources
      ? 'yes'
      : selects<string | ResourceName>(resources, (pattern) => matchesResource(pattern, resource)),
    principal === undefined ? 'yes' : isAmong(principals, principal),
  ]);
  if (target === 'no') return { answer: 'no' };
  const failed = conditions.find((condition) => holds(condition, context) === 'no');
  if (failed) return target === 'yes' ? { answer: 'no', failed } : { answer: 'no' };
  return { answer: everyOf([target, ...conditions.map((condition) => holds(condition, context))]) };
}

function selects<T>({ patterns, negated }: Selection<T>, matches: (pattern: T) => Answer): Answer {
  const found = someOf(patterns.map(matches));
  return negated ? notOf(found) : found;
}

/** Case does not count in actions. Source: IAM user guide, "IAM JSON policy elements: Action". */
export function matchesAction(pattern: string, action: string): Answer {
  return matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
}

/** Two names of resources that have an identity are compared by it where their texts leave it open. */
export function matchesResource(pattern: string | ResourceName, resource: string | ResourceName): Answer {
  const [wanted, given] = [textOf(pattern), textOf(resource)];
  const byText = given === '*' ? matchesWildcard(wanted, given) : matchesArn(completed(wanted), given);
  if (byText === 'no' || !(pattern instanceof ResourceName && resource instanceof ResourceName)) return byText;
  return pattern.identity === resource.identity ? 'yes' : 'no';
}

/** 'arn:aws:sqs' is short for 'arn:aws:sqs:*:*:*'. Source: IAM user guide, "IAM JSON policy elements: Resource". */
function completed(pattern: string): string {
  const missing = 6 - pattern.split(':').length;
  return pattern.startsWith('arn:') && missing > 0 && !hasUnknown(pattern) ? pattern + ':*'.repeat(missing) : pattern;
}

function textOf(resource: string | ResourceName): string {
  return typeof resource === 'string' ? resource : resource.arn;
}

/**
 * Whether `*` includes services and federated users is not documented, and neither is what an AWS principal of another
 * account's root includes: all that is not the very principal is 'unsure' there, and 'no' among others of its type.
 */
function isAmong(principals: Principals | undefined, { type, id }: NonNullable<Request['principal']>): Answer {
  if (!principals) return 'no';
  if (principals.negated) return 'unsure';
  return someOf(
    principals.patterns.map((each): Answer => {
      if (each.type === '*') return 'unsure';
      if (hasUnknown(each.type)) return 'unsure';
      if (each.type !== type) return 'no';
      if (each.id === '*') return type === 'AWS' ? 'yes' : 'unsure';
      const same = matchesWildcard(each.id.replaceAll('*', '\uE000'), id);
      return same === 'no' && type === 'AWS' ? 'unsure' : same;
    }),
  );
}
