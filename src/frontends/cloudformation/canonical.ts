import type { Node } from '../../syntax/index.ts';
import { callOf } from './call.ts';
import type { Locals } from './locals.ts';
import { nodeText } from './texts.ts';

/** Parts of a node that are read for its canonical text; what is longer than that is compared by its beginning. */
const MAX_PARTS = 500;

/**
 * One text for everything that means the same: short and long forms, JSON and YAML, quotes and layout. Two comparisons
 * with the same text are one question.
 */
export function canonicalText(node: Node, locals?: Locals): string {
  let left = MAX_PARTS;
  const write = (part: Node): string => {
    if (--left < 0) return '…';
    const call = callOf(part);
    if (call) return `${call.name}(${call.isShort ? writePlain(call.argument) : write(call.argument)})`;
    return writePlain(part);
  };
  const writePlain = (part: Node): string => {
    if (part.isList) return `[${[...part.items()].map(write).join(',')}]`;
    if (part.isMap) {
      const entries = [...part.entries()].map(({ key, value }) => `${JSON.stringify(key.text)}:${write(value)}`);
      return `{${entries.sort().join(',')}}`;
    }
    const text = nodeText(part);
    return JSON.stringify(locals?.fill(text) ?? text);
  };
  return write(node);
}
