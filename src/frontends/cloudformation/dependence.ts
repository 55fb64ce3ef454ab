import type { Node } from '../../syntax/index.ts';
import { namesIn } from './free-variables.ts';
import type { Template } from './template.ts';

/** What reaches into other templates, whose conditions count too. */
const ELSEWHERE = /ImportValue|Outputs/;

/**
 * Tells which resources hold a value that depends on a condition: those that choose by one, and those that refer to
 * anything that a condition compares. Decided on the text, so a mention in a comment counts as well.
 */
export class Dependence {
  readonly #pattern: RegExp | undefined;
  readonly #all: boolean = false;

  constructor(template: Template) {
    if (!template.tree.templates.some((other) => other.root.get('Conditions'))) return;
    if (isGivenChoices(template)) this.#all = true;
    else this.#pattern = patternOf(template);
  }

  dependsOnConditions(node: Node): boolean {
    return this.#all || (this.#pattern?.test(node.raw) ?? false);
  }
}

/** Whether what parent stacks hand down may depend on their conditions, or on those of others. */
function isGivenChoices(template: Template): boolean {
  let { parent } = template;
  for (let hops = 0; parent && hops < MAX_HOPS; hops++) {
    const { template: outer, logicalId } = parent;
    const stack = outer.resources.get(logicalId)?.node.raw ?? '';
    if (outer.root.get('Conditions') || ELSEWHERE.test(stack)) return true;
    parent = outer.parent;
  }
  return false;
}

const MAX_HOPS = 100;

function patternOf(template: Template): RegExp {
  const conditions = template.root.get('Conditions');
  const names = conditions ? [...namesIn(conditions)].map((name) => name.replace(/[^\w]/g, '\\$&')) : [];
  // What an alias stands for is written elsewhere.
  const always = ['\\bIf\\b', ELSEWHERE.source, '(?<![\\w*])\\*\\w'];
  return new RegExp([...always, ...names.map((name) => `\\b${name}\\b`)].join('|'));
}
