import type { Node } from '../../../syntax/index.ts';
import type { InstanceKey, PlannedFacts } from '../modules/planned-facts.ts';
import { entryOf, fieldsOf, textOf } from '../plan/fields.ts';
import type { Plan } from '../plan/plan.ts';
import { readKey } from './written-source.ts';

/** What a plan settles of its source: the values that its variables had, which instances there will be, and what it has read. */
export function plannedFacts(plan: Plan): PlannedFacts {
  const { root, index } = plan;
  let known: ReadonlyMap<string, Known> | undefined;
  const variables = root.get('variables');
  const keys = (list: readonly (string | undefined)[] | undefined): InstanceKey[] | undefined => list?.map(readKey);
  return {
    variable: (name): Node | undefined => variables?.get(name)?.get('value'),
    resourceKeys(module, type, name) {
      return keys(
        index
          .find(module)
          ?.resources.get(`${type}.${name}`)
          ?.map(({ key }) => key),
      );
    },
    callKeys: (module, call) => keys(index.find(module)?.calls.get(call)),
    attribute(address, name) {
      const found = (known ??= new Map([...dataIn(root), ...plan.known()])).get(address);
      const value = found && entryOf(found.values, name)?.value;
      return value && isPlain(value) && !entryOf(found.sensitive, name) ? value : undefined;
    },
  };
}

interface Known {
  readonly values: Node;
  readonly sensitive: Node | undefined;
}

/** The data sources that were read to make the plan, by address. Source: Terraform, "JSON Output Format". */
function* dataIn(root: Node): Generator<[string, Known]> {
  const modules = [root.get('prior_state')?.get('values')?.get('root_module')];
  for (const module of modules) {
    for (const item of module?.get('resources')?.items() ?? []) {
      const [mode, address, values, sensitive] = fieldsOf(item, ['mode', 'address', 'values', 'sensitive_values']);
      if (mode?.text === 'data' && address && values?.isMap) yield [textOf(address), { values, sensitive }];
    }
    modules.push(...(module?.get('child_modules')?.items() ?? []));
  }
}

/** Is it a value by itself, and not a document, which has its parts where it is written? */
function isPlain(value: Node): boolean {
  if (value.isMap) return false;
  if (value.isList) return [...value.items()].every((item) => item.isScalar && isPlain(item));
  return value.text !== 'null' && !/^\s*[[{]/.test(value.text);
}
