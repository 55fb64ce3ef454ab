import { NODE, ROW, type Entry, type Node } from '../../../syntax/index.ts';

// A plan has ten thousand resources with dozens of keys each, which is why these read the tape themselves. Keys with
// escapes, which neither Terraform nor the AWS provider writes, are not found.

/** The values of several keys of a JSON map in one pass, in the order of the keys; the first of a key written twice. */
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

/** The entry of a key of a JSON map: the last one, should it be written twice. */
export function entryOf(node: Node | undefined, name: string): Entry | undefined {
  if (node?.kind !== NODE.map) return undefined;
  const { document, next } = node;
  const { tape, text } = document;
  let found = -1;
  for (let index = node.index + 1; index < next;) {
    const value = tape[index * ROW + 2] ?? next;
    if (value >= next) break;
    const start = (tape[index * ROW] ?? 0) + 1;
    if ((tape[index * ROW + 1] ?? 0) - 1 - start === name.length && text.startsWith(name, start)) found = index;
    index = tape[value * ROW + 2] ?? next;
  }
  if (found < 0) return undefined;
  return { key: document.node(found), value: document.node(tape[found * ROW + 2] ?? next) };
}

/** Is every key of a JSON map one of these? */
export function hasOnly(node: Node, keys: readonly string[]): boolean {
  const { document, next } = node;
  const { tape, text } = document;
  for (let index = node.index + 1; index < next;) {
    const start = (tape[index * ROW] ?? 0) + 1;
    const length = (tape[index * ROW + 1] ?? 0) - 1 - start;
    if (!keys.some((key) => key.length === length && text.startsWith(key, start))) return false;
    index = tape[(index + 1) * ROW + 2] ?? next;
  }
  return true;
}

/** The text of a JSON string, without a detour for those that hold no escape. */
export function textOf(node: Node): string {
  if (node.kind !== NODE.double) return node.text;
  const raw = node.document.text.slice(node.start + 1, node.end - 1);
  return raw.includes('\\') ? node.text : raw;
}

/** Is it the literal `true`: how a plan marks what is unknown or sensitive? */
export function isTrue(node: Node | undefined): boolean {
  return node?.kind === NODE.plain && node.end - node.start === 4 && node.text === 'true';
}
