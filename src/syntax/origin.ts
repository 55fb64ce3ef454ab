import type { Edit, Span } from '../text/source.ts';
import type { Hop, Origin } from '../values/index.ts';
import type { Node } from './document.ts';
import { stretchOf } from './embedded.ts';
import { removeEntry, replaceScalar } from './edits.ts';
import { NODE } from './tape.ts';

const NO_HOPS: readonly Hop[] = [];

/** Entries that name the map they stand in, most telling first: where a message about the whole map points. */
const NAMING = ['name', 'Name', 'family', 'Family', 'serviceName', 'id', 'Id', 'Type', 'kind'];

/** The place of a node. Spans are worked out when a message needs them. */
export class NodeOrigin implements Origin {
  readonly node: Node;
  readonly key: Node | undefined;
  readonly via: readonly Hop[];
  readonly sensitive: boolean;
  /** The name where it is not that of the key. */
  protected readonly ownName: string | undefined;

  constructor(
    node: Node,
    key?: Node,
    more: { name?: string | undefined; via?: readonly Hop[]; sensitive?: boolean } = {},
  ) {
    this.node = node;
    this.key = key;
    this.ownName = more.name;
    this.via = more.via ?? NO_HOPS;
    this.sensitive = more.sensitive ?? false;
  }

  get span(): Span {
    return this.node.span;
  }

  get head(): Span {
    const { node, key } = this;
    if (node.isScalar && node.kind !== NODE.literal && node.kind !== NODE.folded) return node.span;
    if (key) return key.span;
    if (node.isMap) {
      for (const name of NAMING) {
        const value = node.get(name);
        if (value?.isScalar) return value.span;
      }
      for (const entry of node.ownEntries()) return entry.key.span;
    }
    // A list without a key, an empty map: its opening bracket or its first line.
    const { start, end, document } = node;
    const newline = document.text.indexOf('\n', start);
    return document.span(start, node.isScalar && newline >= 0 ? Math.min(newline, end) : Math.min(start + 1, end));
  }

  get name(): string {
    return this.ownName ?? this.key?.text ?? '';
  }

  /** The same place, reached through one more hop. */
  through(hop: Hop): NodeOrigin {
    return new NodeOrigin(this.node, this.key, {
      name: this.ownName,
      via: [hop, ...this.via],
      sensitive: this.sensitive,
    });
  }

  stretch(text: string, start: number, end: number): Span | undefined {
    return stretchOf(this.node, text, start, end);
  }

  removal(): readonly Edit[] | undefined {
    return removeEntry(this.key ?? this.node);
  }

  replacement(value: string | number | boolean): readonly Edit[] | undefined {
    return replaceScalar(this.node, value);
  }
}
