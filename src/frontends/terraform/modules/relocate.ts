import { settle, type Hop, type Origin, type Term } from '../../../values/index.ts';
import { SourcePlace } from '../source-place.ts';

/**
 * A value at the place of its use, with the hop to where it was written. A text that holds a document stays where it is
 * written, for its parts are found there.
 */
export function relocate(term: Term, place: Origin, hop?: Hop): Term {
  if (!(place instanceof SourcePlace)) return term;
  const from = term.origin;
  const origin = place.with(hop ? [hop, ...from.via] : from.via, from.sensitive ?? false);
  switch (term.state) {
    case 'scalar':
      return typeof term.value === 'string' && /^\s*[[{]/.test(term.value) ? term : { ...term, origin };
    case 'template':
    case 'unknown':
    case 'absent':
      return { ...term, origin };
    case 'list':
      return { state: 'list', inner: term.inner ?? false, open: term.open, origin, items: () => term.items() };
    case 'map':
      return {
        state: 'map',
        inner: term.inner ?? false,
        open: term.open,
        origin,
        get: (name) => term.get(name),
        entries: () => term.entries(),
      };
    case 'choice':
    case 'deferred':
      return { state: 'deferred', origin, resolve: (world) => relocate(settle(term, world), place, hop) };
  }
}
