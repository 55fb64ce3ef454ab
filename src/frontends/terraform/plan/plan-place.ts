import type { Span } from '../../../text/source.ts';
import type { Node } from '../../../syntax/index.ts';
import type { Hop, Origin } from '../../../values/index.ts';

const NO_HOPS: readonly Hop[] = [];

/**
 * The place of a value in a plan. A plan is one long line, so what tells the user anything is the resource's address and
 * the pointer within its values; the span is right all the same. Nothing in a plan can be edited.
 */
export class PlanPlace implements Origin {
  readonly node: Node;
  /** The key before it; for a resource its address, which is what names it. */
  readonly key: Node | undefined;
  readonly sensitive: boolean;
  readonly via = NO_HOPS;
  readonly #owner: PlanPlace | undefined;
  readonly #step: string | number;

  constructor(
    node: Node,
    key: Node | undefined,
    owner: PlanPlace | undefined,
    step: string | number,
    sensitive: boolean,
  ) {
    this.node = node;
    this.key = key;
    this.sensitive = sensitive;
    this.#owner = owner;
    this.#step = step;
  }

  get span(): Span {
    return this.node.span;
  }

  get head(): Span {
    if (this.node.isScalar) return this.node.span;
    return this.key?.span ?? this.#owner?.head ?? this.node.span;
  }

  get name(): string {
    return typeof this.#step === 'string' ? this.#step : (this.#owner?.name ?? '');
  }

  /** JSON pointer within the values of the resource, and on into the documents that its strings hold. */
  get pointer(): string {
    if (!this.#owner) return '';
    const step = String(this.#step).replaceAll('~', '~0').replaceAll('/', '~1');
    return `${this.#owner.pointer}/${step}`;
  }
}
