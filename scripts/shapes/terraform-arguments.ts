import { readJson } from './read-json.ts';
import type { Level, LevelField } from './spelling.ts';

/** Names of a resource type or block; the notation is described in scripts/extract/terraform.ts. */
export interface ArgumentTree {
  readonly [name: string]: string | ArgumentTree;
}

interface Types {
  readonly types: Readonly<Record<string, ArgumentTree>>;
}

interface Additions extends Types {
  /** Names that newer providers take in (nearly) every resource. */
  readonly everywhere: ArgumentTree;
}

/**
 * All resource types: the extract, joined with what schemas/terraform/additions.json knows of newer providers and of
 * types outside the extract. Those carry `$: 'open'`: they may have names that we do not know.
 */
export function readTerraformTypes(): Readonly<Record<string, ArgumentTree>> {
  const { types } = readJson('terraform/aws.json') as Types;
  const { types: added, everywhere } = readJson('terraform/additions.json') as Additions;
  const all: Record<string, ArgumentTree> = {};
  for (const type of new Set([...Object.keys(types), ...Object.keys(added)])) {
    const known = types[type];
    // aws_alb_listener is aws_lb_listener by its older name.
    const more = added[type.replace(/^aws_alb/, 'aws_lb')];
    if (known) all[type] = more ? join(known, more) : known;
    else all[type] = { $: 'open', ...more };
  }
  const names = Object.keys(all).sort();
  return Object.fromEntries(names.map((type) => [type, { ...everywhere, ...all[type] }]));
}

function join(known: ArgumentTree, added: ArgumentTree): ArgumentTree {
  const joined: Record<string, string | ArgumentTree> = { ...known };
  for (const [name, value] of Object.entries(added)) {
    const old = joined[name];
    joined[name] = typeof old === 'object' && typeof value === 'object' ? join(old, value) : value;
  }
  return joined;
}

/** The names of a resource type, level by level. */
export function levelOfType(label: string, tree: ArgumentTree): Level {
  const names = new Map<string, LevelField>();
  for (const [name, value] of Object.entries(tree)) {
    if (name === '$') continue;
    if (typeof value === 'object') names.set(name, { form: 'block', level: levelOfType(`${label}.${name}`, value) });
    else names.set(name, { form: value.startsWith('[') ? 'list' : value.startsWith('{') ? 'map' : 'one' });
  }
  return { label, names };
}
