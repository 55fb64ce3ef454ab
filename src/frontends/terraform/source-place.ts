import { NODE, NodeOrigin, type Node } from '../../syntax/index.ts';
import type { Edit, Span } from '../../text/source.ts';
import type { Hop } from '../../values/index.ts';

/** Most hops that one value keeps, and most calls. */
const MOST_HOPS = 8;

/** The place of a value in a Terraform source: where it is used, with the hops to where it was written. */
export class SourcePlace extends NodeOrigin {
  /** The value is worked out by an expression, so that writing another in its place would change more than it. */
  readonly computed: boolean;

  constructor(
    node: Node,
    key: Node | undefined,
    facts: { name?: string | undefined; via?: readonly Hop[]; sensitive?: boolean; computed?: boolean } = {},
  ) {
    super(node, key, facts);
    this.computed = facts.computed ?? false;
  }

  /** The same place of a value that came here through these hops; the calls that lead to the place come last. */
  with(via: readonly Hop[], sensitive: boolean): SourcePlace {
    return new SourcePlace(this.node, this.key, {
      name: this.ownName,
      via: joined(via, this.via),
      sensitive: sensitive || this.sensitive,
      computed: true,
    });
  }

  override through(hop: Hop): SourcePlace {
    return this.with([hop], false);
  }

  override get head(): Span {
    return this.node.document.syntax === 'hcl' ? (hclHead(this.node, this.key) ?? super.head) : super.head;
  }

  override replacement(value: string | number | boolean): readonly Edit[] | undefined {
    return this.computed ? undefined : super.replacement(value);
  }
}

/**
 * The hops of a value and then those of its place, each once; the calls of modules come last, those that lead to the place
 * before others. Most values come through none, or through none but their own.
 */
export function joined(value: readonly Hop[], place: readonly Hop[]): readonly Hop[] {
  if (value.length === 0 || value === place) return place;
  if (place.length === 0 && value.length < 2) return value;
  return [...hopsOf([...value, ...place], false), ...hopsOf([...place, ...value], true)];
}

/** The passages among some hops, or all but these; each once. */
function hopsOf(hops: readonly Hop[], arePassages: boolean): readonly Hop[] {
  return [...new Set(hops.filter(({ isPassage = false }) => isPassage === arePassages))].slice(0, MOST_HOPS);
}

/** The head of a block is its type and labels, that of an expression the whole of it where it is no longer than a line. */
function hclHead(node: Node, key: Node | undefined): Span | undefined {
  const { document, start, end, kind } = node;
  switch (kind) {
    case NODE.body:
      return key && headerOf(key);
    case NODE.map:
    case NODE.list:
    case NODE.forList:
    case NODE.forMap:
    case NODE.forGroups:
    case NODE.literal:
    case NODE.heredoc:
      return undefined;
    default:
      return key && document.text.slice(start, end).includes('\n') ? undefined : document.span(start, end);
  }
}

const HEADER = /^\s*(?=[\p{L}_])[^{}#=]*$/u;

/** From the type of a block to the label that is given. */
function headerOf(key: Node): Span {
  const { document, start, end } = key;
  const line = document.text.lastIndexOf('\n', start - 1) + 1;
  const before = document.text.slice(line, start);
  const from = HEADER.test(before) ? start - before.trimStart().length : start;
  return document.span(from, end);
}
