import type { Origin, Term, UnknownTerm } from '../../../values/index.ts';

/** Something that Terraform refuses to evaluate: unknown to everybody but `try` and `can`, which look for it. */
export interface FailedTerm extends UnknownTerm {
  readonly failed: true;
}

/**
 * The term of an expression that Terraform refuses: an attribute that an object does not have, an argument of the wrong
 * type. Only what would surely fail is one. `reason` ends a sentence that begins "it is …".
 */
export function failedTerm(reason: string, origin: Origin): FailedTerm {
  return { state: 'unknown', reason, written: true, failed: true, origin };
}

export function isFailed(term: Term): term is FailedTerm {
  return term.state === 'unknown' && 'failed' in term && term.failed === true;
}
