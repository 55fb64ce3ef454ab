import type { Kind, ResourceSource } from '../../../model/index.ts';
import { NODE, parseEmbedded, type Node } from '../../../syntax/index.ts';
import type { Reference } from '../../../values/index.ts';
import { argumentsOf } from '../arguments.ts';
import { partsOf } from '../parts.ts';
import { terraformSpelling, type OpenText } from '../spelling.ts';
import { kindOf, kindsOf, nameWords } from '../types.ts';
import { COMPUTED_BLOCKS } from './computed-blocks.ts';
import { fieldsOf, textOf } from './fields.ts';
import { PlanIndex } from './plan-index.ts';
import { PlanPlace, type Marks } from './plan-place.ts';
import { PlannedTerm, type PlanReader } from './planned-term.ts';
import { plannedResources, type PlannedResource } from './plan-resources.ts';
import { contextOf, innerTerm, type PlanContext } from './plan-terms.ts';
import { targetsOf, type Target } from './targets.ts';
import { EMPTY_BLOCK, UNSEEN, type Written } from './written.ts';

const open: OpenText = (text) => {
  const context = contextOf(text);
  const place = text.origin;
  if (!context || !(place instanceof PlanPlace)) return undefined;
  const document = parseEmbedded(place.node, 'json');
  const root = document.faults.length === 0 ? document.root : undefined;
  return root && (root.isMap || root.isList) ? innerTerm(context, root, place) : undefined;
};

const spelling = terraformSpelling(open);

/** Identifiers that AWS gives: unlike names, they mean one thing only. */
const ID = /^(?:arn:[^:]*:|[a-z]+-(?:[0-9a-f]{8}|[0-9a-f]{17})$)/;

/** One plan while it is lowered: its resources, and what their references lead to. It is the scope of its addresses. */
export class Plan implements PlanReader {
  readonly #resources: readonly PlannedResource[];
  readonly #root: Node;
  #index: PlanIndex | undefined;
  #ids: ReadonlyMap<string, string> | undefined;

  constructor(root: Node) {
    this.#root = root;
    this.#resources = plannedResources(root);
  }

  /** The kinds that its resources are lowered to. */
  kinds(): Set<Kind> {
    const types = new Set(this.#resources.map(({ type }) => type));
    return new Set([...types].flatMap(kindsOf));
  }

  /** What every resource is lowered to. Its values are read when somebody asks for them. */
  sources(): ResourceSource[] {
    const sources: ResourceSource[] = [];
    for (const resource of this.#resources) {
      const { address, type, values } = resource;
      const kind = kindOf(type, (name) => values.get(name)?.text);
      if (!kind) continue;
      const [name] = fieldsOf(values, nameWords(type));
      const term = new PlannedTerm(this, resource);
      sources.push({
        kind,
        address,
        name: name?.kind === NODE.double && name.end - name.start > 2 ? textOf(name) : undefined,
        term,
        spelling: spelling(kind, type),
        scope: this,
        conditional: false,
        dependsOn: kind === 'ecs.service' ? this.#dependsOn(resource) : undefined,
      });
      for (const part of partsOf(type, term)) {
        sources.push({
          kind: part.kind,
          address: `${address}.${part.path}`,
          term: part.term,
          spelling: spelling(part.kind, type),
          scope: this,
          conditional: false,
        });
      }
    }
    return sources;
  }

  /** Addresses of the instances that a service says it must wait for. */
  #dependsOn(resource: PlannedResource): string[] {
    const module = this.#indexed().module(resource.module);
    const entry = module.configuration.resource(resource.localAddress);
    const addresses: string[] = [];
    for (const item of entry?.get('depends_on')?.items() ?? []) {
      for (const { resource: other } of module.resources.get(item.text) ?? []) addresses.push(other.address);
    }
    return addresses;
  }

  #indexed(): PlanIndex {
    return (this.#index ??= new PlanIndex(this.#root.get('configuration'), this.#resources));
  }

  /** What reading the values of a resource takes. */
  contextOf(resource: PlannedResource): PlanContext {
    const { type, key, marked, address } = resource;
    const index = this.#indexed();
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
    };
    return context;
  }

  marksOf(resource: PlannedResource): Marks {
    const { type, unknown, sensitive, localAddress } = resource;
    const entry = this.#indexed().module(resource.module).configuration.resource(localAddress);
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

  reference(address: string, attribute: string | undefined): Reference {
    return attribute === undefined ? { scope: this, address } : { scope: this, address, attribute };
  }
}

function writtenIn(entry: Node | undefined): Written {
  if (!entry) return UNSEEN;
  const node = entry.get('expressions');
  return node ? { as: 'block', node } : EMPTY_BLOCK;
}
