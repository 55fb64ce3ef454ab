import { readJson } from './read-json.ts';

/** One kind of resource: its shape, and what the formats call it. */
export interface Kind {
  readonly table: string;
  readonly shape: string;
  readonly cloudformation?: readonly string[];
  readonly terraform?: readonly string[];
  /** `group/version` as written in a manifest, current one first; Kubernetes kinds only. */
  readonly apiVersions?: readonly string[];
}

/** All kinds, by name, in the order of schemas/kinds.json. */
export function readKinds(): ReadonlyMap<string, Kind> {
  return new Map(Object.entries((readJson('kinds.json') as { kinds: Record<string, Kind> }).kinds));
}

/** Resource type of a format -> the names of the kinds that it is lowered to. */
export function kindsByType(
  kinds: ReadonlyMap<string, Kind>,
  typesOf: (kind: Kind) => readonly string[],
): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [name, kind] of kinds) for (const type of typesOf(kind)) (found[type] ??= []).push(name);
  return found;
}
