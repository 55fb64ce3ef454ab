import { closest } from '../../../domain/index.ts';
import type { Mistake } from '../../../model/index.ts';
import { attributesOf, blocksOf, NODE, type Node } from '../../../syntax/index.ts';
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
  for (const { key, bodies } of writtenIn(body)) {
    const name = key.text;
    if (name === '//' || (top && META.has(name)) || name.includes('${')) continue;
    const argument = argumentIn(tree, name);
    if (argument === undefined) {
      const candidates = Object.keys(tree).filter((candidate) => candidate !== '$' && !isProviderSet(tree[candidate]));
      const origin = new SourcePlace(key, undefined, { name });
      tell({ kind: 'syntax.unknownField', origin, field: name, owner, closest: closest(name, candidates) });
    } else if (typeof argument === 'object') {
      for (const inner of bodies) checkBody(inner, argument, `block '${name}' of ${owner}`, false, tell);
    }
  }
}

/** An argument or a type of blocks: its name, and the bodies of the blocks. */
interface Written {
  readonly key: Node;
  readonly bodies: readonly Node[];
}

/** What a body holds; what a `dynamic` block makes stands for itself. */
function* writtenIn(body: Node): Generator<Written> {
  if (body.kind !== NODE.body) {
    for (const { key, value } of body.entries()) {
      if (key.text === 'dynamic') yield* generatedIn(value);
      else yield { key, bodies: bodiesOf(value) };
    }
    return;
  }
  for (const { name } of attributesOf(body)) yield { key: name, bodies: NO_BODIES };
  for (const { type, labels, body: inner } of blocksOf(body)) {
    const [label] = labels;
    if (type.raw !== 'dynamic') yield { key: type, bodies: [inner] };
    else if (label) yield { key: label, bodies: contentsOf(inner) };
  }
}

const NO_BODIES: readonly Node[] = [];

/** In JSON, `dynamic` holds blocks by name; the block's own arguments are under `content`. */
function* generatedIn(value: Node): Generator<Written> {
  for (const map of bodiesOf(value)) {
    for (const { key, value: blocks } of map.entries()) {
      yield { key, bodies: bodiesOf(blocks).flatMap((block) => bodiesOf(block.get('content'))) };
    }
  }
}

function contentsOf(body: Node): Node[] {
  return blocksOf(body).flatMap(({ type, body: inner }) => (type.raw === 'content' ? [inner] : []));
}

function isProviderSet(argument: string | ArgumentTree | undefined): boolean {
  return typeof argument === 'string' && argument.endsWith('=');
}

function bodiesOf(value: Node | undefined): readonly Node[] {
  if (value?.isMap) return [value];
  return value?.isList ? [...value.items()].filter((item) => item.isMap) : [];
}
