import type { Node } from '../../syntax/index.ts';
import { callOf, innerCallOf, type Call } from './call.ts';
import type { Locals } from './locals.ts';
import { nodeText } from './texts.ts';

/** Parts of a node that are read for its canonical text; what is longer than that is compared by its beginning. */
const MAX_PARTS = 500;

/**
 * One text for everything that means the same: short and long forms, JSON and YAML, quotes and layout. Two comparisons
 * with the same text are one question.
 */
export function canonicalText(node: Node, locals?: Locals): string {
  return new Writer(locals).node(node);
}

/** The same of what a function is given. */
export function canonicalArgument(call: Call, locals?: Locals): string {
  return new Writer(locals).argument(call);
}

class Writer {
  readonly #locals: Locals | undefined;
  #left = MAX_PARTS;

  constructor(locals: Locals | undefined) {
    this.#locals = locals;
  }

  node(node: Node): string {
    if (--this.#left < 0) return '…';
    const call = callOf(node);
    return call ? `${call.name}(${this.argument(call)})` : this.#plain(node);
  }

  argument(call: Call): string {
    const inner = innerCallOf(call);
    return inner ? `${inner.name}(${this.argument(inner)})` : this.#plain(call.argument);
  }

  #plain(node: Node): string {
    if (node.isList) return `[${[...node.items()].map((item) => this.node(item)).join(',')}]`;
    if (node.isMap) {
      const entries = [...node.entries()].map(({ key, value }) => `${JSON.stringify(key.text)}:${this.node(value)}`);
      return `{${entries.sort().join(',')}}`;
    }
    const text = nodeText(node);
    return JSON.stringify(this.#locals?.fill(text) ?? text);
  }
}
