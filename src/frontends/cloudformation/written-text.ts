import type { Node } from '../../syntax/index.ts';
import type { ScalarTerm, SettledTerm, TemplateTerm, Term } from '../../values/index.ts';

/** A stretch of an assembled text: the piece, and where the text node says it, as an offset in that node's decoded text. */
export interface Stretch {
  readonly piece: string | SettledTerm;
  readonly at: number;
}

/** What is known of a text beyond its characters, for those who read it as a document. */
export interface Writing {
  /** The document that the text was made of. */
  readonly document?: Term;
  /** How the text was put together out of one written text. */
  readonly assembly?: { readonly node: Node; readonly stretches: readonly Stretch[] };
}

const writings = new WeakMap<object, Writing>();

/** Notes how a text came about; gives the term back. */
export function withWriting<T extends SettledTerm>(term: T, writing: Writing): T {
  if (term.state === 'scalar' || term.state === 'template') writings.set(term, writing);
  return term;
}

export function writingOf(term: ScalarTerm | TemplateTerm): Writing | undefined {
  return writings.get(term);
}
