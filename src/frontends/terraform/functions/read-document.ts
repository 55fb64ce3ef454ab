import {
  NodeOrigin,
  parseEmbedded,
  parseJson,
  resolvePlain,
  type Document,
  type Inner,
  type Node,
} from '../../../syntax/index.ts';
import { parseYaml } from '../../../syntax/yaml.ts';
import type { Source } from '../../../text/source.ts';
import type { Origin, ScalarTerm, Term } from '../../../values/index.ts';
import { NodeList, NodeMap, scalarTerm, type Evaluate } from '../../node-terms.ts';
import { parseDecimal } from './decimals.ts';
import { listOf } from './lists.ts';
import { madePlace } from './made-place.ts';
import { flagTerm, textTerm, unknownTerm } from './make-terms.ts';
import { mapOf, type Entry } from './maps.ts';

/** The place of a text that was put together, which knows where each of its characters is written. */
interface TextOrigin extends NodeOrigin {
  /** Where this offset of the text is written, in the text of its document. */
  locate(offset: number): number;
}

/** The document that a text holds, with the places of its parts where the text is written as it stands. */
export interface Reading {
  readonly document: Document;
  /** The place of a part, where it has one of its own. */
  readonly placeOf?: (node: Node, key: Node | undefined) => Origin;
  /** The place of the whole. */
  readonly place: Origin;
}

/** Reads a known text as a document; undefined for YAML that is too unusual. Faults are the document's. */
export function readDocument(term: ScalarTerm, as: 'json' | 'yaml', call: Origin): Reading | undefined {
  const { origin, text } = term;
  const { via, sensitive = false } = origin;
  const { source } = origin.span;
  const parse = (from: Source, inner?: Inner): Document | undefined =>
    as === 'json' ? parseJson(from, inner) : parseYaml(from, inner);
  const place = madePlace(call, [term]);
  const written = (node: Node, key: Node | undefined): Origin => new NodeOrigin(node, key, { via, sensitive });
  if (isTextOrigin(origin)) {
    const { offsets } = origin.node.document;
    const outer = (offset: number): number => {
      const here = origin.locate(offset);
      return offsets ? offsets.outer(here) : here;
    };
    const document = parse(source, { text, offsets: { outer, encode: () => undefined } });
    return document && { document, place, placeOf: (node, key) => madePlace(written(node, key), []) };
  }
  if (origin instanceof NodeOrigin && origin.node.isScalar && origin.node.text === text) {
    return { document: parseEmbedded(origin.node, as), place, placeOf: written };
  }
  if (source.text === text) {
    const document = parse(source);
    return document && { document, place, placeOf: written };
  }
  const document = parse({ path: source.path, text });
  return document && { document, place };
}

function isTextOrigin(origin: Origin): origin is TextOrigin {
  return origin instanceof NodeOrigin && 'locate' in origin && typeof origin.locate === 'function';
}

/** The content of a JSON document. */
export function jsonContent(reading: Reading): Term | undefined {
  return contentOf(reading, (node, origin) => scalarTerm(node, 'json', origin));
}

/** The content of a YAML document, read as Terraform reads it. */
export function yamlContent(reading: Reading): Term | undefined {
  return contentOf(reading, yamlScalar);
}

function contentOf({ document, place, placeOf }: Reading, scalar: (node: Node, at: Origin) => Term): Term | undefined {
  const evaluate: Evaluate = (node, key) => {
    const origin = placeOf?.(node, key) ?? place;
    if (node.isScalar) return scalar(node, origin);
    if (node.isList)
      return placeOf
        ? new NodeList(node, origin, evaluate)
        : listOf(
            [...node.items()].map((item) => evaluate(item)),
            place,
          );
    if (placeOf) return new NodeMap(node, origin, evaluate);
    const entries = [...node.entries()].map(({ key: { text }, value }): Entry => ({
      name: text,
      key: place,
      value: evaluate(value),
    }));
    return mapOf(new Map(entries.map((entry) => [entry.name, entry])), place, false);
  };
  return document.root && evaluate(document.root);
}

/**
 * Plain text in YAML: YAML 1.2's numbers and YAML 1.1's words, with `017` a decimal number and dates in full. Source:
 * go-cty-yaml, resolve.go.
 */
function yamlScalar(node: Node, origin: Origin): Term {
  const { text, tag } = node;
  if (node.isQuoted || tag === 'tag:yaml.org,2002:str') return textTerm(text, origin);
  if (tag !== undefined) return unknownTerm(`a value with the tag '${tag}'`, origin);
  if (/^[yY]$/.test(text)) return flagTerm(true, origin);
  if (/^[nN]$/.test(text)) return flagTerm(false, origin);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return textTerm(`${text}T00:00:00Z`, origin);
  if (/^\d{4}-\d\d?-\d\d?/.test(text)) return unknownTerm('a date in YAML', origin);
  if (/^[-+]?0[0-9]+$/.test(text)) return { state: 'scalar', value: Number(text), text: String(Number(text)), origin };
  const value = text.includes('_') || /^[-+]?0b/.test(text) ? text : resolvePlain(text, 'yaml-1.1');
  if (typeof value === 'string') return textTerm(text, origin);
  if (typeof value === 'number' && !Number.isFinite(value)) return unknownTerm('a number without an end', origin);
  // Numbers keep the digits that they are written with, where these are decimal ones.
  const written = typeof value === 'number' && parseDecimal(text) ? text : String(value);
  return { state: 'scalar', value, text: written, origin };
}
