import type { Term, UnknownTerm } from '../../../values/index.ts';
import type { Call } from '../call.ts';
import { unknownTerm } from '../computed.ts';
import type { Evaluator } from '../evaluator.ts';
import type { TemplateOrigin } from '../template-origin.ts';

/** Evaluates one function. Never throws; what cannot be worked out is unknown, with the reason. */
export type Intrinsic = (call: Call, origin: TemplateOrigin, evaluator: Evaluator) => Term;

/** What a call with the wrong arguments gives. */
export function malformed(call: Call, origin: TemplateOrigin): UnknownTerm {
  return unknownTerm(`a '${call.name}' with arguments that it does not take`, origin);
}
