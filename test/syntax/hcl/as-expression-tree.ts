import type { Node } from '../../../src/syntax/document.ts';
import { expressionOf, type ForNames, type MapEntry, type Part, type Step } from '../../../src/syntax/hcl/nodes.ts';

/** A node of the syntax tree of hashicorp/hcl: its type, what it says of itself, and its children. */
export type Tree = readonly [type: string, detail: string, ...children: Tree[]];

const OPERATORS: Readonly<Record<string, string>> = {
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'lessThan',
  '>': 'greaterThan',
  '<=': 'lessThanOrEqual',
  '>=': 'greaterThanOrEqual',
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'modulo',
  '&&': 'logicalAnd',
  '||': 'logicalOr',
};

/** An expression as `getExpressionAst` of hcl2json has it: every operation binary, every reference one node. */
export function asExpressionTree(node: Node): Tree {
  const expression = expressionOf(node);
  switch (expression?.is) {
    case undefined:
      throw new Error(`No expression: ${node.raw}`);
    case 'text':
      return ['template', '', ['literalValue', 'string']];
    case 'number':
    case 'boolean':
      return ['literalValue', node.raw];
    case 'null':
      return ['literalValue', 'null'];
    case 'template': {
      const [only, ...others] = expression.parts;
      if (only?.is === 'interpolation' && others.length === 0)
        return ['templateWrap', '', asExpressionTree(only.expression)];
      return ['template', '', ...expression.parts.map(partTree)];
    }
    case 'variable':
      return ['scopeTraversal', expression.name];
    case 'traversal':
      return stepped(asExpressionTree(expression.head), expression.steps);
    case 'call':
      return ['function', `${expression.name} ${expression.spreadsLast}`, ...expression.args.map(asExpressionTree)];
    case 'unary':
      return ['unaryOp', expression.operator === '!' ? 'logicalNot' : 'negate', asExpressionTree(expression.operand)];
    case 'binary':
      return expression.operands
        .map(asExpressionTree)
        .reduce((left, right, at) => ['binaryOp', OPERATORS[expression.operators[at - 1] ?? ''] ?? '?', left, right]);
    case 'conditional':
      return [
        'conditional',
        '',
        ...[expression.condition, expression.then, expression.otherwise].map(asExpressionTree),
      ];
    case 'list':
      return ['tuple', '', ...expression.items.map(asExpressionTree)];
    case 'map':
      return ['object', '', ...expression.entries.flatMap((entry) => [keyTree(entry), asExpressionTree(entry.value)])];
    case 'forList':
      return forTree(expression, false, [expression.value, expression.condition]);
    case 'forMap':
      return forTree(expression, expression.groups, [expression.key, expression.value, expression.condition]);
    case 'parens':
      return ['', '', asExpressionTree(expression.inner)];
  }
}

function forTree({ keyName, valueName, collection }: ForNames, groups: boolean, parts: (Node | undefined)[]): Tree {
  const children = [collection, ...parts.filter((part) => part !== undefined)];
  return ['for', `${keyName ?? ''} ${valueName} ${groups}`, ...children.map(asExpressionTree)];
}

/** The key of an entry; a name by itself is none of an expression. */
function keyTree({ key, name }: MapEntry): Tree {
  const isName = name !== undefined && !/^\d/.test(name);
  return isName ? ['', ''] : ['', '', asExpressionTree(key)];
}

/** Steps that are known beforehand are put into the reference before them. */
function stepped(head: Tree, steps: readonly Step[]): Tree {
  let tree = head;
  const add = (segment: string): void => {
    const [type, detail, ...children] = tree;
    const extends_ = type === 'scopeTraversal' || type === 'relativeTraversal';
    tree = extends_ ? [type, `${detail} ${segment}`, ...children] : ['relativeTraversal', segment, tree];
  };
  for (const step of steps) {
    if (step.is === 'member') add(step.name);
    else if (step.is === 'splat') tree = ['splat', '', tree, stepped(['', ''], step.steps)];
    else {
      const key = expressionOf(step.key);
      if (key?.is === 'text') add(`"${key.text}"`);
      else if (key?.is === 'number') add(step.key.raw);
      else if (key?.is === 'boolean' || key?.is === 'null') add('null');
      else tree = ['index', '', tree, asExpressionTree(step.key)];
    }
  }
  return tree;
}

function partTree(part: Part): Tree {
  switch (part.is) {
    case 'text':
      return ['literalValue', 'string'];
    case 'interpolation':
      return asExpressionTree(part.expression);
    case 'if':
      return ['conditional', '', asExpressionTree(part.condition), partsTree(part.then), partsTree(part.otherwise)];
    case 'for': {
      const [type, detail, collection] = forTree(part, false, []);
      if (!collection) throw new Error('A for directive has a collection.');
      return ['templateJoin', '', [type, detail, collection, partsTree(part.parts)]];
    }
  }
}

function partsTree(parts: readonly Part[]): Tree {
  return ['template', '', ...(parts.length === 0 ? [['literalValue', 'string'] as const] : parts.map(partTree))];
}
