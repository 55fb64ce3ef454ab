import { NODE, type Node } from '../../../syntax/index.ts';
import type { ListTerm, MapTerm, Origin, Reference, ScalarTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { madeList } from '../../made-terms.ts';
import { isBlock, isComputed } from '../arguments.ts';
import { SELF } from '../shape-terms.ts';
import { entryOf, isTrue, textOf } from './fields.ts';
import { filledFrom } from './filled.ts';
import { InnerPlace, KeyPlace, PlanPlace } from './plan-place.ts';
import type { Targets } from './targets.ts';

/** What terms ask of the plan they are read from. */
export interface PlanContext {
  /** True when `after_unknown` tells what is unknown; without it only `configuration` does. */
  readonly marked: boolean;
  /** Blocks that the provider fills in for this resource type. */
  readonly computedBlocks: readonly string[];
  /** What a reference to the resource itself would be. */
  readonly self: Reference;
  /** False when none of its expressions names anything. */
  readonly refers: boolean;
  targets(expression: Node): Targets;
  /** The resource whose value a known one is: one that the expression names, or one with this very id. */
  origin(value: string, expression: Node | undefined): Reference | undefined;
  reference(address: string, attribute: string | undefined): Reference;
  /** What the source tells of unknown values; undefined without one. */
  readonly source: SourceSays | undefined;
}

/** Remembers which expressions of `configuration` their source says no more of than that they are not known. */
export interface SourceSays {
  /** Is it worth asking once more? */
  mayTell(expression: Node): boolean;
  tellsNothing(expression: Node): void;
}

const REASON = 'known after apply';

/** The values of a resource. */
export function resourceTerm(context: PlanContext, place: PlanPlace): MapTerm {
  return new PlanMap(context, place, true);
}

/** A document inside a text of the plan, in which everything means what it says. */
export function innerTerm(context: PlanContext, root: Node, string: PlanPlace): Term {
  return termOf(context.refers ? { ...context, refers: false } : context, new InnerPlace(root, string), false);
}

/** The context that a text was read in; undefined for texts of no plan. */
export function contextOf(term: ScalarTerm): PlanContext | undefined {
  return term instanceof PlanScalar ? term.context : undefined;
}

function termOf(context: PlanContext, place: PlanPlace, block: boolean): Term {
  const { kind } = place.node;
  if (kind === NODE.map) return new PlanMap(context, place, block);
  return kind === NODE.list ? new PlanList(context, place) : new PlanScalar(context, place);
}

class PlanMap implements MapTerm {
  readonly state = 'map';
  readonly open = false;
  readonly origin: PlanPlace;
  readonly #context: PlanContext;
  /** Is it a resource or a block of one, in which an empty text, list or map means the same as none? */
  readonly #block: boolean;
  /** What is not known, by name: it takes the longest to find out, and views ask again. */
  #unknowns: Map<string, Term | undefined> | undefined;

  constructor(context: PlanContext, place: PlanPlace, block: boolean) {
    this.#context = context;
    this.origin = place;
    this.#block = block;
  }

  get(name: string): Term | undefined {
    const place = this.origin;
    const entry = entryOf(place.node, name);
    if (entry && !(this.#block && isNothing(entry.value) && this.#isWhole(name))) {
      return termOf(this.#context, new PlanPlace(entry.value, entry.key, place, name), false);
    }
    return name === SELF ? this.#identity() : this.#unknown(name);
  }

  *entries(): Generator<{ name: string; key: Origin; value: Term }> {
    const seen = new Set<string>();
    const { node, marks } = this.origin;
    for (const map of [node, marks.unknown]) {
      for (const { key } of map?.entries() ?? []) {
        const name = key.text;
        const value = seen.has(name) ? undefined : this.get(name);
        seen.add(name);
        if (value) yield { name, key: new KeyPlace(key, key, this.origin, name), value };
      }
    }
  }

  /** Is it not a map of which all values are unknown? */
  #isWhole(name: string): boolean {
    const mark = entryOf(this.origin.marks.unknown, name)?.value;
    return mark?.isMap !== true || mark.next === mark.index + 1;
  }

  #identity(): Term {
    return { state: 'unknown', reason: REASON, reference: this.#context.self, written: true, origin: this.origin };
  }

  #unknown(name: string): Term | undefined {
    const owner = this.origin;
    const mark = entryOf(owner.marks.unknown, name);
    if (this.#context.marked && !(mark && isTrue(mark.value))) return undefined;
    const unknowns = (this.#unknowns ??= new Map<string, Term | undefined>());
    if (!unknowns.has(name)) {
      const node = owner.key ?? owner.node;
      const place = new PlanPlace(mark?.value ?? node, mark?.key ?? node, owner, name);
      const planned = this.#planned(name, place);
      unknowns.set(name, planned && filledFrom(this.#context.source, place, planned));
    }
    return unknowns.get(name);
  }

  /** What the plan alone tells of a value that is not known. */
  #planned(name: string, place: PlanPlace): Term | undefined {
    const { written, schema } = place.marks;
    if (written.as === 'expression') {
      if (!this.#context.marked && !written.node.get('references')) return undefined;
      return unknownOf(this.#context, written.node, place, typeof schema === 'string' ? schema : undefined);
    }
    if (!this.#context.marked) return undefined;
    const generated = typeof schema === 'object' && isBlock(schema) && !this.#context.computedBlocks.includes(name);
    if (written.as === 'unwritten' && !generated) return undefined;
    const sure = written.as === 'block' || written.as === 'blocks';
    return { state: 'unknown', reason: REASON, written: sure, origin: place };
  }
}

class PlanList implements ListTerm {
  readonly state = 'list';
  readonly open = false;
  readonly origin: PlanPlace;
  readonly #context: PlanContext;

  constructor(context: PlanContext, place: PlanPlace) {
    this.#context = context;
    this.origin = place;
  }

  *items(): Generator<Term> {
    const { node, marks } = this.origin;
    const unknowns = marks.unknown?.isList === true ? [...marks.unknown.items()] : [];
    let index = 0;
    for (const item of node.items()) {
      const mark = unknowns[index];
      if (mark && isTrue(mark)) yield this.#unknown(mark, index);
      else yield termOf(this.#context, new PlanPlace(item, undefined, this.origin, index), true);
      index++;
    }
  }

  #unknown(mark: Node, index: number): Term {
    const { written } = this.origin;
    const origin = new PlanPlace(mark, undefined, this.origin, index);
    const [only, second] = written.as === 'expression' ? this.#context.targets(written.node).found : [];
    const plain: UnknownTerm = { state: 'unknown', reason: REASON, written: true, origin };
    const isOne = only && !second;
    const reference = isOne && this.#context.reference(only.instance.resource.address, only.attribute);
    return filledFrom(this.#context.source, origin, reference ? { ...plain, reference } : plain);
  }
}

class PlanScalar implements ScalarTerm {
  readonly state = 'scalar';
  readonly origin: PlanPlace;
  readonly context: PlanContext;
  #text: string | undefined;

  constructor(context: PlanContext, place: PlanPlace) {
    this.context = context;
    this.origin = place;
  }

  get value(): ScalarTerm['value'] {
    const { node } = this.origin;
    return node.kind === NODE.double ? this.text : (node.scalar('json') ?? null);
  }

  get text(): string {
    return (this.#text ??= textOf(this.origin.node));
  }

  get reference(): Reference | undefined {
    if (this.origin.node.kind !== NODE.double) return undefined;
    const written = this.context.refers ? this.origin.written : undefined;
    return this.context.origin(this.text, written?.as === 'expression' ? written.node : undefined);
  }
}

/**
 * An attribute whose value is not known. Its expression says what it is made of: the resources of a list are its items,
 * one resource is its reference, resources of several types are parts of a text ("service/${cluster}/${service}"), and of
 * two of one type neither can be meant. It is surely written where the provider does not fill it in, or where it is made
 * of resources alone: a variable or a conditional may give null, and does when nothing in it could be unknown.
 */
function unknownOf(
  context: PlanContext,
  expression: Node,
  place: PlanPlace,
  attribute: string | undefined,
): Term | undefined {
  const { found, complete, fixed } = context.targets(expression);
  const computed = attribute === undefined || isComputed(attribute);
  if (computed && fixed) return undefined;
  const written = complete || !computed;
  const plain: UnknownTerm = { state: 'unknown', reason: REASON, written, origin: place };
  const parts = found.map(({ instance, attribute: of }): UnknownTerm => ({
    state: 'unknown',
    reason: REASON,
    written: true,
    reference: context.reference(instance.resource.address, of),
    origin: place,
  }));
  if (parts.length > 0 && attribute?.startsWith('[') === true) return madeList(place, parts, true);
  if (parts.length < 2) return { ...plain, ...parts[0], written };
  const types = new Set(found.map(({ instance }) => instance.resource.type));
  return complete && types.size === parts.length ? { state: 'template', parts, origin: place } : plain;
}

/** How a plan shows an argument or a block of the provider's that nobody wrote. */
function isNothing(node: Node): boolean {
  return node.kind === NODE.double ? node.end - node.start === 2 : !node.isScalar && node.next === node.index + 1;
}
