import { NodeOrigin, type Node } from '../../syntax/index.ts';
import type { Edit } from '../../text/source.ts';
import type { Hop } from '../../values/index.ts';

/** Most hops that one value keeps. */
const MOST_HOPS = 8;

/** The place of a value in a Terraform source: where it is used, with the hops to where it was written. */
export class SourcePlace extends NodeOrigin {
  /** The value is worked out by an expression, so that writing another in its place would change more than it. */
  readonly computed: boolean;

  constructor(
    node: Node,
    key: Node | undefined,
    facts: { name?: string; via?: readonly Hop[]; sensitive?: boolean; computed?: boolean } = {},
  ) {
    super(node, key, facts);
    this.computed = facts.computed ?? false;
  }

  /** The same place of a value that came here through these hops. */
  with(via: readonly Hop[], sensitive: boolean): SourcePlace {
    return new SourcePlace(this.node, this.key, {
      name: this.name,
      via: [...new Set([...via, ...this.via])].slice(0, MOST_HOPS),
      sensitive: sensitive || this.sensitive,
      computed: true,
    });
  }

  override through(hop: Hop): SourcePlace {
    return this.with([hop], false);
  }

  override replacement(value: string | number | boolean): readonly Edit[] | undefined {
    return this.computed ? undefined : super.replacement(value);
  }
}
