import type { Kind } from '../../model/index.ts';
import type { MapTerm, Term } from '../../values/index.ts';
import { SELF } from './shape-terms.ts';

/** A resource of the model that Terraform writes within another. */
export interface Part {
  readonly kind: Kind;
  /** Where it stands in the resource: `route[0]`. */
  readonly path: string;
  readonly term: MapTerm;
}

/** Routes may be written in their table. What cannot be listed without deciding anything is left out. */
export function* partsOf(type: string, term: MapTerm): Generator<Part> {
  if (type !== 'aws_route_table' && type !== 'aws_default_route_table') return;
  const table = term.get(SELF);
  const routes = term.get('route');
  for (const [index, route] of listed(routes).entries()) {
    if (route.state === 'map') yield { kind: 'ec2.route', path: `route[${index}]`, term: within(route, table) };
  }
}

function listed(term: Term | undefined): readonly Term[] {
  if (term?.state === 'list') return [...term.items()];
  return term?.state === 'map' ? [term] : [];
}

function within(part: MapTerm, owner: Term | undefined): MapTerm {
  const { open, origin } = part;
  const get = (name: string): Term | undefined => (name === SELF ? owner : part.get(name));
  return { state: 'map', open, origin, get, entries: () => part.entries() };
}
