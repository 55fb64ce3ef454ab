import type { Type } from './hcl/type-constraint.ts';
import { ARGUMENTS, type ArgumentTree } from './generated/arguments.ts';

export type { ArgumentTree } from './generated/arguments.ts';

/** The tree of a resource type; undefined for types that the tables do not have. */
export function argumentsOf(type: string): ArgumentTree | undefined {
  const tree = Object.hasOwn(ARGUMENTS, type) ? ARGUMENTS[type] : undefined;
  return typeof tree === 'string' ? argumentsOf(tree) : tree;
}

/** What a block or resource type says of one of its names: the type of an attribute, the tree of a block. */
export function argumentIn(tree: ArgumentTree | undefined, name: string): string | ArgumentTree | undefined {
  return tree && name !== '$' && Object.hasOwn(tree, name) ? tree[name] : undefined;
}

/** Does the provider fill the attribute in when it is not written? */
export function isComputed(attribute: string): boolean {
  return attribute.endsWith('~') || attribute.endsWith('=');
}

/** Is it a block, and not an attribute whose values are objects? */
export function isBlock(tree: ArgumentTree): boolean {
  const nesting = tree['$'];
  return typeof nesting === 'string' && !nesting.startsWith('attribute');
}

/** The type that the provider turns an attribute into: all but blocks, which are what is written. */
export function typeOfArgument(attribute: string | ArgumentTree | undefined): Type | undefined {
  if (typeof attribute !== 'string') return undefined;
  const [, list, map, plain] = TYPE.exec(attribute) ?? [];
  if (list !== undefined) return { is: 'list', of: typeOfArgument(list) ?? ANY };
  if (map !== undefined) return { is: 'map', of: typeOfArgument(map) ?? ANY };
  return plain === undefined ? undefined : { is: plain === 'boolean' ? 'bool' : (plain as 'string' | 'number') };
}

const ANY: Type = { is: 'any' };
/** `[T]`, `{T}` or a scalar, before the marks that say who fills it in. */
const TYPE = /^(?:\[(.*)\]|\{(.*)\}|(string|number|boolean))[!~=]?$/;
