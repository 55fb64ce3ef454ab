import { NodeOrigin, type Dialect, type Node } from '../syntax/index.ts';
import type { ListTerm, MapTerm, Origin, ScalarTerm, Term } from '../values/index.ts';

/** Makes a term of a node; `key` is the node of its key, where it stands in a map. */
export type Evaluate = (node: Node, key?: Node) => Term;

/** A map of the document, its entries evaluated when they are asked for. */
export class NodeMap implements MapTerm {
  readonly state = 'map';
  readonly open: boolean;
  readonly origin: Origin;
  readonly node: Node;
  readonly #evaluate: Evaluate;

  constructor(node: Node, origin: Origin, evaluate: Evaluate, open = false) {
    this.node = node;
    this.origin = origin;
    this.open = open;
    this.#evaluate = evaluate;
  }

  get(name: string): Term | undefined {
    const entry = this.node.entry(name);
    return entry && this.#evaluate(entry.value, entry.key);
  }

  *entries(): Generator<NodeEntry> {
    for (const { key, value } of this.node.entries()) yield new NodeEntry(key, value, this.#evaluate);
  }
}

/** An entry of a map. What is not asked for is not made: whole files are walked for a few of them. */
class NodeEntry {
  readonly name: string;
  readonly #key: Node;
  readonly #value: Node;
  readonly #evaluate: Evaluate;

  constructor(key: Node, value: Node, evaluate: Evaluate) {
    this.name = key.text;
    this.#key = key;
    this.#value = value;
    this.#evaluate = evaluate;
  }

  get key(): Origin {
    return new NodeOrigin(this.#key, undefined, { name: this.name });
  }

  get value(): Term {
    return this.#evaluate(this.#value, this.#key);
  }
}

/** A list of the document. */
export class NodeList implements ListTerm {
  readonly state = 'list';
  readonly open: boolean;
  readonly origin: Origin;
  readonly node: Node;
  readonly #evaluate: Evaluate;

  constructor(node: Node, origin: Origin, evaluate: Evaluate, open = false) {
    this.node = node;
    this.origin = origin;
    this.open = open;
    this.#evaluate = evaluate;
  }

  *items(): Generator<Term> {
    for (const item of this.node.items()) yield this.#evaluate(item);
  }
}

export function scalarTerm(node: Node, dialect: Dialect, origin: Origin): ScalarTerm {
  const text = node.text;
  return { state: 'scalar', value: node.scalar(dialect, text) ?? null, text, origin };
}

/** The term of a node in which everything means just what it says: API JSON, manifests, policies. */
export function plainTerm(dialect: Dialect): Evaluate {
  const evaluate: Evaluate = (node, key) => {
    const origin = new NodeOrigin(node, key);
    if (node.isMap) return new NodeMap(node, origin, evaluate);
    if (node.isList) return new NodeList(node, origin, evaluate);
    return scalarTerm(node, dialect, origin);
  };
  return evaluate;
}
