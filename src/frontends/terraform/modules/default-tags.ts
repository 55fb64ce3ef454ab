import type { Term } from '../../../values/index.ts';
import { mapOf, type Entry } from '../functions/maps.ts';
import { derived } from '../hcl/derived.ts';
import { fieldOf } from '../shape-terms.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { Declaration, ResourceDeclaration } from './module-source.ts';
import { providerOf } from './providers.ts';

/**
 * All tags of a resource: its own, and those that its provider gives to everything, of which its own count more. Source:
 * AWS provider, "default_tags Configuration Block".
 */
export function allTags(
  module: ModuleInstance,
  resource: ResourceDeclaration,
  own: Term | undefined,
): Term | undefined {
  const provider = module.provider(providerOf(resource));
  const defaults = provider && defaultTags(provider.module, provider.declaration);
  if (!defaults || !own) return defaults ?? own;
  return derived([defaults, own], own.origin, module.tree.budget, ([given, written]) => {
    if (written?.state !== 'map') return written?.state === 'unknown' ? written : defaults;
    const entries = new Map<string, Entry>();
    if (given?.state === 'map') for (const entry of given.entries()) entries.set(entry.name, entry);
    for (const entry of written.entries()) entries.set(entry.name, entry);
    const isOpen = given?.state === 'map' ? given.open : given?.state === 'unknown';
    return mapOf(entries, written.origin, written.open || isOpen);
  });
}

const known = new WeakMap<ModuleInstance, Map<Declaration, Term | undefined>>();

function defaultTags(module: ModuleInstance, provider: Declaration): Term | undefined {
  let terms = known.get(module);
  if (!terms) known.set(module, (terms = new Map<Declaration, Term | undefined>()));
  if (!terms.has(provider)) {
    const block = module.tree.reader.body(provider, module.scope(), undefined).get('default_tags');
    terms.set(provider, block && fieldOf(block, 'tags'));
  }
  return terms.get(provider);
}
