import { isLowered } from '../types.ts';
import type { ModuleInstance } from '../modules/module-instance.ts';
import type { ModuleSource } from '../modules/module-source.ts';
import type { ModuleTree } from '../modules/module-tree.ts';
import { literalOf } from '../modules/module-source.ts';
import type { ModuleConfiguration } from '../plan/configuration.ts';
import type { Plan } from '../plan/plan.ts';
import { stepsOf } from '../plan/reference-text.ts';

/** Is this resource of the source one that the plan says nothing of? */
export type IsMissed = (module: ModuleInstance, address: string) => boolean;

/**
 * Which resources of its source a plan says nothing of, though they may come to exist: those that were written since, and
 * where it was made for some targets only, or failed, all others. What a complete plan knows and does not create will not
 * exist. Undefined where there is none.
 */
export function missedBy(plan: Plan, tree: ModuleTree): IsMissed | undefined {
  const { index, root } = plan;
  const isComplete = root.get('complete')?.text !== 'false' && root.get('errored')?.text !== 'true';
  if (isComplete && !hasNew(tree.root.source, index.root.configuration, '', tree)) return undefined;
  return (module, address) => {
    if (index.find(module.address)?.resources.has(address)) return false;
    return !isComplete || !configurationOf(plan, module)?.resource(address);
  };
}

/** Does a module, or one that it calls, declare a resource that the plan's configuration does not have? */
function hasNew(source: ModuleSource, configuration: ModuleConfiguration, calls: string, tree: ModuleTree): boolean {
  if (source.resources.some(({ type, name }) => isLowered(type) && !configuration.resource(`${type}.${name}`)))
    return true;
  for (const [name, declaration] of source.calls) {
    const called = tree.called(source, calls + name, literalOf(declaration, 'source') ?? '');
    if (!called || called === source) continue;
    const inner = configuration.call(name);
    if (!inner || hasNew(called, inner.module, `${calls}${name}.`, tree)) return true;
  }
  return false;
}

/** What the plan has of the module's configuration; undefined where it has none. */
function configurationOf({ index }: Plan, { address }: ModuleInstance): ModuleConfiguration | undefined {
  let configuration: ModuleConfiguration | undefined = index.root.configuration;
  for (const { index: isKey, text } of stepsOf(address)) {
    if (!isKey && text !== 'module') configuration = configuration?.call(text)?.module;
  }
  return configuration;
}
