import { stretchOf, type Node } from '../../../syntax/index.ts';
import type { Span } from '../../../text/source.ts';
import type { Hop, Origin } from '../../../values/index.ts';
import { argumentIn, type ArgumentTree } from '../arguments.ts';
import { entryOf, isTrue } from './fields.ts';
import { UNSEEN, writtenEntry, writtenItem, type Written } from './written.ts';

const NO_HOPS: readonly Hop[] = [];

/** What the provider's schema says of a place: the type of an attribute, the tree of a block. */
export type Schema = string | ArgumentTree | undefined;

/** What marks the values of a resource: trees of the same form. */
export interface Marks {
  readonly unknown: Node | undefined;
  readonly sensitive: Node | undefined;
  readonly written: Written;
  readonly schema: Schema;
}

/**
 * The place of a value in a plan, and the way to it. A plan is one long line, so what tells the user anything is the
 * resource's address and the pointer within its values; the span is right all the same. Nothing in a plan can be edited.
 * What else the plan says of the place is looked up when it is asked for, which for most values is never.
 */
export class PlanPlace implements Origin {
  readonly node: Node;
  /** The key before it; for a resource its address, which is what names it. */
  readonly key: Node | undefined;
  readonly via = NO_HOPS;
  readonly #owner: PlanPlace | undefined;
  readonly #step: string | number;
  #marks: Marks | undefined;

  constructor(node: Node, key: Node | undefined, owner: PlanPlace | undefined, step: string | number) {
    this.node = node;
    this.key = key;
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

  stretch(text: string, start: number, end: number): Span | undefined {
    return stretchOf(this.node, text, start, end);
  }

  get name(): string {
    return typeof this.#step === 'string' && this.#step !== '' ? this.#step : (this.#owner?.name ?? '');
  }

  /** Of the resource that it stands in. */
  get address(): string | undefined {
    return this.#owner ? this.#owner.address : this.key?.text;
  }

  /** JSON pointer within the values of the resource, and on into the documents that its strings hold. */
  get pointer(): string {
    if (!this.#owner) return '';
    if (this.#step === '') return this.#owner.pointer;
    const step = String(this.#step).replaceAll('~', '~0').replaceAll('/', '~1');
    return `${this.#owner.pointer}/${step}`;
  }

  get sensitive(): boolean {
    return isTrue(this.marks.sensitive);
  }

  secrets(): readonly Span[] {
    return this.#owner?.secrets() ?? [];
  }

  get marks(): Marks {
    return (this.#marks ??= this.findMarks());
  }

  protected findMarks(): Marks {
    const owner = this.#owner?.marks ?? NO_MARKS;
    if (owner === NO_MARKS) return owner;
    const sensitive = isTrue(owner.sensitive) ? owner.sensitive : undefined;
    if (typeof this.#step === 'string') {
      return {
        unknown: entryOf(owner.unknown, this.#step)?.value,
        sensitive: sensitive ?? entryOf(owner.sensitive, this.#step)?.value,
        written: writtenEntry(owner.written, this.#step),
        schema: typeof owner.schema === 'object' ? argumentIn(owner.schema, this.#step) : undefined,
      };
    }
    return {
      unknown: itemOf(owner.unknown, this.#step),
      sensitive: sensitive ?? itemOf(owner.sensitive, this.#step),
      written: this.#owner ? writtenItem(owner.written, this.node, this.#owner.node) : UNSEEN,
      schema: owner.schema,
    };
  }
}

const NO_MARKS: Marks = { unknown: undefined, sensitive: undefined, written: UNSEEN, schema: undefined };

/** The place of a whole resource: its values, named by its address. */
export class ResourcePlace extends PlanPlace {
  readonly #find: () => Marks;
  #secrets: readonly Span[] | undefined;

  constructor(values: Node, address: Node, find: () => Marks) {
    super(values, address, undefined, '');
    this.#find = find;
  }

  override secrets(): readonly Span[] {
    return (this.#secrets ??= [...markedIn(this.node, this.marks.sensitive)]);
  }

  protected override findMarks(): Marks {
    return this.#find();
  }
}

/** The values that a tree of marks says `true` of. */
function* markedIn(value: Node, mark: Node | undefined): Generator<Span> {
  if (mark === undefined) return;
  if (isTrue(mark)) yield value.span;
  else if (mark.isMap) {
    for (const { key, value: inner } of mark.entries()) {
      const marked = entryOf(value, key.text)?.value;
      if (marked) yield* markedIn(marked, inner);
    }
  } else if (mark.isList && value.isList) {
    const marks = [...mark.items()];
    let at = 0;
    for (const item of value.items()) yield* markedIn(item, marks[at++]);
  }
}

/** The root of a document within a string: all of it is known, and as sensitive as the string. */
export class InnerPlace extends PlanPlace {
  readonly #string: PlanPlace;

  constructor(root: Node, string: PlanPlace) {
    super(root, string.key, string, '');
    this.#string = string;
  }

  protected override findMarks(): Marks {
    const { sensitive } = this.#string.marks;
    return isTrue(sensitive) ? { ...NO_MARKS, sensitive } : NO_MARKS;
  }
}

function itemOf(list: Node | undefined, index: number): Node | undefined {
  if (!list?.isList) return undefined;
  let at = 0;
  for (const item of list.items()) if (at++ === index) return item;
  return undefined;
}
