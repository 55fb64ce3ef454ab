import { settle, type Hop, type Origin, type Term } from '../../../values/index.ts';
import { LazyChoice } from '../hcl/condition.ts';
import { OpenVariableTerm } from '../hcl/open-variable.ts';
import { moved } from '../hcl/terms.ts';
import { SourcePlace } from '../source-place.ts';

const NO_HOPS: readonly Hop[] = [];

/**
 * A value at the place of its use, with the hops to where it was written. A text that holds a document stays where it is
 * written, for its parts are found there.
 */
export function relocate(term: Term, place: Origin, hops: readonly Hop[] = NO_HOPS): Term {
  if (!(place instanceof SourcePlace)) return term;
  const from = term.origin;
  const via = hops.length > 0 ? [...hops, ...from.via] : from.via;
  const origin = place.with(via, from.sensitive ?? false);
  if (term instanceof OpenVariableTerm) return term.at(origin);
  switch (term.state) {
    case 'scalar':
      return typeof term.value === 'string' && /^\s*[[{]/.test(term.value) ? term : { ...term, origin };
    case 'choice':
      return new LazyChoice(term.condition, origin, (outcome) =>
        relocate(outcome ? term.then : term.else, place, hops),
      );
    case 'deferred':
      return { state: 'deferred', origin, resolve: (world) => relocate(settle(term, world), place, hops) };
    default:
      return moved(term, origin);
  }
}

/** The same value where it is, reached through one more hop. */
export function through(term: Term, hop: Hop): Term {
  const { origin } = term;
  if (!(origin instanceof SourcePlace)) return term;
  const { computed } = origin;
  const place = new SourcePlace(origin.node, origin.key, { name: origin.name, sensitive: origin.sensitive, computed });
  return relocate(term, place, [hop]);
}
