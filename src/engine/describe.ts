import { compareText } from '../findings/index.ts';
import { detectSecret, findSecret, UNKNOWN_TEXT } from '../domain/index.ts';
import { shapeForKind, type FieldType, type Resource, type Shape } from '../model/index.ts';
import { lineIndexOf } from '../text/line-index.ts';
import {
  decisionsBehind,
  explore,
  World,
  type Json,
  type List,
  type Outcome,
  type Struct,
  type Table,
  type Value,
} from '../values/index.ts';
import { MASK } from './message.ts';

/** One resource as `ecs-lint model` prints it; contract: PRODUCT.md §4, docs/json.md. */
export interface DescribedResource {
  readonly kind: string;
  readonly address: string;
  readonly name?: string;
  readonly file: string;
  readonly line: number;
  readonly values: Described;
}

export type Described = string | number | boolean | readonly Described[] | { readonly [key: string]: Described };

type Anything = Value<string | number | boolean> | List<unknown> | Table<unknown> | Struct | Json;
/** Undefined where a list is shorter in that world. */
type Read = (world: World) => Anything | undefined;

/**
 * What was understood of each resource, in the API's field names. What is not plainly known says so: `$unknown` with the
 * reason, `$template` with its known stretches, `$choice` with the conditions of each value. Secrets are masked.
 */
export function describeModel(resources: readonly Resource[]): DescribedResource[] {
  return resources
    .map(describeResource)
    .sort(
      (a, b) =>
        compareText(a.file, b.file) ||
        a.line - b.line ||
        compareText(a.address, b.address) ||
        compareText(a.kind, b.kind),
    );
}

function describeResource(resource: Resource): DescribedResource {
  const { kind, address, name, span } = resource;
  const here = explore((world) => resource.exists(world)).outcomes.find(({ result }) => result)?.world ?? new World();
  const line = lineIndexOf(span.source).position(resource.origin.head.start).line;
  const values = describeFields((world) => resource.view(world), shapeForKind(kind), here);
  return { kind, address, ...(name !== undefined && { name }), file: span.source.path, line, values };
}

function describeFields(read: (world: World) => Struct, shape: Shape, from: World): Record<string, Described> {
  const described: Record<string, Described> = {};
  for (const { name, type } of shape.fields.values()) {
    // Each field of a view is a property of its own name.
    const value = describe((world) => (read(world) as unknown as Record<string, Anything>)[name], type, from, name);
    if (value !== undefined) described[name] = value;
  }
  return maskPair(described);
}

const UNKNOWN = { $unknown: 'not known before deployment' };

/** Describes what is read: in one form when it comes out alike in every world, else as a choice. */
function describe(read: Read, type: FieldType, from: World, name: string): Described | undefined {
  const { outcomes } = explore((world) => outline(read(world)), new World(from.script));
  const kinds = new Map<string, Outcome<string>[]>();
  for (const outcome of outcomes) kinds.set(outcome.result, [...(kinds.get(outcome.result) ?? []), outcome]);
  if (kinds.size === 1) return describeOne(read, type, from, name);
  const all = outcomes.map(({ world }) => world);
  const options: Described[] = [];
  for (const group of kinds.values()) {
    const [first] = group;
    if (!first) continue;
    const value = describeOne(read, type, first.world, name);
    const ways = decisionsBehind(
      group.map(({ world }) => world),
      all,
    );
    for (const way of ways) {
      const when = way.map(({ label, outcome }) => (outcome ? label : `not ${label}`)).join(' and ');
      options.push(value === undefined ? { when } : { when, value });
    }
  }
  return { $choice: options };
}

/** What tells two outcomes apart at this level; deeper differences are described deeper. */
function outline(thing: Anything | undefined): string {
  if (!thing) return '';
  if ('$' in thing) return thing.$.state;
  if ('entries' in thing && !('items' in thing))
    return `${thing.state} ${thing.entries.map(({ key }) => key).join(' ')}`;
  if ('items' in thing)
    return `${thing.state} ${String(thing.items.length)}${'value' in thing ? JSON.stringify(describeJson(thing)) : ''}`;
  return JSON.stringify(describeValue(thing, '') ?? null);
}

function describeOne(read: Read, type: FieldType, from: World, name: string): Described | undefined {
  // What this reading decides must stay open for what is read within.
  const thing = read(new World(from.script));
  if (!thing) return undefined;
  if ('$' in thing) {
    if (!thing.$.written) return undefined;
    if (thing.$.state === 'unknown') return UNKNOWN;
    return type.is === 'struct' ? describeFields(read as (world: World) => Struct, type.shape, from) : undefined;
  }
  if (type.is === 'json') return describeJson(thing as Json);
  if (thing.state === 'absent') return undefined;
  if ('items' in thing && type.is === 'list') {
    if (thing.state === 'unknown') return thing.written ? UNKNOWN : undefined;
    const items = thing.items.map((_item, index) =>
      describe((world) => (read(world) as List<Anything>).items[index], type.of, from, name),
    );
    return items.filter((item) => item !== undefined);
  }
  if ('entries' in thing && type.is === 'table') {
    if (thing.state === 'unknown') return thing.written ? UNKNOWN : undefined;
    const table: Record<string, Described> = {};
    for (const { key } of thing.entries) {
      const value = describe((world) => (read(world) as Table<Anything>).get(key), type.of, from, key);
      put(table, key, value);
    }
    return table;
  }
  return describeValue(thing as Value<string | number | boolean>, name);
}

function describeValue(value: Value<string | number | boolean>, name: string): Described | undefined {
  switch (value.state) {
    case 'known':
      return value.origin.sensitive ? MASK : masked(name, value.value);
    case 'template': {
      const parts = value.parts.map((part) => (typeof part === 'string' ? part : { $unknown: part.reason }));
      return { $template: value.origin.sensitive ? parts.map(hideText) : maskedParts(name, parts) };
    }
    case 'unknown':
      return value.written ? { $unknown: value.reason } : undefined;
    case 'absent':
      return undefined;
  }
}

function describeJson(json: Json): Described | undefined {
  switch (json.state) {
    case 'absent':
      return undefined;
    case 'map': {
      const map: Record<string, Described> = {};
      for (const { key, value } of json.entries) put(map, key, describeJson(value));
      return maskPair(map);
    }
    case 'list':
      return json.items.map(describeJson).filter((item) => item !== undefined);
    case 'scalar':
    case 'template':
    case 'unknown':
      return describeValue(json.value, json.origin.name);
  }
}

/** Sets a key of the user's choice, which may be `__proto__`. */
function put(map: Record<string, Described>, key: string, value: Described | undefined): void {
  if (value !== undefined)
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A pair of name and value, as environment variables are written: the name tells whether the value is a secret. */
function maskPair(map: Record<string, Described>): Record<string, Described> {
  const [name] = ['name', 'Name', 'key', 'Key'].flatMap((key) => (key in map ? [map[key]] : []));
  const key = 'value' in map ? 'value' : 'Value';
  const value = map[key];
  return typeof name === 'string' && value !== undefined ? { ...map, [key]: masked(name, value) } : map;
}

/** What is described under this name, without the secrets in it. */
function masked(name: string, value: Described): Described {
  if (typeof value === 'string') return isSecret(name, value) ? MASK : value;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const { $choice, $template } = value as Record<string, Described>;
  if (Array.isArray($choice)) {
    return { $choice: $choice.map((option: Described) => maskOption(name, option)) };
  }
  return Array.isArray($template) ? { $template: maskedParts(name, $template) } : value;
}

function maskOption(name: string, option: Described): Described {
  if (typeof option !== 'object' || !('value' in option)) return option;
  return { ...option, value: masked(name, option['value']) };
}

/** A secret may lie across the parts of a text, or in the known beginning of one. */
function maskedParts(name: string, parts: readonly Described[]): readonly Described[] {
  const whole = parts.map((part) => (typeof part === 'string' ? part : UNKNOWN_TEXT)).join('');
  return isSecret(name, whole) ? parts.map(hideText) : parts.map((part) => masked(name, part));
}

function hideText(part: Described): Described {
  return typeof part === 'string' ? MASK : part;
}

function isSecret(name: string, text: string): boolean {
  return detectSecret(name, text).verdict !== 'no' || findSecret(text) !== undefined;
}
