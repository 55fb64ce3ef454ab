import { settle, type Term, type World } from '../../../values/index.ts';
import { scalarText } from './decimals.ts';
import { isDocument } from './make-terms.ts';

/** A term as text, at its own place; what is no number and no boolean stays what it is. */
export function asText(term: Term): Term {
  if (term.state === 'choice' || term.state === 'deferred') {
    const resolve = (world: World): Term => asText(settle(term, world));
    return { state: 'deferred', origin: term.origin, resolve };
  }
  if (term.state !== 'scalar' || term.value === null || typeof term.value === 'string') return term;
  const text = scalarText(term);
  return { state: 'scalar', value: text, text, reference: term.reference, origin: term.origin };
}

/**
 * Items as a collection of one type has them: text, where one of them is text. Undefined where nothing is of all their
 * types. What is conditional or unknown is taken to be of the type of the others.
 */
export function unifyItems(items: readonly Term[]): readonly Term[] | undefined {
  const kinds = new Set(items.map(kindOf));
  const isSure = !kinds.delete('any');
  kinds.delete('null');
  if (kinds.size < 2) return items;
  if (kinds.has('list') || kinds.has('map')) return undefined;
  if (kinds.has('string')) return items.map(asText);
  return isSure ? undefined : items;
}

function kindOf(term: Term): string {
  if (term.state === 'scalar') return term.value === null ? 'null' : typeof term.value;
  if (term.state === 'template' || isDocument(term)) return 'string';
  return term.state === 'list' || term.state === 'map' ? term.state : 'any';
}
