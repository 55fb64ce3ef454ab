import { settle, World } from '../../../values/index.ts';
import { textIn } from '../hcl/terms.ts';
import type { ModuleInstance } from './module-instance.ts';
import { argumentOf, type Declaration } from './module-source.ts';

/**
 * The region that a provider of this name works in: what it is told, but for that without an alias what the user says counts
 * more. Undefined where it is told from outside.
 */
export function regionOf(module: ModuleInstance, name: string): string | undefined {
  const provider = module.provider(name);
  const { region } = module.tree.facts;
  const isPlain = !provider || !argumentOf(provider.declaration, 'alias');
  return isPlain && region !== undefined ? region : provider && toldRegion(provider.module, provider.declaration);
}

const known = new WeakMap<ModuleInstance, Map<Declaration, string | undefined>>();

function toldRegion(module: ModuleInstance, provider: Declaration): string | undefined {
  let regions = known.get(module);
  if (!regions) known.set(module, (regions = new Map<Declaration, string | undefined>()));
  const region = argumentOf(provider, 'region');
  if (region && !regions.has(provider)) {
    // It may name a data source that asks for the region, by mistake.
    regions.set(provider, undefined);
    const term = module.tree.reader.value({ key: region.key, body: region.value }, module.scope());
    regions.set(provider, textIn(settle(term, new World())));
  }
  return regions.get(provider);
}
