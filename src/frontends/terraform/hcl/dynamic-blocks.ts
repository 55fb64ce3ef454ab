import { attributeOf, blocksOf, type Block, type Node } from '../../../syntax/index.ts';
import type { MapTerm, Origin, SettledTerm, Term } from '../../../values/index.ts';
import { through } from '../modules/relocate.ts';
import { SourcePlace } from '../source-place.ts';
import { derived } from './derived.ts';
import { evaluate } from './evaluate.ts';
import { itemsIn } from './for-expressions.ts';
import { withNames, type Scope } from './scope.ts';
import { listTerm, mapTerm } from './terms.ts';

/** Makes the term of a body. */
type BodyTerm = new (body: Node, origin: Origin, scope: Scope) => MapTerm;

/** The blocks that a `dynamic` block makes. */
export function dynamicBlocks({ labels, type, body }: Block, scope: Scope, Body: BodyTerm): Term {
  const key = labels[0] ?? type;
  const content = blocksOf(body).find((block) => block.type.raw === 'content')?.body;
  const forEach = attributeOf(body, 'for_each')?.value;
  const iterator = attributeOf(body, 'iterator')?.value.raw ?? key.text;
  const place = new SourcePlace(content ?? body, key, { via: scope.via, computed: true });
  if (!content || !forEach) return listTerm([], place, true);
  return blocksForEach(evaluate(forEach, scope), iterator, place, scope, (inner) => new Body(content, place, inner));
}

/**
 * One block for each item of a collection, `iterator` being what the item is called in it; an open list where that is not
 * known. Source: Terraform, "dynamic Blocks".
 */
export function blocksForEach(
  forEach: Term,
  iterator: string,
  place: Origin,
  scope: Scope,
  make: (scope: Scope) => Term,
): Term {
  return derived([forEach], place, scope.budget, ([settled]) => {
    const items = settled && itemsIn(settled);
    if (!items) return listTerm([], place, true);
    const blocks = items.map(({ key, value }, index) => {
      const hop = { span: value.origin.head, note: 'Repeated by for_each here.' };
      const parts = new Map([
        ['key', key],
        ['value', through(value, hop)],
      ]);
      const names = new Map<string, Term>([[iterator, mapTerm(parts, place)]]);
      return make(withNames(scope, names, `${iterator} ${index}`));
    });
    return listTerm(blocks, place, isOpen(settled));
  });
}

/** Blocks that are written, and lists of those that `dynamic` makes, as one list. */
export function joinedBlocks(lists: readonly Term[], origin: Origin, { budget }: Scope): Term {
  return derived(lists, origin, budget, (settled) => {
    const items = settled.flatMap((term) => (term.state === 'list' ? [...term.items()] : [term]));
    return listTerm(
      items,
      origin,
      settled.some((term) => term.state === 'list' && term.open),
    );
  });
}

function isOpen(term: SettledTerm): boolean {
  return (term.state === 'list' || term.state === 'map') && term.open;
}
