import { expressionOf, type Node } from '../../../syntax/index.ts';
import { argumentOf, type Declaration, type ResourceDeclaration } from './module-source.ts';

/** How resources name a configuration of a provider: `aws`, or `aws.east` where it has an alias. */
export function providerName(declaration: Declaration): string {
  const alias = argumentOf(declaration, 'alias')?.value;
  return alias ? `${declaration.key.text}.${nameIn(alias)}` : declaration.key.text;
}

/** The provider of a resource: the one that it names, else that of its type. Source: Terraform, "The provider meta-argument". */
export function providerOf(resource: ResourceDeclaration): string {
  const named = argumentOf(resource, 'provider')?.value;
  return named ? nameIn(named) : (resource.type.split('_')[0] ?? '');
}

/** What the caller of a module calls the provider that the module knows by this name; undefined when it does not say. */
export function passedProvider(call: Declaration, name: string): string | undefined {
  const passed = argumentOf(call, 'providers')?.value;
  if (!passed) return undefined;
  if (passed.isMap) {
    const value = passed.get(name);
    if (value) return nameIn(value);
  }
  const expression = expressionOf(passed);
  const entry = expression?.is === 'map' && expression.entries.find(({ key }) => nameIn(key) === name);
  return entry ? nameIn(entry.value) : undefined;
}

/** `aws.east`, with or without quotes. */
function nameIn(node: Node): string {
  return node.isScalar ? node.text : node.raw;
}
