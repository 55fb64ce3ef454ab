import type { Node } from '../../syntax/index.ts';

/** Whether a syntax error stands in a body or a collection: what seems to be missing there may only be misread. */
export function isDamaged({ document, start, end }: Node): boolean {
  return document.faults.some((fault) => fault.kind === 'syntax' && fault.start >= start && fault.start <= end);
}
