import { NODE, type Node } from '../../../syntax/index.ts';
import type { MapTerm, Origin, Term } from '../../../values/index.ts';
import { isDamaged } from '../damage.ts';
import { SourcePlace } from '../source-place.ts';

/** How the values and keys of a body are evaluated. */
export interface Evaluation {
  value(node: Node, key: Node, name: string): Term;
  /** A key that is a template; undefined when it is not known. */
  key(key: Node): string | undefined;
  /** The blocks that `dynamic` makes under this key. */
  generated(dynamic: Node, key: Node): Term;
  /** Several lists of blocks as one. */
  joined(lists: readonly Term[]): Term;
}

/** A map of `.tf.json`: a resource, a block or a value. Its entries are evaluated when they are asked for. */
export class JsonBody implements MapTerm {
  readonly state = 'map';
  readonly open: boolean;
  readonly origin: Origin;
  readonly #node: Node;
  readonly #evaluation: Evaluation;
  /** Is it a body of arguments and blocks, in which an empty text counts as none and `dynamic` makes blocks? */
  readonly #block: boolean;
  /** Keys that are templates, by what they come to. */
  readonly #computed: ReadonlyMap<string, { readonly key: Node; readonly value: Node }> | undefined;

  constructor(node: Node, origin: Origin, block: boolean, evaluation: Evaluation) {
    this.#node = node;
    this.origin = origin;
    this.#block = block;
    this.#evaluation = evaluation;
    const computed = new Map<string, { key: Node; value: Node }>();
    let open = isDamaged(node);
    for (const { key, value } of node.ownEntries()) {
      if (!key.raw.includes('${')) continue;
      const name = evaluation.key(key);
      if (name === undefined) open = true;
      else computed.set(name, { key, value });
    }
    this.open = open;
    this.#computed = computed.size > 0 ? computed : undefined;
  }

  get(name: string): Term | undefined {
    const entry = this.#node.entry(name) ?? this.#computed?.get(name);
    if (!this.#block) return entry && this.#evaluation.value(entry.value, entry.key, name);
    const generated = this.#generated(name);
    const isNone = entry?.value.kind === NODE.double && entry.value.end - entry.value.start === 2;
    const written = entry && !isNone ? this.#evaluation.value(entry.value, entry.key, name) : undefined;
    if (generated.length === 0) return written;
    return this.#evaluation.joined(written ? [written, ...generated] : generated);
  }

  *entries(): Generator<{ name: string; key: Origin; value: Term }> {
    for (const { key, value } of this.#node.entries()) {
      const name = key.raw.includes('${') ? this.#evaluation.key(key) : key.text;
      if (name === undefined || (this.#block && name === '//')) continue;
      const read = (): Term => this.#evaluation.value(value, key, name);
      yield {
        name,
        key: new SourcePlace(key, undefined, { name }),
        get value(): Term {
          return read();
        },
      };
    }
  }

  /** What `dynamic` blocks make under this name. */
  #generated(name: string): readonly Term[] {
    const dynamic = this.#node.get('dynamic');
    if (!dynamic) return [];
    const maps = dynamic.isList ? [...dynamic.items()] : [dynamic];
    return maps.flatMap((map) => {
      const entry = map.entry(name);
      if (!entry) return [];
      const bodies = entry.value.isList ? [...entry.value.items()] : [entry.value];
      return bodies.map((body) => this.#evaluation.generated(body, entry.key));
    });
  }
}
