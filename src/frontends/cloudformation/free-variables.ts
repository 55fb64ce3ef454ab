import type { Node } from '../../syntax/index.ts';
import { callOf } from './call.ts';
import type { Evaluator } from './evaluator.ts';
import { isPseudoParameter, pseudoValue, pseudoVariable } from './pseudo-parameter.ts';
import { subParts } from './sub-text.ts';
import { mentionsOf, visitCalls } from './visit-calls.ts';

/** Something a deployment chooses: a parameter that nobody has set, or a pseudo parameter. */
export interface Variable {
  readonly id: string;
  readonly likely: string | undefined;
  readonly domain: readonly string[] | undefined;
}

/** Nested stacks whose arguments are followed. */
const MAX_STACKS = 16;

/** Names that the functions in a node refer to. */
export function namesIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  visitCalls(node, (call) => {
    for (const { name } of mentionsOf(call)) names.add(name);
  });
  return names;
}

/** The variables that a node's value depends on, through the arguments of nested stacks. */
export function freeVariables(node: Node, evaluator: Evaluator, stacks = 0): readonly Variable[] {
  const variables = new Map<string, Variable>();
  for (const name of namesIn(node)) {
    for (const variable of variablesOf(name, evaluator, stacks)) variables.set(variable.id, variable);
  }
  return [...variables.values()];
}

function variablesOf(name: string, evaluator: Evaluator, stacks: number): readonly Variable[] {
  const { template, locals } = evaluator;
  if (locals?.get(name) !== undefined || name === 'AWS::NoValue') return [];
  if (isPseudoParameter(name)) {
    if (pseudoValue(name, template) !== undefined) return [];
    return [{ id: pseudoVariable(name, template), likely: undefined, domain: undefined }];
  }
  const parameter = template.parameters.get(name);
  if (!parameter || parameter.given !== undefined) return [];
  const { argument, variable: id, likely, domain } = parameter;
  if (!argument) return [{ id, likely, domain }];
  return stacks < MAX_STACKS ? freeVariables(argument.node, argument.evaluator, stacks + 1) : [];
}

/** The one variable that a node is: `!Ref Env` or `!Sub '${Env}'`, through the arguments of nested stacks. */
export function variableOf(node: Node, evaluator: Evaluator, stacks = 0): Variable | undefined {
  const call = callOf(node);
  if (!call?.argument.isScalar) return undefined;
  let name: string | undefined;
  if (call.name === 'Ref') name = call.argument.text;
  else if (call.name === 'Fn::Sub') {
    const [part, ...more] = subParts(call.argument.text);
    if (part && 'name' in part && more.length === 0) name = part.name;
  }
  if (name === undefined) return undefined;
  const argument = evaluator.template.parameters.get(name)?.argument;
  if (argument) return stacks < MAX_STACKS ? variableOf(argument.node, argument.evaluator, stacks + 1) : undefined;
  return variablesOf(name, evaluator, stacks)[0];
}
