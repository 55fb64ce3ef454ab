import type { Node } from '../../syntax/index.ts';
import type { Condition, World } from '../../values/index.ts';
import { callOf, operandsOf, textOf, type Call } from './call.ts';
import { canonicalText } from './canonical.ts';
import { judgeEqual } from './comparison.ts';
import type { Evaluator } from './evaluator.ts';

/** A condition of a template, by its name. */
export class TemplateCondition implements Condition {
  readonly label: string;
  readonly id: string;
  readonly #body: Node | undefined;
  readonly #evaluator: Evaluator;

  /** Without a body it is one that the template does not define, and so a question of its own. */
  constructor(name: string, body: Node | undefined, evaluator: Evaluator) {
    this.label = name;
    this.id = `${evaluator.template.id}#${name}`;
    this.#body = body;
    this.#evaluator = evaluator;
  }

  judge(world: World): boolean {
    if (!this.#body) return ask(this.id, world);
    return judgeNode(this.#body, this.#evaluator, world);
  }
}

/** Judges an expression of conditions, only as far as its outcome needs. */
function judgeNode(node: Node, evaluator: Evaluator, world: World): boolean {
  const { template } = evaluator;
  const call = conditionCallOf(node);
  const opaque = (): boolean => ask(`${template.id}#${canonicalText(node, evaluator.locals)}`, world);
  if (!call) return opaque();
  return template.tree.depth.enter(() => {
    switch (call.name) {
      case 'Condition': {
        const name = textOf(call);
        return name === undefined ? opaque() : world.decide(template.condition(evaluator.locals?.fill(name) ?? name));
      }
      case 'Fn::Equals': {
        const [left, right] = operandsOf(call, 2) ?? [];
        return left && right ? judgeEqual(left, right, evaluator, world) : opaque();
      }
      case 'Fn::Not': {
        const [operand] = operandsOf(call, 1) ?? [];
        return operand ? !judgeNode(operand, evaluator, world) : opaque();
      }
      case 'Fn::And':
        return operandsOf(call, 1, MANY)?.every((operand) => judgeNode(operand, evaluator, world)) ?? opaque();
      case 'Fn::Or':
        return operandsOf(call, 1, MANY)?.some((operand) => judgeNode(operand, evaluator, world)) ?? opaque();
      default:
        return opaque();
    }
  }, opaque);
}

/** CloudFormation takes two to ten; a longer list still says what is meant. */
const MANY = 1000;

/** Among conditions, `{ Condition: IsProd }` is a call too. */
function conditionCallOf(node: Node): Call | undefined {
  const call = callOf(node);
  if (call || !node.isMap) return call;
  const argument = node.get('Condition');
  return argument && { name: 'Condition', argument, isShort: false, node };
}

function ask(variable: string, world: World): boolean {
  return world.ask({ variable, value: 'true', domain: ['true', 'false'] });
}
