/** Keys of a map that are compared one by one before a table is made of them. */
const FEW = 24;

/**
 * Tells keys that a map has already seen, for maps inside maps. Keys come as a hash and a node, so that no text is made
 * of them unless two hashes meet. Linear in the number of keys, whatever they are.
 */
export class OpenKeys {
  readonly #textOf: (node: number) => string;
  /** Keys of all open collections, the first `#count` of each array; arrays that never shrink are the fast ones. */
  readonly #hashes: number[] = [];
  readonly #nodes: number[] = [];
  #count = 0;
  /** Per open collection, where its keys begin. */
  readonly #bases: number[] = [];
  /** Per open collection, its keys by hash once they are many. */
  readonly #tables: (Map<number, number> | undefined)[] = [];
  /** Per open collection, the texts of its keys once two different ones had one hash. */
  readonly #texts: (Set<string> | undefined)[] = [];

  constructor(textOf: (node: number) => string) {
    this.#textOf = textOf;
  }

  /** A collection begins. */
  open(): void {
    this.#bases.push(this.#count);
    this.#tables.push(undefined);
    this.#texts.push(undefined);
  }

  /** The innermost collection ends. */
  close(): void {
    this.#count = this.#bases.pop() ?? 0;
    this.#tables.pop();
    this.#texts.pop();
  }

  /** Adds a key of the innermost map; true when the map has it already. */
  repeats(hash: number, node: number): boolean {
    const top = this.#bases.length - 1;
    const texts = this.#texts[top];
    if (texts) {
      const before = texts.size;
      return texts.add(this.#textOf(node)).size === before;
    }
    const twin = this.#twin(hash, top);
    if (twin >= 0) {
      if (this.#textOf(twin) === this.#textOf(node)) return true;
      const base = this.#bases[top] ?? 0;
      const known = this.#nodes.slice(base, this.#count).map((each) => this.#textOf(each));
      this.#texts[top] = new Set([...known, this.#textOf(node)]);
      return false;
    }
    this.#hashes[this.#count] = hash;
    this.#nodes[this.#count++] = node;
    this.#tables[top]?.set(hash, node);
    return false;
  }

  #twin(hash: number, top: number): number {
    const base = this.#bases[top] ?? 0;
    let table = this.#tables[top];
    if (table) return table.get(hash) ?? -1;
    const hashes = this.#hashes;
    for (let at = base; at < this.#count; at++) if (hashes[at] === hash) return this.#nodes[at] ?? -1;
    if (this.#count - base >= FEW) {
      this.#tables[top] = table = new Map();
      for (let at = base; at < this.#count; at++) table.set(hashes[at] ?? 0, this.#nodes[at] ?? 0);
    }
    return -1;
  }
}

/** The hash of a key, of the text between two offsets. */
export function hashOf(text: string, start = 0, end = text.length): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}
