/** Resources made by hand in the API's words, for tests of what stands above the front-ends. */
import {
  apiSpelling,
  loadShapes,
  Resource,
  shapeOf,
  type Kind,
  type Resource as AnyResource,
  type Shape,
  type ShapeTable,
  type Spelling,
} from '../../src/model/index.ts';
import type { World } from '../../src/values/index.ts';
import { map, originAt, type Plain } from './terms.ts';

export interface ResourceFacts {
  readonly name?: string;
  readonly address?: string;
  readonly alias?: string;
  /** The file that it stands in. Default: `main.json`. */
  readonly path?: string;
  /** Default: the file. */
  readonly scope?: object;
  readonly spelling?: Spelling;
  readonly conditional?: boolean;
  readonly exists?: (world: World) => boolean;
}

const scopes = new Map<string, object>();
const sources = new Map<string, { path: string; text: string }>();
let next = 0;

/** The scope of a file: what stands in one sees the same addresses. */
export function scopeOf(path: string): object {
  const scope = scopes.get(path) ?? {};
  scopes.set(path, scope);
  return scope;
}

/** A resource of this kind; conditional unless said otherwise. Call `loadShapes` of its kind before it is read. */
export function resource<K extends Kind>(
  kind: K,
  values: Readonly<Record<string, Plain>>,
  facts: ResourceFacts = {},
): AnyResource<K> {
  const { name, address = name ?? `resource-${String(next)}`, path = 'main.json', exists, alias } = facts;
  const source = sources.get(path) ?? { path, text: '\n'.repeat(1000) };
  sources.set(path, source);
  const term = { ...map(values), origin: originAt(next++, '', source) };
  return new Resource<K>({
    kind,
    address,
    name,
    alias,
    term,
    spelling: facts.spelling ?? apiSpelling,
    scope: facts.scope ?? scopeOf(path),
    conditional: facts.conditional ?? true,
    ...(exists && { exists }),
  });
}

/** Erases the kind, as the engine has it. */
export function mixed(...resources: readonly unknown[]): readonly AnyResource[] {
  return resources as readonly AnyResource[];
}

/** A shape of a table written in a test. */
export function shape(name: string, shapes: ShapeTable['shapes'], enums: ShapeTable['enums'] = {}): Shape {
  return shapeOf({ shapes, enums }, name);
}

export { loadShapes };
