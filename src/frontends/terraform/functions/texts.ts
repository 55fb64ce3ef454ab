import {
  settle,
  type DeferredTerm,
  type Origin,
  type ScalarTerm,
  type SettledTerm,
  type TemplateTerm,
  type Term,
  type UnknownTerm,
  type World,
} from '../../../values/index.ts';
import { scalarText } from './decimals.ts';
import { jsonParts } from './json-text.ts';
import { madePlace } from './made-place.ts';
import { isDocument, textTerm, unknownTerm } from './make-terms.ts';

/** Text as far as it is known: known stretches, and unknown ones between them. */
export type Parts = readonly (string | UnknownTerm)[];

/** UTF-16 units and parts of the longest text that is put together. */
const LONGEST = 1_000_000;
const MOST_PARTS = 10_000;

/** The text of parts at a place: known, partly known, or unknown where there is nothing else. */
export function textOf(parts: Iterable<string | UnknownTerm>, origin: Origin): ScalarTerm | TemplateTerm | UnknownTerm {
  const joined = joinParts(parts);
  if (!joined) return unknownTerm('a text that is too long', origin);
  const [first = '', second] = joined;
  if (second !== undefined) return { state: 'template', parts: joined, origin };
  return typeof first === 'string' ? textTerm(first, origin) : { ...first, written: true, origin };
}

/** Known stretches put together that adjoin; undefined when there is too much. */
function joinParts(parts: Iterable<string | UnknownTerm>): Parts | undefined {
  const joined: (string | UnknownTerm)[] = [];
  let length = 0;
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part !== 'string') joined.push(part);
    else if (typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
    length += typeof part === 'string' ? part.length : 0;
    if (length > LONGEST || joined.length > MOST_PARTS) return undefined;
  }
  return joined;
}

/**
 * The parts of a term where text is due: numbers and booleans as Terraform writes them, the JSON of a document that
 * `jsonencode` made (a map or list with `inner`). Undefined for what is no text: null, maps and lists.
 */
export function partsOf(term: SettledTerm, settleTerm: (term: Term) => SettledTerm): Parts | undefined {
  switch (term.state) {
    case 'scalar':
      return term.value === null ? undefined : [scalarText(term)];
    case 'template':
      return term.parts;
    case 'unknown':
      return [term];
    case 'list':
    case 'map':
      return isDocument(term) ? documentParts(term, settleTerm) : undefined;
    case 'absent':
      return undefined;
  }
}

/** A document that `jsonencode` made, as text at its own place; anything else stays what it is. */
export function encodedText(term: Term): Term {
  return isDocument(term) ? new EncodedText(term) : term;
}

/** The text of a document, written out when it is asked for: what is conditional in it is decided only then. */
export class EncodedText implements DeferredTerm {
  readonly state = 'deferred';
  readonly origin: Origin;
  readonly #document: SettledTerm;

  constructor(document: SettledTerm) {
    this.#document = document;
    this.origin = madePlace(document.origin, []);
  }

  write(settleTerm: (term: Term) => SettledTerm): SettledTerm {
    return textOf(jsonParts(this.#document, settleTerm), this.origin);
  }

  resolve(world: World): Term {
    return this.write((part) => settle(part, world));
  }
}

/** The same parts with the known stretches changed, each by itself. */
export function mapKnown(parts: Parts, change: (text: string) => string): Parts {
  return parts.map((part) => (typeof part === 'string' ? change(part) : part));
}

/** The text, when all of it is known. */
export function knownText(parts: Parts): string | undefined {
  const [only = '', second] = parts;
  return second === undefined && typeof only === 'string' ? only : undefined;
}

function documentParts(term: SettledTerm, settleTerm: (term: Term) => SettledTerm): Parts {
  return joinParts(jsonParts(term, settleTerm)) ?? [unknownTerm('a text that is too long', term.origin)];
}
