import type { Node } from '../../syntax/index.ts';
import { isBroken } from '../broken.ts';
import type { Evaluate } from '../node-terms.ts';
import { termsWithPlaceholders } from '../placeholders.ts';
import { dialectOf } from './document.ts';

/** Lists whose text a shell or program reads in the container: a `$HOME` there is meant as it stands. */
const LITERAL = new Set(['command', 'entryPoint']);

/** `${aws:username}`: a policy variable, which IAM fills in. Source: IAM user guide, "IAM policy elements: Variables and tags". */
const POLICY_VARIABLE = /^\$\{[a-z0-9-]+:[A-Za-z]/;

/** Evaluates a document. In one with syntax errors every map and list is open: what is missing may only be unread. */
export function apiTerms(root: Node): Evaluate {
  const dialect = dialectOf(root);
  return termsWithPlaceholders({ dialect, open: isBroken(root), literal: LITERAL, means: POLICY_VARIABLE });
}
