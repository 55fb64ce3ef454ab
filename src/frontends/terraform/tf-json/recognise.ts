import type { Node } from '../../../syntax/index.ts';

/** Names of top-level blocks. Source: Terraform, "JSON Configuration Syntax". */
const BLOCKS = new Set([
  '//',
  'check',
  'data',
  'ephemeral',
  'import',
  'locals',
  'module',
  'moved',
  'output',
  'provider',
  'removed',
  'resource',
  'terraform',
  'variable',
]);

/** Those that files of other tools have, too. */
const MISTAKABLE = ['locals', 'provider', 'terraform'];

/** Resource types begin with the name of their provider: `aws_lb`, `random_id`. */
const TYPE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*_[a-z0-9_]+$/;

/**
 * Is this a Terraform configuration in JSON? Its top level has a map of resources by type and name, or nothing but blocks
 * of Terraform of which one is unmistakable. A file of locals or providers alone could be anything, so there the ending
 * decides.
 */
export function isConfiguration(root: Node): boolean {
  if (!root.isMap) return false;
  if (isTyped(root.get('resource'))) return true;
  for (const { key } of root.ownEntries()) if (!BLOCKS.has(key.text)) return false;
  return (
    isTyped(root.get('data')) ||
    everyBlock(root.get('module'), (body) => body.get('source')?.isScalar === true) ||
    everyBlock(root.get('output'), (body) => body.get('value') !== undefined) ||
    everyBlock(root.get('variable'), isVariable) ||
    (root.document.source.path.endsWith('.tf.json') && MISTAKABLE.some((block) => root.get(block) !== undefined))
  );
}

function isTyped(node: Node | undefined): boolean {
  return mapsOf(node).some((map) => {
    for (const { key, value } of map.ownEntries()) {
      if (!TYPE.test(key.text)) continue;
      return everyBlock(value, () => true);
    }
    return false;
  });
}

/** Are these blocks by name, at least one, and each of this form? */
function everyBlock(node: Node | undefined, test: (body: Node) => boolean): boolean {
  let some = false;
  for (const map of mapsOf(node)) {
    for (const { key, value } of map.ownEntries()) {
      if (key.text === '//') continue;
      const bodies = mapsOf(value);
      if (bodies.length === 0 || !bodies.every(test)) return false;
      some = true;
    }
  }
  return some;
}

const VARIABLE = new Set(['//', 'default', 'description', 'ephemeral', 'nullable', 'sensitive', 'type', 'validation']);

function isVariable(body: Node): boolean {
  for (const { key } of body.ownEntries()) if (!VARIABLE.has(key.text)) return false;
  return true;
}

function mapsOf(node: Node | undefined): readonly Node[] {
  if (node?.isMap) return [node];
  const items = node?.isList ? [...node.items()] : [];
  return items.every((item) => item.isMap) ? items : [];
}
