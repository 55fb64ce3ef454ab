import { expressionOf, type Node } from '../../../syntax/index.ts';

/** The type of a variable. Source: Terraform, "Type Constraints". */
export type Type =
  | { readonly is: 'any' | 'string' | 'number' | 'bool' }
  | { readonly is: 'list' | 'set' | 'map'; readonly of: Type }
  | { readonly is: 'tuple'; readonly of: readonly Type[] }
  | { readonly is: 'object'; readonly fields: ReadonlyMap<string, Field> };

export interface Field {
  readonly type: Type;
  readonly isOptional: boolean;
  /** The default of an optional field. */
  readonly fallback: Node | undefined;
}

const ANY: Type = { is: 'any' };

/** Reads a type constraint; anything goes where there is none or it cannot be read. */
export function typeOf(node: Node | undefined): Type {
  const expression = node && expressionOf(node);
  switch (expression?.is) {
    case 'parens':
      return typeOf(expression.inner);
    case 'variable':
      return primitive(expression.name);
    // Before Terraform 0.12 types were written as text.
    case 'text':
      return expression.text === 'list' || expression.text === 'map'
        ? { is: expression.text, of: ANY }
        : primitive(expression.text);
    case 'call':
      return compound(expression.name, expression.args[0]);
    default:
      return ANY;
  }
}

function primitive(name: string): Type {
  if (name === 'string' || name === 'number' || name === 'bool') return { is: name };
  return name === 'list' || name === 'set' || name === 'map' ? { is: name, of: ANY } : ANY;
}

function compound(name: string, argument: Node | undefined): Type {
  switch (name) {
    case 'list':
    case 'set':
    case 'map':
      return { is: name, of: typeOf(argument) };
    case 'tuple': {
      const list = argument && expressionOf(argument);
      return list?.is === 'list' ? { is: 'tuple', of: list.items.map(typeOf) } : ANY;
    }
    case 'object': {
      const map = argument && expressionOf(argument);
      if (map?.is !== 'map') return ANY;
      const fields = new Map<string, Field>();
      for (const { key, name: written, value } of map.entries) fields.set(written ?? key.text, fieldOf(value));
      return { is: 'object', fields };
    }
    default:
      return ANY;
  }
}

function fieldOf(node: Node): Field {
  const expression = expressionOf(node);
  if (expression?.is !== 'call' || expression.name !== 'optional') {
    return { type: typeOf(node), isOptional: false, fallback: undefined };
  }
  const [type, fallback] = expression.args;
  return { type: typeOf(type), isOptional: true, fallback };
}
