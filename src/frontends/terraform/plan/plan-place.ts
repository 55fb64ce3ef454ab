import { NodeOrigin, stretchOf, type Node } from '../../../syntax/index.ts';
import type { Edit, Span } from '../../../text/source.ts';
import type { Hop, Origin, SettledTerm, Term } from '../../../values/index.ts';
import { argumentIn, type ArgumentTree } from '../arguments.ts';
import { entryOf, isTrue } from './fields.ts';
import type { WrittenResource } from './plan-source.ts';
import { certain, entryTwin, isSame, itemTwins } from './twins.ts';
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

/** Where the source has a value, or the nearest thing around it that it does have. */
interface SourceOrigin {
  readonly origin: Origin;
  /** Is it the place of the value itself? */
  readonly exact: boolean;
}

/**
 * The place of a value in a plan, and the way to it. A plan is one long line, so what tells the user anything is the place
 * in its source, where that is at hand, and else the resource's address and the pointer within its values. What the plan
 * and the source say of the place is looked up when it is asked for, which for most values is never. Only what the source
 * itself says can be edited.
 */
export class PlanPlace implements Origin {
  readonly node: Node;
  /** The key before it; for a resource its address, which is what names it. */
  readonly key: Node | undefined;
  protected readonly owner: PlanPlace | undefined;
  readonly #step: string | number;
  #marks: Marks | undefined;
  #twin: Term | null | undefined;
  #items: readonly (Term | undefined)[] | undefined;

  constructor(node: Node, key: Node | undefined, owner: PlanPlace | undefined, step: string | number) {
    this.node = node;
    this.key = key;
    this.owner = owner;
    this.#step = step;
  }

  get span(): Span {
    const source = this.source;
    if (source) return source.exact ? source.origin.span : source.origin.head;
    return this.node.span;
  }

  get head(): Span {
    const { source } = this;
    if (source) return source.origin.head;
    if (this.node.isScalar) return this.node.span;
    return this.key?.span ?? this.owner?.head ?? this.node.span;
  }

  stretch(text: string, start: number, end: number): Span | undefined {
    const { source } = this;
    if (!source) return stretchOf(this.node, text, start, end);
    return source.exact ? source.origin.stretch?.(text, start, end) : undefined;
  }

  get name(): string {
    return typeof this.#step === 'string' && this.#step !== '' ? this.#step : (this.owner?.name ?? '');
  }

  get via(): readonly Hop[] {
    return this.source?.origin.via ?? NO_HOPS;
  }

  /** Of the resource that it stands in; undefined where the source has a place that tells more. */
  get address(): string | undefined {
    return this.source?.exact === true ? undefined : this.root.key?.text;
  }

  /** JSON pointer within the values of the resource, and on into the documents that its strings hold; likewise. */
  get pointer(): string | undefined {
    return this.source?.exact === true ? undefined : this.#path();
  }

  #path(): string {
    if (!this.owner) return '';
    if (this.#step === '') return this.owner.#path();
    const step = String(this.#step).replaceAll('~', '~0').replaceAll('/', '~1');
    return `${this.owner.#path()}/${step}`;
  }

  get sensitive(): boolean {
    return isTrue(this.marks.sensitive) && !(this.isInDocument && this.#isPlain());
  }

  secrets(): readonly Span[] {
    return this.owner?.secrets() ?? [];
  }

  /** Where a secret value stands: here, and in the source where that writes it out. */
  secretSpans(): readonly Span[] {
    const { source } = this;
    const origin = source?.exact === true ? source.origin : undefined;
    const isWritten = origin instanceof NodeOrigin && origin.node.isScalar;
    return isWritten ? [this.node.span, origin.span] : [this.node.span];
  }

  removal(): readonly Edit[] | undefined {
    const { source } = this;
    return source?.exact === true && this.#isUnchanged() ? source.origin.removal?.() : undefined;
  }

  replacement(value: string | number | boolean): readonly Edit[] | undefined {
    const { source } = this;
    return source?.exact === true && this.#isUnchanged() ? source.origin.replacement?.(value) : undefined;
  }

  /**
   * Does the source give this very value from nothing secret? A plan marks the whole of a document, such as
   * `container_definitions`, where one value in it is secret.
   */
  #isPlain(): boolean {
    return this.twin !== undefined && this.twin.origin.sensitive !== true && this.#isUnchanged();
  }

  /** Does the source still say what the plan was made of? */
  #isUnchanged(): boolean {
    const said = certain(this.twin);
    return said !== undefined && (!this.node.isScalar || isSame(this.node.text, said));
  }

  get marks(): Marks {
    return (this.#marks ??= this.findMarks());
  }

  /** Of its marks the one that every text is asked for. */
  get written(): Written {
    return this.#marks?.written ?? this.findWritten();
  }

  /** What the source gives for it; undefined where there is no source, or it has nothing here. */
  get twin(): Term | undefined {
    if (this.#twin === undefined) this.#twin = this.findTwin() ?? null;
    return this.#twin ?? undefined;
  }

  /** The place that the source has for it. */
  protected get source(): SourceOrigin | undefined {
    const origin = this.twin?.origin;
    if (origin) return { origin, exact: true };
    const around = this.owner?.source;
    return around?.exact === true ? { origin: around.origin, exact: false } : around;
  }

  protected get isInDocument(): boolean {
    return this.owner?.isInDocument ?? false;
  }

  protected get root(): PlanPlace {
    return this.owner?.root ?? this;
  }

  /** Reads the document in a text of the source. */
  protected openTwin(twin: SettledTerm | undefined): Term | undefined {
    return this.owner?.openTwin(twin);
  }

  protected findTwin(): Term | undefined {
    const { owner } = this;
    if (owner?.twin === undefined) return undefined;
    if (typeof this.#step === 'string') return entryTwin(owner.twin, this.#step);
    owner.#items ??= itemTwins(owner.node, certain(owner.twin), !isSet(owner.marks.schema));
    return owner.#items[this.#step];
  }

  protected findMarks(): Marks {
    const owner = this.owner?.marks ?? NO_MARKS;
    if (owner === NO_MARKS) return owner;
    const sensitive = isTrue(owner.sensitive) ? owner.sensitive : undefined;
    if (typeof this.#step === 'string') {
      return {
        unknown: entryOf(owner.unknown, this.#step)?.value,
        sensitive: sensitive ?? entryOf(owner.sensitive, this.#step)?.value,
        written: this.findWritten(),
        schema: typeof owner.schema === 'object' ? argumentIn(owner.schema, this.#step) : undefined,
      };
    }
    return {
      unknown: itemOf(owner.unknown, this.#step),
      sensitive: sensitive ?? itemOf(owner.sensitive, this.#step),
      written: this.findWritten(),
      schema: owner.schema,
    };
  }

  protected findWritten(): Written {
    const { owner } = this;
    if (!owner) return UNSEEN;
    const around = owner.marks.written;
    if (typeof this.#step === 'string') return writtenEntry(around, this.#step);
    return writtenItem(around, this.node, owner.node);
  }
}

const NO_MARKS: Marks = { unknown: undefined, sensitive: undefined, written: UNSEEN, schema: undefined };

/** What is known of a resource besides its values, found when somebody asks. */
export interface Facts {
  marks(): Marks;
  source(): WrittenResource | undefined;
}

/** The place of a whole resource: its values, named by its address. */
export class ResourcePlace extends PlanPlace {
  readonly #facts: Facts;
  #secrets: readonly Span[] | undefined;
  #written: WrittenResource | null | undefined;

  constructor(values: Node, address: Node, facts: Facts) {
    super(values, address, undefined, '');
    this.#facts = facts;
  }

  override secrets(): readonly Span[] {
    return (this.#secrets ??= [...markedIn(this, this.marks.sensitive)].flatMap((place) => place.secretSpans()));
  }

  override get address(): string | undefined {
    return this.source?.exact === true ? undefined : this.key?.text;
  }

  protected override get source(): SourceOrigin | undefined {
    const written = this.#resource;
    return written && { origin: written.place, exact: written.isWhole };
  }

  protected override openTwin(twin: SettledTerm | undefined): Term | undefined {
    if (twin?.state !== 'scalar') return twin;
    return this.#resource?.open(twin);
  }

  protected override findTwin(): Term | undefined {
    return this.#resource?.body();
  }

  protected override findMarks(): Marks {
    return this.#facts.marks();
  }

  protected override findWritten(): Written {
    return this.marks.written;
  }

  get #resource(): WrittenResource | undefined {
    if (this.#written === undefined) this.#written = this.#facts.source() ?? null;
    return this.#written ?? undefined;
  }
}

/** The places that a tree of marks says `true` of. */
function* markedIn(place: PlanPlace, mark: Node | undefined): Generator<PlanPlace> {
  if (mark === undefined) return;
  const { node } = place;
  if (isTrue(mark)) yield place;
  else if (mark.isMap) {
    for (const { key, value } of mark.entries()) {
      const marked = entryOf(node, key.text);
      if (marked) yield* markedIn(new PlanPlace(marked.value, marked.key, place, key.text), value);
    }
  } else if (mark.isList && node.isList) {
    const marks = [...mark.items()];
    let at = 0;
    for (const item of node.items()) {
      yield* markedIn(new PlanPlace(item, undefined, place, at), marks[at]);
      at++;
    }
  }
}

/** The key of an entry. */
export class KeyPlace extends PlanPlace {
  protected override get source(): SourceOrigin | undefined {
    const map = certain(this.owner?.twin);
    for (const { name, key } of map?.state === 'map' ? map.entries() : []) {
      if (name === this.name) return { origin: key, exact: true };
    }
    return super.source;
  }
}

/** The root of a document within a string: all of it is known, and as sensitive as the string. */
export class InnerPlace extends PlanPlace {
  readonly #string: PlanPlace;

  constructor(root: Node, string: PlanPlace) {
    super(root, string.key, string, '');
    this.#string = string;
  }

  protected override get isInDocument(): boolean {
    return true;
  }

  protected override findTwin(): Term | undefined {
    return this.openTwin(certain(this.#string.twin));
  }

  protected override findMarks(): Marks {
    const { sensitive } = this.#string.marks;
    return isTrue(sensitive) ? { ...NO_MARKS, sensitive } : NO_MARKS;
  }

  protected override findWritten(): Written {
    return UNSEEN;
  }
}

function itemOf(list: Node | undefined, index: number): Node | undefined {
  if (!list?.isList) return undefined;
  let at = 0;
  for (const item of list.items()) if (at++ === index) return item;
  return undefined;
}

/** Does a plan list these blocks in an order of its own? */
function isSet(schema: Schema): boolean {
  const nesting = typeof schema === 'object' ? schema['$'] : undefined;
  return typeof nesting === 'string' && nesting.includes('set');
}
