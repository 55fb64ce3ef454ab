import {
  shapeForKind,
  shapeOf,
  type FieldType,
  type Shape,
  type ShapeTable,
  type Spelling,
} from '../../model/index.ts';
import { PROPERTIES, SHARED_TYPES } from './generated/properties.ts';
import { spellingOf } from './spelling.ts';
import { kindsOfType } from './types.ts';

/** Name of the shape of a resource type's own properties; no property type is called so. */
const TOP = '$';

/** CloudFormation's own names: every property begins with a capital, so that its field here begins without. */
export const propertySpelling: Spelling = {
  word: (_shape, field) => field.charAt(0).toUpperCase() + field.slice(1),
  coerces: true,
  blocks: false,
};

const shapes = new Map<string, Shape>();

/**
 * What CloudFormation takes as the properties of a resource type; undefined for a type that is none of ours. Names, types
 * and what is required are CloudFormation's (schemas/cloudformation/resources.json); the values of enums and the ranges
 * of numbers, which it does not give, are those of the API. The kinds of the type must be loaded.
 */
export function propertyShape(type: string): Shape | undefined {
  const known = shapes.get(type);
  if (known || kindsOfType(type).length === 0 || !Object.hasOwn(PROPERTIES, type)) return known;
  const shape = shapeOf(tableOf(type), TOP);
  shapes.set(type, shape);
  return shape;
}

function tableOf(type: string): ShapeTable {
  const { properties = {}, types = {} } = PROPERTIES[type] ?? {};
  const shapeNames = new Map(Object.entries({ ...SHARED_TYPES, ...types, [TOP]: properties }));
  const lowered = new Map<string, Map<string, string>>();
  for (const [name, fields] of shapeNames) {
    lowered.set(name, new Map(Object.entries(fields).map(([field, text]) => [lowerFirst(field), text])));
  }
  const enums = new Map<string, readonly string[]>();
  for (const kind of kindsOfType(type)) {
    new Enrichment(lowered, enums, spellingOf(kind, type)).enrich(shapeForKind(kind), TOP);
  }
  return {
    shapes: Object.fromEntries([...lowered].map(([name, fields]) => [name, Object.fromEntries(fields)])),
    enums: Object.fromEntries(enums),
  };
}

/** Carries enums and ranges over from the API's shapes, walking both side by side. */
class Enrichment {
  readonly #shapes: ReadonlyMap<string, Map<string, string>>;
  readonly #enums: Map<string, readonly string[]>;
  readonly #spelling: Spelling;
  readonly #seen = new Set<string>();

  constructor(
    shapes: ReadonlyMap<string, Map<string, string>>,
    enums: Map<string, readonly string[]>,
    spelling: Spelling,
  ) {
    this.#shapes = shapes;
    this.#enums = enums;
    this.#spelling = spelling;
  }

  enrich(shape: Shape, name: string): void {
    const fields = this.#shapes.get(name);
    if (!fields || this.#seen.has(`${shape.name} ${name}`)) return;
    this.#seen.add(`${shape.name} ${name}`);
    for (const field of shape.fields.values()) {
      if (this.#spelling.structure?.(shape.name, field.name)) continue;
      const own = lowerFirst(this.#spelling.word(shape.name, field.name));
      const text = fields.get(own);
      if (text === undefined) continue;
      const base = /[A-Za-z-]+/.exec(text)?.[0] ?? '';
      const inner = innermost(field.type);
      if (inner.is === 'struct') this.enrich(inner.shape, base);
      else if (inner.is === 'enum' && base === 'string') {
        this.#enums.set(`enum-${inner.name}`, inner.values);
        fields.set(own, text.replace('string', `enum-${inner.name}`));
      } else if (field.range && base === 'integer') fields.set(own, `${text} ${field.range.from}..${field.range.to}`);
    }
  }
}

function innermost(type: FieldType): FieldType {
  return type.is === 'list' || type.is === 'table' ? innermost(type.of) : type;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
