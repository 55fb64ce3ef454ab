import { NODE, type Node } from '../../../syntax/index.ts';
import type { Origin, Term } from '../../../values/index.ts';
import { listTerm, mapTerm } from '../hcl/terms.ts';

/** A value that is given as JSON, with all its parts at one place. */
export function jsonTerm(node: Node, origin: Origin): Term {
  if (node.kind === NODE.map) {
    const entries = [...node.entries()].map(({ key, value }) => [key.text, jsonTerm(value, origin)] as const);
    return mapTerm(new Map(entries), origin);
  }
  if (node.kind === NODE.list) {
    return listTerm(
      [...node.items()].map((item) => jsonTerm(item, origin)),
      origin,
    );
  }
  return { state: 'scalar', value: node.scalar('json') ?? null, text: node.text, origin };
}
