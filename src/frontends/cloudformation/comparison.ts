import type { Node } from '../../syntax/index.ts';
import { settle, type World } from '../../values/index.ts';
import { canonicalText } from './canonical.ts';
import type { Evaluator } from './evaluator.ts';
import { freeVariables, variableOf, type Variable } from './free-variables.ts';
import { scalarText } from './texts.ts';

/** One side of an `Fn::Equals`. */
interface Side {
  readonly variable: Variable | undefined;
  readonly variables: readonly Variable[];
  readonly canonical: string;
  readonly evaluate: (world: World) => string | undefined;
}

/**
 * Are the two sides equal in this world? Known texts are compared. A variable against a text is a question about the
 * variable, whatever its default, so that all comparisons of one variable agree. Anything else is a question of its own,
 * the same for every comparison that reads the same.
 */
export function judgeEqual(left: Node, right: Node, evaluator: Evaluator, world: World): boolean {
  const a = sideOf(left, evaluator);
  const b = sideOf(right, evaluator);
  if (a.variable && a.variable.id === b.variable?.id) return true;
  const settled = isFixed(a, world) && isFixed(b, world);
  const [textA, textB] = [a.evaluate(world), b.evaluate(world)];
  if (settled && textA !== undefined && textB !== undefined) return textA === textB;
  if (a.variable && b.variables.length === 0 && textB !== undefined) return askVariable(a.variable, textB, world);
  if (b.variable && a.variables.length === 0 && textA !== undefined) return askVariable(b.variable, textA, world);
  const [first, second] = [a.canonical, b.canonical].sort();
  if (first === second) return true;
  return world.ask({
    variable: `${evaluator.template.id}#${first ?? ''} = ${second ?? ''}`,
    value: 'true',
    domain: ['true', 'false'],
    likely: textA !== undefined && textB !== undefined ? textA === textB : undefined,
  });
}

function askVariable({ id, likely, domain }: Variable, value: string, world: World): boolean {
  return world.ask({ variable: id, value, domain, likely: likely === undefined ? undefined : likely === value });
}

/** Whether nothing that the side depends on is open in this world. */
function isFixed(side: Side, world: World): boolean {
  return side.variables.every(({ id }) => world.valueOf(id) !== undefined);
}

function sideOf(node: Node, evaluator: Evaluator): Side {
  return {
    variable: variableOf(node, evaluator),
    variables: freeVariables(node, evaluator),
    canonical: canonicalText(node, evaluator.locals),
    evaluate(world) {
      const term = settle(evaluator.inside(node), world);
      return term.state === 'scalar' ? scalarText(term) : undefined;
    },
  };
}
