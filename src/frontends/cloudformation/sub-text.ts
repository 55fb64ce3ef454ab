import type { Node } from '../../syntax/index.ts';
import { operandsOf, type Call } from './call.ts';

/** Parts of a `Fn::Sub` text, with their offsets in it: what stands there, and what is put in. */
export type SubPart = ({ readonly literal: string } | { readonly name: string }) & { readonly at: number };

const PART = /\$\{(!?)([^${}]*)\}/g;

/**
 * Splits `a-${Name}-${Logical.Attribute}-${!Literal}`; `${!Literal}` is text that reads `${Literal}`.
 * Source: CloudFormation user guide, Fn::Sub.
 */
export function subParts(text: string): readonly SubPart[] {
  const parts: SubPart[] = [];
  let from = 0;
  for (const match of text.matchAll(PART)) {
    const [whole, mark, name = ''] = match;
    if (match.index > from) parts.push({ literal: text.slice(from, match.index), at: from });
    const at = match.index;
    parts.push(mark === '!' ? { literal: `\${${name}}`, at } : { name: name.trim(), at });
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ literal: text.slice(from), at: from });
  return parts;
}

/** A call of `Fn::Sub`, in its form with a text alone or with variables of its own; undefined where it is malformed. */
export interface SubCall {
  readonly text: Node;
  readonly variables: Node | undefined;
}

export function subCallOf(call: Call): SubCall | undefined {
  const { argument } = call;
  if (argument.isScalar) return { text: argument, variables: undefined };
  const [text, variables] = operandsOf(call, 1, 2) ?? [];
  if (!text?.isScalar || (variables && !variables.isMap)) return undefined;
  return { text, variables };
}
