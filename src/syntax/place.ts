import type { Document, Node } from './document.ts';
import { ROW } from './tape.ts';

/** Where an entry of a map or an item of a list stands in the text of its document. */
export interface Place {
  /** The collection around it. */
  readonly parent: Node;
  /** The key of an entry, or the item. */
  readonly first: Node;
  /** The value of an entry, or the item. */
  readonly last: Node;
  /** Whether it stands between brackets. */
  readonly isFlow: boolean;
  /** The first character of it: a dash, a question mark, a tag, an anchor, a quote or the text itself. */
  readonly start: number;
  readonly end: number;
  readonly previous: { readonly end: number } | undefined;
  /** The first character of what follows it in the collection. */
  readonly next: { readonly start: number } | undefined;
}

/** The place of the entry that a node is the key or the value of, or of the list item that it is; undefined for a root. */
export function placeOf(node: Node): Place | undefined {
  const parent = parentOf(node);
  if (!parent) return undefined;
  const { document } = node;
  const isFlow = hasBrackets(parent);
  const parts = childrenOf(parent);
  const width = parent.isMap ? 2 : 1;
  const at = parts.findIndex((part) => part.index === node.index);
  const from = at - (at % width);
  const first = parts[from];
  const last = parts[from + width - 1];
  if (!first || !last) return undefined;
  const before = parts[from - 1];
  const after = parts[from + width];
  const open = parent.start + (isFlow ? 1 : 0);
  return {
    parent,
    first,
    last,
    isFlow,
    start: skipGap(document, before ? before.end : open, before !== undefined && isFlow),
    end: last.end,
    previous: before && { end: before.end },
    next: after && { start: skipGap(document, last.end, isFlow) },
  };
}

/** Whether a collection is written between brackets; in YAML the bracket may be its first key's. */
export function hasBrackets(collection: Node): boolean {
  const { document, start } = collection;
  const unit = document.text.charCodeAt(start);
  if (unit !== 123 && unit !== 91) return false;
  const closing = document.text.charCodeAt(collection.end - 1);
  if (closing !== 125 && closing !== 93) return false;
  const [child] = childrenOf(collection);
  return child === undefined ? true : child.start > start;
}

/** The collection around a node, found from the root of its document in the stream. */
export function parentOf(node: Node): Node | undefined {
  const holds = (each?: Node) => (each ? each.index <= node.index && node.index < each.next : false);
  let parent: Node | undefined;
  let at = node.document.roots.find(holds);
  while (at && at.index !== node.index) {
    parent = at;
    at = childrenOf(at).find(holds);
  }
  return at && parent;
}

/** Keys and values, or items, as written. */
export function childrenOf(collection: Node): Node[] {
  const { document, index, next } = collection;
  const children: Node[] = [];
  for (let at = index + 1; at < next; at = document.tape[at * ROW + 2] ?? next) children.push(document.node(at));
  return children;
}

/** The next character that is no blank, line break or comment, nor the comma before a flow entry. */
export function skipGap(document: Document, from: number, overComma: boolean): number {
  const { text } = document;
  let commaLeft = overComma;
  for (let at = from; at < text.length; at++) {
    const comment = commentAt(document, at);
    if (comment !== undefined) {
      at = comment - 1;
      continue;
    }
    const unit = text.charCodeAt(at);
    if (unit === 44 && commaLeft) commaLeft = false;
    else if (unit !== 32 && unit !== 9 && unit !== 10 && unit !== 13) return at;
  }
  return text.length;
}

/** The end of the comment that starts here. */
export function commentAt(document: Document, at: number): number | undefined {
  const unit = document.text.charCodeAt(at);
  if (unit !== 35 && unit !== 47) return undefined;
  const { comments } = document;
  let low = 0;
  let high = comments.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const start = comments[middle * 2] ?? 0;
    if (start === at) return comments[middle * 2 + 1];
    if (start < at) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Whether a node, or a collection around it, is used elsewhere through an alias, so that a change would show there too. */
export function isShared(node: Node): boolean {
  for (const target of node.document.aliasTargets()) {
    if (target <= node.index && node.index < node.document.node(target).next) return true;
  }
  return false;
}

/** Whether an alias outside stands for something between these nodes. */
export function holdsAnchor(first: Node, last: Node): boolean {
  for (const target of first.document.aliasTargets()) if (first.index <= target && target < last.next) return true;
  return false;
}
