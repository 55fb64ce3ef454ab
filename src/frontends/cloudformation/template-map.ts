import type { Node } from '../../syntax/index.ts';
import { NodeOrigin } from '../../syntax/index.ts';
import type { MapTerm, Origin, Term } from '../../values/index.ts';
import type { Evaluator } from './evaluator.ts';
import { expandEntries, hasMacroKeys, type Expansion } from './for-each.ts';

/** A map of a template: its entries evaluated when asked for, loops in it unrolled, open where a transform adds to it. */
export class TemplateMap implements MapTerm {
  readonly state = 'map';
  readonly origin: Origin;
  readonly node: Node;
  readonly evaluator: Evaluator;
  readonly #expansion: Expansion | undefined;

  constructor(node: Node, origin: Origin, evaluator: Evaluator) {
    this.node = node;
    this.origin = origin;
    this.evaluator = evaluator;
    if (evaluator.locals || (evaluator.template.hasMacros && hasMacroKeys(node)))
      this.#expansion = expandEntries(node, evaluator);
  }

  get open(): boolean {
    return (this.#expansion?.open ?? false) || this.evaluator.template.transforms.rewrite;
  }

  get(name: string): Term | undefined {
    if (this.#expansion) {
      const entry = this.#expansion.entries.findLast((candidate) => candidate.name === name);
      return entry?.evaluator.evaluate(entry.value, entry.key);
    }
    const entry = this.node.entry(name);
    return entry && this.evaluator.evaluate(entry.value, entry.key);
  }

  *entries(): Generator<{ name: string; key: Origin; value: Term }> {
    const { evaluator } = this;
    for (const entry of this.#expansion?.entries ?? this.node.entries()) {
      const { key, value } = entry;
      const own = 'evaluator' in entry ? entry : { name: key.text, evaluator };
      const origin = new NodeOrigin(key, undefined, { name: own.name });
      yield { name: own.name, key: origin, value: own.evaluator.evaluate(value, key) };
    }
  }
}
