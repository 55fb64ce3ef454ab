import type { ListTerm, MapTerm, SettledTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { scalarText } from './decimals.ts';
import { isGap, itemsOf } from './lists.ts';
import { isDocument, isNull, unknownTerm } from './make-terms.ts';
import { entriesOf } from './maps.ts';
import { compareText } from './order.ts';

type Part = string | UnknownTerm;

/** Nesting beyond which a document is not written out. */
const DEEPEST = 64;
/** What a document in a string of another counts for: backslashes double with each. */
const STRING_DEPTH = 8;

/** Writes a value as Terraform's `jsonencode` does: keys in order, no blanks. What is not known is a part of its own. */
export function* jsonParts(term: SettledTerm, settle: (term: Term) => SettledTerm, depth = 0): Generator<Part> {
  if (isNull(term)) yield 'null';
  else if (depth > DEEPEST) yield unknownTerm('a document that is nested too deep', term.origin);
  else if (term.state === 'scalar') yield typeof term.value === 'string' ? jsonString(term.value) : scalarText(term);
  else if (term.state === 'unknown') yield term;
  else if (term.state === 'template') yield* quotedParts(term.parts);
  else if (term.state === 'list') yield* listParts(term, settle, depth);
  else if (term.state === 'map') yield* mapParts(term, settle, depth);
}

/** A value within a document; what is a document itself is a string there. */
function innerParts(term: SettledTerm, settle: (term: Term) => SettledTerm, depth: number): Generator<Part> {
  return isDocument(term)
    ? quotedParts(jsonParts(term, settle, depth + STRING_DEPTH))
    : jsonParts(term, settle, depth + 1);
}

function* listParts(list: ListTerm, settle: (term: Term) => SettledTerm, depth: number): Generator<Part> {
  const items = itemsOf(list);
  yield '[';
  let comma = '';
  // Behind a gap nobody knows whether a comma is due.
  let sure = true;
  for (const item of items ?? [unknownTerm('a list that is too long', list.origin)]) {
    if (isGap(item)) {
      if (sure) yield unknownTerm(item.reason, item.origin);
      sure = false;
    } else if (sure) {
      yield comma;
      comma = ',';
      yield* innerParts(settle(item), settle, depth);
    }
  }
  yield ']';
}

function* mapParts(map: MapTerm, settle: (term: Term) => SettledTerm, depth: number): Generator<Part> {
  const entries = entriesOf(map);
  // Keys are in order, so that one which cannot be seen may stand anywhere.
  if (map.open || !entries) {
    yield '{';
    yield unknownTerm('entries that cannot be seen', map.origin);
    yield '}';
    return;
  }
  let before = '{';
  for (const name of [...entries.keys()].sort(compareText)) {
    const entry = entries.get(name);
    if (!entry) continue;
    yield `${before}${jsonString(name)}:`;
    yield* innerParts(settle(entry.value), settle, depth);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

/** A text as a string of JSON. */
export function* quotedParts(parts: Iterable<Part>): Generator<Part> {
  yield '"';
  for (const part of parts) yield typeof part === 'string' ? jsonString(part).slice(1, -1) : part;
  yield '"';
}

/** A string of JSON as Go writes it: fit to stand in HTML. Source: encoding/json, HTMLEscape. */
export function jsonString(text: string): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, escape);
}
