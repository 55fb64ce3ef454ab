import { textOf } from '../call.ts';
import { refTerm } from '../references.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!Ref Name`. */
export const ref: Intrinsic = (call, origin, evaluator) => {
  const name = textOf(call);
  if (name === undefined) return malformed(call, origin);
  return refTerm(evaluator.locals?.fill(name) ?? name, origin, evaluator);
};
