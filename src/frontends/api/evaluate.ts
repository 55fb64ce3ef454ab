import { findPlaceholders, isPlaceholder } from '../../domain/placeholder.ts';
import { NodeOrigin, type Dialect, type Node } from '../../syntax/index.ts';
import type { Origin, Term, UnknownTerm } from '../../values/index.ts';
import { isBroken } from '../broken.ts';
import { NodeList, NodeMap, scalarTerm, type Evaluate } from '../node-terms.ts';
import { dialectOf } from './document.ts';

/** Lists whose text a shell or program reads in the container: a `$HOME` there is meant as it stands. */
const LITERAL = new Set(['command', 'entryPoint']);

/** `${aws:username}`: a policy variable, which IAM fills in. Source: IAM user guide, "IAM policy elements: Variables and tags". */
const POLICY_VARIABLE = /^\$\{[a-z0-9-]+:[A-Za-z]/;

/**
 * Evaluates a document: everything means what it says, except that text may hold placeholders that a
 * later step fills in. In one with syntax errors every map and list is open: what is missing may only be unread.
 */
export function apiTerms(root: Node): Evaluate {
  const dialect = dialectOf(root);
  const open = isBroken(root);
  const reading = (scalar: (node: Node, dialect: Dialect, origin: Origin) => Term): Evaluate => {
    const evaluate: Evaluate = (node, key) => {
      const origin = new NodeOrigin(node, key);
      if (node.isMap) return new NodeMap(node, origin, evaluate, open);
      if (node.isList) return new NodeList(node, origin, key && LITERAL.has(key.text) ? literal : evaluate, open);
      return scalar(node, dialect, origin);
    };
    return evaluate;
  };
  const literal = reading(scalarTerm);
  return reading(scalarWithPlaceholders);
}

function scalarWithPlaceholders(node: Node, dialect: Dialect, origin: Origin): Term {
  const term = scalarTerm(node, dialect, origin);
  const { value } = term;
  if (typeof value !== 'string') return term;
  const places = findPlaceholders(value).filter(({ start, end }) => !POLICY_VARIABLE.test(value.slice(start, end)));
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
