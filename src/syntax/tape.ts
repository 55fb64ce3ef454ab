/**
 * The kinds of nodes on a tape. JSON strings are `double`; JSON numbers, literals and everything unquoted in YAML are
 * `plain`, because what they mean depends on the dialect that reads them.
 */
export const NODE = {
  map: 0,
  list: 1,
  plain: 2,
  double: 3,
  single: 4,
  literal: 5,
  folded: 6,
  alias: 7,
  // HCL only. Children in the order given; `none` stands for a part that is not written.
  /** Attributes and blocks. */
  body: 8,
  /** Name, expression. */
  attribute: 9,
  /** Type, labels, body. */
  block: 10,
  /** Quoted text with interpolations: chunks, interpolations and directives. */
  template: 11,
  /** The same between `<<END` and `END`; chunks know no backslash escapes. */
  heredoc: 12,
  /** Literal text of a template. */
  chunk: 13,
  /** `${…}`: expression. */
  interpolation: 14,
  /** `%{if}`: condition, template, template or none. */
  ifDirective: 15,
  /** `%{for}`: key name or none, value name, collection, template. */
  forDirective: 16,
  /** A sequence of parts inside a directive. */
  parts: 17,
  /** A name at the head of a reference. */
  variable: 18,
  /** `a.b`: object, name. */
  member: 19,
  /** `a[b]`: collection, key. */
  index: 20,
  /** `a[*].b`, `a.*.b`: collection, what is taken of each (over `item`). */
  splat: 21,
  /** Each of a splat. */
  item: 22,
  /** Name, arguments. */
  call: 23,
  /** The same, the last argument spread out: `f(a...)`. */
  spreadCall: 24,
  /** Operand; the operator is the text before it. */
  unary: 25,
  /** Left, operator, right. */
  binary: 26,
  operator: 27,
  /** Condition, then, else. */
  conditional: 28,
  /** `[for k, v in c : value if cond]`: key name or none, value name, collection, value, condition or none. */
  forList: 29,
  /** `{for k, v in c : key => value if cond}`: key name or none, value name, collection, key, value, condition or none. */
  forMap: 30,
  /** The same, values grouped by key: `value...`. */
  forGroups: 31,
  /** `(…)`. */
  parens: 32,
  none: 33,
} as const;
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

  /** Puts a parent before a node already written, whose first child that node becomes; returns the parent's index. */
  wrap(index: number, kind: NodeKind, start: number): number {
    this.open(kind, start);
    const from = index * ROW;
    this.#rows.copyWithin(from + ROW, from, this.#length - ROW);
    for (let at = from + ROW + 2; at < this.#length; at += ROW) this.#rows[at] = (this.#rows[at] ?? 0) + 1;
    this.#rows[from] = start;
    this.#rows[from + 3] = kind;
    return index;
  }

  /** Changes what a node is. */
  retag(index: number, kind: NodeKind): void {
    this.#rows[index * ROW + 3] = kind;
  }

  /** Forgets everything from this node on. */
  truncate(index: number): void {
    this.#length = index * ROW;
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
