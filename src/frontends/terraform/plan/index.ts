import type { ResourceSource } from '../../../model/index.ts';
import type { Frontend, Lowering } from '../../frontend.ts';
import { NODE, parseEmbedded, type Node } from '../../../syntax/index.ts';
import type { Reference } from '../../../values/index.ts';
import { terraformSpelling, type OpenText } from '../spelling.ts';
import { kindOf, nameWord, TERRAFORM_KINDS } from '../types.ts';
import { argumentsOf } from '../arguments.ts';
import { COMPUTED_BLOCKS } from './computed-blocks.ts';
import { PlanIndex, type Instance } from './plan-index.ts';
import { PlanPlace } from './plan-place.ts';
import { plannedResources, type PlannedResource } from './plan-resources.ts';
import { contextOf, innerTerm, resourceTerm, type PlanContext } from './plan-terms.ts';
import { targetsOf } from './targets.ts';
import type { Written } from './written.ts';

/**
 * Lowers what `terraform show -json PLAN` prints: the resources that will exist, not those of before, of drift or of the
 * prior state. A state, which has `values` in place of `planned_values`, is not a plan.
 */
export const terraformPlan: Frontend = {
  name: 'terraform-plan',
  kinds: TERRAFORM_KINDS,

  recognises(root) {
    if (!root.isMap) return false;
    // Terraform before 1.1 wrote the same under versions 0.1 and 0.2.
    const version = root.get('format_version')?.text ?? '';
    if (!/^[01]\.\d+$/.test(version)) return false;
    return root.get('planned_values')?.isMap === true || root.get('resource_changes')?.isList === true;
  },

  lower(inputs, lowering) {
    for (const { root } of inputs) lowerPlan(root, lowering);
  },
};

const open: OpenText = (text) => {
  const context = contextOf(text);
  const place = text.origin;
  if (!context || !(place instanceof PlanPlace)) return undefined;
  const document = parseEmbedded(place.node, 'json');
  const root = document.faults.length === 0 ? document.root : undefined;
  return root && (root.isMap || root.isList) ? innerTerm(context, root, place) : undefined;
};

const spelling = terraformSpelling(open);

function lowerPlan(root: Node, lowering: Lowering): void {
  const plan = new Plan(root);
  for (const resource of plan.resources) {
    const source = plan.lower(resource);
    if (source) lowering.add(source);
  }
}

/** One plan while it is lowered: its resources, and what their references lead to. It is the scope of its addresses. */
class Plan {
  readonly resources: readonly PlannedResource[];
  readonly #index: PlanIndex;
  readonly #values = new Map<string, Node>();
  #ids: ReadonlyMap<string, string> | undefined;

  constructor(root: Node) {
    this.#index = new PlanIndex(root.get('configuration'));
    this.resources = [...plannedResources(root)];
    for (const { address, module, type, name, key, values } of this.resources) {
      this.#index.add(this.#index.module(module), `${type}.${name}`, { address, type, key });
      this.#values.set(address, values);
    }
  }

  lower(resource: PlannedResource): ResourceSource | undefined {
    const { address, type, values } = resource;
    const kind = kindOf(type, (name) => values.get(name)?.text);
    if (!kind) return undefined;
    const place = new PlanPlace(values, resource.addressNode, undefined, '', isTrue(resource.sensitive));
    const { context, written } = this.#standing(resource);
    const { unknown, sensitive } = resource;
    const marks = { schema: argumentsOf(type), unknown, sensitive, written };
    const name = values.get(nameWord(type));
    return {
      kind,
      address,
      name: name?.kind === NODE.double && name.end - name.start > 2 ? name.text : undefined,
      term: resourceTerm(context, values, place, marks, this.#reference(address, undefined)),
      spelling: spelling(kind, type),
      scope: this,
      conditional: false,
    };
  }

  #standing(resource: PlannedResource): { context: PlanContext; written: Written } {
    const module = this.#index.module(resource.module);
    const entry = module.configuration.resource(`${resource.type}.${resource.name}`);
    const expressions = entry?.get('expressions');
    const from = { module, key: resource.key, repeated: entry };
    const context: PlanContext = {
      marked: resource.marked,
      computedBlocks: COMPUTED_BLOCKS[resource.type] ?? [],
      targets: (expression) => targetsOf(this.#index, expression, from),
      origin: (value, expression) => this.#originOf(value, expression && context.targets(expression).found),
      reference: (address, attribute) => this.#reference(address, attribute),
    };
    return { context, written: expressions ? { as: 'block', node: expressions } : { as: 'unseen' } };
  }

  /** The resource that a known value is from: one of those named whose attribute has it, else the one with this id. */
  #originOf(
    value: string,
    targets: readonly { readonly instance: Instance; readonly attribute: string | undefined }[] | undefined,
  ): Reference | undefined {
    for (const { instance, attribute } of targets ?? []) {
      if (attribute === undefined) continue;
      if (this.#values.get(instance.address)?.get(attribute)?.text === value)
        return this.#reference(instance.address, attribute);
    }
    if (!ID.test(value)) return undefined;
    const address = (this.#ids ??= this.#collectIds()).get(value);
    return address === undefined ? undefined : this.#reference(address, undefined);
  }

  #collectIds(): ReadonlyMap<string, string> {
    const ids = new Map<string, string>();
    for (const { address, values } of this.resources) {
      for (const word of ['id', 'arn']) {
        const id = values.get(word);
        if (id?.kind === NODE.double && ID.test(id.text)) ids.set(id.text, address);
      }
    }
    return ids;
  }

  #reference(address: string, attribute: string | undefined): Reference {
    return attribute === undefined ? { scope: this, address } : { scope: this, address, attribute };
  }
}

/** Identifiers that AWS gives: unlike names, they mean one thing only. */
const ID = /^(?:arn:[^:]*:|[a-z]+-(?:[0-9a-f]{8}|[0-9a-f]{17})$)/;

function isTrue(node: Node | undefined): boolean {
  return node?.kind === NODE.plain && node.text === 'true';
}
