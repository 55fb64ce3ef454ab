/**
 * The shapes of one service, as data: fields in the vendor's words, each with its type in a small language.
 *
 * `string integer number boolean json any` · `int-or-string quantity` (Kubernetes) · the name of a shape or an enum of
 * the same table · `[T]` list · `{T}` map with keys of the user's choice · suffix `!` required · ` a..b` range.
 */
export interface ShapeTable {
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** Shapes in which an unknown field is never a mistake: custom resources, whose versions we cannot know. */
  readonly open?: readonly string[];
}

export type Primitive = 'string' | 'integer' | 'number' | 'boolean' | 'json' | 'any' | 'int-or-string' | 'quantity';

export type FieldType =
  | { readonly is: 'scalar'; readonly primitive: Exclude<Primitive, 'json' | 'any'> }
  | { readonly is: 'enum'; readonly name: string; readonly values: readonly string[] }
  | { readonly is: 'json'; readonly embedded: boolean }
  | { readonly is: 'struct'; readonly shape: Shape }
  | { readonly is: 'list'; readonly of: FieldType }
  | { readonly is: 'table'; readonly of: FieldType };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly range?: { readonly from: number; readonly to: number };
}

/** A shape made ready: its field types parsed, its neighbours linked, on first use. */
export class Shape {
  readonly name: string;
  readonly open: boolean;
  readonly #table: ShapeTable;
  readonly #raw: Readonly<Record<string, string>>;
  #fields: ReadonlyMap<string, Field> | undefined;

  constructor(table: ShapeTable, name: string, raw: Readonly<Record<string, string>>) {
    this.#table = table;
    this.name = name;
    this.#raw = raw;
    this.open = table.open?.includes(name) ?? false;
  }

  get fields(): ReadonlyMap<string, Field> {
    this.#fields ??= new Map(
      Object.entries(this.#raw).map(([name, text]) => [name, parseField(this.#table, name, text)]),
    );
    return this.#fields;
  }
}

const shapes = new WeakMap<ShapeTable, Map<string, Shape>>();

/** A shape by name. Throws when the table has none: the generator checks every name. */
export function shapeOf(table: ShapeTable, name: string): Shape {
  const known = shapes.get(table) ?? new Map<string, Shape>();
  shapes.set(table, known);
  let shape = known.get(name);
  if (!shape) {
    const raw = table.shapes[name];
    if (!raw) throw new Error(`No shape '${name}'.`);
    known.set(name, (shape = new Shape(table, name, raw)));
  }
  return shape;
}

const FIELD = /^(?<type>\S+?)(?<required>!?)(?: (?<from>-?[\d.]+)\.\.(?<to>-?[\d.]+))?$/;
const PRIMITIVES = new Set(['string', 'integer', 'number', 'boolean', 'int-or-string', 'quantity']);

function parseField(table: ShapeTable, name: string, text: string): Field {
  const parts = FIELD.exec(text)?.groups;
  if (!parts) throw new Error(`Field '${name}' has type '${text}', which cannot be read.`);
  const type = parseType(table, parts['type'] ?? '');
  const required = parts['required'] === '!';
  const { from, to } = parts;
  return from !== undefined && to !== undefined
    ? { name, type, required, range: { from: Number(from), to: Number(to) } }
    : { name, type, required };
}

function parseType(table: ShapeTable, text: string): FieldType {
  const inner = text.slice(1, -1);
  if (text.startsWith('[')) return { is: 'list', of: parseType(table, inner) };
  if (text.startsWith('{')) return { is: 'table', of: parseType(table, inner) };
  if (text === 'json' || text === 'any') return { is: 'json', embedded: text === 'json' };
  if (PRIMITIVES.has(text)) return { is: 'scalar', primitive: text as Exclude<Primitive, 'json' | 'any'> };
  const values = table.enums[text];
  if (values) return { is: 'enum', name: text, values };
  return { is: 'struct', shape: shapeOf(table, text) };
}
