import type { Node } from '../../syntax/index.ts';
import { namesIn } from './free-variables.ts';
import type { Template } from './template.ts';

/** What reaches into other templates, whose conditions count too. */
const ELSEWHERE = 'ImportValue|Outputs';

/**
 * Tells which resources hold a value that depends on a condition: those that choose by one, and those that refer to
 * anything that a condition compares. Decided on the text, so a mention in a comment counts as well.
 */
export class Dependence {
  readonly #pattern: RegExp | undefined;
  readonly #all: boolean;

  constructor(template: Template) {
    const { templates } = template.tree;
    const anywhere = templates.some((other) => other.root.get('Conditions'));
    // Arguments of a parent stack may be chosen there.
    this.#all = anywhere && template.parent !== undefined;
    if (anywhere && !this.#all) this.#pattern = patternOf(template);
  }

  dependsOnConditions(node: Node): boolean {
    return this.#all || (this.#pattern?.test(node.raw) ?? false);
  }
}

function patternOf(template: Template): RegExp {
  const conditions = template.root.get('Conditions');
  const names = conditions ? [...namesIn(conditions)].map((name) => name.replace(/[^\w]/g, '\\$&')) : [];
  // What an alias stands for is written elsewhere.
  return new RegExp(['\\bIf\\b', ELSEWHERE, '(?<![\\w*])\\*\\w', ...names.map((name) => `\\b${name}\\b`)].join('|'));
}
