import type { Node } from '../document.ts';
import { childrenOf } from '../place.ts';
import { NODE, ROW, type NodeKind } from '../tape.ts';
import { decodeLiteral, literalsOf } from './literals.ts';

/** `name = value`. */
export interface Attribute {
  readonly node: Node;
  readonly name: Node;
  readonly value: Node;
}

/** `type "label" { … }`. Labels are plain or quoted scalars; one with an interpolation is a template, and a fault. */
export interface Block {
  readonly node: Node;
  readonly type: Node;
  readonly labels: readonly Node[];
  readonly body: Node;
}

/** One step of a traversal. A splat has the steps that are taken from each item. */
export type Step =
  | { readonly is: 'member'; readonly node: Node; readonly name: string }
  | { readonly is: 'index'; readonly node: Node; readonly key: Node }
  | { readonly is: 'splat'; readonly node: Node; readonly steps: readonly Step[] };

/** One part of a template. The text of literal parts is what is left after `~` and `<<-` took what they take. */
export type Part =
  | { readonly is: 'text'; readonly node: Node; readonly text: string; readonly stretches: readonly number[] }
  | { readonly is: 'interpolation'; readonly node: Node; readonly expression: Node }
  | {
      readonly is: 'if';
      readonly node: Node;
      readonly condition: Node;
      readonly then: readonly Part[];
      readonly otherwise: readonly Part[];
    }
  | ({ readonly is: 'for'; readonly node: Node; readonly parts: readonly Part[] } & ForNames);

/** `for key, value in collection`; the key may be left out. */
export interface ForNames {
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Node;
}

/** `key = value` of a map. */
export interface MapEntry {
  readonly key: Node;
  /** The key where it is a bare name or a number; any other is an expression, and a name in parentheses a variable. */
  readonly name: string | undefined;
  readonly value: Node;
}

/**
 * What an expression is made of. Names of functions and operators are as written, `::` without blanks around it. Texts are
 * in Unicode's normal form C, as all strings of Terraform are.
 */
export type Expression = { readonly node: Node } & (
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'null' }
  | { readonly is: 'template'; readonly parts: readonly Part[] }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'traversal'; readonly head: Node; readonly steps: readonly Step[] }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Node[]; readonly spreadsLast: boolean }
  | { readonly is: 'unary'; readonly operator: '!' | '-'; readonly operand: Node }
  /** To be taken from left to right; there is one operator less than operands, and all have one precedence. */
  | { readonly is: 'binary'; readonly operands: readonly Node[]; readonly operators: readonly string[] }
  | { readonly is: 'conditional'; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly is: 'list'; readonly items: readonly Node[] }
  | { readonly is: 'map'; readonly entries: readonly MapEntry[] }
  | ({ readonly is: 'forList'; readonly value: Node; readonly condition: Node | undefined } & ForNames)
  | ({
      readonly is: 'forMap';
      readonly key: Node;
      readonly value: Node;
      /** Whether values of one key are put into a list: `value...`. */
      readonly groups: boolean;
      readonly condition: Node | undefined;
    } & ForNames)
  | { readonly is: 'parens'; readonly inner: Node }
);

/** Arguments of a body, in order; a repeated one each time (its fault is on the document). None for other nodes. */
export function attributesOf(body: Node): Attribute[] {
  const attributes: Attribute[] = [];
  for (const index of itemsOf(body, NODE.attribute)) {
    const attribute = attributeAt(body.document.node(index));
    if (attribute) attributes.push(attribute);
  }
  return attributes;
}

/** The argument of a body with this name; of a repeated one, the last. */
export function attributeOf(body: Node, name: string): Attribute | undefined {
  const { document } = body;
  const { tape, text } = document;
  let found: Attribute | undefined;
  for (const index of itemsOf(body, NODE.attribute)) {
    if (!text.startsWith(name, tape[index * ROW])) continue;
    const attribute = attributeAt(document.node(index));
    if (attribute?.name.raw === name) found = attribute;
  }
  return found;
}

function attributeAt(node: Node): Attribute | undefined {
  const { document, index, next } = node;
  const value = document.tape[(index + 1) * ROW + 2] ?? next;
  return value < next ? { node, name: document.node(index + 1), value: document.node(value) } : undefined;
}

/** Blocks of a body, in order. None for other nodes. */
export function blocksOf(body: Node): Block[] {
  const blocks: Block[] = [];
  for (const index of itemsOf(body, NODE.block)) {
    const node = body.document.node(index);
    const labels = childrenOf(node);
    const [type, inner] = [labels.shift(), labels.pop()];
    if (type && inner) blocks.push({ node, type, labels, body: inner });
  }
  return blocks;
}

/** Indexes of the items of a body that are of one kind. */
function itemsOf(body: Node, kind: NodeKind): number[] {
  const { document, index, next } = body;
  const { tape } = document;
  const items: number[] = [];
  if (body.kind !== NODE.body) return items;
  for (let at = index + 1; at < next; at = tape[at * ROW + 2] ?? next) {
    if (tape[at * ROW + 3] === kind) items.push(at);
  }
  return items;
}

/** What an expression is made of, one level deep; undefined for nodes that are no expressions. Linear in its children. */
export function expressionOf(node: Node): Expression | undefined {
  switch (node.kind) {
    case NODE.double:
    case NODE.literal:
      return { is: 'text', node, text: node.text.normalize() };
    case NODE.plain:
      return literalOf(node);
    case NODE.template:
    case NODE.heredoc:
    case NODE.parts:
      return { is: 'template', node, parts: partsOf(node) };
    case NODE.variable:
      return { is: 'variable', node, name: node.raw };
    default:
      return composedOf(node);
  }
}

/** The same of what is made of other expressions. */
function composedOf(node: Node): Expression | undefined {
  const children = childrenOf(node);
  const [first, second, third] = children;
  switch (node.kind) {
    case NODE.traversal:
      return first && { is: 'traversal', node, head: first, steps: children.slice(1).map(stepOf) };
    case NODE.call:
    case NODE.spreadCall: {
      const spreadsLast = node.kind === NODE.spreadCall;
      return first && { is: 'call', node, name: nameOf(first), args: children.slice(1), spreadsLast };
    }
    case NODE.unary:
      return first && { is: 'unary', node, operator: node.raw.startsWith('!') ? '!' : '-', operand: first };
    case NODE.binary: {
      const operators = children.filter((_, at) => at % 2 === 1).map((operator) => operator.raw);
      return { is: 'binary', node, operands: children.filter((_, at) => at % 2 === 0), operators };
    }
    case NODE.conditional:
      return first && second && third && { is: 'conditional', node, condition: first, then: second, otherwise: third };
    case NODE.list:
      return { is: 'list', node, items: children };
    case NODE.map:
      return { is: 'map', node, entries: entriesOf(children) };
    case NODE.forList: {
      const [value, condition] = children.slice(3);
      const names = forNamesOf(children);
      return names && value && { is: 'forList', node, ...names, value, condition: written(condition) };
    }
    case NODE.forMap:
    case NODE.forGroups: {
      const [key, value, condition] = children.slice(3);
      const groups = node.kind === NODE.forGroups;
      const names = forNamesOf(children);
      if (!names || !key || !value) return undefined;
      return { is: 'forMap', node, ...names, key, value, groups, condition: written(condition) };
    }
    case NODE.parens:
      return first && { is: 'parens', node, inner: first };
    default:
      return undefined;
  }
}

/** The parts of a template, a heredoc or the root of `parseHclTemplate`. A quoted scalar without interpolations has none: it is text. */
export function partsOf(template: Node): readonly Part[] {
  const literals = literalsOf(template);
  const { text } = template.document;
  const partOf = (node: Node): Part | undefined => {
    const children = childrenOf(node);
    const [first, second, third, fourth] = children;
    switch (node.kind) {
      case NODE.chunk:
      case NODE.heredocChunk: {
        const stretches = literals.get(node.index) ?? [];
        return {
          is: 'text',
          node,
          text: decodeLiteral(text, stretches, node.kind === NODE.chunk).normalize(),
          stretches,
        };
      }
      case NODE.interpolation:
        return first && { is: 'interpolation', node, expression: first };
      case NODE.ifDirective:
        if (!first || !second || !third) return undefined;
        return { is: 'if', node, condition: first, then: partsIn(second), otherwise: partsIn(third) };
      case NODE.forDirective: {
        const names = forNamesOf(children);
        return names && fourth && { is: 'for', node, ...names, parts: partsIn(fourth) };
      }
      default:
        return undefined;
    }
  };
  const partsIn = (parent: Node): readonly Part[] =>
    childrenOf(parent)
      .map(partOf)
      .filter((part) => part !== undefined);
  return partsIn(template);
}

function entriesOf(children: readonly Node[]): MapEntry[] {
  const entries: MapEntry[] = [];
  for (let at = 0; at < children.length; at += 2) {
    const key = children[at];
    const value = children[at + 1];
    if (key && value) entries.push({ key, name: key.kind === NODE.plain ? keyName(key.raw) : undefined, value });
  }
  return entries;
}

/** A number is a key as text, in its shortest form. */
function keyName(raw: string): string {
  return /^\d/.test(raw) ? String(Number(raw)) : raw;
}

function literalOf(node: Node): Expression {
  switch (node.raw) {
    case 'true':
    case 'false':
      return { is: 'boolean', node, value: node.raw === 'true' };
    case 'null':
      return { is: 'null', node };
    default:
      return { is: 'number', node, number: Number(node.raw) };
  }
}

function stepOf(node: Node): Step {
  const children = childrenOf(node);
  if (node.kind === NODE.splat) return { is: 'splat', node, steps: children.map(stepOf) };
  const [key] = children;
  return node.kind === NODE.index && key ? { is: 'index', node, key } : { is: 'member', node, name: node.raw };
}

function forNamesOf(children: readonly Node[]): ForNames | undefined {
  const [key, value, collection] = children;
  return value && collection && { keyName: written(key)?.raw, valueName: value.raw, collection };
}

function written(node: Node | undefined): Node | undefined {
  return node === undefined || node.kind === NODE.none ? undefined : node;
}

/** `provider :: aws :: f` is `provider::aws::f`. */
function nameOf(node: Node): string {
  return node.raw.includes('::') ? node.raw.replace(/[^\p{ID_Continue}:-]/gu, '') : node.raw;
}
