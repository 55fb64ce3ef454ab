import type { SettledTerm, Term } from '../../../values/index.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { codePointsOf, graphemesOf } from './characters.ts';
import { gapTerm, isGap, listOf } from './lists.ts';
import { madePlace } from './made-place.ts';
import { flagTerm, isNull, reasonOf, refused, textTerm, unknownTerm } from './make-terms.ts';
import { partialList, partialText, takes, takesMore, text, whole, wording, type Wording } from './parameters.ts';
import { knownText, LONGEST, mapKnown, MOST_PARTS, partsOf, textOf, TOO_LONG, type Parts } from './texts.ts';

/** A text that a function changed, or the term itself where nothing of it changed. */
export function rewritten({ term, parts }: Wording, after: Parts, call: FunctionCall): Term {
  const known = knownText(after);
  const isSame = known !== undefined && known === knownText(parts);
  return isSame && term.state === 'scalar' && typeof term.value === 'string' ? term : textOf(after, call.place);
}

/** A function that changes each known stretch of a text by itself. */
function rewrites(change: (text: string) => string): TerraformFunction {
  return takes([wording], ([given], call) => rewritten(given, mapKnown(given.parts, change), call));
}

/** Go turns one character into one: `ß` has no capital letter. */
function eachCharacter(change: (character: string) => string): (text: string) => string {
  return (given) =>
    codePointsOf(given)
      .map((character) => (codePointsOf(change(character)).length === 1 ? change(character) : character))
      .join('');
}

const upper = rewrites(eachCharacter((character) => character.toUpperCase()));
const lower = rewrites(eachCharacter((character) => character.toLowerCase()));

/** The first letter of each word. Source: Go, strings.Title and isSeparator. */
const title = takes([text], ([given], call) => textTerm(given.replace(WORD_START, capital), call.place));

/** A letter, but for one behind a letter, a digit, an underscore or a sign beyond ASCII that is no space. */
const WORD_START = /(?<![\p{L}\p{N}_]|[^\p{ASCII}\p{White_Space}])\p{L}/gu;

const capital = eachCharacter((letter) => letter.toUpperCase());

const strrev = takes([partialText], ([parts], call) =>
  textOf(mapKnown(parts, (known) => graphemesOf(known, call.budget).reverse().join('')).toReversed(), call.place),
);

const indent = takes([whole, wording], ([spaces, given], call) => {
  if (spaces < 0 || spaces > MOST_SPACES) return refused(call, 'that indents by no sensible width');
  let length = 0;
  const indented = mapKnown(given.parts, (known) => {
    const lines = known.split('\n');
    length += known.length + lines.length * spaces;
    return length > LONGEST ? known : lines.join(`\n${' '.repeat(spaces)}`);
  });
  return length > LONGEST ? unknownTerm(TOO_LONG, call.place) : rewritten(given, indented, call);
});

const MOST_SPACES = 1_000;

/** Counts what a reader takes for characters; a negative offset is from the end, a negative length takes all. */
const substr = takes([text, whole, whole], ([given, offset, length], call) => {
  const characters = graphemesOf(given, call.budget);
  const start = Math.max(0, offset < 0 ? characters.length + offset : offset);
  // Terraform takes all for a length of zero behind a negative offset.
  const isAll = length < 0 || (length === 0 && offset < 0);
  return textTerm(characters.slice(start, isAll ? undefined : start + length).join(''), call.place);
});

const startswith = takes([partialText, text], ([parts, prefix], call) => {
  const [first = ''] = parts;
  const head = typeof first === 'string' ? first : '';
  const isWhole = parts.length < 2 && typeof first === 'string';
  if (isWhole || head.length >= prefix.length) return flagTerm(head.startsWith(prefix), call.place);
  return prefix.startsWith(head) ? unknownTerm(PARTLY, call.place) : flagTerm(false, call.place);
});

const endswith = takes([partialText, text], ([parts, suffix], call) => {
  const last = parts.at(-1) ?? '';
  const tail = typeof last === 'string' ? last : '';
  const isWhole = parts.length < 2 && typeof last === 'string';
  if (isWhole || tail.length >= suffix.length) return flagTerm(tail.endsWith(suffix), call.place);
  return suffix.endsWith(tail) ? unknownTerm(PARTLY, call.place) : flagTerm(false, call.place);
});

const strcontains = takes([partialText, text], ([parts, sought], call) => {
  if (parts.some((part) => typeof part === 'string' && part.includes(sought))) return flagTerm(true, call.place);
  return knownText(parts) === undefined ? unknownTerm(PARTLY, call.place) : flagTerm(sought === '', call.place);
});

const PARTLY = 'a text that is only partly known';

/** Parts, and separators between them, of one text. */
const MOST_PIECES = 10 * MOST_PARTS;

/** Items with a separator between them. Behind a gap nobody knows whether one is due, so that the rest is unknown. */
const join = takesMore([partialText], partialList, ([separator], lists, call) => {
  if (lists.length === 0) return refused(call, 'without a list');
  const pieces: SettledTerm[] = [];
  const parts: Parts[number][] = [];
  for (const item of lists.flat()) {
    if (isGap(item)) {
      return textOf([...parts, unknownTerm(item.reason, item.origin)], madePlace(call.place, pieces));
    }
    const piece = call.settle(item);
    const words = partsOf(piece, (part) => call.settle(part));
    if (!words) return refused(call, `of a list with ${isNull(piece) ? 'null' : `a ${piece.state}`} in it`);
    if (pieces.length > 0) parts.push(...separator);
    pieces.push(piece);
    parts.push(...words);
    if (parts.length > MOST_PIECES) return unknownTerm(TOO_LONG, call.place);
  }
  return textOf(parts, madePlace(call.place, pieces));
});

/**
 * The pieces of a text between separators. Behind something unknown, which may hold a separator itself, nothing is
 * certain; an id, a name or an ARN of a resource holds no comma.
 */
const split = takes([text, partialText], ([separator, parts], call) => {
  if (separator === '') return splitAll(parts, call);
  const items: Term[] = [];
  let current: Parts[number][] = [];
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (separator !== ',' || !part.reference) {
        return listOf([...items, gapTerm(reasonOf(part), call.place)], call.place);
      }
      current.push(part);
      continue;
    }
    const [head = '', ...rest] = part.split(separator);
    current.push(head);
    for (const piece of rest) {
      items.push(textOf(current, call.place));
      current = [piece];
    }
  }
  items.push(textOf(current, call.place));
  return listOf(items, call.place);
});

function splitAll(parts: Parts, call: FunctionCall): Term {
  const items: Term[] = [];
  for (const part of parts) {
    if (typeof part !== 'string') return listOf([...items, gapTerm(reasonOf(part), call.place)], call.place);
    for (const character of part) items.push(textTerm(character, call.place));
  }
  return listOf(items, call.place);
}

/** Text functions that look at single characters or at the whole. */
export const STRING_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  endswith,
  indent,
  join,
  lower,
  split,
  startswith,
  strcontains,
  strrev,
  substr,
  title,
  upper,
};
