import { parseFieldType } from './field-type.ts';
import { readJson } from './read-json.ts';
import type { Level, LevelField } from './spelling.ts';

export type PropertyFields = Readonly<Record<string, string>>;

/** One resource type of schemas/cloudformation/resources.json; see scripts/extract/cloudformation.ts. */
export interface CloudFormationResource {
  readonly ref: readonly string[];
  readonly attributes: PropertyFields;
  readonly properties: PropertyFields;
  readonly types: Readonly<Record<string, PropertyFields>>;
}

/** CloudFormation's own tag, which property types do not list. */
export const TAG: PropertyFields = { Key: 'string!', Value: 'string!' };

export function readCloudFormationResources(): Readonly<Record<string, CloudFormationResource>> {
  return (readJson('cloudformation/resources.json') as { resources: Record<string, CloudFormationResource> }).resources;
}

/** The names of a resource type, level by level. */
export function levelOfResource(type: string, resource: CloudFormationResource): Level {
  const levels = new Map<string, Level>();
  const make = (label: string, fields: PropertyFields): Level => {
    const names = new Map<string, LevelField>();
    const level: Level = { label, names };
    levels.set(label, level);
    for (const [name, text] of Object.entries(fields)) {
      const { base, around } = parseFieldType(text);
      const nested = resource.types[base] ?? (base === 'Tag' ? TAG : undefined);
      const inner = `${type}.${base}`;
      names.set(name, { form: around[0] ?? 'one', level: nested && (levels.get(inner) ?? make(inner, nested)) });
    }
    return level;
  };
  return make(type, resource.properties);
}
