import { NODE, type Node } from '../../../syntax/index.ts';
import type { ListTerm, MapTerm, Origin, Reference, ScalarTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { madeList } from '../../made-terms.ts';
import { argumentIn, isBlock, isComputed, type ArgumentTree } from '../arguments.ts';
import { SELF } from '../shape-terms.ts';
import type { PlannedResource } from './plan-resources.ts';
import { PlanPlace } from './plan-place.ts';
import type { Targets } from './targets.ts';
import { UNSEEN, writtenEntry, writtenItem, type Written } from './written.ts';

/** What terms ask of the plan they are read from. */
export interface PlanContext {
  /** True when `after_unknown` tells what is unknown; without it only `configuration` does. */
  readonly marked: boolean;
  targets(expression: Node): Targets;
  /** The resource whose value a known one is: one that the expression names, or one with this very id. */
  origin(value: string, expression: Node | undefined): Reference | undefined;
  reference(address: string, attribute: string | undefined): Reference;
  /** Blocks that the provider fills in for this resource type. */
  readonly computedBlocks: readonly string[];
}

/** What is known besides the value: trees of the same form. */
export interface Marks {
  /** What the provider's schema says. */
  readonly schema: string | ArgumentTree | undefined;
  readonly unknown: Node | undefined;
  readonly sensitive: Node | undefined;
  readonly written: Written;
}

const REASON = 'known after apply';

/** What a resource asks its plan for. */
export interface PlanReader {
  read(resource: PlannedResource): { readonly context: PlanContext; readonly marks: Marks };
  reference(address: string, attribute: string | undefined): Reference;
}

/** The values of a resource, found out about when somebody first asks. */
export class PlannedTerm implements MapTerm {
  readonly state = 'map';
  readonly open = false;
  readonly origin: PlanPlace;
  readonly #plan: PlanReader;
  readonly #resource: PlannedResource;
  #values: MapTerm | undefined;

  constructor(place: PlanPlace, plan: PlanReader, resource: PlannedResource) {
    this.origin = place;
    this.#plan = plan;
    this.#resource = resource;
  }

  get(name: string): Term | undefined {
    if (name !== SELF) return this.#map().get(name);
    const reference = this.#plan.reference(this.#resource.address, undefined);
    return { state: 'unknown', reason: REASON, reference, written: true, origin: this.origin };
  }

  entries(): ReturnType<MapTerm['entries']> {
    return this.#map().entries();
  }

  #map(): MapTerm {
    if (!this.#values) {
      const { context, marks } = this.#plan.read(this.#resource);
      const { node, key } = this.origin;
      const place = isTrue(marks.sensitive) ? new PlanPlace(node, key, undefined, '', true) : this.origin;
      this.#values = new PlanMap(context, node, place, marks, true);
    }
    return this.#values;
  }
}

/** A document inside a text of the plan, in which everything means what it says. */
export function innerTerm(context: PlanContext, node: Node, place: PlanPlace): Term {
  return termOf(
    context,
    node,
    place,
    { schema: undefined, unknown: undefined, sensitive: undefined, written: UNSEEN },
    false,
  );
}

/** The context that a text was read in; undefined for texts of no plan. */
export function contextOf(term: ScalarTerm): PlanContext | undefined {
  return term instanceof PlanScalar ? term.context : undefined;
}

function termOf(context: PlanContext, node: Node, place: PlanPlace, marks: Marks, block: boolean): Term {
  if (node.isMap) return new PlanMap(context, node, place, marks, block);
  if (node.isList) return new PlanList(context, node, place, marks);
  return new PlanScalar(context, node, place, marks.written.as === 'expression' ? marks.written.node : undefined);
}

class PlanMap implements MapTerm {
  readonly state = 'map';
  readonly open = false;
  readonly origin: PlanPlace;
  readonly #context: PlanContext;
  readonly #node: Node;
  readonly #marks: Marks;
  readonly #block: boolean;

  constructor(context: PlanContext, node: Node, place: PlanPlace, marks: Marks, block: boolean) {
    this.#context = context;
    this.#node = node;
    this.origin = place;
    this.#marks = marks;
    this.#block = block;
  }

  get(name: string): Term | undefined {
    const entry = this.#node.entry(name);
    const mark = this.#marks.unknown?.entry(name);
    if (mark && isTrue(mark.value)) return this.#unknown(name, mark.key, mark.value);
    if (entry) return this.#known(name, entry.key, entry.value);
    if (this.#context.marked) return undefined;
    return this.#unknown(name, this.origin.key ?? this.#node, this.origin.key ?? this.#node);
  }

  *entries(): Generator<{ name: string; key: Origin; value: Term }> {
    const seen = new Set<string>();
    for (const { key } of this.#node.entries()) {
      const name = key.text;
      const value = seen.has(name) ? undefined : this.get(name);
      seen.add(name);
      if (value) yield { name, key: new PlanPlace(key, key, this.origin, name, false), value };
    }
    if (!this.#marks.unknown?.isMap) return;
    for (const { key } of this.#marks.unknown.entries()) {
      const name = key.text;
      const value = seen.has(name) ? undefined : this.get(name);
      if (value) yield { name, key: new PlanPlace(key, key, this.origin, name, false), value };
    }
  }

  #known(name: string, key: Node, node: Node): Term | undefined {
    if (this.#block && isNothing(node)) return undefined;
    const { unknown, sensitive, written } = this.#marks;
    const mask = sensitive?.get(name);
    const place = new PlanPlace(node, key, this.origin, name, this.origin.sensitive || isTrue(mask));
    const marks = {
      schema: this.#schemaOf(name),
      unknown: unknown?.get(name),
      sensitive: mask,
      written: writtenEntry(written, name),
    };
    return termOf(this.#context, node, place, marks, false);
  }

  #unknown(name: string, key: Node, node: Node): Term | undefined {
    const written = writtenEntry(this.#marks.written, name);
    const schema = this.#schemaOf(name);
    const generated =
      typeof schema === 'object' &&
      isBlock(schema) &&
      !this.#context.computedBlocks.includes(name) &&
      this.#context.marked;
    if (written.as === 'unwritten' && !generated) return undefined;
    const sensitive = this.origin.sensitive || isTrue(this.#marks.sensitive?.get(name));
    const place = new PlanPlace(node, key, this.origin, name, sensitive);
    if (written.as !== 'expression') {
      if (!this.#context.marked) return undefined;
      const sure = written.as === 'block' || written.as === 'blocks';
      return { state: 'unknown', reason: REASON, written: sure, origin: place };
    }
    if (!this.#context.marked && !written.node.get('references')) return undefined;
    return unknownOf(this.#context, written.node, place, typeof schema === 'string' ? schema : undefined);
  }

  #schemaOf(name: string): string | ArgumentTree | undefined {
    const { schema } = this.#marks;
    return typeof schema === 'object' ? argumentIn(schema, name) : undefined;
  }
}

class PlanList implements ListTerm {
  readonly state = 'list';
  readonly open = false;
  readonly origin: PlanPlace;
  readonly #context: PlanContext;
  readonly #node: Node;
  readonly #marks: Marks;

  constructor(context: PlanContext, node: Node, place: PlanPlace, marks: Marks) {
    this.#context = context;
    this.#node = node;
    this.origin = place;
    this.#marks = marks;
  }

  *items(): Generator<Term> {
    const { schema, unknown, sensitive, written } = this.#marks;
    const nodes = [...this.#node.items()];
    const unknowns = unknown ? [...unknown.items()] : [];
    const masks = sensitive ? [...sensitive.items()] : [];
    for (const [index, node] of nodes.entries()) {
      const mark = unknowns[index];
      const hidden = this.origin.sensitive || isTrue(masks[index]);
      if (mark && isTrue(mark)) {
        const place = new PlanPlace(mark, undefined, this.origin, index, hidden);
        const targets = written.as === 'expression' ? this.#context.targets(written.node) : undefined;
        yield withReference({ state: 'unknown', reason: REASON, written: true, origin: place }, this.#context, targets);
        continue;
      }
      const place = new PlanPlace(node, undefined, this.origin, index, hidden);
      const marks = {
        schema,
        unknown: mark,
        sensitive: masks[index],
        written: writtenItem(written, node, nodes.length),
      };
      yield termOf(this.#context, node, place, marks, true);
    }
  }
}

class PlanScalar implements ScalarTerm {
  readonly state = 'scalar';
  readonly origin: PlanPlace;
  readonly context: PlanContext;
  readonly #node: Node;
  readonly #expression: Node | undefined;

  constructor(context: PlanContext, node: Node, place: PlanPlace, expression: Node | undefined) {
    this.context = context;
    this.#node = node;
    this.origin = place;
    this.#expression = expression;
  }

  get value(): ScalarTerm['value'] {
    return this.#node.scalar('json') ?? null;
  }

  get text(): string {
    return this.#node.text;
  }

  get reference(): Reference | undefined {
    return this.#node.kind === NODE.double ? this.context.origin(this.text, this.#expression) : undefined;
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
    ...plain,
    written: true,
    reference: context.reference(instance.resource.address, of),
  }));
  if (parts.length > 0 && attribute?.startsWith('[') === true) return madeList(place, parts, true);
  if (parts.length < 2) return { ...plain, ...parts[0], written };
  const types = new Set(found.map(({ instance }) => instance.resource.type));
  return complete && types.size === parts.length ? { state: 'template', parts, origin: place } : plain;
}

function withReference(plain: UnknownTerm, context: PlanContext, targets: Targets | undefined): UnknownTerm {
  const [only, second] = targets?.found ?? [];
  return only && !second
    ? { ...plain, reference: context.reference(only.instance.resource.address, only.attribute) }
    : plain;
}

/** An empty text, list or map is how a plan shows an argument or a block of the provider's that nobody wrote. */
function isNothing(node: Node): boolean {
  return node.kind === NODE.double ? node.end - node.start === 2 : !node.isScalar && node.next === node.index + 1;
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === NODE.plain && node.text === 'true';
}
