import { findPlaceholders, isPlaceholder } from '../domain/placeholder.ts';
import { NODE, NodeOrigin, type Dialect, type Node } from '../syntax/index.ts';
import type { Origin, ScalarTerm, Term, UnknownTerm } from '../values/index.ts';
import { NodeList, NodeMap, scalarTerm, type Evaluate } from './node-terms.ts';

export interface Reading {
  readonly dialect: Dialect;
  /** Maps and lists may have more than is written. */
  readonly open: boolean;
  /** Keys under which text is meant as it stands, however deep: commands, contents of files. */
  readonly literal: ReadonlySet<string>;
  /** What looks like a placeholder, and means something in this format. */
  readonly means: RegExp;
  /** Why a scalar is not known although it is written here: another file sets it. */
  readonly setElsewhere?: ((node: Node, key: Node | undefined) => string | undefined) | undefined;
}

/**
 * Evaluates a document in which everything means what it says, except that text may hold placeholders
 * (`<IMAGE1_NAME>`, `${TAG}`, `{{ x }}`): a later step fills them in, so nothing can be said of them yet.
 */
export function termsWithPlaceholders({ dialect, open, literal, means, setElsewhere }: Reading): Evaluate {
  const reading = (finish: (term: ScalarTerm) => Term, below: () => Evaluate): Evaluate => {
    const evaluate: Evaluate = (node, key) => {
      const origin = new NodeOrigin(node, key);
      const inner = key && literal.has(key.text) ? below() : evaluate;
      if (node.isMap) return new NodeMap(node, origin, inner, open);
      if (node.isList) return new NodeList(node, origin, inner, open);
      const reason = setElsewhere?.(node, key);
      if (reason !== undefined) return { state: 'unknown', reason, written: true, origin };
      const term = scalarTerm(node, dialect, origin);
      // Block scalars are scripts and files.
      return node.kind === NODE.literal || node.kind === NODE.folded ? term : finish(term);
    };
    return evaluate;
  };
  const asWritten: Evaluate = reading(
    (term) => term,
    () => asWritten,
  );
  return reading(
    (term) => withPlaceholders(term, means),
    () => asWritten,
  );
}

function withPlaceholders(term: ScalarTerm, means: RegExp): Term {
  const { value, origin } = term;
  if (typeof value !== 'string') return term;
  const places = findPlaceholders(value).filter(({ start, end }) => !means.test(value.slice(start, end)));
  if (places.length === 0) return term;
  if (isPlaceholder(value)) return placeholder(value.trim(), origin);
  const parts: (string | UnknownTerm)[] = [];
  let at = 0;
  for (const { start, end } of places) {
    if (start > at) parts.push(value.slice(at, start));
    parts.push(placeholder(value.slice(start, end), origin));
    at = end;
  }
  if (at < value.length) parts.push(value.slice(at));
  return { state: 'template', parts, origin };
}

function placeholder(text: string, origin: Origin): UnknownTerm {
  return { state: 'unknown', reason: `the placeholder '${text}', filled in by a later step`, written: true, origin };
}
