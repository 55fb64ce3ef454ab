import type { MapTerm, Term } from '../../../values/index.ts';
import { isSettled } from '../hcl/derived.ts';
import { listTerm } from '../hcl/terms.ts';

/**
 * A value that a plan states, at the places of the first of these that says the same. The parts of a map are looked at when
 * they are asked for: one map may hold what a thousand instances are made of.
 */
export function whereWritten(planned: Term, written: readonly Term[]): Term {
  if (!isSettled(planned)) return planned;
  const [first, ...others] = written;
  if (!first) return planned;
  if (isSettled(first) && first.state === planned.state) {
    if (planned.state === 'map' && first.state === 'map') return new WrittenMap(planned, first);
    if (planned.state === 'list' && first.state === 'list') {
      const [items, places] = [[...planned.items()], [...first.items()]];
      if (items.length === places.length) {
        return listTerm(
          items.map((item, index) => whereWritten(item, places.slice(index, index + 1))),
          first.origin,
        );
      }
    }
    if (planned.state === 'scalar' && first.state === 'scalar' && planned.value === first.value) return first;
  }
  return whereWritten(planned, others);
}

class WrittenMap implements MapTerm {
  readonly state = 'map';
  readonly open = false;
  readonly origin: MapTerm['origin'];
  readonly #planned: MapTerm;
  readonly #written: MapTerm;

  constructor(planned: MapTerm, written: MapTerm) {
    this.#planned = planned;
    this.#written = written;
    this.origin = written.origin;
  }

  get(name: string): Term | undefined {
    const planned = this.#planned.get(name);
    const written = this.#written.get(name);
    return planned && whereWritten(planned, written ? [written] : []);
  }

  *entries(): ReturnType<MapTerm['entries']> {
    const keys = new Map([...this.#written.entries()].map(({ name, key }) => [name, key]));
    for (const { name, key } of this.#planned.entries()) {
      const read = (): Term | undefined => this.get(name);
      yield {
        name,
        key: keys.get(name) ?? key,
        get value(): Term {
          return read() ?? { state: 'absent', origin: key };
        },
      };
    }
  }
}
