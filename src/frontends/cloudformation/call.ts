import type { Node } from '../../syntax/index.ts';

/** A function of CloudFormation's as it is written somewhere, in its long or in its short form. */
export interface Call {
  /** The long name: `Ref`, `Fn::Sub`, `Condition`. */
  readonly name: string;
  /** What it is given. In the short form that is the tagged node itself, whose tag then means nothing more. */
  readonly argument: Node;
  readonly isShort: boolean;
  /** The whole of it. */
  readonly node: Node;
}

/**
 * The call that a node is: one with a tag of its own (`!Sub`), or a map whose only key is the name of a function.
 * `Condition` counts in its short form only: `{ Condition: … }` is a common map outside conditions.
 */
export function callOf(node: Node): Call | undefined {
  const { tag } = node;
  if (tag === undefined || tag.startsWith('tag:')) return longCallOf(node);
  return { name: tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`, argument: node, isShort: true, node };
}

/** The call in a function's argument: that of the map under a tag, where the argument is the tagged node itself. */
export function innerCallOf(call: Call): Call | undefined {
  return call.isShort ? longCallOf(call.argument) : callOf(call.argument);
}

function longCallOf(node: Node): Call | undefined {
  if (!node.isMap) return undefined;
  let call: Call | undefined;
  for (const { key, value } of node.ownEntries()) {
    const name = key.text;
    if (call || (name !== 'Ref' && !isFunctionName(name))) return undefined;
    call = { name, argument: value, isShort: false, node };
  }
  return call;
}

/** `Fn::Sub`, but not a loop, whose key is a name of its own. */
function isFunctionName(key: string): boolean {
  return key.startsWith('Fn::') && !key.startsWith('Fn::ForEach::');
}

/** The arguments of a function that takes a list of so many; undefined for anything else. */
export function operandsOf(call: Call, from: number, to = from): readonly Node[] | undefined {
  if (!call.argument.isList || (!call.isShort && callOf(call.argument))) return undefined;
  const operands = [...call.argument.items()];
  return operands.length >= from && operands.length <= to ? operands : undefined;
}

/** The text of a scalar argument that is no call itself. */
export function textOf(call: Call): string | undefined {
  return call.argument.isScalar && (call.isShort || !callOf(call.argument)) ? call.argument.text : undefined;
}
