import { NodeOrigin, type Node } from '../../syntax/index.ts';
import type { Edit, Span } from '../../text/source.ts';
import type { Hop, Origin } from '../../values/index.ts';

export interface OriginFacts {
  readonly name?: string;
  readonly via?: readonly Hop[];
  readonly sensitive?: boolean;
  /** The value is worked out by a function: nothing can be written in its place without changing more than it. */
  readonly computed?: boolean;
  /** Stands in the argument of a function or in a loop: taking it out would break what is around it. */
  readonly fixed?: boolean;
}

/** Most hops that one value keeps. */
const MOST_HOPS = 8;

/** The place of something in a template that is not simply a value under its key. */
export class TemplateOrigin extends NodeOrigin {
  readonly computed: boolean;
  readonly fixed: boolean;

  constructor(node: Node, key: Node | undefined, facts: OriginFacts) {
    super(node, key, facts);
    this.computed = facts.computed ?? false;
    this.fixed = facts.fixed ?? false;
  }

  /** A function over several lines is pointed at where it begins. */
  override get span(): Span {
    return this.computed && /[\n\r]/.test(this.node.raw) ? this.head : super.span;
  }

  /** The same place of a value that came here through these hops. */
  with(via: readonly Hop[], sensitive: boolean): TemplateOrigin {
    const hops = [...new Set([...via, ...this.via])].slice(0, MOST_HOPS);
    const { name, computed, fixed } = this;
    return new TemplateOrigin(this.node, this.key, {
      name,
      computed,
      fixed,
      via: hops,
      sensitive: sensitive || this.sensitive,
    });
  }

  override through(hop: Hop): TemplateOrigin {
    return this.with([hop], false);
  }

  override removal(): readonly Edit[] | undefined {
    return this.fixed ? undefined : super.removal();
  }

  override replacement(value: string | number | boolean): readonly Edit[] | undefined {
    return this.computed || this.fixed ? undefined : super.replacement(value);
  }
}

/** The place of a whole resource: its properties, pointed at by the logical id. */
export class ResourceOrigin implements Origin {
  readonly name: string;
  readonly via: readonly Hop[];
  readonly #key: Node;
  readonly #node: Node;

  constructor(key: Node, node: Node, name: string, via: readonly Hop[] = []) {
    this.#key = key;
    this.#node = node;
    this.name = name;
    this.via = via;
  }

  get span(): Span {
    const { document } = this.#key;
    return document === this.#node.document ? document.span(this.#key.start, this.#node.end) : this.#key.span;
  }

  get head(): Span {
    return this.#key.span;
  }
}
