import { NODE, ROW, type Document, type Node } from '../../syntax/index.ts';
import { callOf, innerCallOf, operandsOf, textOf, type Call } from './call.ts';
import { subCallOf, subParts } from './sub-text.ts';

type Visit = (call: Call) => void;

/** Hands out every call in a node, outer ones first; what aliases stand for as well. */
export function visitCalls(node: Node, visit: Visit): void {
  scan(node, visit, MAX_ALIASES, true);
}

/** The same, each call once where it is written, and without the bodies of loops, whose names are not final. */
export function visitWrittenCalls(node: Node, visit: Visit): void {
  scan(node, visit, 0, false);
}

/** Aliases within what aliases stand for that are followed. */
const MAX_ALIASES = 8;

/** Goes along the tape: most nodes are no calls. */
function scan(node: Node, visit: Visit, aliases: number, loops: boolean): void {
  const { document, next } = node;
  const { tape } = document;
  for (let index = node.index; index < next; index++) {
    const kind = tape[index * ROW + 3];
    if (kind === NODE.alias) {
      const target = aliases > 0 ? document.follow(index) : undefined;
      if (target !== undefined) scan(document.node(target), visit, aliases - 1, loops);
    } else if (kind !== NODE.map && !loops && startsWith(document, index, 'Fn::ForEach::')) {
      index = (tape[(index + 1) * ROW + 2] ?? next) - 1;
    } else if (document.tagOf(index) !== undefined || (kind === NODE.map && hasFunctionName(document, index))) {
      visitCallAt(document.node(index), visit);
    }
  }
}

function visitCallAt(node: Node, visit: Visit): void {
  const call = callOf(node);
  if (!call) return;
  visit(call);
  // The map under a tag may be a call by itself.
  const inner = call.isShort ? innerCallOf(call) : undefined;
  if (inner) visit(inner);
}

/** Whether the first key of a map begins as the names of functions do. */
function hasFunctionName(document: Document, map: number): boolean {
  const isEmpty = (document.tape[map * ROW + 2] ?? 0) <= map + 1;
  return !isEmpty && (startsWith(document, map + 1, 'Fn::') || startsWith(document, map + 1, 'Ref'));
}

/** Compares the beginning of a scalar, quoted or not. */
function startsWith(document: Document, index: number, text: string): boolean {
  const start = document.tape[index * ROW] ?? 0;
  const first = document.text.charCodeAt(start);
  return document.text.startsWith(text, first === 34 || first === 39 ? start + 1 : start);
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
