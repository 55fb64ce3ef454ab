import type { Node } from '../../../syntax/index.ts';
import { mayMatch, settle, World, type ListTerm, type SettledTerm, type Term } from '../../../values/index.ts';

/**
 * A value of a plan and the term that its source gives for it are twins. Both have the same names, but a plan lists sets in
 * an order of its own and the documents that the provider has rewritten in another, so that items are matched by what they
 * hold.
 */

/** The term as it stands in every world; undefined where somebody would have to decide something. */
export function certain(term: Term | undefined): SettledTerm | undefined {
  if (!term || (term.state !== 'choice' && term.state !== 'deferred')) return term;
  const world = new World();
  const settled = settle(term, world);
  return world.hasDecided ? undefined : settled;
}

/** The twin of an entry of a map. */
export function entryTwin(owner: Term | undefined, name: string): Term | undefined {
  const map = onlyMap(certain(owner));
  return map?.state === 'map' ? map.get(name) : undefined;
}

/** Pairs of items that are compared; more are told apart by their order alone. */
const MOST_PAIRS = 10_000;

/** The twins of the items of a list, in the plan's order; undefined for those that no item of the source must have given. */
export function itemTwins(list: Node, twin: SettledTerm | undefined, ordered: boolean): readonly (Term | undefined)[] {
  if (!twin) return [];
  // In JSON the only block of a kind may stand by itself.
  const items = twin.state === 'map' ? [twin] : twin.state === 'list' ? writtenItems(twin) : [];
  const closed = twin.state !== 'list' || !twin.open;
  const nodes = [...list.items()];
  const same = closed && nodes.length === items.length;
  if (same && (nodes.length === 1 || nodes.length * items.length > MOST_PAIRS)) return items;
  if (nodes.length * items.length > MOST_PAIRS) return [];
  if (same && ordered && nodes.every((node, index) => likeness(node, items[index], 0) !== undefined)) return items;
  return nodes.map((node) => mostLike(node, items));
}

function writtenItems(list: ListTerm): Term[] {
  return [...list.items()].filter((item) => item.state !== 'unknown' || item.written);
}

/** The item that has most in common with a value of the plan, where there is one such. */
function mostLike(node: Node, items: readonly Term[]): Term | undefined {
  let best: Term | undefined;
  let most = Number.NEGATIVE_INFINITY;
  let tied = false;
  for (const item of items) {
    const score = likeness(node, item, 0);
    if (score === undefined || score < most) continue;
    // What one `dynamic` block makes is all written in one place.
    tied = score === most && best !== undefined && (tied || !isSamePlace(best, item));
    if (score > most) tied = false;
    [best, most] = score > most ? [item, score] : [best, most];
  }
  return tied ? undefined : best;
}

function isSamePlace(a: Term, b: Term): boolean {
  const [first, second] = [a.origin.span, b.origin.span];
  return first.source === second.source && first.start === second.start && first.end === second.end;
}

/** Levels that are compared, and items of a list. */
const DEEPEST = 6;
const MOST_ITEMS = 64;

/** What it costs where only one of the two says something: the provider may have filled it in. */
const ONE_SIDED = -0.5;

/** How much a value of a plan has in common with what the source says; undefined where the source cannot have given it. */
function likeness(node: Node, term: Term | undefined, depth: number): number | undefined {
  const twin = certain(term);
  if (!twin || depth > DEEPEST) return 0;
  switch (twin.state) {
    case 'unknown':
      return 0;
    case 'absent':
      return isNothing(node) ? 0 : ONE_SIDED;
    case 'template':
      return node.isScalar && isText(node) && !mayMatch(twin.parts, node.text) ? undefined : 0.5;
    case 'scalar':
      if (twin.value === null) return isNothing(node) ? 0 : ONE_SIDED;
      return node.isScalar && isAlike(node.text, twin.text) ? 1 : undefined;
    case 'map':
    case 'list':
      // A document in a text.
      if (node.isScalar) return twin.inner === true && isText(node) ? 0 : undefined;
      return twin.state === 'map' || node.isMap ? ofMaps(node, twin, depth) : ofLists(node, twin, depth);
  }
}

function ofMaps(node: Node, twin: SettledTerm, depth: number): number | undefined {
  const map = onlyMap(twin);
  const block = node.isList ? [...node.items()] : [node];
  const [only] = block;
  if (map?.state !== 'map' || !only?.isMap || block.length > 1) return undefined;
  let score = 0;
  for (const { key, value } of only.entries()) {
    const entry = map.get(key.text);
    const part = entry ? likeness(value, entry, depth + 1) : isNothing(value) || map.open ? 0 : ONE_SIDED;
    if (part === undefined) return undefined;
    score += part;
  }
  return score;
}

function ofLists(node: Node, list: ListTerm, depth: number): number | undefined {
  const items = writtenItems(list);
  const nodes = [...node.items()];
  if (items.length > MOST_ITEMS || nodes.length > MOST_ITEMS) return 0;
  let score = 0;
  for (const each of nodes) {
    const scores = items.flatMap((item) => likeness(each, item, depth + 1) ?? []);
    if (scores.length > 0) score += Math.max(...scores);
    else if (!list.open) return undefined;
  }
  return score;
}

/** The map that a list of one block holds. */
function onlyMap(term: SettledTerm | undefined): SettledTerm | undefined {
  if (term?.state !== 'list') return term;
  const [only, second] = writtenItems(term);
  return second ? undefined : certain(only);
}

/** How a plan shows what nobody wrote. */
function isNothing(node: Node): boolean {
  if (!node.isScalar) return node.next === node.index + 1;
  return isText(node) ? node.text === '' : node.text === 'null';
}

function isText(node: Node): boolean {
  return node.isQuoted;
}

/** The provider turns numbers into text, and words into lower case. */
function isAlike(planned: string, written: string): boolean {
  if (planned.toLowerCase() === written.toLowerCase()) return true;
  return planned !== '' && written !== '' && Number(planned) === Number(written);
}

/** Does it say the very same? */
export function isSame(planned: string, twin: SettledTerm | undefined): boolean {
  return twin?.state === 'scalar' && twin.value !== null && isAlike(planned, twin.text);
}
