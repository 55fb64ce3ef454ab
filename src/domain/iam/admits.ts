import type { Answer } from '../unknown-text.ts';
import { allows } from './allows.ts';
import type { Policy, Principals } from './policy.ts';

/**
 * Does the policy of a resource itself let somebody with a role in, whatever the role may do? 'no' where it allows the
 * action to nobody but services and whole accounts: an account hands it on to the policies of its roles. Otherwise 'unsure',
 * since who is meant is not judged. Source: IAM user guide, "AWS JSON policy elements: Principal", AWS account principals.
 */
export function mayAdmitRole(policy: Policy, action: string): Answer {
  const statements = policy.statements.filter(({ principals }) => !handsOn(principals));
  const { answer } = allows([{ ...policy, statements }], { action });
  return answer === 'no' ? 'no' : 'unsure';
}

/** `123456789012`, or `arn:aws:iam::123456789012:root`, whatever of it is known. */
const ACCOUNT = /^(?:\d{12}|arn:[^:]*:iam::[^:]*:root)$/;

function handsOn(principals: Principals | undefined): boolean {
  if (!principals || principals.negated) return false;
  return principals.patterns.every(({ type, id }) => type === 'Service' || (type === 'AWS' && ACCOUNT.test(id)));
}
