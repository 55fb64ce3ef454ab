import type { Node } from '../../syntax/index.ts';
import { callOf, innerCallOf, operandsOf, textOf, type Call } from './call.ts';
import { subCallOf, subParts } from './sub-text.ts';

/** Hands out every call in a node, outer ones first; those in the bodies of loops, whose names are not final, on demand. */
export function visitCalls(node: Node, visit: (call: Call) => void, loops = true): void {
  const visitNode = (each: Node): void => {
    const call = callOf(each);
    if (call) visitCall(call);
    else visitChildren(each);
  };
  const visitCall = (call: Call): void => {
    visit(call);
    const inner = innerCallOf(call);
    if (inner) visitCall(inner);
    else visitChildren(call.argument);
  };
  const visitChildren = (parent: Node): void => {
    for (const { key, value } of parent.ownEntries()) {
      if (loops || !key.text.startsWith('Fn::ForEach::')) visitNode(value);
    }
    for (const item of parent.items()) visitNode(item);
  };
  visitNode(node);
}

/** A name that a call refers to. */
export interface Mention {
  readonly name: string;
  /** Given for `Fn::GetAtt` and for dotted names in `Fn::Sub`. */
  readonly attribute: string | undefined;
  /** Where it is written. */
  readonly node: Node;
}

/** Names of parameters, resources and pseudo parameters that a call itself refers to. */
export function mentionsOf(call: Call): readonly Mention[] {
  if (call.name === 'Ref') {
    const name = textOf(call);
    return name === undefined ? [] : [{ name, attribute: undefined, node: call.argument }];
  }
  if (call.name === 'Fn::GetAtt') return attributeMentions(call);
  const sub = call.name === 'Fn::Sub' ? subCallOf(call) : undefined;
  if (!sub) return [];
  const mentions: Mention[] = [];
  for (const part of subParts(sub.text.text)) {
    if ('name' in part && !sub.variables?.get(part.name)) mentions.push({ ...dotted(part.name), node: sub.text });
  }
  return mentions;
}

function attributeMentions(call: Call): readonly Mention[] {
  const text = textOf(call);
  if (text !== undefined) return [{ ...dotted(text), node: call.argument }];
  const [name, attribute] = operandsOf(call, 2) ?? [];
  if (!name?.isScalar || callOf(name)) return [];
  return [{ name: name.text, attribute: attribute?.isScalar && !callOf(attribute) ? attribute.text : '', node: name }];
}

function dotted(text: string): { name: string; attribute: string | undefined } {
  const dot = text.indexOf('.');
  if (dot < 0) return { name: text, attribute: undefined };
  return { name: text.slice(0, dot), attribute: text.slice(dot + 1) };
}
