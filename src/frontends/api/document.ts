import type { Dialect, Node } from '../../syntax/index.ts';

/** More top-level keys than any request has; a longer map is not one and is not looked at further. */
const MOST_KEYS = 100;

/** The top of a document, read once: recognition asks it many questions. */
export class Top {
  readonly node: Node;
  readonly dialect: Dialect;
  readonly #values: ReadonlyMap<string, Node>;

  private constructor(node: Node, values: ReadonlyMap<string, Node>) {
    this.node = node;
    this.dialect = dialectOf(node);
    this.#values = values;
  }

  /** Undefined for what is not a map, and for maps that are longer than any request. */
  static of(node: Node | undefined): Top | undefined {
    if (!node?.isMap) return undefined;
    const values = new Map<string, Node>();
    for (const { key, value } of node.entries()) {
      values.set(key.text, value);
      if (values.size > MOST_KEYS) return undefined;
    }
    return new Top(node, values);
  }

  get keys(): Iterable<string> {
    return this.#values.keys();
  }

  get(key: string): Node | undefined {
    return this.#values.get(key);
  }

  /** Are all of these written? */
  has(...keys: readonly string[]): boolean {
    return keys.every((key) => this.#values.has(key));
  }

  /** Is at least one of these written? */
  hasAny(...keys: readonly string[]): boolean {
    return keys.some((key) => this.#values.has(key));
  }

  text(key: string): string | undefined {
    const value = this.#values.get(key)?.scalar(this.dialect);
    return typeof value === 'string' ? value : undefined;
  }

  map(key: string): Top | undefined {
    return Top.of(this.#values.get(key));
  }

  list(key: string): Node | undefined {
    const node = this.#values.get(key);
    return node?.isList ? node : undefined;
  }

  /** The items of a list that are maps; none when the key holds something else. */
  *maps(key: string): Generator<Top> {
    const list = this.list(key);
    if (!list) return;
    for (const item of list.items()) {
      const top = Top.of(item);
      if (top) yield top;
    }
  }

  someMap(key: string, test: (item: Top) => boolean): boolean {
    for (const item of this.maps(key)) if (test(item)) return true;
    return false;
  }
}

/** API input in YAML is read by the AWS CLI as YAML 1.2. Source: AWS CLI user guide, "--cli-input-yaml". */
export function dialectOf(node: Node): Dialect {
  return node.document.syntax === 'yaml' ? 'yaml-1.2' : 'json';
}
