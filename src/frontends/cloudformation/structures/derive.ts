import { settle, type DeferredTerm, type SettledTerm, type Term, type World } from '../../../values/index.ts';

/** A term made of another one, once that is settled; what is absent or unknown stays so. */
export function derive(
  term: Term,
  make: (settled: Exclude<SettledTerm, { state: 'absent' | 'unknown' }>, world: World) => Term,
): DeferredTerm {
  return {
    state: 'deferred',
    origin: term.origin,
    resolve(world) {
      const settled = settle(term, world);
      return settled.state === 'absent' || settled.state === 'unknown' ? settled : make(settled, world);
    },
  };
}

/** A field of a map that a term will turn out to be; undefined where the term is not written at all. */
export function deriveField(term: Term | undefined, name: string): Term | undefined {
  return (
    term &&
    derive(term, (settled) => {
      const { origin } = settled;
      const found = settled.state === 'map' ? settled.get(name) : undefined;
      return found ?? { state: 'absent', origin };
    })
  );
}

/** The same list with each item made into another. */
export function deriveItems(term: Term | undefined, make: (item: Term) => Term): Term | undefined {
  return (
    term &&
    derive(term, (settled) => {
      if (settled.state !== 'list') return settled;
      const { open, origin } = settled;
      return { state: 'list', open, origin, items: () => [...settled.items()].map(make) };
    })
  );
}
