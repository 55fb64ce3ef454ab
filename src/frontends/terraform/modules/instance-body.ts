import type { MapTerm, Origin, Reference, Term } from '../../../values/index.ts';
import { unknownTerm } from '../hcl/terms.ts';
import { SELF } from '../shape-terms.ts';

/** A resource's own tags with those that its provider adds. */
type WithDefaults = (own: Term | undefined) => Term | undefined;

/** The body of one instance: each argument is evaluated once, and one that leads back to itself has no value. */
export class InstanceBody implements MapTerm {
  readonly state = 'map';
  readonly #body: MapTerm;
  readonly #self: Reference;
  readonly #tags: WithDefaults;
  readonly #terms = new Map<string, Term | undefined>();

  constructor(body: MapTerm, self: Reference, tags: WithDefaults) {
    this.#body = body;
    this.#self = self;
    this.#tags = tags;
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
      this.#terms.set(name, this.#read(name));
    }
    return this.#terms.get(name);
  }

  #read(name: string): Term | undefined {
    if (name === SELF) return unknownTerm('known after apply', this.origin, this.#self);
    return name === 'tags_all' ? this.#tags(this.get('tags')) : this.#body.get(name);
  }

  *entries(): ReturnType<MapTerm['entries']> {
    for (const entry of this.#body.entries()) yield entry;
  }
}
