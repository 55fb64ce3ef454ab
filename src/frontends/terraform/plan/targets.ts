import type { Node } from '../../../syntax/index.ts';
import { textOf } from './fields.ts';
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
  /** True when everything that it is made of is known while planning: an unknown value is then null, and filled in later. */
  readonly fixed: boolean;
}

const CONSTANT: Targets = { found: [], complete: false, fixed: true };
/** Variables and outputs followed, one through the other. */
const MOST_HOPS = 16;
const MOST_STEPS = 256;
const MOST_INSTANCES = 64;

/** What the references of an expression lead to, through the variables and outputs of modules. Never throws. */
export function targetsOf(index: PlanIndex, expression: Node, from: Standpoint): Targets {
  if (!expression.get('references')) return CONSTANT;
  return new Search(index, { left: MOST_STEPS }).expression(expression, from, 0);
}

class Search {
  readonly #index: PlanIndex;
  readonly #budget: { left: number };
  readonly #found = new Map<string, Target>();
  #complete = true;
  #fixed = true;

  constructor(index: PlanIndex, budget: { left: number }) {
    this.#index = index;
    this.#budget = budget;
  }

  expression(expression: Node, from: Standpoint, hops: number): Targets {
    const references = expression.get('references');
    if (!references) return CONSTANT;
    this.#follow(references, from, hops);
    return { found: [...this.#found.values()], complete: this.#complete && this.#found.size > 0, fixed: this.#fixed };
  }

  #follow(references: Node, from: Standpoint, hops: number): void {
    const all = referencesIn(references);
    const byKey = all.some((reference) => reference.to === 'each');
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
        case 'constant':
          this.#complete = false;
          break;
        case 'other':
          this.#lose();
          break;
      }
    }
  }

  #resource(reference: Extract<PlanReference, { to: 'resource' }>, from: Standpoint, byKey: boolean): void {
    this.#fixed = false;
    const instances = from.module.resources.get(reference.address) ?? [];
    const wanted = choose(instances, reference.key, byKey ? from.key : undefined);
    if (wanted.length === 0) this.#complete = false;
    for (const instance of wanted.slice(0, MOST_INSTANCES)) {
      if (!this.#found.has(instance.resource.address))
        this.#found.set(instance.resource.address, { instance, attribute: reference.attribute });
    }
  }

  #variable(name: string, from: Standpoint, hops: number): void {
    const { owner, call, key } = from.module;
    const node = owner?.configuration.call(call)?.node;
    const expression = node?.get('expressions')?.get(name);
    // A variable of the root, or one left to its default, is known while planning.
    if (!owner || !expression) this.#complete = false;
    else if (expression.get('references')) this.#deeper(expression, { module: owner, key, repeated: node }, hops);
    // A constant adds nothing; anything else is an expression over constants.
  }

  #output(reference: Extract<PlanReference, { to: 'output' }>, from: Standpoint, hops: number): void {
    const { call, output } = reference;
    const module =
      this.#index.called(from.module, call, reference.key) ?? this.#index.called(from.module, call, from.key);
    const expression = output === undefined ? undefined : module?.configuration.output(output);
    if (!module || !expression) this.#lose();
    else this.#deeper(expression, { module, key: undefined, repeated: undefined }, hops);
  }

  #each(part: string, from: Standpoint, hops: number): void {
    if (part !== 'value') return;
    const expression = from.repeated?.get('for_each_expression');
    if (!expression || !this.#step(hops)) {
      this.#lose();
      return;
    }
    // Resources repeated over one another have the same keys.
    const search = new Search(this.#index, this.#budget);
    const targets = search.expression(expression, { ...from, repeated: undefined }, hops + 1);
    const same = targets.found.filter(({ instance }) => instance.key === from.key);
    for (const target of same.length > 0 ? same : targets.found)
      this.#found.set(target.instance.resource.address, target);
    if (same.length === 0) this.#complete = false;
    this.#fixed &&= targets.fixed;
  }

  #deeper(expression: Node, from: Standpoint, hops: number): void {
    const references = expression.get('references');
    if (!references) return;
    if (this.#step(hops)) this.#follow(references, from, hops + 1);
    else this.#lose();
  }

  #step(hops: number): boolean {
    return hops < MOST_HOPS && this.#budget.left-- > 0;
  }

  #lose(): void {
    this.#complete = false;
    this.#fixed = false;
  }
}

/** Each reference is followed by its shorter forms (`aws_lb.app.arn`, `aws_lb.app`), which say nothing more. */
function referencesIn(list: Node): PlanReference[] {
  const references: PlanReference[] = [];
  let longer = '';
  for (const item of list.items()) {
    const text = textOf(item);
    const isShorter = longer.startsWith(text) && /^[.[]/.test(longer.slice(text.length));
    if (!isShorter) references.push(parseReference((longer = text)));
  }
  return references;
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
