import type { Document } from '../../src/syntax/document.ts';
import { NODE, ROW } from '../../src/syntax/tape.ts';

const NAMES = Object.fromEntries(Object.entries(NODE).map(([name, kind]) => [kind, name]));

/** A line for each node: depth, kind, offsets, tag and decoded text; the tree as a test can compare it. */
export function dump(document: Document): string[] {
  const lines: string[] = [];
  const ends: number[] = [];
  const { tape } = document;
  for (let index = 0; index < tape.length / ROW; index++) {
    while (ends.length > 0 && index >= (ends.at(-1) ?? 0)) ends.pop();
    const [start, end, next, kind] = tape.subarray(index * ROW, index * ROW + ROW);
    const node = document.node(index);
    const text = node.isScalar ? ` ${JSON.stringify(node.text)}` : '';
    const tag = node.tag === undefined ? '' : ` !${node.tag}`;
    const target = document.aliasOf(index);
    const alias = target === undefined ? '' : ` -> ${target}`;
    lines.push(`${'  '.repeat(ends.length)}${NAMES[kind ?? 0] ?? '?'} ${start}-${end}${tag}${text}${alias}`);
    ends.push(next ?? 0);
  }
  return [
    ...lines,
    `roots ${document.roots.map((root) => root?.index ?? -1).join(' ')}`,
    `comments ${document.comments.join(' ')}`,
  ];
}
