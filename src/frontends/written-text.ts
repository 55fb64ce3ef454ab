import { NodeOrigin } from '../syntax/index.ts';
import type { Term } from '../values/index.ts';

/**
 * The text of a scalar as it is written, with its placeholders: not what the thing will be called, but what the user
 * knows it by. Undefined for anything else.
 */
export function writtenText(term: Term | undefined): string | undefined {
  if (term?.state === 'scalar') return term.value === null ? undefined : term.text;
  if (term?.state !== 'template' && !(term?.state === 'unknown' && term.written)) return undefined;
  const { origin } = term;
  return origin instanceof NodeOrigin && origin.node.isScalar ? origin.node.text : undefined;
}
