import { attributesOf, blocksOf, type Attribute, type Block, type Node } from '../../../syntax/index.ts';
import type { MapTerm, Origin, Term } from '../../../values/index.ts';
import { isDamaged } from '../damage.ts';
import { SourcePlace } from '../source-place.ts';
import { dynamicBlocks, joinedBlocks } from './dynamic-blocks.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { unknownTerm } from './terms.ts';

/**
 * The arguments and blocks of a body. Blocks are lists of maps under their type, those of `dynamic` among them. Everything
 * is evaluated once, when it is asked for.
 */
export class HclBody implements MapTerm {
  readonly state = 'map';
  readonly open: boolean;
  readonly origin: Origin;
  readonly #body: Node;
  readonly #scope: Scope;
  readonly #known = new Map<string, Term>();
  #parts: Parts | undefined;

  constructor(body: Node, origin: Origin, scope: Scope) {
    this.#body = body;
    this.open = isDamaged(body);
    this.origin = origin;
    this.#scope = scope;
  }

  get(name: string): Term | undefined {
    const known = this.#known.get(name);
    if (known) return known;
    const { attributes, blocks } = this.#written();
    const written = attributes.get(name) ?? blocks.get(name);
    if (!written) return undefined;
    this.#known.set(name, unknownTerm(`'${name}', which leads back to itself`, this.origin));
    const term = 'value' in written ? evaluate(written.value, this.#scope, written.name) : this.#joined(written);
    this.#known.set(name, term);
    return term;
  }

  *entries(): ReturnType<MapTerm['entries']> {
    const { attributes, blocks } = this.#written();
    for (const name of new Set([...attributes.keys(), ...blocks.keys()])) {
      const value = this.get(name);
      if (value) yield { name, key: value.origin, value };
    }
  }

  /** All blocks of one type. */
  #joined(written: readonly [Block, ...Block[]]): Term {
    const [first] = written;
    const { via } = this.#scope;
    const place = new SourcePlace(first.body, nameOf(first), { via });
    const lists = written.map((block) =>
      block.type.raw === 'dynamic' ? dynamicBlocks(block, this.#scope, HclBody) : this.#block(block),
    );
    return joinedBlocks(lists, place, this.#scope);
  }

  #block({ type, body }: Block): MapTerm {
    return new HclBody(body, new SourcePlace(body, type, { via: this.#scope.via }), this.#scope);
  }

  #written(): Parts {
    if (this.#parts) return this.#parts;
    const attributes = new Map<string, Attribute>();
    const blocks = new Map<string, [Block, ...Block[]]>();
    for (const attribute of attributesOf(this.#body)) attributes.set(attribute.name.raw, attribute);
    for (const block of blocksOf(this.#body)) {
      const name = nameOf(block).text;
      const others = blocks.get(name);
      if (others) others.push(block);
      else blocks.set(name, [block]);
    }
    return (this.#parts = { attributes, blocks });
  }
}

interface Parts {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: ReadonlyMap<string, readonly [Block, ...Block[]]>;
}

/** The node that tells what a block is: its type, or what `dynamic` makes. */
function nameOf({ type, labels }: Block): Node {
  return type.raw === 'dynamic' ? (labels[0] ?? type) : type;
}
