import { UNKNOWN_TEXT } from '../unknown-text.ts';
import { isList, isMap, type PolicyJson, type PolicyPath, type ResourceName } from './policy-json.ts';
import { StatementReader } from './statement-reader.ts';

/** A policy document as far as it is known. */
export interface Policy {
  readonly statements: readonly Statement[];
  /** True when there may be statements that we do not see, and for a document that IAM would refuse. */
  readonly open: boolean;
  readonly faults: readonly PolicyFault[];
}

export interface Statement {
  /** 'unsure': one of the two. */
  readonly effect: 'Allow' | 'Deny' | 'unsure';
  readonly actions: Selection<string>;
  /** Undefined in a trust policy, whose statements are about the role itself. */
  readonly resources: Selection<string | ResourceName> | undefined;
  /** Undefined in the policies of a role, whose statements are about the role's bearer. */
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
  readonly at: PolicyPath;
}

/** Patterns of `Action`, or with `negated` of `NotAction`; of resources alike. */
export interface Selection<T> {
  readonly patterns: readonly T[];
  readonly negated: boolean;
}

export interface Principals {
  /** `*` alone is of type '*'; an unknown type is UNKNOWN_TEXT. */
  readonly patterns: readonly { readonly type: string; readonly id: string }[];
  readonly negated: boolean;
}

/** One key of a condition block: the key's value must compare with one of these. */
export interface Condition {
  /** As written: 'StringEquals', 'ForAnyValue:StringLike', 'StringLikeIfExists'. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly at: PolicyPath;
}

/** Something that IAM would refuse. */
export interface PolicyFault {
  readonly at: PolicyPath;
  /** A noun phrase for a message: "'Allow' or 'Deny'". */
  readonly expected: string;
}

/** A policy of which nothing is known. */
export const UNKNOWN_POLICY: Policy = { statements: [], open: true, faults: [] };

/**
 * Reads a policy document: identity policy, resource policy or trust policy.
 * Never throws: what IAM would refuse is a fault with its path, and leaves the policy open. Element names and effects are
 * compared as IAM does, with their case. Source: IAM user guide, "IAM JSON policy element reference" and "Grammar of the
 * IAM JSON policy language".
 */
export function parsePolicy(document: PolicyJson): Policy {
  if (document === UNKNOWN_TEXT) return UNKNOWN_POLICY;
  const faults: PolicyFault[] = [];
  const policy = (statements: readonly Statement[], open: boolean): Policy => ({
    statements,
    open: open || faults.length > 0,
    faults,
  });
  if (!isMap(document)) {
    faults.push({ at: [], expected: "a policy document with 'Statement'" });
    return policy([], true);
  }
  const version = document['Version'];
  if (version !== undefined && version !== UNKNOWN_TEXT && version !== '2012-10-17' && version !== '2008-10-17')
    faults.push({ at: ['Version'], expected: "'2012-10-17' or '2008-10-17'" });
  const isOpen = UNKNOWN_TEXT in document;
  const written = document['Statement'];
  if (written === undefined && !isOpen) faults.push({ at: [], expected: "a policy document with 'Statement'" });
  if (written === undefined || written === UNKNOWN_TEXT) return policy([], true);
  const reader = new StatementReader(faults, version === '2012-10-17' || version === UNKNOWN_TEXT || isOpen);
  if (!isList(written)) return policy(present([reader.read(written, ['Statement'])]), false);
  const statements = written
    .map((each, index) => ({ each, index }))
    .filter(({ each }) => each !== UNKNOWN_TEXT)
    .map(({ each, index }) => reader.read(each, ['Statement', index]));
  return policy(present(statements), statements.length < written.length);
}

function present(statements: readonly (Statement | undefined)[]): Statement[] {
  return statements.filter((statement) => statement !== undefined);
}
