import { parseEmbedded, parseJson, type Document, type Node } from '../../syntax/index.ts';
import type { Source } from '../../text/source.ts';
import type { Origin, ScalarTerm, Term } from '../../values/index.ts';
import { NodeList, NodeMap, scalarTerm, type Evaluate } from '../node-terms.ts';
import { jsonContent, readDocument } from './functions/read-document.ts';
import { TextPlace } from './hcl/document-text.ts';
import { FilePlace } from './hcl/file-place.ts';
import { asInner } from './hcl/partial-document.ts';
import { SourcePlace } from './source-place.ts';

/** What a text that holds a document holds; undefined when it holds none. Of one that is worked out, all is at its place. */
export function openDocument(text: ScalarTerm): Term | undefined {
  const document = documentIn(text);
  if (!document) return openWorkedOut(text);
  const root = document.faults.length === 0 ? document.root : undefined;
  return root && (root.isMap || root.isList) ? asInner(plain(text.origin)(root)) : undefined;
}

function openWorkedOut(text: ScalarTerm): Term | undefined {
  if (typeof text.value !== 'string' || !/^\s*[[{]/.test(text.value)) return undefined;
  const reading = readDocument(text, 'json', text.origin);
  return reading?.document.faults.length === 0 ? asInner(jsonContent(reading) ?? text) : undefined;
}

/** The text as a JSON document whose parts have places; it may have faults. Undefined for one that nobody wrote as it is. */
export function documentIn({ value, origin }: ScalarTerm): Document | undefined {
  if (typeof value !== 'string') return undefined;
  if (origin instanceof TextPlace) return origin.json(value);
  if (origin instanceof FilePlace) return documentOf(origin.source);
  if (origin instanceof SourcePlace && !origin.computed && origin.node.isScalar) {
    return parseEmbedded(origin.node, 'json');
  }
  return undefined;
}

const documents = new WeakMap<Source, Document>();

function documentOf(source: Source): Document {
  let known = documents.get(source);
  if (!known) documents.set(source, (known = parseJson(source)));
  return known;
}

/** Everything in a document means what it says. */
function plain(text: Origin): Evaluate {
  const { via, sensitive = false } = text;
  const evaluate: Evaluate = (node: Node, key?: Node) => {
    const origin = text instanceof TextPlace ? text.part(node, key) : new SourcePlace(node, key, { via, sensitive });
    if (node.isMap) return new NodeMap(node, origin, evaluate);
    if (node.isList) return new NodeList(node, origin, evaluate);
    return scalarTerm(node, 'json', origin);
  };
  return evaluate;
}
