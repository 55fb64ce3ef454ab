import type { Term } from '../../../values/index.ts';
import { compareText } from './order.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { graphemesOf } from './characters.ts';
import { gapTerm, isGap, isSet, leadingOf, listOf, MOST_ITEMS, TOO_LARGE, unseenItem } from './lists.ts';
import { isAmong } from './membership.ts';
import { areEqual } from './equality.ts';
import { countTerm, flagTerm, isDocument, isNull, nullTerm, refused, unknownTerm, unsure } from './make-terms.ts';
import { anything, list, map, members, partialList, Stop, takes, takesMore, text, whole } from './parameters.ts';
import { asText, unifyItems } from './unify.ts';

const PARTLY = 'a list that is only partly known';

const concat = takesMore([partialList], partialList, ([first], more, call) => {
  const items = [first, ...more].flat();
  return items.length > MOST_ITEMS ? tooLong(call) : listOf(items, call.place);
});

const reverse = takes([list], ([items], call) => listOf(items.toReversed(), call.place));

/** The item at an index, which counts on from the first behind the last. */
const element = takes([anything, whole], ([given, index], call) => {
  // One of the things that an unknown list names is still of the resource that the list is of.
  if (given.state === 'unknown') return unknownTerm(given.reason, call.place, given.reference);
  const items = list.read(given, call);
  if (items instanceof Stop) return items.term;
  if (items.length === 0) return refused(call, 'of an empty list');
  const leading = leadingOf(items);
  if (leading.length < items.length) {
    return leading[index] ?? unseenItem(items, call.place);
  }
  return leading[index % leading.length] ?? refused(call, `with the index ${index}`);
});

/** The index of the first item that equals a value. */
const index = takes([list, anything], ([items, sought], call) => {
  if (isNull(sought)) return refused(call, 'for null');
  for (const [at, item] of items.entries()) {
    const same = isGap(item) ? undefined : areEqual(item, sought, (term) => call.settle(term));
    if (same === true) return countTerm(at, call.place);
    if (same === undefined) return unknownTerm(PARTLY, call.place);
  }
  return refused(call, 'for a value that the list does not have');
});

const contains = takes([members, anything], ([items, sought], call) => {
  if (isNull(sought)) return refused(call, 'for null');
  const found = isAmong(sought, items, call);
  return found === undefined ? unknownTerm(PARTLY, call.place) : flagTerm(found, call.place);
});

const slice = takes([list, whole, whole], ([items, start, end], call) => {
  const leading = leadingOf(items);
  if (start < 0 || start > end) return refused(call, `from ${start} to ${end}`);
  if (end <= leading.length) return listOf(leading.slice(start, end), call.place);
  if (leading.length === items.length) return refused(call, `to ${end} of a list of ${items.length}`);
  return listOf([...leading.slice(start), gapTerm(PARTLY, call.place)], call.place);
});

const chunklist = takes([list, whole], ([given, size], call) => {
  const items = unifyItems(given);
  if (!items) return refused(call, 'with values of different types');
  if (size < 0) return refused(call, `with the size ${size}`);
  const leading = leadingOf(items);
  const isWhole = leading.length === items.length;
  const width = size === 0 ? Math.max(1, leading.length) : size;
  const chunks: Term[] = [];
  for (let at = 0; at < leading.length; at += width) {
    const chunk = leading.slice(at, at + width);
    if (isWhole || (size > 0 && chunk.length === width)) chunks.push(listOf(chunk, call.place));
  }
  return listOf(isWhole ? chunks : [...chunks, gapTerm(PARTLY, call.place)], call.place);
});

/** Texts in order; what is not known may stand anywhere among them. */
const sort = takes([list], ([items], call) => {
  const known: { readonly words: string; readonly term: Term }[] = [];
  const others: Term[] = [];
  for (const item of items) {
    const words = isGap(item) ? undefined : text.read(call.settle(item), call);
    if (words instanceof Stop && 'failed' in words.term) return words.term;
    if (typeof words === 'string') known.push({ words, term: asText(item) });
    else others.push(item);
  }
  const sorted = known.sort((a, b) => compareText(a.words, b.words)).map(({ term }) => term);
  if (others.length === 0) return listOf(sorted, call.place);
  const gap = gapTerm(PARTLY, call.place);
  return listOf([gap, ...sorted, ...others.filter((item) => !isGap(item)), gap], call.place);
});

/** The only item of a list or a set, null of an empty one. */
const one = takes([anything], ([given], call) => {
  if (given.state === 'unknown') return { ...unknownTerm(given.reason, call.place, given.reference), written: false };
  const items = members.read(given, call);
  if (items instanceof Stop) return items.term;
  const [only, ...others] = items.filter((item) => !isGap(item));
  const isSure = items.length === others.length + (only ? 1 : 0);
  if (only && others.length > 0) {
    // Where each is there once, values that are not known may turn out to be one.
    const differs = (other: Term): boolean => areEqual(only, other, (term) => call.settle(term)) === false;
    if ((isSure && !isSet(given)) || others.some(differs)) return refused(call, 'of a list of several');
  } else if (isSure) return only ?? nullTerm(call.place);
  const settled = only && call.settle(only);
  const reference = settled?.state === 'scalar' || settled?.state === 'unknown' ? settled.reference : undefined;
  return { ...unknownTerm(PARTLY, call.place, reference), written: false };
});

/** Items whose keys, in a list beside theirs, are among those sought. */
const matchkeys = takes([list, list, members], ([values, keys, sought], call) => {
  const [known, knownKeys] = [leadingOf(values), leadingOf(keys)];
  const isWhole = known.length === values.length && knownKeys.length === keys.length;
  if (isWhole && values.length !== keys.length) return refused(call, 'with lists of different lengths');
  const items: Term[] = [];
  for (const [at, value] of known.slice(0, knownKeys.length).entries()) {
    const key = knownKeys[at];
    const isSought = key && isAmong(key, sought, call);
    if (isSought === true) items.push(value);
    else if (isSought === undefined) items.push(gapTerm(PARTLY, call.place));
  }
  return listOf(isWhole ? items : [...items, gapTerm(PARTLY, call.place)], call.place);
});

/** Items, entries, or what a reader takes for characters. */
const length = takes([anything], ([given], call) => {
  if (given.state === 'unknown') return unsure(call, given);
  if (given.state === 'map' && !isDocument(given)) {
    const found = map.read(given, call);
    if (found instanceof Stop) return found.term;
    return given.open ? unsure(call, given) : countTerm(found.entries.size, call.place);
  }
  if (given.state === 'list' && !isDocument(given)) {
    const items = list.read(given, call);
    if (items instanceof Stop) return items.term;
    return items.some(isGap) ? unsure(call, given) : countTerm(items.length, call.place);
  }
  const words = given.state === 'scalar' && typeof given.value !== 'string' ? undefined : text.read(given, call);
  if (words === undefined) return refused(call, 'of something that has no length');
  return words instanceof Stop ? words.term : countTerm(graphemesOf(words, call.budget).length, call.place);
});

export function tooLong(call: FunctionCall): Term {
  return unknownTerm(TOO_LARGE, call.place);
}

/** Functions over lists in which the place of an item matters. */
export const LIST_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  chunklist,
  concat,
  contains,
  element,
  index,
  length,
  matchkeys,
  one,
  reverse,
  slice,
  sort,
};
