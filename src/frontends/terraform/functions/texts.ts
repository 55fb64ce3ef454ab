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
import type { Budget } from '../budget.ts';
import { scalarText } from './decimals.ts';
import { jsonParts } from './json-text.ts';
import { madePlace } from './made-place.ts';
import { isDocument, textTerm, unknownTerm } from './make-terms.ts';

/** Text as far as it is known: known stretches, and unknown ones between them. */
export type Parts = readonly (string | UnknownTerm)[];

/** UTF-16 units and parts of the longest text that is put together; texts made of texts would fill the memory. */
export const LONGEST = 1_000_000;
export const MOST_PARTS = 10_000;

export const TOO_LONG = 'a text that is too long';

/** The text of parts at a place: known, partly known, or unknown where there is nothing else. */
export function textOf(parts: Iterable<string | UnknownTerm>, origin: Origin): ScalarTerm | TemplateTerm | UnknownTerm {
  const joined = joinParts(parts);
  if (!joined) return unknownTerm(TOO_LONG, origin);
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
export function encodedText(term: Term, budget?: Budget): Term {
  return isDocument(term) ? new EncodedText(term, budget) : term;
}

/** The text of a document, written out when it is asked for: what is conditional in it is decided only then. */
export class EncodedText implements DeferredTerm {
  readonly state = 'deferred';
  readonly origin: Origin;
  readonly #document: SettledTerm;
  readonly #budget: Budget | undefined;
  /** The last text, and the world that it was written in; undefined where nothing in it is conditional. */
  #written: { readonly text: SettledTerm; readonly world: World | undefined } | undefined;

  constructor(document: SettledTerm, budget: Budget | undefined) {
    this.#document = document;
    this.#budget = budget;
    this.origin = madePlace(document.origin, []);
  }

  /** Writes it without a world, which throws where something in it is conditional. */
  write(settleTerm: (term: Term) => SettledTerm): SettledTerm {
    return this.#write(settleTerm, undefined);
  }

  resolve(world: World): Term {
    return this.#write((part) => settle(part, world), world);
  }

  #write(settleTerm: (term: Term) => SettledTerm, world: World | undefined): SettledTerm {
    const known = this.#written;
    if (known && (known.world === undefined || known.world === world)) return known.text;
    const text = this.#measured(textOf(jsonParts(this.#document, settleTerm), this.origin));
    this.#written = { text, world };
    return text;
  }

  #measured(text: SettledTerm): SettledTerm {
    const length = text.state === 'scalar' ? text.text.length : 0;
    const isTooLong = text.state === 'unknown' && text.reason === TOO_LONG;
    const isSpent = this.#budget?.spendText(length) === false;
    return this.#budget && (isTooLong || isSpent) ? this.#budget.beyond(TOO_LONG, this.origin) : text;
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
  return joinParts(jsonParts(term, settleTerm)) ?? [unknownTerm(TOO_LONG, term.origin)];
}
