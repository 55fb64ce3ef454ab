import type { MapTerm, Origin, Term } from '../../../values/index.ts';
import { hclReader } from '../hcl/reader.ts';
import { jsonReader } from '../tf-json/json-reader.ts';
import type { Declaration, SourceReader } from './module-source.ts';

/** Reads both syntaxes, for the files of one module may be of either. */
export const sourceReader: SourceReader = {
  body(declaration, scope, schema) {
    const body = readerOf(declaration).body(declaration, scope, schema);
    const { key, overrides } = declaration;
    if (!overrides) return body;
    const over = overrides.map((each) => readerOf({ key, body: each }).body({ key, body: each }, scope, schema));
    return new OverriddenBody([...over].reverse(), body);
  },
  value: (declaration, scope) => readerOf(declaration).value(declaration, scope),
  type: (declaration) => readerOf(declaration).type(declaration),
  dependencies: (declaration) => readerOf(declaration).dependencies(declaration),
};

function readerOf({ body }: Declaration): SourceReader {
  return body.document.syntax === 'hcl' ? hclReader : jsonReader;
}

/** A body of which override files say some things otherwise: whole arguments, and all blocks of one type together. */
class OverriddenBody implements MapTerm {
  readonly state = 'map';
  readonly origin: Origin;
  /** The last override first. */
  readonly #overrides: readonly MapTerm[];
  readonly #body: MapTerm;

  constructor(overrides: readonly MapTerm[], body: MapTerm) {
    this.#overrides = overrides;
    this.#body = body;
    this.origin = body.origin;
  }

  get open(): boolean {
    return this.#body.open || this.#overrides.some(({ open }) => open);
  }

  get(name: string): Term | undefined {
    for (const override of this.#overrides) {
      const term = override.get(name);
      if (term) return term;
    }
    return this.#body.get(name);
  }

  *entries(): ReturnType<MapTerm['entries']> {
    const seen = new Set<string>();
    for (const body of [...this.#overrides, this.#body]) {
      for (const entry of body.entries()) {
        if (!seen.has(entry.name)) yield entry;
        seen.add(entry.name);
      }
    }
  }
}
