import type { SettledTerm, Term } from '../../../values/index.ts';
import { compareText } from './order.ts';
import { isFailed } from './failure.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { gapTerm, isGap, leadingOf, listOf, MOST_ITEMS, unseenItem } from './lists.ts';
import { tooLong } from './list-functions.ts';
import { isDocument, isNull, nullTerm, refused, textTerm, unknownTerm, unsure } from './make-terms.ts';
import { mapOf, valueIn, type Entries, type Entry } from './maps.ts';
import { anything, list, map, optional, Stop, takes, takesMore, text, type Parameter } from './parameters.ts';

const PARTLY = 'a map that is only partly known';

function sortedNames(entries: Entries): string[] {
  return [...entries.keys()].sort(compareText);
}

/** In the order of their names, among which one that cannot be seen may stand anywhere. */
function inOrder(items: readonly Term[], open: boolean, call: FunctionCall): Term {
  const gap = gapTerm(PARTLY, call.place);
  return listOf(open ? [gap, ...items, gap] : items, call.place);
}

const keys = takes([map], ([{ entries, term }], call) => {
  const names = sortedNames(entries).map((name) => textTerm(name, entries.get(name)?.key ?? call.place));
  return inOrder(names, term.open, call);
});

const values = takes([map], ([{ entries, term }], call) => {
  const items = sortedNames(entries).map((name) => entries.get(name)?.value ?? nullTerm(call.place));
  return inOrder(items, term.open, call);
});

/** A map to merge; of one that is null nothing is taken. */
type Merged = { readonly entries: Entries; readonly open: boolean; readonly reason: string } | undefined;

const merged: Parameter<Merged> = {
  read: (term, call) => {
    if (isNull(term)) return undefined;
    if (term.state === 'unknown') return { entries: new Map(), open: true, reason: term.reason };
    const found = map.read(term, call);
    return found instanceof Stop ? found : { entries: found.entries, open: found.term.open, reason: PARTLY };
  },
};

/** Entries of several maps, those of later ones first. What cannot be seen of one may override all before it. */
const merge = takesMore([], merged, (_, maps, call) => {
  const entries = new Map<string, Entry>();
  let open = false;
  for (const each of maps) {
    if (!each) continue;
    if (each.open) for (const [name, entry] of entries) entries.set(name, overridden(entry, each.reason));
    open ||= each.open;
    for (const [name, entry] of each.entries) entries.set(name, entry);
    if (entries.size > MOST_ITEMS) return tooLong(call);
  }
  return mapOf(entries, call.place, open);
});

function overridden({ name, key }: Entry, reason: string): Entry {
  return { name, key, value: { ...unknownTerm(`a value that may be overridden by ${reason}`, key), written: false } };
}

/** The value under a name, else a default. */
const lookup = takes([anything, anything, optional(anything)], ([given, key, fallback], call) => {
  const isNothing = fallback && (isNull(fallback) || (fallback.state === 'unknown' && !fallback.written));
  const written = isNothing !== true;
  if (given.state === 'unknown') return { ...unknownTerm(given.reason, call.place), written };
  if (given.state !== 'map' || isDocument(given)) return refused(call, 'of something that is not a map');
  const name = text.read(key, call);
  if (name instanceof Stop) return isFailed(name.term) ? name.term : { ...name.term, written };
  const found = valueIn(given, name);
  if (found) return found;
  if (given.open) return { ...unsure(call, given), written };
  return fallback ?? refused(call, 'for a name that the map does not have');
});

const zipmap = takes([list, list], ([names, items], call) => {
  const [known, found] = [leadingOf(names), leadingOf(items)];
  const isWhole = known.length === names.length && found.length === items.length;
  if (isWhole && names.length !== items.length) return refused(call, 'with lists of different lengths');
  const entries = new Map<string, Entry>();
  let open = known.length < names.length;
  for (const [at, given] of known.entries()) {
    const term = call.settle(given);
    const name = text.read(term, call);
    if (name instanceof Stop && 'failed' in name.term) return name.term;
    if (name instanceof Stop) {
      // The name may be one that was there before.
      for (const [before, entry] of entries) entries.set(before, overridden(entry, name.term.reason));
      open = true;
    } else {
      const value = found[at] ?? unseenItem(items, call.place);
      entries.set(name, { name, key: term.origin, value });
    }
  }
  if (names.some(isGap)) for (const [name, entry] of entries) entries.set(name, overridden(entry, PARTLY));
  return mapOf(entries, call.place, open);
});

/** The names of a map of lists under each of the texts in these. */
const transpose = takes([map], ([{ entries, term }], call) => {
  const names = new Map<string, SettledTerm[]>();
  if (term.open) return unsure(call, term);
  for (const name of sortedNames(entries)) {
    const entry = entries.get(name);
    const items = entry && list.read(call.settle(entry.value), call);
    if (items instanceof Stop) return items.term;
    for (const item of items ?? []) {
      const word = isGap(item) ? new Stop(unsure(call, item)) : text.read(call.settle(item), call);
      if (word instanceof Stop) return word.term;
      const under = names.get(word) ?? [];
      under.push(textTerm(name, entry?.key ?? call.place));
      names.set(word, under);
    }
  }
  const turned = [...names].map(([name, items]): Entry => ({
    name,
    key: call.place,
    value: listOf(items, call.place),
  }));
  return mapOf(new Map(turned.map((entry) => [entry.name, entry])), call.place, false);
});

export const MAP_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  keys,
  lookup,
  merge,
  transpose,
  values,
  zipmap,
};
