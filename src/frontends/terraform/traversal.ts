/** One step of a traversal: an attribute, an index, an index that is a traversal itself, or every item. */
export type Step =
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'index'; readonly index: string | number }
  | { readonly by: 'traversal'; readonly traversal: Traversal }
  | { readonly by: 'splat' };

/** A plain reference: a root and the steps from there. */
export interface Traversal {
  readonly text: string;
  readonly root: string;
  readonly steps: readonly Step[];
}

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const DIGITS = /\d+/y;
const TEXT = /"((?:[^"\\$%]|\\["\\])*)"/y;
const DEEPEST = 8;

/** Reads a plain reference; undefined for any other expression, and for a name alone. */
export function parseTraversal(text: string): Traversal | undefined {
  const reader = new Reader(text);
  const traversal = reader.traversal(0);
  return traversal && reader.at === text.length ? traversal : undefined;
}

class Reader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  traversal(depth: number): Traversal | undefined {
    const start = this.at;
    const root = this.#match(NAME)?.[0];
    if (root === undefined || depth > DEEPEST) return undefined;
    const steps: Step[] = [];
    for (;;) {
      const unit = this.#text[this.at];
      if (unit !== '.' && unit !== '[') break;
      this.at++;
      const step = unit === '.' ? this.#attribute() : this.#index(depth);
      if (!step) return undefined;
      steps.push(step);
    }
    if (steps.length === 0) return undefined;
    return { text: this.#text.slice(start, this.at), root, steps };
  }

  #attribute(): Step | undefined {
    if (this.#text[this.at] === '*') {
      this.at++;
      return { by: 'splat' };
    }
    const digits = this.#match(DIGITS)?.[0];
    if (digits !== undefined) return { by: 'index', index: Number(digits) };
    const name = this.#match(NAME)?.[0];
    return name === undefined ? undefined : { by: 'name', name };
  }

  #index(depth: number): Step | undefined {
    const step = this.#key(depth);
    if (this.#text[this.at] !== ']') return undefined;
    this.at++;
    return step;
  }

  #key(depth: number): Step | undefined {
    if (this.#text[this.at] === '*') {
      this.at++;
      return { by: 'splat' };
    }
    const digits = this.#match(DIGITS)?.[0];
    if (digits !== undefined) return { by: 'index', index: Number(digits) };
    const quoted = this.#match(TEXT)?.[1];
    if (quoted !== undefined) return { by: 'index', index: quoted.replace(/\\(["\\])/g, '$1') };
    const traversal = this.traversal(depth + 1);
    return traversal && { by: 'traversal', traversal };
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text);
    if (match) this.at += match[0].length;
    return match ?? undefined;
  }
}
