import type { Term } from '../../../values/index.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { listOf, MOST_ITEMS } from './lists.ts';
import { nullTerm, refused, textTerm, unknownTerm } from './make-terms.ts';
import { mapOf } from './maps.ts';
import { takes, text } from './parameters.ts';
import { LONGEST } from './texts.ts';
import { matcherOf, type GroupNames, type Match } from './pattern/index.ts';

/** Search results: the matched text where the pattern has no groups, else the texts of these, by name if they have one. */
const regex = takes([text, text], ([pattern, subject], call) => {
  const found = matcherOf(pattern, subject);
  const match = found?.matcher.find(0);
  if (!found || found.matcher.gaveUp) return unread(call);
  const names = namesOf(found.groups);
  if (names.length > 0 && names.length < found.groups.length) return refused(call, MIXED);
  return match ? resultOf(match, subject, found.groups, call) : refused(call, 'whose pattern matches nothing');
});

const regexall = takes([text, text], ([pattern, subject], call) => {
  const found = matcherOf(pattern, subject);
  const matches = found?.matcher.findAll();
  if (!found || !matches || found.matcher.gaveUp || matches.length > MOST_ITEMS) return unread(call);
  const names = namesOf(found.groups);
  if (names.length > 0 && names.length < found.groups.length) return refused(call, MIXED);
  return listOf(
    matches.map((match) => resultOf(match, subject, found.groups, call)),
    call.place,
  );
});

const MIXED = 'whose pattern has groups with and without a name';

function namesOf(groups: GroupNames): readonly string[] {
  return groups.filter((name) => name !== undefined);
}

function resultOf(match: Match, subject: string, groups: GroupNames, call: FunctionCall): Term {
  const { place } = call;
  const textAt = (group: number): Term => {
    const [start = -1, end = -1] = match.slice(group * 2, group * 2 + 2);
    return start < 0 ? nullTerm(place) : textTerm(subject.slice(start, end), place);
  };
  const names = namesOf(groups);
  if (groups.length === 0) return textAt(0);
  if (names.length === 0)
    return listOf(
      groups.map((_, index) => textAt(index + 1)),
      place,
    );
  const entries = names.map((name, index) => [name, { name, key: place, value: textAt(index + 1) }] as const);
  return mapOf(new Map(entries), place, false);
}

function unread(call: FunctionCall): Term {
  return unknownTerm(`what '${call.name}' gives for a pattern that cannot be read`, call.place);
}

/**
 * Every match of a pattern replaced, `$1` and `${name}` standing for its groups; undefined for a pattern that cannot be
 * read. Source: Go, regexp.Expand.
 */
export function replaceMatches(subject: string, pattern: string, replacement: string): string | undefined {
  const found = matcherOf(pattern, subject);
  const matches = found?.matcher.findAll();
  if (!found || !matches || found.matcher.gaveUp) return undefined;
  const { groups } = found;
  const groupText = (match: Match, name: string): string => {
    const group = /^\d+$/.test(name) ? Number(name) : groups.indexOf(name) + 1 || groups.length + 1;
    const [start = -1, end = -1] = match.slice(group * 2, group * 2 + 2);
    return start < 0 ? '' : subject.slice(start, end);
  };
  let [result, at] = ['', 0];
  for (const match of matches) {
    const [start = 0, end = 0] = match;
    result += subject.slice(at, start);
    let written = 0;
    for (const reference of replacement.matchAll(REFERENCE)) {
      const [whole, braced, plain] = reference;
      result += replacement.slice(written, reference.index);
      result += whole === '$$' ? '$' : groupText(match, braced ?? plain ?? '');
      if (result.length > LONGEST) return undefined;
      written = reference.index + whole.length;
    }
    result += replacement.slice(written);
    if (result.length > LONGEST) return undefined;
    at = end;
  }
  return result + subject.slice(at);
}

const REFERENCE = /\$\$|\$\{([\p{L}\p{Nd}_]+)\}|\$([\p{L}\p{Nd}_]+)/gu;
export const PATTERN_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = { regex, regexall };
