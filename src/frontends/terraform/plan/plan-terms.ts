import { NODE, type Node } from '../../../syntax/index.ts';
import type { ListTerm, MapTerm, Origin, Reference, ScalarTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { madeList } from '../../made-terms.ts';
import { PlanPlace } from './plan-place.ts';
import type { Targets } from './targets.ts';
import { writtenEntry, writtenItem, type Written } from './written.ts';

/** What terms ask of the plan they are read from. */
export interface PlanContext {
  /** True when `after_unknown` tells what is unknown; without it only `configuration` does. */
  readonly marked: boolean;
  targets(expression: Node): Targets;
  /** The resource whose value a known one is: one that the expression names, or one with this very id. */
  origin(value: string, expression: Node | undefined): Reference | undefined;
  reference(address: string, attribute: string | undefined): Reference;
}

/** What the plan says besides the value: three trees of the same form. */
export interface Marks {
  readonly unknown: Node | undefined;
  readonly sensitive: Node | undefined;
  readonly written: Written;
}

const REASON = 'known after apply';

/** Attributes that are lists: when one is wholly unknown, the resources that it is made of are its items. */
const LISTS = new Set(
  'capacity_providers cidr_blocks ipv6_cidr_blocks load_balancers managed_policy_arns prefix_list_ids roles route_table_ids security_group_ids security_groups source_security_group_ids subnet_ids subnets target_group_arns vpc_security_group_ids vpc_zone_identifier'.split(
    ' ',
  ),
);

/** The values of a resource, or one of its blocks: a map in which an empty text or list means the same as none. */
export function blockTerm(context: PlanContext, node: Node, place: PlanPlace, marks: Marks): MapTerm {
  return new PlanMap(context, node, place, marks, true);
}

/** A document inside a text of the plan, in which everything means what it says. */
export function innerTerm(context: PlanContext, node: Node, place: PlanPlace): Term {
  return termOf(context, node, place, { unknown: undefined, sensitive: undefined, written: { as: 'unseen' } }, false);
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
    const marks = { unknown: unknown?.get(name), sensitive: mask, written: writtenEntry(written, name) };
    return termOf(this.#context, node, place, marks, false);
  }

  #unknown(name: string, key: Node, node: Node): Term | undefined {
    const written = writtenEntry(this.#marks.written, name);
    if (written.as === 'unwritten') return undefined;
    const sensitive = this.origin.sensitive || isTrue(this.#marks.sensitive?.get(name));
    const place = new PlanPlace(node, key, this.origin, name, sensitive);
    if (written.as !== 'expression') {
      if (!this.#context.marked) return undefined;
      return { state: 'unknown', reason: REASON, written: written.as !== 'unseen', origin: place };
    }
    if (!this.#context.marked && !written.node.get('references')) return undefined;
    return unknownOf(this.#context, written.node, place);
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
    const { unknown, sensitive, written } = this.#marks;
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
      const marks = { unknown: mark, sensitive: masks[index], written: writtenItem(written, node, nodes.length) };
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
 * An attribute whose value is not known. Its expression says what it is made of: one resource is its reference, resources
 * of several types are parts of a text ("service/${cluster}/${service}"), and of two of one type neither can be meant.
 * It is surely written only when it is made of resources alone: a variable or a conditional may give null.
 */
function unknownOf(context: PlanContext, expression: Node, place: PlanPlace): Term {
  const targets = context.targets(expression);
  const plain: UnknownTerm = { state: 'unknown', reason: REASON, written: targets.complete, origin: place };
  const { found } = targets;
  if (found.length > 0 && LISTS.has(place.name)) {
    return madeList(
      place,
      found.map(({ instance, attribute }) => ({
        ...plain,
        written: true,
        reference: context.reference(instance.address, attribute),
      })),
      true,
    );
  }
  const types = new Set(found.map(({ instance }) => instance.type));
  if (found.length < 2 || types.size < found.length || !targets.complete) return withReference(plain, context, targets);
  return {
    state: 'template',
    parts: found.map(({ instance, attribute }) => ({
      ...plain,
      reference: context.reference(instance.address, attribute),
    })),
    origin: place,
  };
}

function withReference(plain: UnknownTerm, context: PlanContext, targets: Targets | undefined): UnknownTerm {
  const [only, second] = targets?.found ?? [];
  return only && !second ? { ...plain, reference: context.reference(only.instance.address, only.attribute) } : plain;
}

/** An empty text or list is how a plan shows an argument or a block of the provider's that nobody wrote. */
function isNothing(node: Node): boolean {
  return node.kind === NODE.double ? node.end - node.start === 2 : node.isList && node.next === node.index + 1;
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === NODE.plain && node.text === 'true';
}
