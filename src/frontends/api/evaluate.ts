import { NodeOrigin, type Node } from '../../syntax/index.ts';
import type { ScalarTerm, Term } from '../../values/index.ts';
import { isBroken } from '../broken.ts';
import { NodeList, NodeMap, scalarTerm, type Evaluate } from '../node-terms.ts';
import { withPlaceholders } from '../placeholders.ts';
import { dialectOf } from './document.ts';

/** Lists whose text a shell or program reads in the container: a `$HOME` there is meant as it stands. */
const LITERAL = new Set(['command', 'entryPoint']);

/** `${aws:username}`: a policy variable, which IAM fills in. Source: IAM user guide, "IAM policy elements: Variables and tags". */
const POLICY_VARIABLE = /^\$\{[a-z0-9-]+:[A-Za-z]/;

/**
 * Evaluates a document: everything means what it says, except that text may hold placeholders that a later step fills
 * in. In one with syntax errors every map and list is open: what is missing may only be unread.
 */
export function apiTerms(root: Node): Evaluate {
  const dialect = dialectOf(root);
  const open = isBroken(root);
  const reading = (finish: (term: ScalarTerm) => Term): Evaluate => {
    const evaluate: Evaluate = (node, key) => {
      const origin = new NodeOrigin(node, key);
      if (node.isMap) return new NodeMap(node, origin, evaluate, open);
      if (node.isList) return new NodeList(node, origin, key && LITERAL.has(key.text) ? literal : evaluate, open);
      return finish(scalarTerm(node, dialect, origin));
    };
    return evaluate;
  };
  const literal = reading((term) => term);
  return reading((term) => withPlaceholders(term, POLICY_VARIABLE));
}
