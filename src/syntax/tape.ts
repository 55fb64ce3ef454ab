/**
 * The kinds of nodes on a tape. JSON strings are `double`; JSON numbers, literals and everything unquoted in YAML are
 * `plain`, because what they mean depends on the dialect that reads them.
 */
export const NODE = { map: 0, list: 1, plain: 2, double: 3, single: 4, literal: 5, folded: 6, alias: 7 } as const;
export type NodeKind = (typeof NODE)[keyof typeof NODE];

/** Integers a node takes on the tape: start, end, next (the index after its last descendant), kind. */
export const ROW = 4;

/** Room for the nodes of an everyday file. It is lent to one builder at a time, as thousands of small files come in turn. */
const SPARE_INTEGERS = 1 << 16;
let spare: Int32Array | undefined;

const EMPTY = new Int32Array(0);

/**
 * Collects nodes in document order into one typed array. Children follow their parent; a map's children are key, value,
 * key, value. `open` reserves the row of a collection, `close` completes it.
 */
export class TapeBuilder {
  #rows: Int32Array;
  #length = 0;

  constructor() {
    this.#rows = spare ?? new Int32Array(SPARE_INTEGERS);
    spare = undefined;
  }

  /** Adds a scalar or alias; returns its index. */
  add(kind: NodeKind, start: number, end: number): number {
    const index = this.open(kind, start);
    this.close(index, end);
    return index;
  }

  /** Starts a collection; returns its index for `close`. */
  open(kind: NodeKind, start: number): number {
    const at = this.#length;
    if (at + ROW > this.#rows.length) {
      const grown = new Int32Array(this.#rows.length * 2);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    this.#rows[at] = start;
    this.#rows[at + 3] = kind;
    this.#length = at + ROW;
    return at / ROW;
  }

  close(index: number, end: number): void {
    this.#rows[index * ROW + 1] = end;
    this.#rows[index * ROW + 2] = this.#length / ROW;
  }

  /** Turns a closed collection into one scalar of this kind, forgetting what was inside. */
  collapse(index: number, kind: NodeKind): void {
    this.#rows[index * ROW + 2] = index + 1;
    this.#rows[index * ROW + 3] = kind;
    this.#length = (index + 1) * ROW;
  }

  start(index: number): number {
    return this.#rows[index * ROW] ?? 0;
  }

  end(index: number): number {
    return this.#rows[index * ROW + 1] ?? 0;
  }

  kind(index: number): NodeKind {
    return this.#rows[index * ROW + 3] as NodeKind;
  }

  /** How many nodes there are so far, which is the index of the next one. */
  get count(): number {
    return this.#length / ROW;
  }

  /** The tape. Nothing can be added afterwards. */
  finish(): Int32Array {
    const rows = this.#rows;
    this.#rows = EMPTY;
    if (rows.length > SPARE_INTEGERS) return rows.subarray(0, this.#length);
    const tape = rows.slice(0, this.#length);
    spare = rows;
    return tape;
  }
}
