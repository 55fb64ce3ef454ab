import type { Document, Node } from '../../../src/syntax/document.ts';
import { attributesOf, blocksOf, expressionOf, type MapEntry, type Part } from '../../../src/syntax/hcl/nodes.ts';

/** JSON that hcl2json would write. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A document as hcl2json converts it: blocks nested by label, literals as they are, all else as `${source text}`. */
export function asHcl2json(document: Document): Json {
  return document.root ? bodyOf(document.root) : {};
}

function bodyOf(body: Node): Record<string, Json> {
  const converted: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const { type, labels, body: inner } of blocksOf(body)) {
    let at = converted;
    const names = [type, ...labels].map((label) => label.text);
    for (const name of names.slice(0, -1)) at = (at[name] ??= {}) as Record<string, Json>;
    ((at[names.at(-1) ?? ''] ??= []) as Json[]).push(bodyOf(inner));
  }
  for (const { name, value } of attributesOf(body)) converted[name.text] = valueOf(value);
  return { ...converted };
}

function valueOf(node: Node): Json {
  const expression = expressionOf(node);
  switch (expression?.is) {
    case 'text':
      return escaped(expression.text);
    case 'number':
      return expression.number;
    case 'boolean':
      return expression.value;
    case 'null':
      return null;
    case 'template': {
      const [only, ...others] = expression.parts;
      if (only?.is === 'interpolation' && others.length === 0) return valueOf(only.expression);
      return expression.parts.map(partOf).join('');
    }
    case 'list':
      return expression.items.map(valueOf);
    case 'map':
      return Object.fromEntries(expression.entries.map((entry) => [keyOf(entry), valueOf(entry.value)]));
    case 'unary': {
      const operand = expressionOf(expression.operand);
      if (operand?.is === 'number' && expression.operator === '-') return -operand.number;
      if (operand?.is === 'boolean' && expression.operator === '!') return !operand.value;
      return `\${${node.raw}}`;
    }
    default:
      return `\${${node.raw}}`;
  }
}

function keyOf({ key: node, name }: MapEntry): string {
  if (name !== undefined) return name;
  const expression = expressionOf(node);
  switch (expression?.is) {
    case 'traversal': {
      // A reference that could be a name is taken for one.
      const isName = expressionOf(expression.head)?.is === 'variable';
      return isName ? node.raw : `\${${node.raw}}`;
    }
    case 'text':
    case 'template':
      return valueOf(node) as string;
    default:
      return `\${${node.raw}}`;
  }
}

function partOf(part: Part): string {
  switch (part.is) {
    case 'text':
      return escaped(part.text);
    case 'interpolation':
      return interpolated(part.expression);
    case 'if':
      return branches(part.condition, part.then.map(partOf).join(''), part.otherwise.map(partOf).join(''));
    case 'for': {
      const names = part.keyName === undefined ? part.valueName : `${part.keyName}, ${part.valueName}`;
      return `%{for ${names} in ${part.collection.raw}}${part.parts.map(partOf).join('')}%{endfor}`;
    }
  }
}

function interpolated(node: Node): string {
  const expression = expressionOf(node);
  switch (expression?.is) {
    case 'template':
      return expression.parts.map(partOf).join('');
    case 'text':
      return escaped(expression.text);
    case 'number':
    case 'boolean':
    case 'null':
      return node.raw;
    case 'conditional':
      return branches(expression.condition, interpolated(expression.then), interpolated(expression.otherwise));
    default:
      return `\${${node.raw}}`;
  }
}

function branches(condition: Node, then: string, otherwise: string): string {
  return `%{if ${condition.raw}}${then}${otherwise === '' ? '' : `%{else}${otherwise}`}%{endif}`;
}

function escaped(text: string): string {
  return text.replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);
}
