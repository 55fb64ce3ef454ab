import { attributesOf, blocksOf, type Block, type Node } from '../../../syntax/index.ts';
import type { MapTerm, Origin, SettledTerm, Term } from '../../../values/index.ts';
import { through } from '../modules/relocate.ts';
import { SourcePlace } from '../source-place.ts';
import { derived } from './derived.ts';
import { evaluate } from './evaluate.ts';
import { itemsIn, type Item } from './for-expressions.ts';
import { withNames, type Scope } from './scope.ts';
import { listTerm, mapTerm } from './terms.ts';

/** Makes the term of a body. */
type BodyTerm = new (body: Node, origin: Origin, scope: Scope) => MapTerm;

/**
 * The blocks that a `dynamic` block makes: one for each item of its `for_each`; an open list where that is not known.
 * Source: Terraform, "dynamic Blocks".
 */
export function dynamicBlocks({ labels, type, body }: Block, scope: Scope, Body: BodyTerm): Term {
  const key = labels[0] ?? type;
  const content = [...blocksOf(body)].find((block) => block.type.raw === 'content')?.body;
  const forEach = argument(body, 'for_each');
  const iterator = argument(body, 'iterator')?.raw ?? key.text;
  const place = new SourcePlace(content ?? body, key, { via: scope.via, computed: true });
  if (!content || !forEach) return listTerm([], place, true);
  const make = (item: Item, index: number): Term => {
    const hop = { span: item.value.origin.head, note: 'Repeated by for_each here.' };
    const parts = new Map([
      ['key', item.key],
      ['value', through(item.value, hop)],
    ]);
    const names = new Map<string, Term>([[iterator, mapTerm(parts, place)]]);
    return new Body(content, place, withNames(scope, names, `${key.text} ${index}`));
  };
  return derived([evaluate(forEach, scope)], place, scope.budget, ([settled]) => {
    const items = settled && itemsIn(settled);
    if (!items) return listTerm([], place, true);
    return listTerm(items.map(make), place, isOpen(settled));
  });
}

function argument(body: Node, name: string): Node | undefined {
  for (const attribute of attributesOf(body)) if (attribute.name.raw === name) return attribute.value;
  return undefined;
}

function isOpen(term: SettledTerm): boolean {
  return (term.state === 'list' || term.state === 'map') && term.open;
}
