import type { Node } from '../../../syntax/index.ts';
import type { ChoiceTerm, Condition, Term } from '../../../values/index.ts';
import { callOf, operandsOf } from '../call.ts';
import type { Evaluator } from '../evaluator.ts';
import type { TemplateOrigin } from '../template-origin.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!If [condition, then, else]`. */
export const fnIf: Intrinsic = (call, origin, evaluator) => {
  const [name, yes, no] = operandsOf(call, 3) ?? [];
  if (!name?.isScalar || callOf(name) || !yes || !no) return malformed(call, origin);
  const condition = evaluator.template.condition(evaluator.locals?.fill(name.text) ?? name.text);
  return new Choice(condition, yes, no, origin, evaluator);
};

class Choice implements ChoiceTerm {
  readonly state = 'choice';
  readonly condition: Condition;
  readonly origin: TemplateOrigin;
  readonly #yes: Node;
  readonly #no: Node;
  readonly #evaluator: Evaluator;

  constructor(condition: Condition, yes: Node, no: Node, origin: TemplateOrigin, evaluator: Evaluator) {
    this.condition = condition;
    this.#yes = yes;
    this.#no = no;
    this.origin = origin;
    this.#evaluator = evaluator;
  }

  get then(): Term {
    return this.#evaluator.inside(this.#yes, this.origin.key);
  }

  get else(): Term {
    return this.#evaluator.inside(this.#no, this.origin.key);
  }
}
