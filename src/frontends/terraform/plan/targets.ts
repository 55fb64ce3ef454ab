import type { Node } from '../../../syntax/index.ts';
import type { Instance, ModuleInstance, PlanIndex } from './plan-index.ts';
import { parseReference, type PlanReference } from './reference-text.ts';

/** Where an expression stands: what `var`, `each` and a bare resource mean in it. */
export interface Standpoint {
  readonly module: ModuleInstance;
  /** JSON text of the instance key that `each.key` or `count.index` stand for. */
  readonly key: string | undefined;
  /** The configuration entry that repeats by this key: its `for_each_expression` is what `each.value` is from. */
  readonly repeated: Node | undefined;
}

/** A resource that an expression is made of. */
export interface Target {
  readonly instance: Instance;
  readonly attribute: string | undefined;
}

export interface Targets {
  readonly found: readonly Target[];
  /** True when the expression is made of nothing else: no local, no data source, no variable that leads nowhere. */
  readonly complete: boolean;
}

const NONE: Targets = { found: [], complete: false };
/** Variables and outputs followed, one through the other. */
const MOST_HOPS = 16;
const MOST_FOUND = 64;

/** What the references of an expression lead to, through the variables and outputs of modules. Never throws. */
export function targetsOf(index: PlanIndex, expression: Node, from: Standpoint): Targets {
  return new Search(index).expression(expression, from, 0);
}

class Search {
  readonly #index: PlanIndex;
  readonly #found = new Map<string, Target>();
  #complete = true;

  constructor(index: PlanIndex) {
    this.#index = index;
  }

  expression(expression: Node, from: Standpoint, hops: number): Targets {
    const references = expression.get('references');
    if (!references) return NONE;
    this.#follow(references, from, hops);
    return { found: [...this.#found.values()], complete: this.#complete && this.#found.size > 0 };
  }

  #follow(references: Node, from: Standpoint, hops: number): void {
    const all = [...references.items()].map((item) => parseReference(item.text));
    const byKey = all.some((reference) => reference.to === 'each');
    // Each reference is followed by its shorter forms: `aws_lb.app.arn`, `aws_lb.app`.
    const seen = new Set<string>();
    for (const reference of all) {
      switch (reference.to) {
        case 'resource':
          if (!seen.has(reference.address)) this.#resource(reference, from, byKey);
          seen.add(reference.address);
          break;
        case 'output': {
          const call = `module.${reference.call}`;
          if (!seen.has(call)) this.#output(reference, from, hops);
          seen.add(call);
          break;
        }
        case 'variable':
          this.#variable(reference.name, from, hops);
          break;
        case 'each':
          this.#each(reference.part, from, hops);
          break;
        case 'other':
          this.#complete = false;
          break;
      }
    }
  }

  #resource(reference: Extract<PlanReference, { to: 'resource' }>, from: Standpoint, byKey: boolean): void {
    const instances = from.module.resources.get(reference.address) ?? [];
    const wanted = choose(instances, reference.key, byKey ? from.key : undefined);
    if (wanted.length === 0) this.#complete = false;
    for (const instance of wanted.slice(0, MOST_FOUND)) {
      if (!this.#found.has(instance.address))
        this.#found.set(instance.address, { instance, attribute: reference.attribute });
    }
  }

  #variable(name: string, from: Standpoint, hops: number): void {
    const { owner, call, key } = from.module;
    const node = owner?.configuration.call(call)?.node;
    const expression = node?.get('expressions')?.get(name);
    if (!owner || !expression) this.#complete = false;
    else if (expression.get('references')) this.#deeper(expression, { module: owner, key, repeated: node }, hops);
    // A constant adds nothing; anything else is an expression over constants.
  }

  #output(reference: Extract<PlanReference, { to: 'output' }>, from: Standpoint, hops: number): void {
    const { call, output } = reference;
    const module =
      this.#index.called(from.module, call, reference.key) ?? this.#index.called(from.module, call, from.key);
    const expression = output === undefined ? undefined : module?.configuration.output(output);
    if (!module || !expression) this.#complete = false;
    else this.#deeper(expression, { module, key: undefined, repeated: undefined }, hops);
  }

  #each(part: string, from: Standpoint, hops: number): void {
    if (part !== 'value') return;
    const expression = from.repeated?.get('for_each_expression');
    // Resources repeated over one another have the same keys.
    const targets =
      expression && new Search(this.#index).expression(expression, { ...from, repeated: undefined }, hops + 1);
    if (!targets || hops >= MOST_HOPS) {
      this.#complete = false;
      return;
    }
    const same = targets.found.filter(({ instance }) => instance.key === from.key);
    for (const target of same.length > 0 ? same : targets.found) this.#found.set(target.instance.address, target);
    if (same.length === 0) this.#complete = false;
  }

  #deeper(expression: Node, from: Standpoint, hops: number): void {
    const references = expression.get('references');
    if (!references) return;
    if (hops >= MOST_HOPS || this.#found.size >= MOST_FOUND) this.#complete = false;
    else this.#follow(references, from, hops + 1);
  }
}

/** The instances meant: those of the key written, else the one with the reader's own key, else all of them. */
function choose(
  instances: readonly Instance[],
  written: string | undefined,
  own: string | undefined,
): readonly Instance[] {
  if (instances.length <= 1) return instances;
  const key = written ?? own;
  const same = key === undefined ? [] : instances.filter((instance) => instance.key === key);
  return same.length > 0 || written !== undefined ? same : instances;
}
