import type { Node } from '../../../syntax/index.ts';
import type { InstanceKey, PlannedFacts } from '../modules/planned-facts.ts';
import type { Plan } from '../plan/plan.ts';
import { readKey } from './written-source.ts';

/** What a plan settles of its source: the values that its variables had, and which instances there will be. */
export function plannedFacts({ root, index }: Plan): PlannedFacts {
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
  };
}
