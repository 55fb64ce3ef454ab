import type { ListTerm, Origin, Term, UnknownTerm } from '../../../values/index.ts';
import { itemsAt } from './made-place.ts';

/**
 * Stands among the items of an open list for any number of further ones, also for none: where a list that is not known
 * was joined in. Which item stands where is certain before the first gap, and counted from the end behind the last.
 */
export interface GapTerm extends UnknownTerm {
  readonly gap: true;
}

export function gapTerm(reason: string, origin: Origin): GapTerm {
  return { state: 'unknown', reason, written: false, gap: true, origin };
}

export function isGap(term: Term): term is GapTerm {
  return term.state === 'unknown' && 'gap' in term && term.gap === true;
}

/** A list in which no item is there twice and whose order means nothing. */
export interface SetTerm extends ListTerm {
  readonly set: true;
}

export function isSet(term: Term): term is SetTerm {
  return term.state === 'list' && 'set' in term && term.set === true;
}

/** Most items of a list that functions work with. */
export const MOST_ITEMS = 10_000;

export const TOO_LARGE = 'a collection that is too large';

const MORE = 'more items that cannot be seen';

/** The items of a list, with a gap at the end where there may be others; undefined when there are too many. */
export function membersOf(list: ListTerm): readonly Term[] | undefined {
  const items: Term[] = [];
  let gaps = false;
  for (const item of itemsAt(list.origin, list)) {
    if (items.length >= MOST_ITEMS) return undefined;
    gaps ||= isGap(item);
    items.push(item);
  }
  if (list.open && !gaps) items.push(gapTerm(MORE, list.origin));
  return items;
}

/** The same in their order, which a set does not have before all of its items are known. */
export function itemsOf(list: ListTerm): readonly Term[] | undefined {
  const items = membersOf(list);
  if (!items || !isSet(list) || items.length < 2 || items.every(isKnownScalar)) return items;
  const gap = gapTerm(MORE, list.origin);
  return [gap, ...items.filter((item) => !isGap(item)), gap];
}

/** The items whose place is certain, from the first. */
export function leadingOf(items: readonly Term[]): readonly Term[] {
  const gap = items.findIndex(isGap);
  return gap < 0 ? items : items.slice(0, gap);
}

/** A list of these items. A gap at the end alone is left out: that an open list goes on is understood. */
export function listOf(items: readonly Term[], origin: Origin): ListTerm {
  const gap = items.findIndex(isGap);
  const known = gap >= 0 && gap === items.length - 1 ? items.slice(0, -1) : items;
  return { state: 'list', open: gap >= 0, origin, items: () => known };
}

export function setOf(items: readonly Term[], origin: Origin): SetTerm {
  const known = items.filter((item) => !isGap(item));
  return { state: 'list', set: true, open: known.length < items.length, origin, items: () => known };
}

/** An item of which is not known where it stands; it may be null where any of them may. */
export function unseenItem(items: readonly Term[], origin: Origin): UnknownTerm {
  const written = !items.some((item) =>
    item.state === 'unknown' ? !item.written && !isGap(item) : item.state === 'scalar' && item.value === null,
  );
  return { state: 'unknown', reason: 'an item of a list that is only partly known', written, origin };
}

function isKnownScalar(term: Term): boolean {
  return term.state === 'scalar';
}
