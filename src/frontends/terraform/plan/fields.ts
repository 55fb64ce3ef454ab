import { NODE, ROW, type Node } from '../../../syntax/index.ts';

/**
 * The values of several keys of a JSON map in one pass, in the order of the keys; undefined where one is not written. A
 * plan has ten thousand resources with a dozen keys each, which is why this reads the tape itself. Of a key written twice
 * it gives the first, and keys with escapes, which Terraform does not write, are not found.
 */
export function fieldsOf(node: Node, keys: readonly string[]): (Node | undefined)[] {
  const found = new Array<Node | undefined>(keys.length).fill(undefined);
  if (node.kind !== NODE.map) return found;
  const { document, next } = node;
  const { tape, text } = document;
  let left = keys.length;
  for (let index = node.index + 1; index < next && left > 0;) {
    const value = tape[index * ROW + 2] ?? next;
    if (value >= next) break;
    const start = (tape[index * ROW] ?? 0) + 1;
    const length = (tape[index * ROW + 1] ?? 0) - 1 - start;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at];
      if (key?.length === length && found[at] === undefined && text.startsWith(key, start)) {
        found[at] = document.node(value);
        left--;
        break;
      }
    }
    index = tape[value * ROW + 2] ?? next;
  }
  return found;
}

/** The text of a JSON string, without a detour for those that hold no escape. */
export function textOf(node: Node): string {
  if (node.kind !== NODE.double) return node.text;
  const raw = node.document.text.slice(node.start + 1, node.end - 1);
  return raw.includes('\\') ? node.text : raw;
}
