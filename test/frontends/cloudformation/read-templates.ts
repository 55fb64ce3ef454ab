import { readProject, type Project } from '../../../src/engine/index.ts';
import type { Kind, Kinds, Resource } from '../../../src/model/index.ts';
import { explore, World, type Json, type Value } from '../../../src/values/index.ts';

export interface Given {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly region?: string;
}

/** Reads templates, by path or a single one, with nothing but the CloudFormation front-end. */
export async function readTemplates(
  files: string | Readonly<Record<string, string>>,
  given: Given = {},
): Promise<Project> {
  const byPath = typeof files === 'string' ? { 'template.yaml': files } : files;
  const sources = Object.entries(byPath).map(([path, text]) => ({ path, text }));
  const entry = {
    name: 'cloudformation',
    evidence: /Resources/,
    load: async () => (await import('../../../src/frontends/cloudformation/index.ts')).cloudformation,
  };
  return readProject(sources, [entry], { parameters: given.parameters ?? {}, region: given.region });
}

export function find<K extends Kind>(project: Project, kind: K, address?: string): Resource<K> {
  const found = project.resources.find(
    (each) => each.kind === kind && (address === undefined || each.address === address),
  );
  if (!found) throw new Error(`No ${kind} ${address ?? ''}.`);
  return found as unknown as Resource<K>;
}

/** The view of one resource, in the world of a deployment with nothing set. */
export async function viewOf<K extends Kind>(text: string, kind: K, given?: Given): Promise<Kinds[K]> {
  return find(await readTemplates(text, given), kind).view(new World());
}

/** What a reading gives in each consistent combination of the conditions that it asks for. */
export function inEachWorld<T>(read: (world: World) => T): { result: T; when: Record<string, boolean> }[] {
  return explore(read).outcomes.map(({ world, result }) => ({
    result,
    when: Object.fromEntries([...world.decisions.values()].map(({ label, outcome }) => [label, outcome])),
  }));
}

/** What a view says, as plain data: `{ $unknown }`, `{ $template }`, and nothing for what is absent. */
export function show(thing: unknown): unknown {
  if (typeof thing !== 'object' || thing === null) return thing;
  if ('$' in thing) return showStruct(thing as Record<string, unknown> & { $: { state: string } });
  if ('state' in thing && thing.state === 'absent') return undefined;
  if ('items' in thing && 'entries' in thing) return showJson(thing as unknown as Json);
  if ('items' in thing) {
    const items = (thing.items as unknown[]).map(show);
    return 'open' in thing && thing.open ? [...items, '…'] : items;
  }
  if ('entries' in thing) {
    return Object.fromEntries(
      (thing.entries as { key: string; value: unknown }[]).map(({ key, value }) => [key, show(value)]),
    );
  }
  const value = thing as Value<unknown>;
  switch (value.state) {
    case 'known':
      return value.value;
    case 'template':
      return { $template: value.parts.map((part) => (typeof part === 'string' ? part : '?')) };
    case 'unknown':
      return { $unknown: value.reason };
    default:
      return undefined;
  }
}

function showStruct(struct: Record<string, unknown> & { $: { state: string } }): unknown {
  if (struct.$.state === 'absent') return undefined;
  if (struct.$.state === 'unknown') return { $unknown: 'struct' };
  const shown: Record<string, unknown> = {};
  for (const name in struct) {
    if (name === '$' || name.startsWith('Symbol')) continue;
    const value = show(struct[name]);
    if (value !== undefined) shown[name] = value;
  }
  return shown;
}

function showJson(json: Json): unknown {
  switch (json.state) {
    case 'map':
      return Object.fromEntries(json.entries.map(({ key, value }) => [key, show(value)]));
    case 'list':
      return json.items.map(show);
    default:
      return show(json.value);
  }
}
