import type { Term, UnknownTerm } from '../../../values/index.ts';
import { codePointsOf } from './characters.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { textTerm, unknownTerm, unsure } from './make-terms.ts';
import { partialText, takes, text, wording, type Wording } from './parameters.ts';
import { replaceMatches } from './regular-expressions.ts';
import { rewritten } from './strings.ts';
import { knownText, LONGEST, textOf, TOO_LONG, type Parts } from './texts.ts';

/** A pattern is written between slashes. */
const PATTERN = /^\/(.*)\/$/s;

/** Literal text, or a pattern between slashes, replaced by another text, which need not be known. */
const replace = takes([wording, text, partialText], ([given, sought, replacement], call) => {
  const pattern = PATTERN.exec(sought)?.[1];
  if (pattern === undefined) return rewritten(given, replaceLiteral(given.parts, sought, replacement, call), call);
  const [subject, known] = [knownText(given.parts), knownText(replacement)];
  if (subject === undefined || known === undefined) return hidden(given, call);
  const result = replaceMatches(subject, pattern, known);
  if (result === subject) return rewritten(given, given.parts, call);
  return result === undefined
    ? unknownTerm(`what '${call.name}' gives for a pattern that cannot be read`, call.place)
    : textTerm(result, call.place);
});

/** Known stretches are changed by themselves where no match can reach beyond them, else nothing is known of them. */
function replaceLiteral(parts: Parts, sought: string, replacement: Parts, call: FunctionCall): Parts {
  const most = sought.length - 1;
  return parts.flatMap((part, index): Parts => {
    if (typeof part !== 'string') return [part];
    const isFirst = index === 0;
    const isLast = index === parts.length - 1;
    const reaches =
      (!isFirst && meets(sought, part, most)) ||
      (!isLast && meets(part, sought, most)) ||
      (!isFirst && !isLast && sought.includes(part) && sought !== part) ||
      (sought === '' && parts.length > 1);
    if (reaches) return [unknownTerm('text that may be replaced', call.place)];
    const found = pieces(part, sought);
    if (found.length * replacement.length > LONGEST) return [unknownTerm(TOO_LONG, call.place)];
    return found.flatMap((piece, at) => (at === 0 ? [piece] : [...replacement, piece]));
  });
}

/** Go finds nothing before, between and behind all characters; JavaScript only between them. */
function pieces(part: string, sought: string): string[] {
  return sought === '' ? ['', ...codePointsOf(part), ''] : part.split(sought);
}

const LONGEST_MET = 1_000;

/** Does the first text end as the second begins, by so many units at most? */
function meets(first: string, second: string, most: number): boolean {
  // Rather than compare all of two long texts over and over, they are taken to meet.
  if (Math.min(first.length, second.length, most) > LONGEST_MET) return true;
  for (let length = Math.min(first.length, second.length, most); length > 0; length--) {
    if (first.endsWith(second.slice(0, length))) return true;
  }
  return false;
}

/** What hangs on an unknown text as a whole; still of the resource that it is the text of, where that is all of it. */
function hidden({ term, parts }: Wording, call: FunctionCall): UnknownTerm {
  const [only, second] = parts;
  const reference = typeof only === 'object' && second === undefined ? only.reference : undefined;
  return { ...unsure(call, term), ...(reference && { reference }) };
}

const trimprefix = takes([wording, text], ([given, prefix], call) => trimHead(given, prefix, call));

const trimsuffix = takes([wording, text], ([given, suffix], call) => {
  const head = trimHead({ term: given.term, parts: turned(given.parts) }, turnedText(suffix), call);
  if (head === given.term || head.state !== 'scalar') {
    return head.state === 'template' ? { ...head, parts: turned(head.parts) } : head;
  }
  return textTerm(turnedText(head.text), head.origin);
});

function trimHead(given: Wording, prefix: string, call: FunctionCall): Term {
  const [first = '', ...rest] = given.parts;
  if (typeof first === 'string') {
    if (first.startsWith(prefix)) return rewritten(given, [first.slice(prefix.length), ...rest], call);
    return rest.length > 0 && prefix.startsWith(first) ? hidden(given, call) : rewritten(given, given.parts, call);
  }
  const [next = '', another] = rest;
  if (typeof next !== 'string' || meets(prefix, next, prefix.length)) return hidden(given, call);
  return another !== undefined && prefix.includes(next) ? hidden(given, call) : textOf(given.parts, call.place);
}

const SPACE = /\p{White_Space}/u;

const trimspace = takes([wording], ([given], call) => {
  const isSpace = (character: string): boolean => SPACE.test(character);
  return rewritten(given, trimEnd(trimStart(given.parts, isSpace), isSpace), call);
});

const trim = takes([wording, text], ([given, characters], call) => {
  const cut = new Set(characters);
  const isCut = (character: string): boolean => cut.has(character);
  return rewritten(given, trimEnd(trimStart(given.parts, isCut), isCut), call);
});

/** Line breaks at the end. */
const chomp = takes([wording], ([given], call) =>
  rewritten(
    given,
    trimEnd(given.parts, (character) => character === '\n' || character === '\r'),
    call,
  ),
);

/** What stands behind an unknown stretch, which may be empty, may have to go too. */
function trimStart(parts: Parts, isCut: (character: string) => boolean): Parts {
  const kept: Parts[number][] = [];
  let isTrimming = true;
  for (const part of parts) {
    if (typeof part !== 'string' || !isTrimming) {
      kept.push(part);
      continue;
    }
    const characters = codePointsOf(part);
    const keep = characters.findIndex((character) => !isCut(character));
    if (keep < 0) continue;
    kept.push(characters.slice(keep).join(''));
    isTrimming = false;
  }
  return kept;
}

function trimEnd(parts: Parts, isCut: (character: string) => boolean): Parts {
  return turned(trimStart(turned(parts), isCut));
}

/** The parts from the last to the first, each backwards. */
function turned(parts: Parts): Parts {
  return parts.map((part) => (typeof part === 'string' ? turnedText(part) : part)).toReversed();
}

function turnedText(given: string): string {
  return codePointsOf(given).reverse().join('');
}

/** Text functions that put another text in the place of a part of one. */
export const EDIT_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  chomp,
  replace,
  trim,
  trimprefix,
  trimspace,
  trimsuffix,
};
