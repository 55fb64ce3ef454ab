import type { Node } from '../../../syntax/index.ts';
import { isLowered } from '../types.ts';

/** One resource as it will be: its values, and the trees that mark them. */
export interface PlannedResource {
  readonly address: string;
  readonly addressNode: Node | undefined;
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** JSON text of the instance key. */
  readonly key: string | undefined;
  readonly values: Node;
  /** Undefined where the plan does not mark unknown values. */
  readonly unknown: Node | undefined;
  readonly sensitive: Node | undefined;
  readonly marked: boolean;
}

/**
 * The managed resources of our types that will exist once the plan is applied, in its order: those that changes create,
 * update, replace or leave alone. Without changes, those of `planned_values`. Source: Terraform, "JSON Output Format".
 */
export function* plannedResources(root: Node): Generator<PlannedResource> {
  const changes = root.get('resource_changes');
  if (changes?.isList) {
    for (const item of changes.items()) {
      const change = item.get('change');
      const values = change?.get('after');
      if (!change || !values?.isMap || !remains(change.get('actions'))) continue;
      const resource = resourceOf(item, values, item.get('module_address')?.text ?? '');
      if (!resource) continue;
      const unknown = change.get('after_unknown');
      yield { ...resource, unknown, sensitive: change.get('after_sensitive'), marked: true };
    }
    return;
  }
  const planned = root.get('planned_values')?.get('root_module');
  if (planned) yield* plannedIn(planned);
}

function* plannedIn(root: Node): Generator<PlannedResource> {
  const modules = [root];
  for (let module = modules.pop(); module; module = modules.pop()) {
    const address = module.get('address')?.text ?? '';
    for (const item of module.get('resources')?.items() ?? []) {
      const values = item.get('values');
      const resource = values?.isMap ? resourceOf(item, values, address) : undefined;
      if (resource) yield { ...resource, unknown: undefined, sensitive: item.get('sensitive_values'), marked: false };
    }
    modules.push(...[...(module.get('child_modules')?.items() ?? [])].reverse());
  }
}

function resourceOf(
  item: Node,
  values: Node,
  module: string,
): Omit<PlannedResource, 'unknown' | 'sensitive' | 'marked'> | undefined {
  const type = item.get('type')?.text ?? '';
  if (!isLowered(type) || item.get('mode')?.text !== 'managed') return undefined;
  const name = item.get('name')?.text ?? '';
  const addressNode = item.get('address');
  const key = item.get('index')?.raw;
  return { address: addressNode?.text ?? `${type}.${name}`, addressNode, module, type, name, key, values };
}

/** False for what the plan deletes, forgets or only reads. */
function remains(actions: Node | undefined): boolean {
  if (!actions?.isList) return true;
  let only: string | undefined;
  let count = 0;
  for (const action of actions.items()) {
    only = action.text;
    count++;
  }
  return count !== 1 || (only !== 'delete' && only !== 'forget' && only !== 'read');
}
