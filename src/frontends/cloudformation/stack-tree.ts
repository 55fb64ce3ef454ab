import type { Document, Node } from '../../syntax/index.ts';
import { settle, World } from '../../values/index.ts';
import type { Input, LowerSettings } from '../frontend.ts';
import { canonicalText } from './canonical.ts';
import { Depth } from './computed.ts';
import { findNested } from './nested-stacks.ts';
import { Template, type Output } from './template.ts';
import { scalarText } from './texts.ts';

/** An output that other stacks import. */
export interface Export {
  readonly template: Template;
  readonly name: string;
  readonly output: Output;
}

/** All templates of one run: which nest which, and what they export. */
export class StackTree {
  readonly settings: LowerSettings;
  readonly depth = new Depth();
  readonly templates: readonly Template[];
  readonly #children = new Map<Template, Map<string, Template>>();
  readonly #busy = new Map<Document, Set<number>>();
  #exports: { byText: Map<string, Export[]>; byForm: Map<string, Export[]> } | undefined;

  constructor(inputs: readonly Input[], settings: LowerSettings) {
    this.settings = settings;
    this.templates = inputs.map(({ root, index }) => new Template(root, index, this));
    this.#link();
  }

  /** The template behind a nested stack, where it lies in the tree. */
  childOf(template: Template, logicalId: string): Template | undefined {
    return this.#children.get(template)?.get(logicalId);
  }

  /**
   * The one output exported under this name: equal known text, else the same expression (`${Env}-Vpc` on both sides);
   * undefined when there is none or more than one.
   */
  exported(form: string, text: string | undefined): Export | undefined {
    const { byText, byForm } = (this.#exports ??= this.#readExports());
    const found = (text === undefined ? undefined : byText.get(text)) ?? byForm.get(form) ?? [];
    return found.length === 1 ? found[0] : undefined;
  }

  /** Runs a step that must not come to the same node again while it runs. */
  once<T>(node: Node, step: () => T, again: () => T): T {
    const { document, index } = node;
    const busy = this.#busy.get(document) ?? new Set<number>();
    this.#busy.set(document, busy);
    if (busy.has(index)) return again();
    busy.add(index);
    try {
      return step();
    } finally {
      busy.delete(index);
    }
  }

  /** A template that exactly one stack resource deploys gets that one's arguments. */
  #link(): void {
    const deployments = new Map<Template, { template: Template; logicalId: string; parameters: Node | undefined }[]>();
    for (const nested of findNested(this.templates)) {
      const { template, logicalId, child } = nested;
      const children = this.#children.get(template) ?? new Map<string, Template>();
      this.#children.set(template, children.set(logicalId, child));
      deployments.set(child, [...(deployments.get(child) ?? []), nested]);
    }
    for (const [child, [parent, ...others]] of deployments) {
      if (parent && others.length === 0 && !isWithin(parent.template, child)) child.parent = parent;
    }
    for (const [child, [parent]] of deployments) {
      if (!child.parent || !parent?.parameters?.isMap) continue;
      const { evaluator } = parent.template;
      for (const { key, value } of parent.parameters.entries()) {
        const parameter = child.parameters.get(key.text);
        const note = `Set by stack '${parent.logicalId}'.`;
        if (parameter) parameter.argument = { node: value, evaluator, note };
      }
    }
  }

  #readExports(): { byText: Map<string, Export[]>; byForm: Map<string, Export[]> } {
    const byText = new Map<string, Export[]>();
    const byForm = new Map<string, Export[]>();
    for (const template of this.templates) {
      for (const [name, output] of template.outputs) {
        if (!output.exportName) continue;
        const { exportName, evaluator } = output;
        const world = new World();
        const term = settle(evaluator.evaluate(exportName), world);
        const found = { template, name, output };
        if (term.state === 'scalar' && world.trail.length === 0) push(byText, scalarText(term), found);
        push(byForm, canonicalText(exportName, evaluator.locals), found);
      }
    }
    return { byText, byForm };
  }
}

/** Whether a template is the other one or deployed within it. */
function isWithin(template: Template, outer: Template): boolean {
  for (let at: Template | undefined = template, hops = 0; at && hops < 100; at = at.parent?.template, hops++) {
    if (at === outer) return true;
  }
  return false;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
