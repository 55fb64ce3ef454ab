import type { Source } from '../text/source.ts';
import { Document, type Fault, type Inner, type OffsetMap } from './document.ts';
import { MAX_DEPTH, MAX_FAULTS } from './limits.ts';
import { hashOf, OpenKeys } from './open-keys.ts';
import { decodeBlock, decodeDouble, decodePlain, decodeSingle } from './scalars.ts';
import { NODE, TapeBuilder, type NodeKind } from './tape.ts';
import { hasBreak } from './yaml-scan.ts';

/** What stands before a node: its tag, resolved, and the name of its anchor. */
export interface Properties {
  readonly tag?: string | undefined;
  readonly anchor?: string | undefined;
}

/** What the raw text of a scalar does not tell. */
export interface Extra {
  /** Columns that a block scalar is indented by, where its header counts them. */
  readonly indent?: number;
  /** The decoded text. */
  readonly text?: string;
}

/**
 * Builds a YAML document from parse events, in the order of the text. It settles what all parsers of ours must agree on:
 * which nodes are keys, duplicate keys, tags, anchors and aliases, and keys that are collections.
 */
export class YamlTree {
  readonly #source: Source;
  readonly #text: string;
  readonly #offsets: OffsetMap | undefined;
  readonly #tape = new TapeBuilder();
  readonly #keys = new OpenKeys((node) => this.#keyText(node));
  readonly #roots: number[] = [];
  readonly #comments: number[] = [];
  readonly #faults: Fault[] = [];
  readonly #tags = new Map<number, string>();
  readonly #aliases = new Map<number, number>();
  readonly #texts = new Map<number, string>();
  readonly #indents = new Map<number, number>();
  /** Anchors of this document of the stream; a negative index (`~index`) while the collection is still open. */
  #anchors = new Map<string, number>();
  /** The same in the order of the text. */
  #anchored: { index: number; name: string }[] = [];
  readonly #open: number[] = [];
  readonly #openAnchors: (string | undefined)[] = [];
  /** 0: a list; 1: a map that waits for a key; 2: a map that waits for a value. */
  readonly #expects: number[] = [];
  #documentIsEmpty = true;

  constructor(source: Source, inner?: Inner) {
    this.#source = source;
    this.#text = inner ? inner.text : source.text;
    this.#offsets = inner?.offsets;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** What the next node will be in its collection. */
  get role(): 'key' | 'value' | 'item' {
    const expects = this.#expects[this.#expects.length - 1];
    return expects === 1 ? 'key' : expects === 2 ? 'value' : 'item';
  }

  openDocument(): void {
    this.#documentIsEmpty = true;
    if (this.#anchors.size > 0) {
      this.#anchors = new Map();
      this.#anchored = [];
    }
  }

  closeDocument(): void {
    if (this.#documentIsEmpty) this.#roots.push(-1);
  }

  openMap(start: number, properties?: Properties): void {
    this.#openCollection(NODE.map, start, properties);
    this.#expects.push(1);
  }

  openList(start: number, properties?: Properties): void {
    this.#openCollection(NODE.list, start, properties);
    this.#expects.push(0);
  }

  /** Ends the innermost collection. */
  close(end: number): void {
    const index = this.#open.pop() ?? 0;
    this.#keys.close();
    this.#expects.pop();
    this.#tape.close(index, end);
    const anchor = this.#openAnchors.pop();
    if (anchor !== undefined && this.#anchors.get(anchor) === ~index) this.#anchor(anchor, index);
    if (this.role === 'key') {
      this.#collapse(index);
      this.fault('syntax', 'A map or a list cannot be a key here.', this.#tape.start(index), end);
    }
    this.#settle(index);
  }

  scalar(kind: NodeKind, start: number, end: number, properties?: Properties, extra?: Extra): void {
    const index = this.#tape.add(kind, start, end);
    this.#begin(index, properties);
    if (properties?.anchor !== undefined) this.#anchor(properties.anchor, index);
    if (extra?.indent !== undefined) this.#indents.set(index, extra.indent);
    if (extra?.text !== undefined) this.#texts.set(index, extra.text);
    this.#settle(index);
  }

  /** An alias, its span with the asterisk. */
  alias(start: number, end: number): void {
    const index = this.#tape.add(NODE.alias, start, end);
    this.#begin(index, undefined);
    const name = this.#text.slice(start + 1, end);
    const target = this.#anchors.get(name);
    if (target === undefined) {
      this.fault(
        'syntax',
        `The alias '*${name}' stands for nothing: no anchor '&${name}' comes before it.`,
        start,
        end,
      );
    } else if (target < 0) {
      this.fault('syntax', `The alias '*${name}' stands for a collection that contains it.`, start, end);
    } else this.#aliases.set(index, target);
    this.#settle(index);
  }

  /** Comments come in order. */
  comment(start: number, end: number): void {
    this.#comments.push(start, end);
  }

  fault(kind: Fault['kind'], message: string, start: number, end: number): void {
    if (this.#faults.length < MAX_FAULTS) this.#faults.push({ kind, message, start, end });
  }

  finish(): Document {
    return new Document({
      source: this.#source,
      text: this.#text,
      syntax: 'yaml',
      tape: this.#tape.finish(),
      roots: this.#roots.length > 0 ? this.#roots : [-1],
      comments: this.#comments,
      faults: this.#faults,
      ...(this.#tags.size > 0 && { tags: this.#tags }),
      ...(this.#aliases.size > 0 && { aliases: this.#aliases }),
      ...(this.#texts.size > 0 && { texts: this.#texts }),
      ...(this.#indents.size > 0 && { indents: this.#indents }),
      ...(this.#offsets && { offsets: this.#offsets }),
    });
  }

  /** The document of a text that nests too deep to be read. */
  refuseDepth(): Document {
    const message = `Collections nest deeper than ${MAX_DEPTH} levels.`;
    return this.refuse({ kind: 'depth', message, start: 0, end: 0 });
  }

  /** A document that holds nothing but this fault. */
  refuse(fault: Fault): Document {
    return new Document({
      source: this.#source,
      text: this.#text,
      syntax: 'yaml',
      tape: new Int32Array(0),
      roots: [-1],
      comments: [],
      faults: [fault],
      ...(this.#offsets && { offsets: this.#offsets }),
    });
  }

  #openCollection(kind: NodeKind, start: number, properties: Properties | undefined): void {
    const index = this.#tape.open(kind, start);
    this.#begin(index, properties);
    const anchor = properties?.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, ~index);
    this.#open.push(index);
    this.#openAnchors.push(anchor);
    this.#keys.open();
  }

  #begin(index: number, properties: Properties | undefined): void {
    if (this.#open.length === 0) {
      this.#documentIsEmpty = false;
      this.#roots.push(index);
    }
    if (properties?.tag !== undefined) this.#tags.set(index, properties.tag);
  }

  #anchor(name: string, index: number): void {
    this.#anchors.set(name, index);
    this.#anchored.push({ index, name });
  }

  /** A node is complete: its map now waits for the other half of the entry. */
  #settle(index: number): void {
    const top = this.#expects.length - 1;
    const expects = this.#expects[top];
    if (expects === 1) {
      this.#expects[top] = 2;
      this.#settleKey(index);
    } else if (expects === 2) this.#expects[top] = 1;
  }

  #settleKey(index: number): void {
    const kind = this.#tape.kind(index);
    const start = this.#tape.start(index);
    const end = this.#tape.end(index);
    const isOneLine = kind !== NODE.alias && !hasBreak(this.#text, start, end);
    const isBare = isOneLine && kind === NODE.plain;
    const hash = isBare ? hashOf(this.#text, start, end) : hashOf(this.#keyText(index));
    if (!isOneLine) this.#texts.set(index, this.#keyText(index));
    if (!this.#keys.repeats(hash, index)) return;
    const key = this.#keyText(index);
    if (kind === NODE.plain && key === '<<') return;
    this.fault('duplicate-key', `The key '${key}' is written twice in this map.`, start, end);
  }

  #keyText(index: number): string {
    return this.#decode(index, this.#tape.kind(index), this.#tape.start(index), this.#tape.end(index));
  }

  #decode(index: number, kind: NodeKind, start: number, end: number): string {
    switch (kind) {
      case NODE.double:
        return decodeDouble(this.#text, start, end, 'yaml');
      case NODE.single:
        return decodeSingle(this.#text, start, end);
      case NODE.literal:
      case NODE.folded:
        return decodeBlock(this.#text, start, end, this.#indents.get(index));
      case NODE.alias: {
        const target = this.#aliases.get(index);
        if (target === undefined || this.#tape.kind(target) <= NODE.list) return this.#text.slice(start, end);
        return this.#decode(target, this.#tape.kind(target), this.#tape.start(target), this.#tape.end(target));
      }
      default:
        return decodePlain(this.#text, start, end);
    }
  }

  #collapse(index: number): void {
    const { count } = this.#tape;
    this.#tape.collapse(index, NODE.plain);
    for (const table of [this.#tags, this.#aliases, this.#texts, this.#indents]) {
      for (let inside = index + 1; inside < count && table.size > 0; inside++) table.delete(inside);
    }
    for (let last = this.#anchored.at(-1); last && last.index > index; last = this.#anchored.at(-1)) {
      this.#anchored.pop();
      if (this.#anchors.get(last.name) === last.index) this.#anchors.delete(last.name);
    }
  }
}

/** `!Ref` -> `Ref`, `!!str` -> `tag:yaml.org,2002:str`, `!<x>` -> `x`; declared handles give their prefix. */
export function resolveTag(raw: string, handles?: ReadonlyMap<string, string>): string {
  if (raw === '!') return 'tag:yaml.org,2002:str';
  let full: string;
  if (raw.startsWith('!<')) full = raw.slice(2, -1);
  else {
    const close = raw.indexOf('!', 1);
    const handle = close < 0 ? '!' : raw.slice(0, close + 1);
    const prefix = handles?.get(handle) ?? (handle === '!!' ? 'tag:yaml.org,2002:' : '!');
    full = prefix + raw.slice(handle.length);
  }
  return full.startsWith('!') ? full.slice(1) : full;
}
