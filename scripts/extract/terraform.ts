/**
 * Extracts schemas/terraform/aws.json from the output of `terraform providers schema -json`, or from the map of resource
 * types within it:
 *   npx tsx scripts/extract/terraform.ts SCHEMA.json VERSION-OF-THE-PROVIDER
 *
 * A type is a tree of names. An attribute is `string`, `number`, `boolean`, `any`, `[T]` or `{T}`, with `!` when it is
 * required, `~` when the provider fills it in if it is not written, `=` when only the provider sets it. A block is an
 * object whose `$` says how it nests and how often it may stand (`list 0..1`, `set 1..`, `single`); an attribute of
 * objects has `$: 'attribute list'` and may be written as blocks too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../shapes/root.ts';
import type { ArgumentTree } from '../shapes/terraform-arguments.ts';

type AttributeType = string | readonly ['list' | 'set' | 'map', AttributeType] | readonly ['object', ObjectType];
type ObjectType = Readonly<Record<string, AttributeType>>;

interface Attribute {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

interface NestedBlock {
  readonly nesting_mode: string;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: Block;
}

interface Provider {
  readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>>;
}

const [, , path = '', version = ''] = process.argv;
const input = JSON.parse(readFileSync(path, 'utf8')) as { provider_schemas?: Readonly<Record<string, Provider>> };
const whole = Object.values(input.provider_schemas ?? {})[0]?.resource_schemas;
const types = whole ?? (input as Provider['resource_schemas']);

const entries = Object.entries(types)
  .filter(([type]) => type.startsWith('aws_'))
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([type, { block }]) => `    ${JSON.stringify(type)}: ${print(readBlock(block), 4)}`);
writeFileSync(
  join(root, 'schemas', 'terraform', 'aws.json'),
  `{
  "source": "terraform providers schema -json, by scripts/extract/terraform.ts; the resource types of interest",
  "asOf": ${JSON.stringify(new Date().toISOString().slice(0, 10))},
  "version": ${JSON.stringify(version)},
  "types": {
${entries.join(',\n')}
  }
}
`,
);

function readBlock({ attributes = {}, block_types: blocks = {} }: Block): ArgumentTree {
  const tree: Record<string, string | ArgumentTree> = {};
  for (const [name, attribute] of Object.entries(attributes)) tree[name] = readAttribute(attribute);
  for (const [name, { nesting_mode: nesting, min_items: least = 0, max_items: most = '', block }] of Object.entries(
    blocks,
  )) {
    const times = nesting === 'single' ? '' : ` ${least}..${most}`;
    tree[name] = { $: nesting + times, ...readBlock(block) };
  }
  return tree;
}

function readAttribute({
  type,
  required = false,
  optional = false,
  computed = false,
}: Attribute): string | ArgumentTree {
  const mark = required ? '!' : !computed ? '' : optional ? '~' : '=';
  const objects = objectsIn(type);
  if (!objects) return printType(type) + mark;
  const inner = Object.entries(objects).map(([name, inside]): [string, string | ArgumentTree] => [
    name,
    readAttribute({ type: inside }),
  ]);
  return { $: `attribute ${typeof type === 'string' ? 'single' : type[0]}${mark}`, ...Object.fromEntries(inner) };
}

/** The members of an object, or of the objects of a list or set. */
function objectsIn(type: AttributeType): ObjectType | undefined {
  if (typeof type === 'string') return undefined;
  return type[0] === 'object' ? type[1] : objectsIn(type[1]);
}

function printType(type: AttributeType): string {
  if (typeof type === 'string') return { bool: 'boolean', dynamic: 'any' }[type] ?? type;
  if (type[0] === 'object') throw new Error('An object where a scalar is due.');
  return type[0] === 'map' ? `{${printType(type[1])}}` : `[${printType(type[1])}]`;
}

function print(tree: ArgumentTree, indent: number): string {
  const pad = ' '.repeat(indent + 2);
  const lines = Object.entries(tree).map(
    ([name, value]) =>
      `${pad}${JSON.stringify(name)}: ${typeof value === 'string' ? JSON.stringify(value) : print(value, indent + 2)}`,
  );
  return `{\n${lines.join(',\n')}\n${' '.repeat(indent)}}`;
}
