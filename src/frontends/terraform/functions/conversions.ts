import type { SettledTerm, Term } from '../../../values/index.ts';
import { decimalOf, numberTerm } from './decimals.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { listOf } from './lists.ts';
import { withSecrecy } from './made-place.ts';
import { flagTerm, isDocument, isNull, refused, unknownTerm } from './make-terms.ts';
import { mapOf, type Entry } from './maps.ts';
import { anything, flagOf, list, map, members, Stop, takes } from './parameters.ts';
import { makeSet } from './set-functions.ts';
import { asText, unifyItems } from './unify.ts';

/** A conversion. Null and what is not known stay what they are, and everything keeps its place. */
function converts(convert: (term: SettledTerm, call: FunctionCall) => Term): TerraformFunction {
  return takes([anything], ([given], call) =>
    isNull(given) || given.state === 'unknown' ? given : convert(given, { ...call, place: given.origin }),
  );
}

const tostring = converts((given, call) => {
  if (isDocument(given) || given.state === 'template' || given.state === 'scalar') return asText(given);
  return refused(call, `of a ${given.state}`);
});

const tonumber = converts((given, call) => {
  if (given.state === 'template') return unknownTerm('a text that is only partly known', call.place);
  const number = given.state === 'scalar' ? decimalOf(given) : undefined;
  return number ? keeping(given, numberTerm(number, call.place)) : refused(call, 'of something that is not a number');
});

const tobool = converts((given, call) => {
  if (given.state === 'template') return unknownTerm('a text that is only partly known', call.place);
  const value = given.state === 'scalar' ? flagOf(given.value) : undefined;
  if (value === undefined) return refused(call, 'of something that is neither true nor false');
  return keeping(given, flagTerm(value, call.place));
});

/** A value taken from a resource still is. */
function keeping(given: SettledTerm, made: Term): Term {
  const reference = given.state === 'scalar' ? given.reference : undefined;
  return reference && made.state === 'scalar' ? { ...made, reference } : made;
}

const tolist = converts((given, call) => {
  const items = list.read(given, call);
  if (items instanceof Stop) return items.term;
  const unified = unifyItems(items);
  return unified ? listOf(unified, call.place) : refused(call, 'of values of different types');
});

const toset = converts((given, call) => {
  const items = members.read(given, call);
  return items instanceof Stop ? items.term : makeSet(items, call);
});

const tomap = converts((given, call) => {
  const found = map.read(given, call);
  if (found instanceof Stop) return found.term;
  const entries = [...found.entries.values()];
  const unified = unifyItems(entries.map(({ value }) => value));
  if (!unified) return refused(call, 'of values of different types');
  const converted = entries.map(({ name, key, value }, index): Entry => ({
    name,
    key,
    value: unified[index] ?? value,
  }));
  return mapOf(new Map(converted.map((entry) => [entry.name, entry])), call.place, found.term.open);
});

const sensitive = takes([anything], ([given]) => withSecrecy(given, true));
const nonsensitive = takes([anything], ([given]) => withSecrecy(given, false));
const issensitive = takes([anything], ([given], call) => flagTerm(given.origin.sensitive ?? false, call.place));

export const CONVERSION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  issensitive,
  nonsensitive,
  sensitive,
  tobool,
  tolist,
  tomap,
  tonumber,
  toset,
  tostring,
};
