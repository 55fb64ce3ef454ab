import type { MapTerm } from '../values/index.ts';
import type { Kind } from './kinds.ts';
import type { Shape } from './shape.ts';
import type { Spelling } from './spelling.ts';

/** A map within a resource, and the way to it. */
export interface Scope {
  readonly above: Scope | undefined;
  /** What messages call the whole resource; only at the top. */
  readonly owner: string;
  /** The field that the map, or the list that it is in, stands under; as the file spells it. */
  readonly field: string;
  readonly shape: Shape;
  readonly map: MapTerm | undefined;
  /** Is it an item of a list? */
  readonly item: boolean;
}

/** Parts of a resource that its readers know by name, so that a message need not say what they are part of. */
const NOUNS: Readonly<Record<string, string>> = {
  ContainerDefinition: 'container',
  DaemonContainerDefinition: 'container',
  Container: 'container',
  EphemeralContainer: 'container',
  Volume: 'volume',
  DaemonVolume: 'volume',
};

/** What a message calls a part of a resource: "container 'web'", "spec.template.spec of Deployment 'shop/web'". */
export function ownerText(scope: Scope, spelling: Spelling): string {
  const path: string[] = [];
  let at = scope;
  while (at.above) {
    const name = at.item ? nameIn(at, spelling) : undefined;
    if (name !== undefined) return [path.join('.'), named(at, at.above, name, spelling)].filter(Boolean).join(' of ');
    path.unshift(at.field);
    at = at.above;
  }
  return [path.join('.'), at.owner].filter(Boolean).join(' of ');
}

function named({ shape, field }: Scope, above: Scope, name: string, spelling: Spelling): string {
  const noun = NOUNS[shape.name];
  return noun === undefined ? `${field} '${name}' of ${ownerText(above, spelling)}` : `${noun} '${name}'`;
}

function nameIn({ map, shape }: Scope, spelling: Spelling): string | undefined {
  const name = shape.fields.has('name') ? map?.get(spelling.word(shape.name, 'name')) : undefined;
  return name?.state === 'scalar' && typeof name.value === 'string' && name.value !== '' ? name.value : undefined;
}

/** What a message calls a resource: "task definition 'web'", "Deployment 'shop/web'"; without its name when that is not known. */
export function resourceText(kind: Kind, name: string | undefined): string {
  const noun = kind.slice(kind.indexOf('.') + 1);
  const words = kind.startsWith('k8s.') ? noun : noun.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return name === undefined ? `the ${words}` : `${words} '${name}'`;
}
