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
    // It takes a byte order mark for part of the first line's indentation.
    const shift = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const documents = parseAllDocuments(text.slice(shift), {
      keepSourceTokens: true,
      logLevel: 'silent',
      prettyErrors: false,
      schema: 'failsafe',
      strict: true,
      uniqueKeys: false,
    });
    if (!Array.isArray(documents)) return tree.finish();
    if (documents.some(({ errors }) => errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')))
      return tree.refuseDepth();
    const control = /[\x00-\x08\x0e-\x1f]/.exec(text);
    if (control) tree.fault('syntax', 'YAML has no control characters.', control.index, control.index + 1);
    new TreeReader(text, shift, tree).read(documents);
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
  /** Where the text starts that the library read. */
  readonly #shift: number;
  readonly #tree: YamlTree;
  readonly #gaps: Gaps;

  constructor(text: string, shift: number, tree: YamlTree) {
    this.#text = text;
    this.#shift = shift;
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
        const last = this.#text.length;
        const start = Math.min(error.pos[0] + this.#shift, last);
        const end = Math.min(Math.max(start, error.pos[1] + this.#shift), last);
        this.#tree.fault('syntax', describe(error), start, end);
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
    if (from === regionEnd) {
      this.#unwritten(node, from);
      return;
    }
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

  /** A scalar of which only the tag or the anchor is written stands right behind them. */
  #unwritten(node: YamlNode, from: number): void {
    let at = from;
    while (at > this.#gaps.cursor && /\s/.test(this.#text.charAt(at - 1))) at--;
    this.#gaps.skipTo(at);
    this.#gaps.take(at);
    this.#tree.scalar(NODE.plain, at, at, properties(node));
  }

  /** Where a block map starts: with what comes first of its first key, its properties or the question mark. */
  #firstKey(map: YAMLMap): number {
    const first = map.items[0]?.srcToken;
    for (const token of first?.start ?? []) if (!isSpace(token)) return this.#clamp(token.offset);
    const key = first?.key;
    if (key) return this.#clamp(key.offset);
    for (const token of first?.sep ?? []) if (!isSpace(token)) return this.#clamp(token.offset);
    return this.#range(map)[0];
  }

  /** Start and end of a node, never before what was read already: a repaired tree may overlap itself. */
  #range(node: YamlNode): readonly [number, number] {
    const [from, to] = node.range ?? [0, 0];
    const start = this.#clamp(from);
    return [start, Math.max(start, this.#clamp(to))];
  }

  #clamp(offset: number): number {
    return Math.min(Math.max(offset + this.#shift, this.#gaps.cursor), this.#text.length);
  }
}

/** A scalar that is not written at all and has no properties. */
function isNothing(node: YamlNode): boolean {
  return isScalar(node) && node.range?.[0] === node.range?.[1] && node.tag === undefined && node.anchor === undefined;
}

function isSpace(token: CST.SourceToken): boolean {
  return token.type === 'space' || token.type === 'newline' || token.type === 'comment' || token.type === 'comma';
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

/** Our words for the library's errors, by code or, where one code says many things, by its message. None quotes the text. */
const BY_CODE: Readonly<Record<string, string>> = {
  BAD_DIRECTIVE: 'This directive cannot be read.',
  BAD_DQ_ESCAPE: 'YAML has no such escape; double the backslash or use single quotes.',
  BAD_INDENT: 'The indentation of this line fits no open map or list.',
  BAD_SCALAR_START: "Text that starts with '@' or '`' must be quoted.",
  BLOCK_AS_IMPLICIT_KEY: "A map may not start on the line of a key; put a line break after the first ':'.",
  BLOCK_IN_FLOW: 'Lines with dashes or keys cannot stand between brackets.',
  MULTILINE_IMPLICIT_KEY: "This line has no ':' after its key.",
  TAB_AS_INDENT: 'A tab indents this line; YAML allows spaces only.',
  UNEXPECTED_TOKEN: 'This does not fit what comes before it.',
};

const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing/, 'The string is never closed.'],
  [/^Flow map .*end with a }/, "Expected '}' to close the map."],
  [/^Flow sequence .*end with a ]/, "Expected ']' to close the list."],
  [/^Missing , /, 'Expected a comma between the entries.'],
  [/^Missing space after :/, "Expected a blank after the ':'."],
  [/^Implicit map keys need/, "Expected a ':' after the key."],
  [/^Sequence item without/, "Expected a '-' before the item."],
  [/^Comments must be separated/, "Expected a blank before the '#' of a comment."],
];

function describe({ code, message }: YAMLError): string {
  const ours = BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? BY_CODE[code];
  return ours ?? (message.endsWith('.') ? message : `${message}.`);
}
