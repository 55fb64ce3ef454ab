import type { Source, Span } from '../text/source.ts';
import { firstAliasTooMany } from './alias-size.ts';
import { decodeHeredoc, decodeLiteral } from './hcl/literals.ts';
import { decodeBlock, decodeDouble, decodePlain, decodeSingle } from './scalars.ts';
import { resolvePlain, type Dialect, type Scalar } from './dialects.ts';
import { NODE, ROW, type NodeKind } from './tape.ts';

/** What is wrong with a text, as its parser says it; a front-end decides whether the file is ours to complain about. */
export interface Fault {
  readonly kind: 'syntax' | 'duplicate-key' | 'alias-budget' | 'depth';
  /** A whole sentence without the file's name. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Maps offsets of a document's own text to offsets of the outermost source; identity when the document is a file. */
export interface OffsetMap {
  outer(offset: number): number;
  /**
   * Spells a piece of the inner text as the outermost text would write it (escapes of the surrounding strings);
   * undefined where that cannot be done safely.
   */
  encode(text: string): string | undefined;
}

/** Text inside a source that is a document of its own, such as the string that holds container definitions. */
export interface Inner {
  readonly text: string;
  readonly offsets: OffsetMap;
}

/** What a parser hands over. Side tables are keyed by node index. */
export interface Parsed {
  readonly source: Source;
  readonly text: string;
  readonly syntax: 'json' | 'yaml' | 'hcl';
  readonly tape: Int32Array;
  /** Root node of each document of the stream; -1 for an empty document, which keeps its place. */
  readonly roots: readonly number[];
  /** Start and end of each comment, in order. */
  readonly comments: readonly number[];
  readonly faults: readonly Fault[];
  readonly tags?: ReadonlyMap<number, string>;
  /** Alias node -> the node that it stands for. */
  readonly aliases?: ReadonlyMap<number, number>;
  /** Decoded text of scalars that their raw text does not give: keys that are aliases or take several lines. */
  readonly texts?: ReadonlyMap<number, string>;
  /** Columns that the lines of a block scalar are indented by, where its header says so (`|2`). */
  readonly indents?: ReadonlyMap<number, number>;
  /** Offsets of commas after the last entry in JSON, which strict readers refuse. */
  readonly trailingCommas?: readonly number[];
  readonly offsets?: OffsetMap;
}

export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

/** One parsed text: a flat tape of nodes over the source, and cheap handles into it. */
export class Document {
  readonly source: Source;
  readonly text: string;
  readonly syntax: Parsed['syntax'];
  readonly tape: Int32Array;
  readonly comments: readonly number[];
  readonly faults: readonly Fault[];
  /** Commas after the last entry, in JSON; with `comments`, what strict readers refuse. */
  readonly trailingCommas: readonly number[];
  readonly offsets: OffsetMap | undefined;
  /** JSON without any fault: no map in it has a key twice. */
  readonly isSound: boolean;
  /** The first alias that is not followed, because the document would get too large; see its fault. */
  readonly #aliasLimit: number;
  readonly #parsed: Parsed;

  constructor(parsed: Parsed) {
    this.#parsed = parsed;
    this.source = parsed.source;
    this.text = parsed.text;
    this.syntax = parsed.syntax;
    this.tape = parsed.tape;
    this.comments = parsed.comments;
    const limit = parsed.aliases?.size ? firstAliasTooMany(parsed.tape, parsed.aliases) : undefined;
    this.#aliasLimit = limit ?? Number.POSITIVE_INFINITY;
    this.faults = limit === undefined ? parsed.faults : [...parsed.faults, bombFault(parsed.tape, limit)];
    this.trailingCommas = parsed.trailingCommas ?? [];
    this.offsets = parsed.offsets;
    this.isSound = parsed.syntax === 'json' && parsed.faults.length === 0;
  }

  /** Root of each document in the stream; undefined where a document is empty. */
  get roots(): readonly (Node | undefined)[] {
    return this.#parsed.roots.map((index) => (index < 0 ? undefined : new Node(this, index)));
  }

  get root(): Node | undefined {
    const index = this.#parsed.roots[0] ?? -1;
    return index < 0 ? undefined : new Node(this, index);
  }

  /** A handle on the node of this index. */
  node(index: number): Node {
    return new Node(this, index);
  }

  /** The span in the outermost source of a stretch of this document's own text. */
  span(start: number, end: number): Span {
    const map = this.offsets;
    return { source: this.source, start: map ? map.outer(start) : start, end: map ? map.outer(end) : end };
  }

  tagOf(index: number): string | undefined {
    return this.#parsed.tags?.get(index);
  }

  textOf(index: number): string | undefined {
    return this.#parsed.texts?.get(index);
  }

  indentOf(index: number): number | undefined {
    return this.#parsed.indents?.get(index);
  }

  /** The node an alias stands for, at no cost and not followed further. */
  aliasOf(index: number): number | undefined {
    return this.#parsed.aliases?.get(index);
  }

  /** The nodes that aliases stand for. */
  aliasTargets(): Iterable<number> {
    return this.#parsed.aliases?.values() ?? [];
  }

  /** The node an alias stands for; undefined for nothing, for the node around the alias itself, and in a bomb. */
  follow(index: number): number | undefined {
    const target = index < this.#aliasLimit ? this.#parsed.aliases?.get(index) : undefined;
    return target !== undefined && (this.tape[target * ROW + 2] ?? 0) <= index ? target : undefined;
  }
}

function bombFault(tape: Int32Array, alias: number): Fault {
  return {
    kind: 'alias-budget',
    message: 'Its aliases, written out, would make more than a million nodes; from here on they are not followed.',
    start: tape[alias * ROW] ?? 0,
    end: tape[alias * ROW + 1] ?? 0,
  };
}

/** A handle on one node of a document: two words, made on demand, compared with `same`. */
export class Node {
  readonly document: Document;
  readonly index: number;

  constructor(document: Document, index: number) {
    this.document = document;
    this.index = index;
  }

  get kind(): NodeKind {
    return this.document.tape[this.index * ROW + 3] as NodeKind;
  }
  /** Offsets in the document's own text; a quoted scalar includes its quotes. */
  get start(): number {
    return this.document.tape[this.index * ROW] ?? 0;
  }
  get end(): number {
    return this.document.tape[this.index * ROW + 1] ?? 0;
  }
  get next(): number {
    return this.document.tape[this.index * ROW + 2] ?? 0;
  }
  get span(): Span {
    return this.document.span(this.start, this.end);
  }
  get isMap(): boolean {
    return this.kind === NODE.map;
  }
  get isList(): boolean {
    return this.kind === NODE.list;
  }
  get isScalar(): boolean {
    return this.kind >= NODE.plain && this.kind <= NODE.folded;
  }
  get isQuoted(): boolean {
    return this.kind >= NODE.double && this.kind <= NODE.folded;
  }
  /** The tag as written, without `!` or with its prefix resolved, e.g. `Ref`, `tag:yaml.org,2002:str`. */
  get tag(): string | undefined {
    return this.document.tagOf(this.index);
  }
  get raw(): string {
    return this.document.text.slice(this.start, this.end);
  }

  same(other: Node): boolean {
    return this.document === other.document && this.index === other.index;
  }

  /** The node itself, or what it is an alias of; undefined for an alias of nothing. */
  resolve(): Node | undefined {
    let index: number | undefined = this.index;
    for (let hops = 0; hops < 8 && index !== undefined; hops++) {
      if (this.document.tape[index * ROW + 3] !== NODE.alias) {
        return index === this.index ? this : new Node(this.document, index);
      }
      index = this.document.follow(index);
    }
    return undefined;
  }

  /**
   * The text of a scalar, decoded; empty for anything else. Of a chunk of an HCL template, its text as it stands there:
   * what its neighbours and `<<-` take away is still in it (see `hcl/literals.ts`).
   */
  get text(): string {
    const known = this.document.textOf(this.index);
    if (known !== undefined) return known;
    const { start, end } = this;
    const text = this.document.text;
    switch (this.kind) {
      case NODE.plain:
        return this.document.syntax === 'yaml' ? decodePlain(text, start, end) : text.slice(start, end);
      case NODE.double:
        return decodeDouble(text, start, end, this.document.syntax);
      case NODE.single:
        return decodeSingle(text, start, end);
      case NODE.chunk:
      case NODE.heredocChunk:
        return decodeLiteral(text, [start, end], this.kind === NODE.chunk);
      case NODE.literal:
      case NODE.folded:
        if (this.document.syntax === 'hcl') return decodeHeredoc(text, start, end);
        return decodeBlock(text, start, end, this.document.indentOf(this.index));
      default:
        return '';
    }
  }

  /**
   * A scalar's value as the dialect reads it; undefined for collections. Quoted text is always text. `text` spares the
   * work of decoding it again.
   */
  scalar(dialect: Dialect, text = this.text): Scalar | undefined {
    if (!this.isScalar) return undefined;
    return this.isQuoted || this.tag === 'tag:yaml.org,2002:str' ? text : resolvePlain(text, dialect);
  }

  /** Children of a list, aliases followed. */
  *items(): Generator<Node> {
    if (!this.isList) return;
    for (let index = this.index + 1; index < this.next; index = this.document.tape[index * ROW + 2] ?? this.next) {
      const item = new Node(this.document, index).resolve();
      if (item) yield item;
    }
  }

  /**
   * Entries of a map, in order, aliases followed; in YAML the entries of merged maps (`<<`) come last and only for keys
   * that the map does not write itself. A duplicate key is given each time (its fault is on the document).
   */
  entries(): Generator<Entry> {
    return this.document.syntax === 'yaml' && this.#hasMerge() ? this.#entriesWithMerges() : this.ownEntries();
  }

  *#entriesWithMerges(): Generator<Entry> {
    const merges: Node[] = [];
    const seen = new Set<string>();
    for (const entry of this.ownEntries()) {
      if (entry.key.kind === NODE.plain && entry.key.text === '<<') {
        merges.push(entry.value);
        continue;
      }
      seen.add(entry.key.text);
      yield entry;
    }
    for (const merge of merges) yield* mergedEntries(merge, seen);
  }

  #hasMerge(): boolean {
    if (!this.isMap) return false;
    const { tape, text } = this.document;
    for (let index = this.index + 1; index < this.next;) {
      if (tape[index * ROW + 3] === NODE.plain && text.startsWith('<<', tape[index * ROW] ?? 0)) return true;
      const valueIndex = tape[index * ROW + 2] ?? this.next;
      index = tape[valueIndex * ROW + 2] ?? this.next;
    }
    return false;
  }

  /** Entries as written, merge keys among them. */
  *ownEntries(): Generator<Entry> {
    if (!this.isMap) return;
    const { tape } = this.document;
    for (let index = this.index + 1; index < this.next;) {
      const valueIndex = tape[index * ROW + 2] ?? this.next;
      if (valueIndex >= this.next) return;
      const key = new Node(this.document, index);
      const value = new Node(this.document, valueIndex).resolve();
      if (value) yield { key, value };
      index = tape[valueIndex * ROW + 2] ?? this.next;
    }
  }

  /** The entry of this key: the last one written wins, as every parser of these formats has it. */
  entry(key: string): Entry | undefined {
    let found: Entry | undefined;
    if (!this.isMap) return undefined;
    const { document, next } = this;
    const { tape, text } = document;
    let merges = false;
    for (let index = this.index + 1; index < next;) {
      const valueIndex = tape[index * ROW + 2] ?? next;
      if (valueIndex >= next) break;
      if (keyIs(document, index, key)) {
        const value = new Node(document, valueIndex).resolve();
        if (value) found = { key: new Node(document, index), value };
        if (document.isSound) return found;
      } else if (!merges && document.syntax === 'yaml') {
        const start = tape[index * ROW] ?? 0;
        merges = text.charCodeAt(start) === 60 && text.startsWith('<<', start);
      }
      index = tape[valueIndex * ROW + 2] ?? next;
    }
    if (found || !merges) return found;
    for (const entry of this.entries()) if (entry.key.text === key) return entry;
    return undefined;
  }

  get(key: string): Node | undefined {
    return this.entry(key)?.value;
  }
}

/** Compares a key with text, decoding it only where the raw text cannot tell. */
function keyIs(document: Document, index: number, key: string): boolean {
  const { tape, text } = document;
  const start = tape[index * ROW] ?? 0;
  const length = (tape[index * ROW + 1] ?? 0) - start;
  const kind = tape[index * ROW + 3];
  if (kind === NODE.plain) {
    return (length === key.length && text.startsWith(key, start)) || document.textOf(index) === key;
  }
  if (document.syntax !== 'hcl' && (kind === NODE.double || kind === NODE.single)) {
    const mark = kind === NODE.double ? '\\' : "'";
    if (length === key.length + 2 && !key.includes(mark)) return text.startsWith(key, start + 1);
    // Decoded text is never longer than what was written, and is that text where nothing in it is an escape or a fold.
    if (length < key.length + 2 || isOther(text.charCodeAt(start + 1), key)) return false;
    if (!/[\\'\n\r]/.test(text.slice(start + 1, start + length - 1))) return false;
  }
  return new Node(document, index).text === key;
}

/** Does a quoted text that begins with this character surely begin otherwise than the key? */
function isOther(unit: number, key: string): boolean {
  return unit > 32 && unit !== 92 && unit !== 39 && unit !== key.charCodeAt(0);
}

function* mergedEntries(from: Node, seen: Set<string>): Generator<Entry> {
  const maps = from.isList ? [...from.items()] : [from];
  for (const map of maps) {
    for (const entry of map.entries()) {
      const key = entry.key.text;
      if (seen.has(key)) continue;
      seen.add(key);
      yield entry;
    }
  }
}
