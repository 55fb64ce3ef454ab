import type { Node } from '../../../syntax/index.ts';
import { textOf } from './fields.ts';

/** One module as `configuration` describes it: found once for each path of calls, read when first asked. */
export class ModuleConfiguration {
  readonly #node: Node | undefined;
  #resources: ReadonlyMap<string, Node> | undefined;
  readonly #calls = new Map<string, ModuleCall | undefined>();

  constructor(node: Node | undefined) {
    this.#node = node;
  }

  /** The entry of a resource by its address in the module, which has no instance key. */
  resource(address: string): Node | undefined {
    if (!this.#resources) {
      const resources = new Map<string, Node>();
      for (const item of this.#node?.get('resources')?.items() ?? []) {
        const text = item.get('address')?.text;
        if (text !== undefined) resources.set(text, item);
      }
      this.#resources = resources;
    }
    return this.#resources.get(address);
  }

  /** Addresses of all that it declares, without keys: `aws_lb.web`, `data.aws_region.here`, `module.net`. */
  addresses(): string[] {
    const addresses: string[] = [];
    for (const item of this.#node?.get('resources')?.items() ?? []) {
      const address = item.get('address');
      if (address) addresses.push(textOf(address));
    }
    for (const { key } of this.#node?.get('module_calls')?.entries() ?? []) addresses.push(`module.${key.text}`);
    return addresses;
  }

  call(name: string): ModuleCall | undefined {
    if (!this.#calls.has(name)) {
      const node = this.#node?.get('module_calls')?.get(name);
      this.#calls.set(name, node && { node, module: new ModuleConfiguration(node.get('module')) });
    }
    return this.#calls.get(name);
  }

  /** The expression of an output. */
  output(name: string): Node | undefined {
    return this.#node?.get('outputs')?.get(name)?.get('expression');
  }
}

export interface ModuleCall {
  /** Holds `expressions` and the `for_each_expression` or `count_expression` of the call. */
  readonly node: Node;
  readonly module: ModuleConfiguration;
}
