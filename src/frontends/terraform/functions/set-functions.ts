import type { Term } from '../../../values/index.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { gapTerm, isGap, listOf, MOST_ITEMS, setOf } from './lists.ts';
import { tooLong } from './list-functions.ts';
import { distinctOf, isAmong } from './membership.ts';
import { isDocument, isNull, refused, unknownTerm } from './make-terms.ts';
import { inSetOrder } from './order.ts';
import { list, members, partialList, Stop, takes, takesMore, text } from './parameters.ts';
import { isNonEmpty, isSingle } from './single-values.ts';
import { asText, unifyItems } from './unify.ts';

const UNSURE = 'a value that may be there';

/** A set of these items; those that may equal another are kept. */
export function makeSet(items: readonly Term[], call: FunctionCall): Term {
  const unified = unifyItems(items);
  if (!unified) return refused(call, 'with values of different types');
  const distinct = distinctOf(unified, call).map(({ item }) => item);
  const known = distinct.filter((item) => !isGap(item));
  return setOf([...inSetOrder(known), ...distinct.filter(isGap)], call.place);
}

/** Sets as they are when all have one type; undefined where there is none. */
function unifySets(sets: readonly (readonly Term[])[]): readonly (readonly Term[])[] | undefined {
  const unified = sets.map(unifyItems).filter((set) => set !== undefined);
  const all = unified.length < sets.length ? undefined : unifyItems(unified.flat());
  const isText = all?.some((item) => item.state === 'scalar' && typeof item.value === 'string');
  return all && (isText ? unified.map((set) => set.map(asText)) : unified);
}

const setunion = takesMore([members], members, ([first], more, call) => {
  const sets = unifySets([first, ...more]);
  return sets ? makeSet(sets.flat(), call) : refused(call, 'with values of different types');
});

const setintersection = takesMore([members], members, ([first], more, call) => {
  const sets = unifySets([first, ...more]);
  if (!sets) return refused(call, 'with values of different types');
  const items = distinctOf(sets.flat(), call).map(({ item }): Term | undefined => {
    if (isGap(item)) return undefined;
    const answers = sets.map((set) => isAmong(item, set, call));
    if (answers.includes(false)) return undefined;
    return answers.includes(undefined) ? gapTerm(UNSURE, call.place) : item;
  });
  const gaps = sets.every((set) => set.some(isGap)) ? [gapTerm(UNSURE, call.place)] : [];
  return makeSet([...items.filter((item) => item !== undefined), ...gaps], call);
});

const setsubtract = takes([members, members], ([first, second], call) => {
  const [left, taken] = unifySets([first, second]) ?? [];
  if (!left || !taken) return refused(call, 'with values of different types');
  const items = left.map((item): Term | undefined => {
    const isTaken = isGap(item) ? undefined : isAmong(item, taken, call);
    if (isTaken === true) return undefined;
    return isTaken === false ? item : gapTerm(UNSURE, call.place);
  });
  return makeSet(
    items.filter((item) => item !== undefined),
    call,
  );
});

/** Every combination of one item of each. */
const setproduct = takesMore([partialList, partialList], partialList, ([first, second], more, call) => {
  const sets = [first, second, ...more];
  if (sets.some((items) => items.length === 0)) return listOf([], call.place);
  let combinations: readonly (readonly Term[])[] = [[]];
  let gaps = false;
  for (const given of sets) {
    const items = unifyItems(given);
    if (!items) {
      // Of nothing no combinations are made, whatever the others are.
      const why = 'with values of different types';
      return sets.every((set) => set.some((item) => !isGap(item)))
        ? refused(call, why)
        : unknownTerm(UNSURE, call.place);
    }
    const known = items.filter((item) => !isGap(item));
    gaps ||= known.length < items.length;
    if (combinations.length * known.length > MOST_ITEMS) return tooLong(call);
    combinations = combinations.flatMap((head) => known.map((item) => [...head, item]));
  }
  const lists = combinations.map((items) => listOf(items, call.place));
  return listOf(gaps ? [gapTerm(UNSURE, call.place), ...lists, gapTerm(UNSURE, call.place)] : lists, call.place);
});

/** The first of each of several equal items, in their order. */
const distinct = takes([list], ([given], call) => {
  const items = unifyItems(given);
  if (!items) return refused(call, 'with values of different types');
  const gap = gapTerm(UNSURE, call.place);
  const found = distinctOf(items, call);
  const spaced = found.flatMap(({ item, maybe }) => (maybe && !isGap(item) ? [gap, item] : [item]));
  return listOf(found.some(({ maybe }) => maybe) ? [...spaced, gap] : spaced, call.place);
});

/** Texts without those that are empty or null. */
const compact = takes([list], ([items], call) => {
  const kept: Term[] = [];
  for (const item of items) {
    const settled = isGap(item) ? item : call.settle(item);
    const words = isGap(settled) || isNull(settled) ? '' : text.read(settled, call);
    if (words instanceof Stop && 'failed' in words.term) return words.term;
    if (isGap(settled)) kept.push(settled);
    else if (typeof words === 'string' ? words !== '' : isNonEmpty(settled)) kept.push(asText(item));
    else if (words instanceof Stop) kept.push(gapTerm(words.term.reason, settled.origin));
  }
  return listOf(kept, call.place);
});

/** Lists within lists as one. An unknown item may be a list itself. */
const flatten = takes([list], ([given], call) => {
  const items: Term[] = [];
  const add = (item: Term, depth: number): boolean => {
    const settled = isGap(item) ? item : call.settle(item);
    if (settled.state === 'list' && !isDocument(settled)) {
      const inner = depth < DEEPEST ? list.read(settled, call) : undefined;
      return Array.isArray(inner) && inner.every((part: Term) => add(part, depth + 1));
    }
    const isOne = settled.state !== 'unknown' || isGap(settled) || isSingle(settled);
    items.push(isOne ? item : gapTerm(settled.reason, settled.origin));
    return items.length <= MOST_ITEMS;
  };
  return given.every((item) => add(item, 0)) ? listOf(items, call.place) : tooLong(call);
});

const DEEPEST = 32;

/** Functions over collections in which it matters what is there, not where. */
export const SET_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  compact,
  distinct,
  flatten,
  setintersection,
  setproduct,
  setsubtract,
  setunion,
};
