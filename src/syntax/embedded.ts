import type { Span } from '../text/source.ts';
import type { Document, Inner, Node, OffsetMap } from './document.ts';
import { indentationOfHeredoc, piecesOfHeredoc } from './hcl/literals.ts';
import { spellHcl } from './hcl/spelling.ts';
import { parseJson } from './json.ts';
import { piecesOfBlock, piecesOfDouble, piecesOfFolded, piecesOfSingle, type Piece } from './scalars.ts';
import { NODE } from './tape.ts';
import { YamlTree } from './yaml-tree.ts';
import { parseYaml } from './yaml.ts';

const documents = new WeakMap<Document, Map<string, Document>>();

/**
 * The text of a string as a document of its own, e.g. the container definitions of a Terraform plan. Its spans lie in
 * the outermost source, however deep strings nest in strings. Read once for each node. Never throws: what cannot be read
 * has faults. See `looksEmbedded` for what is worth a try.
 */
export function parseEmbedded(node: Node, as: 'json' | 'yaml'): Document {
  let known = documents.get(node.document);
  if (!known) documents.set(node.document, (known = new Map<string, Document>()));
  const id = `${node.index} ${as}`;
  let document = known.get(id);
  if (!document) known.set(id, (document = parse(node, as)));
  return document;
}

/** Whether a string holds a map or a list in JSON, at the first look. */
export function looksEmbedded(node: Node): boolean {
  return node.isScalar && /^\s*[[{]/.test(node.text);
}

/** The text of a scalar, for a reader of documents inside documents. */
export function innerOf(node: Node): Inner {
  return { text: node.text, offsets: new ScalarOffsets(node) };
}

/** Where a stretch of this text is written, if it is the text of this scalar. */
export function stretchOf(node: Node, text: string, start: number, end: number): Span | undefined {
  if (!node.isScalar || node.text !== text) return undefined;
  const offsets = new ScalarOffsets(node);
  return { source: node.document.source, start: offsets.outer(start), end: offsets.outer(end) };
}

function parse(node: Node, as: 'json' | 'yaml'): Document {
  const { source } = node.document;
  const inner = innerOf(node);
  if (as === 'json') return parseJson(source, inner);
  const document = parseYaml(source, inner);
  if (document) return document;
  const message = 'This string does not hold YAML that can be read.';
  return new YamlTree(source, inner).refuse({ kind: 'syntax', message, start: 0, end: inner.text.length });
}

/** Maps the decoded text of a scalar to where each part of it is written. Worked out when first asked. */
class ScalarOffsets implements OffsetMap {
  readonly #node: Node;
  /** Pairs: an offset in the decoded text, and the offset in the document's text where that stretch is written. */
  #steps: Int32Array | undefined;

  constructor(node: Node) {
    this.#node = node;
  }

  outer(offset: number): number {
    const { offsets } = this.#node.document;
    const here = this.#locate(offset);
    return offsets ? offsets.outer(here) : here;
  }

  encode(text: string): string | undefined {
    const { offsets } = this.#node.document;
    const here = spell(this.#node, text);
    return here === undefined || !offsets ? here : offsets.encode(here);
  }

  #locate(offset: number): number {
    const steps = (this.#steps ??= stepsOf(this.#node));
    let low = 0;
    let high = steps.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((steps[middle * 2] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const from = steps[low * 2 + 1] ?? 0;
    // Within an escape or a line break there is nothing to point at but its start.
    const limit = steps[low * 2 + 3] ?? from;
    return Math.max(from, Math.min(from + offset - (steps[low * 2] ?? 0), limit));
  }
}

function stepsOf(node: Node): Int32Array {
  let steps = new Int32Array(16);
  let count = 0;
  const add = (inner: number, outer: number) => {
    if (count + 2 > steps.length) {
      const grown = new Int32Array(steps.length * 2);
      grown.set(steps);
      steps = grown;
    }
    steps[count++] = inner;
    steps[count++] = outer;
  };
  let inner = 0;
  let last = node.start + (node.kind === NODE.double || node.kind === NODE.single ? 1 : 0);
  piecesOf(node, (decoded, start, end) => {
    add(inner, start);
    inner += decoded.length;
    last = end;
  });
  add(inner, last);
  return steps.slice(0, count);
}

function piecesOf(node: Node, piece: Piece): void {
  const { document, start, end, kind } = node;
  const { text, syntax } = document;
  if (kind === NODE.double) piecesOfDouble(text, start, end, syntax, piece);
  else if (kind === NODE.literal && syntax === 'hcl') piecesOfHeredoc(text, start, end, piece);
  else if (kind === NODE.single) piecesOfSingle(text, start, end, piece);
  else if (kind === NODE.plain) piecesOfFolded(text, start, end, piece);
  else piecesOfBlock(text, start, end, document.indentOf(node.index), piece);
}

/** Text as the scalar around it would write it; nothing can be said of lines that are folded. */
function spell(node: Node, text: string): string | undefined {
  if (node.document.syntax === 'hcl') return spellInHcl(node, text);
  const breaks = /[\n\r]/.test(text);
  if (node.kind !== NODE.literal && /[\n\r]/.test(node.raw)) return undefined;
  switch (node.kind) {
    case NODE.double:
      // Escapes of JSON are escapes of YAML.
      return JSON.stringify(text).slice(1, -1);
    case NODE.single:
      return breaks ? undefined : text.replaceAll("'", "''");
    case NODE.literal: {
      const indent = indentOf(node);
      return indent === undefined ? undefined : text.replace(/\r\n|\r|\n/g, `\n${' '.repeat(indent)}`);
    }
    case NODE.plain:
      return breaks || /: |:$| #|[,[\]{}]/.test(text) ? undefined : text;
    default:
      return undefined;
  }
}

/** Text between quotes, or in a heredoc, where no line of it may be the one that ends the heredoc. */
function spellInHcl(node: Node, text: string): string | undefined {
  if (node.kind === NODE.double) return spellHcl(text).slice(1, -1);
  const { document, start, end } = node;
  const word = /^<<-?([^\s]+)/.exec(document.text.slice(start, end))?.[1];
  if (word === undefined || text.split(/\r\n|\n/).some((line) => line.trim() === word)) return undefined;
  const indent = ' '.repeat(indentationOfHeredoc(document.text, start, end));
  return text.replace(/\n/g, `\n${indent}`).replace(/[$%](?=\{)/g, '$&$&');
}

/** Columns before the text of a literal block scalar; undefined for an empty one. */
function indentOf(node: Node): number | undefined {
  const { document, start, end } = node;
  const known = document.indentOf(node.index);
  if (known !== undefined) return known;
  const body = document.text.slice(start, end).replace(/^[^\n\r]*(?:\r\n|\r|\n)?/, '');
  return /^(?:[ ]*(?:\r\n|\r|\n))*([ ]*)[^\n\r]/.exec(body)?.[1]?.length;
}
