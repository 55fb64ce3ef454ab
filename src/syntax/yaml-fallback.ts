import { isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments, type Document as Tree } from 'yaml';
import type { CST, Node as YamlNode, YAMLError, YAMLMap, YAMLSeq } from 'yaml';
import type { Source } from '../text/source.ts';
import type { Document, Inner } from './document.ts';
import { blockEnd, Gaps, lineEnd } from './gaps.ts';
import { MAX_DEPTH } from './limits.ts';
import { NODE, type NodeKind } from './tape.ts';
import { YamlTree, type Properties } from './yaml-tree.ts';

/** Reads YAML that has errors, or that the fast parser would not take, as far as it can be read. Never throws. */
export function parseBrokenYaml(source: Source, inner?: Inner): Document {
  const text = inner ? inner.text : source.text;
  const tree = new YamlTree(source, inner);
  try {
    const documents = parseAllDocuments(text, {
      keepSourceTokens: true,
      logLevel: 'silent',
      prettyErrors: false,
      schema: 'failsafe',
      strict: true,
      uniqueKeys: false,
    });
    if (Array.isArray(documents)) new TreeReader(text, tree).read(documents);
    return tree.finish();
  } catch (error) {
    // The library recurses: what nests too deep ends its stack.
    if (error instanceof RangeError) return tree.refuseDepth();
    throw error;
  }
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  PLAIN: NODE.plain,
  QUOTE_DOUBLE: NODE.double,
  QUOTE_SINGLE: NODE.single,
  BLOCK_LITERAL: NODE.literal,
  BLOCK_FOLDED: NODE.folded,
};

/** Turns the trees of `yaml` into ours. */
class TreeReader {
  readonly #text: string;
  readonly #tree: YamlTree;
  readonly #gaps: Gaps;

  constructor(text: string, tree: YamlTree) {
    this.#text = text;
    this.#tree = tree;
    this.#gaps = new Gaps(text, (start, end) => tree.comment(start, end));
  }

  read(documents: readonly Tree[]): void {
    for (const document of documents) {
      this.#tree.openDocument();
      const { contents } = document;
      if (isNode(contents) && !isNothing(contents)) this.#node(contents);
      this.#tree.closeDocument();
      for (const error of document.errors) {
        if (error.code === 'TAG_RESOLVE_FAILED') continue;
        const [start, end] = error.pos;
        const last = this.#text.length;
        this.#tree.fault('syntax', describe(error), Math.min(start, last), Math.min(Math.max(start, end), last));
      }
    }
    this.#gaps.skipTo(this.#text.length);
  }

  #node(node: YamlNode): void {
    if (this.#tree.depth >= MAX_DEPTH) throw new RangeError('depth');
    if (isMap(node)) this.#map(node);
    else if (isSeq(node)) this.#list(node);
    else if (isAlias(node)) {
      const [start, end] = this.#range(node);
      this.#gaps.skipTo(start);
      this.#tree.alias(start, end);
      this.#gaps.take(end);
    } else this.#scalar(node);
  }

  #map(map: YAMLMap): void {
    const flow = map.flow === true && map.srcToken?.type === 'flow-collection';
    const start = flow || map.items.length === 0 ? this.#range(map)[0] : this.#firstKey(map);
    this.#gaps.skipTo(start);
    this.#tree.openMap(start, properties(map));
    if (flow) this.#gaps.skipTo(start + 1);
    for (const pair of map.items) {
      this.#half(pair.key);
      this.#half(pair.value);
    }
    this.#close(flow ? this.#range(map)[1] : undefined);
  }

  #list(list: YAMLSeq): void {
    const flow = list.flow === true;
    const start = this.#range(list)[0];
    this.#gaps.skipTo(start);
    this.#tree.openList(start, properties(list));
    if (flow) this.#gaps.skipTo(start + 1);
    for (const item of list.items) this.#half(item);
    this.#close(flow ? this.#range(list)[1] : undefined);
  }

  #close(end: number | undefined): void {
    if (end !== undefined) {
      this.#gaps.skipTo(end);
      this.#gaps.take(end);
    }
    this.#tree.close(this.#gaps.end);
  }

  /** One half of an entry, or an item. */
  #half(part: unknown): void {
    if (isNode(part) && !isNothing(part)) this.#node(part);
    else this.#empty();
  }

  #empty(): void {
    const at = this.#gaps.emptyPlace(this.#tree.role);
    this.#gaps.skipTo(at);
    this.#gaps.take(at);
    this.#tree.scalar(NODE.plain, at, at);
  }

  #scalar(node: YamlNode): void {
    const [from, regionEnd] = this.#range(node);
    const kind = isScalar(node) ? (KINDS[node.type ?? 'PLAIN'] ?? NODE.plain) : NODE.plain;
    this.#gaps.skipTo(from);
    if (kind !== NODE.literal && kind !== NODE.folded) {
      this.#tree.scalar(kind, from, regionEnd, properties(node));
      this.#gaps.take(regionEnd);
      return;
    }
    const end = blockEnd(this.#text, from, regionEnd, undefined);
    // A width in the header counts from a column that only the library knows.
    const counted = /^.[-+]?[1-9]/.test(this.#text.slice(from, from + 3));
    const value = isScalar(node) && typeof node.value === 'string' ? node.value : '';
    this.#tree.scalar(kind, from, end, properties(node), counted ? { text: value } : undefined);
    // The header may end with a comment.
    this.#gaps.skipTo(Math.min(lineEnd(this.#text, from), regionEnd));
    this.#gaps.take(end);
  }

  /** Where a block map starts: with what comes first of its first key, its properties or the question mark. */
  #firstKey(map: YAMLMap): number {
    const first = (map.items[0])?.srcToken;
    for (const token of first?.start ?? []) if (!isSpace(token)) return this.#clamp(token.offset);
    const key = first?.key;
    if (key) return this.#clamp(key.offset);
    for (const token of first?.sep ?? []) if (!isSpace(token)) return this.#clamp(token.offset);
    return this.#range(map)[0];
  }

  /** Start and end of a node, never before what was read already: a repaired tree may overlap itself. */
  #range(node: YamlNode): readonly [number, number] {
    const start = this.#clamp(node.range?.[0] ?? 0);
    return [start, Math.max(start, this.#clamp(node.range?.[1] ?? start))];
  }

  #clamp(offset: number): number {
    return Math.min(Math.max(offset, this.#gaps.cursor), this.#text.length);
  }
}

/** A scalar that is not written at all and has no properties. */
function isNothing(node: YamlNode): boolean {
  return isScalar(node) && node.range?.[0] === node.range?.[1] && node.tag === undefined && node.anchor === undefined;
}

function isSpace(token: CST.SourceToken): boolean {
  return token.type === 'space' || token.type === 'newline' || token.type === 'comment';
}

function properties(node: YamlNode): Properties | undefined {
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  if (node.tag === undefined && anchor === undefined) return undefined;
  return { tag: node.tag === undefined ? undefined : tagName(node.tag), anchor };
}

/** The library resolves handles itself. */
function tagName(tag: string): string {
  if (tag === '!') return 'tag:yaml.org,2002:str';
  return tag.startsWith('!') ? tag.slice(1) : tag;
}

const MESSAGES: Readonly<Record<string, string>> = {
  BAD_INDENT: 'The indentation of this line fits no open map or list.',
  BLOCK_AS_IMPLICIT_KEY: "A map may not start on the line of a key; put a line break after the first ':'.",
  MULTILINE_IMPLICIT_KEY: "This line has no ':' after its key.",
  TAB_AS_INDENT: 'A tab indents this line; YAML allows spaces only.',
};

function describe(error: YAMLError): string {
  const known = MESSAGES[error.code];
  if (known) return known;
  return /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
}
