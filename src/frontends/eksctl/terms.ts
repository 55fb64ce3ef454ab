import { unknownTerm } from '../../model/index.ts';
import type { MapTerm, Origin, Term, UnknownTerm } from '../../values/index.ts';
import { madeMap, madeScalar } from '../made-terms.ts';

/** The term at the end of a path of keys; undefined where nothing is written. */
export function termAt(map: MapTerm, ...path: readonly string[]): Term | undefined {
  let term: Term | undefined = map;
  for (const key of path) {
    if (term?.state !== 'map') return undefined;
    term = term.get(key);
  }
  return term?.state === 'scalar' && term.value === null ? undefined : term;
}

/** The text of a scalar as it is written; undefined for anything else. */
export function textOf(term: Term | undefined): string | undefined {
  return term?.state === 'scalar' ? term.text : undefined;
}

export function isTrue(term: Term | undefined): boolean {
  return term?.state === 'scalar' && term.value === true;
}

export function isFalse(term: Term | undefined): boolean {
  return term?.state === 'scalar' && term.value === false;
}

/** The scalar under another value, at its own place. */
export function reread(term: Term, value: string | number | boolean): Term {
  return madeScalar(term.origin, value);
}

/** A scalar as the text that is written: `1.30` stays what it is. */
export function asText(term: Term | undefined): Term | undefined {
  return term?.state === 'scalar' && term.value !== null ? { ...term, value: term.text } : term;
}

/** What eksctl makes or chooses by itself: it is there, and nobody can say what it will be. */
export function byEksctl(what: string, origin: Origin): UnknownTerm {
  return unknownTerm(`${what} that eksctl chooses`, origin);
}

/** A map of the parts that are written; undefined when none is. */
export function partsOf(origin: Origin, parts: Readonly<Record<string, Term | undefined>>): MapTerm | undefined {
  const written = new Map<string, Term>();
  for (const [name, term] of Object.entries(parts)) if (term) written.set(name, term);
  return written.size === 0 ? undefined : madeMap(origin, written);
}

/** How fields of the model are read out of a configuration: by `Shape.field`. */
export type Structure = Readonly<Record<string, (owner: MapTerm) => Term | undefined>>;
