import { closest } from '../../../domain/index.ts';
import type { Mistake } from '../../../model/index.ts';
import type { Node } from '../../../syntax/index.ts';
import { argumentIn, argumentsOf, type ArgumentTree } from '../arguments.ts';
import { SourcePlace } from '../source-place.ts';
import type { ResourceDeclaration } from './module-source.ts';

/** Arguments that Terraform itself knows in every resource. Source: Terraform, "Meta-Arguments". */
const META = new Set([
  '//',
  'connection',
  'count',
  'depends_on',
  'dynamic',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
  'timeouts',
]);

/**
 * Tells of arguments and blocks that the provider does not have. Types whose names we do not know in full are left alone.
 * Never throws. Source: src/frontends/terraform/generated/arguments.ts.
 */
export function checkArguments({ type, name, body }: ResourceDeclaration, tell: (mistake: Mistake) => void): void {
  const tree = argumentsOf(type);
  if (tree && tree['$'] !== 'open') checkBody(body, tree, `${type}.${name}`, true, tell);
}

function checkBody(
  body: Node,
  tree: ArgumentTree,
  owner: string,
  top: boolean,
  tell: (mistake: Mistake) => void,
): void {
  for (const { key, value } of body.entries()) {
    const name = key.text;
    if (name === 'dynamic') checkDynamic(value, tree, owner, tell);
    if (name === 'dynamic' || name === '//' || (top && META.has(name)) || name.includes('${')) continue;
    checkEntry(key, bodiesOf(value), tree, owner, tell);
  }
}

function checkEntry(
  key: Node,
  bodies: readonly Node[],
  tree: ArgumentTree,
  owner: string,
  tell: (mistake: Mistake) => void,
): void {
  const name = key.text;
  const argument = argumentIn(tree, name);
  if (argument === undefined) {
    const candidates = Object.keys(tree).filter((candidate) => candidate !== '$' && !isProviderSet(tree[candidate]));
    const origin = new SourcePlace(key, undefined, { name });
    tell({ kind: 'syntax.unknownField', origin, field: name, owner, closest: closest(name, candidates) });
  } else if (typeof argument === 'object') {
    for (const body of bodies) checkBody(body, argument, `block '${name}' of ${owner}`, false, tell);
  }
}

/** `dynamic` holds blocks by name; the block's own arguments are under `content`. */
function checkDynamic(value: Node, tree: ArgumentTree, owner: string, tell: (mistake: Mistake) => void): void {
  for (const map of bodiesOf(value)) {
    for (const { key, value: blocks } of map.entries()) {
      const contents = bodiesOf(blocks).flatMap((block) => bodiesOf(block.get('content')));
      checkEntry(key, contents, tree, owner, tell);
    }
  }
}

function isProviderSet(argument: string | ArgumentTree | undefined): boolean {
  return typeof argument === 'string' && argument.endsWith('=');
}

function bodiesOf(value: Node | undefined): readonly Node[] {
  if (value?.isMap) return [value];
  return value?.isList ? [...value.items()].filter((item) => item.isMap) : [];
}
