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
  // HCL only; there `literal` is a heredoc without interpolations. Children in the order given; `none` stands for a part
  // that is not written. `hcl/nodes.ts` gives them names.
  /** Attributes and blocks. */
  body: 8,
  /** Name, expression. */
  attribute: 9,
  /** Type, labels, body. */
  block: 10,
  /** Quoted text with interpolations: chunks, interpolations and directives. */
  template: 11,
  /** The same between `<<END` and `END`. */
  heredoc: 12,
  /** Literal text between quotes, with backslash escapes. */
  chunk: 13,
  /** `${…}`: expression. */
  interpolation: 14,
  /** `%{if}`: condition, parts, parts or none. */
  ifDirective: 15,
  /** `%{for}`: key name or none, value name, collection, parts. */
  forDirective: 16,
  /** A sequence of template parts inside a directive. */
  parts: 17,
  /** A name that stands for a value. */
  variable: 18,
  /** `a.b[c].d`: an expression, then the steps from it: members, indexes, splats. */
  traversal: 19,
  /** The name after a dot. */
  member: 20,
  /** `[key]` or `.0`: key. */
  index: 21,
  /** `[*]` or `.*`, and the steps taken from each item. */
  splat: 22,
  /** Name, arguments. */
  call: 23,
  /** The same, the last argument spread out: `f(a...)`. */
  spreadCall: 24,
  /** Operand; the operator is the character at its start. */
  unary: 25,
  /** Operand, operator, operand …: operators of one precedence, to be taken from left to right. */
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
  /** Literal text of a heredoc, whose backslashes are its own. */
  heredocChunk: 34,
} as const;
export type NodeKind = (typeof NODE)[keyof typeof NODE];

/** Integers a node takes on the tape: start, end, next (the index after its last descendant), kind. */
export const ROW = 4;

/** Room for the nodes of an everyday file. It is lent to one builder at a time, as thousands of small files come in turn. */
const SPARE_INTEGERS = 1 << 16;
let spare: Int32Array | undefined;

/** Of a JSON text without blanks for each node, as in a plan. What is not written to takes no memory. */
const CHARACTERS = 11;

const EMPTY = new Int32Array(0);

/**
 * Collects nodes in document order into one typed array. Children follow their parent; a map's children are key, value,
 * key, value. `open` reserves the row of a collection, `close` completes it.
 */
export class TapeBuilder {
  #rows: Int32Array;
  #length = 0;
  /** Rows of parents that came after their first child, and the row before which each belongs. */
  #wrappers: Int32Array = EMPTY;
  readonly #wraps: number[] = [];

  /** `characters`: how long the text is, where that tells how much room the tape will take. */
  constructor(characters = 0) {
    const room = Math.ceil(characters / CHARACTERS) * ROW;
    if (room > SPARE_INTEGERS) {
      this.#rows = new Int32Array(room);
      return;
    }
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
    if (at + ROW > this.#rows.length) this.#rows = grown(this.#rows);
    this.#rows[at] = start;
    this.#rows[at + 3] = kind;
    this.#length = at + ROW;
    return at / ROW;
  }

  close(index: number, end: number): void {
    if (index < 0) {
      this.#wrappers[~index * ROW + 1] = end;
      this.#wrappers[~index * ROW + 2] = this.#length / ROW;
      return;
    }
    this.#rows[index * ROW + 1] = end;
    this.#rows[index * ROW + 2] = this.#length / ROW;
  }

  /**
   * Gives a node that is written already a parent, whose first child it becomes. The parent is open; it is known by the
   * number returned, which is negative, and gets its place on the tape in `finish`, so that no row moves more than once.
   */
  wrap(index: number, kind: NodeKind): number {
    const first = index < 0 ? this.#wraps[~index] : index;
    const start = this.start(index);
    const at = this.#wraps.length * ROW;
    if (at + ROW > this.#wrappers.length) this.#wrappers = grown(this.#wrappers);
    this.#wrappers[at] = start;
    this.#wrappers[at + 3] = kind;
    return ~(this.#wraps.push(first ?? 0) - 1);
  }

  /** Changes what a node is. */
  retag(index: number, kind: NodeKind): void {
    this.#rows[index * ROW + 3] = kind;
  }

  /** Forgets everything from this node on. */
  truncate(index: number): void {
    this.#length = index * ROW;
    while ((this.#wraps.at(-1) ?? -1) >= index) this.#wraps.pop();
  }

  /** Turns a closed collection into one scalar of this kind, forgetting what was inside. */
  collapse(index: number, kind: NodeKind): void {
    this.#rows[index * ROW + 2] = index + 1;
    this.#rows[index * ROW + 3] = kind;
    this.#length = (index + 1) * ROW;
  }

  start(index: number): number {
    return (index < 0 ? this.#wrappers[~index * ROW] : this.#rows[index * ROW]) ?? 0;
  }

  end(index: number): number {
    return (index < 0 ? this.#wrappers[~index * ROW + 1] : this.#rows[index * ROW + 1]) ?? 0;
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
    const written = rows.subarray(0, this.#length);
    let tape = written;
    if (this.#wraps.length > 0) tape = withWrappers(written, this.#wrappers, this.#wraps);
    else if (rows.length <= SPARE_INTEGERS) tape = written.slice();
    if (rows.length <= SPARE_INTEGERS) spare = rows;
    return tape;
  }
}

function grown(rows: Int32Array): Int32Array {
  const more = new Int32Array(Math.max(rows.length * 2, 256 * ROW));
  more.set(rows);
  return more;
}

/** The rows with each wrapper put before the row that it wraps; of several at one row the later ones are outside. */
function withWrappers(rows: Int32Array, wrappers: Int32Array, wraps: readonly number[]): Int32Array {
  const count = rows.length / ROW;
  /** How many wrappers belong before a row and its own wrappers. */
  const before = new Int32Array(count + 2);
  for (const row of wraps) before[row + 1] = (before[row + 1] ?? 0) + 1;
  for (let row = 0; row <= count; row++) before[row + 1] = (before[row + 1] ?? 0) + (before[row] ?? 0);
  const tape = new Int32Array(rows.length + wraps.length * ROW);
  const put = (at: number, from: Int32Array, index: number): void => {
    const next = from[index * ROW + 2] ?? 0;
    tape[at * ROW] = from[index * ROW] ?? 0;
    tape[at * ROW + 1] = from[index * ROW + 1] ?? 0;
    tape[at * ROW + 2] = next + (before[next] ?? 0);
    tape[at * ROW + 3] = from[index * ROW + 3] ?? 0;
  };
  for (let row = 0; row < count; row++) put(row + (before[row + 1] ?? 0), rows, row);
  const inner = new Int32Array(count);
  wraps.forEach((row, wrapper) => {
    inner[row] = (inner[row] ?? 0) + 1;
    put(row + (before[row + 1] ?? 0) - (inner[row] ?? 0), wrappers, wrapper);
  });
  return tape;
}
