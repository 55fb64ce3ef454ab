/** Keys of a map that are compared one by one before a set is made of them. */
const FEW = 8;

/** Tells keys that a map has already seen, for maps inside maps. Linear in the number of keys. */
export class OpenKeys {
  readonly #keys: string[] = [];
  readonly #bases: number[] = [];
  readonly #sets: (Set<string> | undefined)[] = [];

  /** A collection begins. */
  open(): void {
    this.#bases.push(this.#keys.length);
    this.#sets.push(undefined);
  }

  /** The innermost collection ends. */
  close(): void {
    this.#keys.length = this.#bases.pop() ?? 0;
    this.#sets.pop();
  }

  /** Adds a key of the innermost map; true when the map has it already. */
  repeats(key: string): boolean {
    const top = this.#bases.length - 1;
    const base = this.#bases[top] ?? 0;
    let set = this.#sets[top];
    if (!set && this.#keys.length - base >= FEW) this.#sets[top] = set = new Set(this.#keys.slice(base));
    if (set) {
      const before = set.size;
      return set.add(key).size === before;
    }
    for (let index = base; index < this.#keys.length; index++) if (this.#keys[index] === key) return true;
    this.#keys.push(key);
    return false;
  }
}
