import type { Kind, ResourceSource } from '../../../model/index.ts';
import { NODE, parseEmbedded, type Node } from '../../../syntax/index.ts';
import type { Reference } from '../../../values/index.ts';
import { argumentsOf } from '../arguments.ts';
import { partsOf } from '../parts.ts';
import { terraformSpelling, type OpenText } from '../spelling.ts';
import { kindsOf, kindsOfResource, nameWords } from '../types.ts';
import { COMPUTED_BLOCKS } from './computed-blocks.ts';
import { fieldsOf, textOf } from './fields.ts';
import { PlanIndex } from './plan-index.ts';
import { PlanPlace, type Marks } from './plan-place.ts';
import { PlannedTerm, type PlanReader } from './planned-term.ts';
import { plannedResources, type PlannedResource } from './plan-resources.ts';
import type { PlanSource, WrittenResource } from './plan-source.ts';
import { contextOf, innerTerm, type PlanContext, type SourceSays } from './plan-terms.ts';
import { targetsOf, type Target } from './targets.ts';
import { EMPTY_BLOCK, UNSEEN, type Written } from './written.ts';

const openPlanned: OpenText = (text) => {
  const context = contextOf(text);
  const place = text.origin;
  if (!context || !(place instanceof PlanPlace)) return undefined;
  const document = parseEmbedded(place.node, 'json');
  const root = document.faults.length === 0 ? document.root : undefined;
  return root && (root.isMap || root.isList) ? innerTerm(context, root, place) : undefined;
};

const plainSpelling = terraformSpelling(openPlanned);

/** Instances of one expression that are asked for what the source says more; others are like them. */
const MOST_ASKED = 8;

/** Identifiers that AWS gives: unlike names, they mean one thing only. */
const ID = /^(?:arn:[^:]*:|[a-z]+-(?:[0-9a-f]{8}|[0-9a-f]{17})$)/;

/** One plan while it is lowered: its resources, and what their references lead to. It is the scope of its addresses. */
export class Plan implements PlanReader, SourceSays {
  readonly root: Node;
  readonly #resources: readonly PlannedResource[];
  readonly #asked = new Map<number, number>();
  #source: PlanSource | undefined;
  #index: PlanIndex | undefined;
  #ids: ReadonlyMap<string, string> | undefined;

  constructor(root: Node) {
    this.root = root;
    this.#resources = plannedResources(root);
  }

  /** The kinds that its resources are lowered to. */
  kinds(): Set<Kind> {
    const types = new Set(this.#resources.map(({ type }) => type));
    return new Set([...types].flatMap(kindsOf));
  }

  /**
   * What every resource is lowered to. Its values are read when somebody asks for them. With its source, places and what
   * the plan does not know are taken from there.
   */
  sources(source?: PlanSource): ResourceSource[] {
    this.#source = source;
    const spelling = source ? terraformSpelling((text) => openPlanned(text) ?? source.open(text)) : plainSpelling;
    const scope = source?.scope ?? this;
    const sources: ResourceSource[] = [];
    for (const resource of this.#resources) {
      const { type, values, address } = resource;
      for (const kind of kindsOfResource(type, (name) => values.get(name)?.text)) {
        const term = new PlannedTerm(this, resource);
        sources.push({
          kind,
          address,
          name: this.#nameOf(resource),
          term,
          spelling: spelling(kind, type),
          scope,
          conditional: false,
          dependsOn: kind === 'ecs.service' ? this.#dependsOn(resource) : undefined,
        });
        for (const { kind: part, path, term: inner } of partsOf(type, term)) {
          const place = { address: `${address}.${path}`, scope, conditional: false };
          sources.push({ ...place, kind: part, term: inner, spelling: spelling(part, type) });
        }
      }
    }
    return sources;
  }

  #nameOf({ type, values }: PlannedResource): string | undefined {
    const [name] = fieldsOf(values, nameWords(type));
    return name?.kind === NODE.double && name.end - name.start > 2 ? textOf(name) : undefined;
  }

  /** Its resources by address, with what marks their secrets. */
  known(): [string, { readonly values: Node; readonly sensitive: Node | undefined }][] {
    return this.#resources.map((resource) => [resource.address, resource]);
  }

  /** One instance of each resource that the configuration declares. */
  *declared(): Generator<PlannedResource> {
    const seen = new Map<object, Set<string>>();
    for (const { configuration, resources } of this.index.modules()) {
      let known = seen.get(configuration);
      if (!known) seen.set(configuration, (known = new Set<string>()));
      for (const [address, [first]] of resources) {
        if (first && !known.has(address)) yield first.resource;
        known.add(address);
      }
    }
  }

  /** Addresses of the instances that a service says it must wait for. */
  #dependsOn(resource: PlannedResource): string[] {
    const module = this.index.module(resource.module);
    const entry = module.configuration.resource(resource.localAddress);
    const addresses: string[] = [];
    for (const item of entry?.get('depends_on')?.items() ?? []) {
      for (const { resource: other } of module.resources.get(item.text) ?? []) addresses.push(other.address);
    }
    return addresses;
  }

  /** Its modules and instances. */
  get index(): PlanIndex {
    return (this.#index ??= new PlanIndex(this.root.get('configuration'), this.#resources));
  }

  /** What reading the values of a resource takes. */
  contextOf(resource: PlannedResource): PlanContext {
    const { type, key, marked, address } = resource;
    const index = this.index;
    const module = index.module(resource.module);
    const repeated = module.configuration.resource(resource.localAddress);
    const context: PlanContext = {
      marked,
      computedBlocks: COMPUTED_BLOCKS[type] ?? [],
      self: this.reference(address, undefined),
      refers: repeated?.raw.includes('"references"') ?? false,
      targets: (expression) => targetsOf(index, expression, { module, key, repeated }),
      origin: (value, expression) => this.#originOf(value, expression ? context.targets(expression).found : []),
      reference: (other, attribute) => this.reference(other, attribute),
      source: this.#source && this,
    };
    return context;
  }

  marksOf(resource: PlannedResource): Marks {
    const { type, unknown, sensitive, localAddress } = resource;
    const entry = this.index.module(resource.module).configuration.resource(localAddress);
    return { unknown, sensitive, written: writtenIn(entry), schema: argumentsOf(type) };
  }

  /** The resource that a known value is from: one of those named whose attribute has it, else the one with this id. */
  #originOf(value: string, targets: readonly Target[]): Reference | undefined {
    for (const { instance, attribute } of targets) {
      if (attribute !== undefined && instance.resource.values.get(attribute)?.text === value) {
        return this.reference(instance.resource.address, attribute);
      }
    }
    if (!ID.test(value)) return undefined;
    const address = (this.#ids ??= this.#collectIds()).get(value);
    return address === undefined ? undefined : this.reference(address, undefined);
  }

  #collectIds(): ReadonlyMap<string, string> {
    const ids = new Map<string, string>();
    for (const { address, type, values } of this.#resources) {
      // An `arn` that the user writes is another resource's.
      const own = argumentsOf(type)?.['arn'] === 'string=';
      for (const word of own ? ['id', 'arn'] : ['id']) {
        const id = values.get(word);
        if (id?.kind === NODE.double && ID.test(id.text)) ids.set(id.text, address);
      }
    }
    return ids;
  }

  sourceOf(resource: PlannedResource): WrittenResource | undefined {
    return this.#source?.find(resource);
  }

  mayTell(expression: Node): boolean {
    return (this.#asked.get(expression.index) ?? 0) < MOST_ASKED;
  }

  tellsNothing(expression: Node): void {
    this.#asked.set(expression.index, (this.#asked.get(expression.index) ?? 0) + 1);
  }

  reference(address: string, attribute: string | undefined): Reference {
    const scope = this.#source?.scope ?? this;
    return attribute === undefined ? { scope, address } : { scope, address, attribute };
  }
}

function writtenIn(entry: Node | undefined): Written {
  if (!entry) return UNSEEN;
  const node = entry.get('expressions');
  return node ? { as: 'block', node } : EMPTY_BLOCK;
}
