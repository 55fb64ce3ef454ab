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
 * update, replace or leave alone. Without changes, those of `planned_values`. Source: Terraform, "JSON Output Format".
 */
export function plannedResources(root: Node): PlannedResource[] {
  const changes = root.get('resource_changes');
  const planned = root.get('planned_values')?.get('root_module');
  if (changes?.isList) return changedResources(changes);
  return planned ? plannedIn(planned) : [];
}

const CHANGED = ['type', 'mode', 'address', 'change'];
const CHANGE_OF = ['actions', 'after'];

function changedResources(changes: Node): PlannedResource[] {
  const resources: PlannedResource[] = [];
  for (const item of changes.items()) {
    const [type, mode, address, change] = fieldsOf(item, CHANGED);
    if (!address || !change || !isOurs(type, mode)) continue;
    const [actions, values] = fieldsOf(change, CHANGE_OF);
    if (values?.isMap !== true || !remains(actions)) continue;
    resources.push(new PlannedResource(item, textOf(type), address, values));
  }
  return resources;
}

const PLANNED = ['type', 'mode', 'address', 'values'];

function plannedIn(root: Node): PlannedResource[] {
  const resources: PlannedResource[] = [];
  const modules = [root];
  for (let module = modules.pop(); module; module = modules.pop()) {
    const within = module.get('address')?.text ?? '';
    for (const item of module.get('resources')?.items() ?? []) {
      const [type, mode, address, values] = fieldsOf(item, PLANNED);
      if (!address || values?.isMap !== true || !isOurs(type, mode)) continue;
      resources.push(new PlannedResource(item, textOf(type), address, values, within));
    }
    modules.push(...[...(module.get('child_modules')?.items() ?? [])].reverse());
  }
  return resources;
}

function isOurs(type: Node | undefined, mode: Node | undefined): type is Node {
  return type !== undefined && isLowered(textOf(type)) && mode !== undefined && textOf(mode) === 'managed';
}

const GONE = new Set(['delete', 'forget', 'read']);

/** False for what the plan deletes, forgets or only reads. */
function remains(actions: Node | undefined): boolean {
  if (!actions?.isList || actions.next !== actions.index + 2) return true;
  return !GONE.has(textOf(actions.document.node(actions.index + 1)));
}
