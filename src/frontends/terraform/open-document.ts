import { parseEmbedded, parseJson, type Document, type Node } from '../../syntax/index.ts';
import type { ScalarTerm, Term } from '../../values/index.ts';
import { plainTerm } from '../node-terms.ts';
import { TextPlace } from './hcl/document-text.ts';
import { FilePlace } from './hcl/file-place.ts';
import { asInner } from './hcl/partial-document.ts';
import { SourcePlace } from './source-place.ts';

/** What a text that holds a document holds; undefined when it holds none, or is worked out so that nobody wrote it. */
export function openDocument(text: ScalarTerm): Term | undefined {
  const document = documentIn(text);
  const root = document?.faults.length === 0 ? document.root : undefined;
  return root && (root.isMap || root.isList) ? asInner(plain(root)) : undefined;
}

/** The text as a JSON document whose parts have places; it may have faults. */
export function documentIn({ value, origin }: ScalarTerm): Document | undefined {
  if (typeof value !== 'string') return undefined;
  if (origin instanceof TextPlace) return origin.json(value);
  if (origin instanceof FilePlace) return parseJson(origin.source);
  if (origin instanceof SourcePlace && !origin.computed && origin.node.isScalar) {
    return parseEmbedded(origin.node, 'json');
  }
  return undefined;
}

const plain: (node: Node) => Term = plainTerm('json');
