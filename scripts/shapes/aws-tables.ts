import { parseFieldType, SCALARS } from './field-type.ts';
import { lowerCamel } from './lower-camel.ts';
import { readJson } from './read-json.ts';
import type { Table } from './table.ts';

/** schemas/aws/api/*.json; see scripts/extract/aws-api.py for its notation. */
interface Extract {
  readonly requests: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Readonly<Record<string, ExtractField>>>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

type ExtractField = string | { readonly type: string; readonly min?: number; readonly max?: number };

/** schemas/aws/overlay.json: what the model adds to an extract, or says instead. */
interface Overlay {
  readonly tables: Readonly<Record<string, TableOverlay>>;
}

interface TableOverlay {
  /** The extract's file name without `.json`. */
  readonly extract: string;
  readonly resources: Readonly<Record<string, ShapeOverlay>>;
  readonly shapes?: Readonly<Record<string, ShapeOverlay['fields']>>;
  readonly enums?: Readonly<Record<string, readonly string[]>>;
  readonly open?: readonly string[];
}

interface ShapeOverlay {
  /** Operations or shapes of the extract whose members make up this shape; the first says what is required. */
  readonly of?: readonly string[];
  /** Field -> type in the mini-language; null leaves the API's field out. */
  readonly fields?: Readonly<Record<string, string | null>>;
}

type Shapes = Record<string, Record<string, string>>;

/** The shape tables of the AWS services: the resources that the overlay names, and what they reach. */
export function readAwsTables(): Table[] {
  const overlay = readJson('aws/overlay.json') as Overlay;
  return Object.entries(overlay.tables).map(([name, table]) => buildTable(name, table));
}

function buildTable(name: string, overlay: TableOverlay): Table {
  const extract = readJson(`aws/api/${overlay.extract}.json`) as Extract;
  const enums: Record<string, readonly string[]> = {};
  for (const [key, values] of Object.entries(extract.enums)) enums[upperFirst(key)] = values;
  Object.assign(enums, overlay.enums);

  const all: Shapes = {};
  for (const [key, members] of Object.entries(extract.shapes)) {
    all[upperFirst(key)] = amend(readMembers(members), overlay.shapes?.[upperFirst(key)]);
  }
  for (const [key, fields] of Object.entries(overlay.shapes ?? {})) all[key] ??= amend({}, fields);

  const resources: Shapes = {};
  for (const [key, { of = [], fields }] of Object.entries(overlay.resources)) {
    resources[key] = amend(merge(extract, of), fields);
  }
  const shapes = reachable(resources, { ...all, ...resources });
  const used = new Set(Object.values(shapes).flatMap((fields) => Object.values(fields).map(baseOf)));
  return {
    name,
    source: `schemas/aws/api/${overlay.extract}.json and schemas/aws/overlay.json`,
    shapes,
    enums: Object.fromEntries(
      Object.entries(enums)
        .filter(([key]) => used.has(key))
        .sort(byKey),
    ),
    open: overlay.open ?? [],
    apiNames: Object.fromEntries(Object.keys(shapes).map((key) => [key, nameMembers(key, overlay, extract)])),
  };
}

/** Field -> the API's name of it; fields that the overlay adds have none. */
function nameMembers(shape: string, overlay: TableOverlay, extract: Extract): Record<string, string> {
  const sources = overlay.resources[shape]?.of?.map((name) => extract.requests[name] ?? name) ?? [shape];
  const members = sources.flatMap((name) => Object.keys(extract.shapes[name] ?? {}));
  return Object.fromEntries(members.map((member): [string, string] => [lowerCamel(member), member]));
}

/** The members of several requests as one shape. */
function merge(extract: Extract, names: readonly string[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const members = extract.shapes[extract.requests[name] ?? name];
    if (!members) throw new Error(`The extract has neither a request nor a shape '${name}'.`);
    for (const [field, type] of Object.entries(readMembers(members))) {
      merged[field] ??= index === 0 ? type : type.replace('!', '');
    }
  }
  return merged;
}

function readMembers(members: Readonly<Record<string, ExtractField>>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).map(([name, field]) => [lowerCamel(name), readField(field)]));
}

/** An extract's type in the mini-language: ranges of numbers are kept, lengths of text and lists are not. */
function readField(field: ExtractField): string {
  const { type, min, max } = typeof field === 'string' ? { type: field, min: undefined, max: undefined } : field;
  const { base, around, required } = parseFieldType(type);
  const written = type.replace('!', '').replace(base, SCALARS.has(base) ? base : upperFirst(base));
  const isNumber = (base === 'integer' || base === 'number') && around.length === 0;
  // A range with one end gets the other from the 32-bit integers of the AWS APIs.
  const range = isNumber && (min ?? max) !== undefined ? ` ${min ?? -(2 ** 31)}..${max ?? 2 ** 31 - 1}` : '';
  return written + (required ? '!' : '') + range;
}

function amend(shape: Record<string, string>, changes: ShapeOverlay['fields']): Record<string, string> {
  const amended = { ...shape, ...changes };
  return Object.fromEntries(Object.entries(amended).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The roots in their order, then every shape that they reach, by name. */
function reachable(roots: Shapes, all: Shapes): Shapes {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const shape = all[name];
    if (!shape || found.has(name)) return;
    found.add(name);
    for (const type of Object.values(shape)) visit(baseOf(type));
  };
  for (const name of Object.keys(roots)) visit(name);
  const nested = [...found].filter((name) => !roots[name]).sort();
  return Object.fromEntries([...Object.keys(roots), ...nested].map((name) => [name, all[name] ?? {}]));
}

function baseOf(type: string): string {
  return parseFieldType(type).base;
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
