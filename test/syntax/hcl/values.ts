import type { Node } from '../../../src/syntax/document.ts';
import { attributesOf, expressionOf } from '../../../src/syntax/hcl/nodes.ts';
import type { Plain } from '../samples.ts';

/** What an expression of literals holds; an expression of anything else is its text. */
export function plainOf(node: Node): Plain {
  const expression = expressionOf(node);
  switch (expression?.is) {
    case 'text':
      // As written: Terraform's strings are normalized, the ones that these tests write are not.
      return node.text;
    case 'number':
      return expression.number;
    case 'boolean':
      return expression.value;
    case 'null':
      return null;
    case 'unary': {
      const operand = plainOf(expression.operand);
      return typeof operand === 'number' ? -operand : node.raw;
    }
    case 'list':
      return expression.items.map(plainOf);
    case 'map':
      return new Map(expression.entries.map(({ key, name, value }) => [name ?? key.text, plainOf(value)]));
    default:
      return node.raw;
  }
}

/** The value of an argument of a body; an error when it has none of that name. */
export function valueOf(body: Node | undefined, name: string): Node {
  for (const attribute of body ? attributesOf(body) : []) if (attribute.name.raw === name) return attribute.value;
  throw new Error(`No argument ${name}`);
}
