import { NODE, NodeOrigin, type Dialect, type Document, type Node } from '../../syntax/index.ts';
import { NodeList, NodeMap, plainTerm, scalarTerm, type Evaluate } from '../node-terms.ts';
import { withPlaceholders } from '../placeholders.ts';

/** kubectl reads YAML 1.1 (Go YAML). */
const plain: Readonly<Record<'json' | 'yaml', Evaluate>> = { json: plainTerm('json'), yaml: plainTerm('yaml-1.1') };

/** Text of these a shell or program reads in the container, and file contents are none of ours. */
const LITERAL = new Set(['command', 'args', 'data', 'stringData', 'binaryData']);

/** `$(NAME)` is Kubernetes' own; a word in upper case may as well be text. */
const MEANT = /^(?:\$\(|\$[A-Z_]|[%@_])/;

/** Text with which a manifest is still a template for envsubst, sed or kustomize; most manifests have none. */
const PLACEHOLDER = /\$\{|<[A-Za-z]|\{\{/;

const documents = new WeakMap<Document, Evaluate>();

/** How the objects of a document are evaluated: as they stand, but for placeholders that a later step fills in. */
export function manifestTerms({ document }: Node): Evaluate {
  let evaluate = documents.get(document);
  if (!evaluate) documents.set(document, (evaluate = termsOf(document)));
  return evaluate;
}

/** The same where maps may have more entries than are written: of an older API version, or with a syntax error. */
export function openTerms({ document }: Node): Evaluate {
  return withGaps(document.syntax === 'yaml' ? 'yaml-1.1' : 'json', true);
}

function termsOf({ syntax, text }: Document): Evaluate {
  if (!PLACEHOLDER.test(text)) return syntax === 'yaml' ? plain.yaml : plain.json;
  return withGaps(syntax === 'yaml' ? 'yaml-1.1' : 'json', false);
}

function withGaps(dialect: Dialect, open: boolean): Evaluate {
  const literal = plainTerm(dialect);
  const evaluate: Evaluate = (node, key) => {
    const origin = new NodeOrigin(node, key);
    const inner = key && LITERAL.has(key.text) ? literal : evaluate;
    if (node.isMap) return new NodeMap(node, origin, inner, open);
    if (node.isList) return new NodeList(node, origin, inner, open);
    const term = scalarTerm(node, dialect, origin);
    return node.kind === NODE.literal || node.kind === NODE.folded ? term : withPlaceholders(term, MEANT);
  };
  return evaluate;
}
