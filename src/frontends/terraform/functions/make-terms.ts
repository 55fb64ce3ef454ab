import type {
  ListTerm,
  MapTerm,
  Origin,
  Reference,
  ScalarTerm,
  SettledTerm,
  Term,
  UnknownTerm,
} from '../../../values/index.ts';
import { failedTerm, type FailedTerm } from './failure.ts';
import type { FunctionCall } from './function.ts';

export function textTerm(text: string, origin: Origin): ScalarTerm {
  return { state: 'scalar', value: text, text, origin };
}

export function flagTerm(value: boolean, origin: Origin): ScalarTerm {
  return { state: 'scalar', value, text: String(value), origin };
}

export function countTerm(value: number, origin: Origin): ScalarTerm {
  return { state: 'scalar', value, text: String(value), origin };
}

export function nullTerm(origin: Origin): ScalarTerm {
  return { state: 'scalar', value: null, text: 'null', origin };
}

export function unknownTerm(reason: string, origin: Origin, reference?: Reference): UnknownTerm {
  return { state: 'unknown', reason, written: true, origin, ...(reference && { reference }) };
}

export function isNull(term: SettledTerm): boolean {
  return term.state === 'absent' || (term.state === 'scalar' && term.value === null);
}

/** Is it a document that `jsonencode` made, which is text to everybody who does not open it? */
export function isDocument(term: Term): term is (MapTerm | ListTerm) & { readonly inner: true } {
  return (term.state === 'map' || term.state === 'list') && term.inner === true;
}

/** What a call gives that Terraform refuses. `why` ends a sentence: "which needs text, not a list". */
export function refused(call: FunctionCall, why: string): FailedTerm {
  return failedTerm(`a call of '${call.name}' ${why}`, call.place);
}

/** What a call gives whose result hangs on something that is not known. */
export function unsure(call: FunctionCall, term: SettledTerm): UnknownTerm {
  return unknownTerm(reasonOf(term), call.place);
}

/** Why a term, or a part of it, is not known. */
export function reasonOf(term: SettledTerm): string {
  switch (term.state) {
    case 'unknown':
      return term.reason;
    case 'template':
      return 'a text that is only partly known';
    default:
      return term.state === 'map' ? 'a map that is only partly known' : 'a list that is only partly known';
  }
}
