import type { MapTerm, Origin, Reference, Term } from '../../../values/index.ts';
import { unknownTerm } from '../hcl/terms.ts';
import { SELF } from '../shape-terms.ts';

/** The body of one instance: each argument is evaluated once, and one that leads back to itself has no value. */
export class InstanceBody implements MapTerm {
  readonly state = 'map';
  readonly #body: MapTerm;
  readonly #self: Reference;
  readonly #terms = new Map<string, Term | undefined>();

  constructor(body: MapTerm, self: Reference) {
    this.#body = body;
    this.#self = self;
  }

  get open(): boolean {
    return this.#body.open;
  }

  get origin(): Origin {
    return this.#body.origin;
  }

  get(name: string): Term | undefined {
    if (!this.#terms.has(name)) {
      this.#terms.set(name, undefined);
      this.#terms.set(
        name,
        name === SELF ? unknownTerm('known after apply', this.origin, this.#self) : this.#body.get(name),
      );
    }
    return this.#terms.get(name);
  }

  *entries(): ReturnType<MapTerm['entries']> {
    for (const entry of this.#body.entries()) yield entry;
  }
}
