import type { Node } from '../../../syntax/index.ts';
import { isLowered } from '../types.ts';
import { fieldsOf, textOf } from './fields.ts';

/** One resource as it will be. What only some readers ask for is looked up when they do. */
export class PlannedResource {
  readonly type: string;
  readonly addressNode: Node;
  readonly values: Node;
  /** False where the plan does not mark unknown values. */
  readonly marked: boolean;
  readonly #item: Node;
  readonly #module: string | undefined;
  #facts: (Node | undefined)[] | undefined;
  #address: string | undefined;
  #localAddress: string | undefined;

  /** `module` is that of a planned value; a change says its own. */
  constructor(item: Node, type: string, address: Node, values: Node, module?: string) {
    this.#item = item;
    this.type = type;
    this.addressNode = address;
    this.values = values;
    this.marked = module === undefined;
    this.#module = module;
  }

  /** Full address: `module.web["a.b"].aws_ecs_service.this[0]`. */
  get address(): string {
    return (this.#address ??= textOf(this.addressNode));
  }

  /** Type and name: the address in its module, without a key. */
  get localAddress(): string {
    const isLocal = this.module === '' && this.key === undefined;
    return (this.#localAddress ??= isLocal ? this.address : `${this.type}.${this.name}`);
  }

  /** Address of its module. */
  get module(): string {
    return this.#module ?? this.#fact(MODULE)?.text ?? '';
  }

  /** The name in its block: with the type its address in the module, without a key. */
  get name(): string {
    return this.#fact(NAME)?.text ?? '';
  }

  /** Its `count` index or `for_each` key, as addresses write it between brackets. */
  get key(): string | undefined {
    const index = this.#fact(INDEX);
    return index && (index.isQuoted ? JSON.stringify(index.text) : index.raw);
  }

  get unknown(): Node | undefined {
    return this.#fact(CHANGE)?.get('after_unknown');
  }

  get sensitive(): Node | undefined {
    return this.marked ? this.#fact(CHANGE)?.get('after_sensitive') : this.#fact(SENSITIVE);
  }

  #fact(which: number): Node | undefined {
    return (this.#facts ??= fieldsOf(this.#item, FACTS))[which];
  }
}

const FACTS = ['module_address', 'name', 'index', 'change', 'sensitive_values'];
const [MODULE, NAME, INDEX, CHANGE, SENSITIVE] = [0, 1, 2, 3, 4] as const;

/**
 * The managed resources of our types that will exist once the plan is applied, in its order: those that changes create,
 * update, replace or leave alone, and those of `planned_values` that the changes leave out, as they do where somebody has
 * filtered them. Source: Terraform, "JSON Output Format".
 */
export function plannedResources(root: Node): PlannedResource[] {
  const changes = root.get('resource_changes');
  const planned = root.get('planned_values')?.get('root_module');
  const changed = changes?.isList ? changedResources(changes) : { count: 0, resources: [] };
  if (!planned || countOf(planned) <= changed.count) return changed.resources;
  const known = new Set(changed.resources.map(({ address }) => address));
  return [...changed.resources, ...plannedIn(planned).filter(({ address }) => !known.has(address))];
}

const CHANGED = ['type', 'mode', 'address', 'change'];
const CHANGE_OF = ['actions', 'after'];

/** Those of our types, and how many there are of any. */
function changedResources(changes: Node): { readonly count: number; readonly resources: PlannedResource[] } {
  const resources: PlannedResource[] = [];
  let count = 0;
  for (const item of changes.items()) {
    const [type, mode, address, change] = fieldsOf(item, CHANGED);
    if (!type || !address || !change || !isManaged(mode)) continue;
    const [actions, values] = fieldsOf(change, CHANGE_OF);
    if (values?.isMap !== true || !remains(actions)) continue;
    count++;
    const name = textOf(type);
    if (isLowered(name)) resources.push(new PlannedResource(item, name, address, values));
  }
  return { count, resources };
}

const PLANNED = ['type', 'mode', 'address', 'values'];

function plannedIn(root: Node): PlannedResource[] {
  const resources: PlannedResource[] = [];
  for (const module of modulesIn(root)) {
    const within = module.get('address')?.text ?? '';
    for (const item of module.get('resources')?.items() ?? []) {
      const [type, mode, address, values] = fieldsOf(item, PLANNED);
      if (!type || !address || values?.isMap !== true || !isManaged(mode)) continue;
      const name = textOf(type);
      if (isLowered(name)) resources.push(new PlannedResource(item, name, address, values, within));
    }
  }
  return resources;
}

function countOf(root: Node): number {
  let count = 0;
  for (const module of modulesIn(root)) for (const _item of module.get('resources')?.items() ?? []) count++;
  return count;
}

/** A module of `planned_values` and those within it, in their order. */
function* modulesIn(root: Node): Generator<Node> {
  const modules = [root];
  for (let module = modules.pop(); module; module = modules.pop()) {
    yield module;
    modules.push(...[...(module.get('child_modules')?.items() ?? [])].reverse());
  }
}

function isManaged(mode: Node | undefined): boolean {
  return mode !== undefined && textOf(mode) === 'managed';
}

const GONE = new Set(['delete', 'forget', 'read']);

/** False for what the plan deletes, forgets or only reads. */
function remains(actions: Node | undefined): boolean {
  if (!actions?.isList || actions.next !== actions.index + 2) return true;
  return !GONE.has(textOf(actions.document.node(actions.index + 1)));
}
