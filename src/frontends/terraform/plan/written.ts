import { NODE, type Node } from '../../../syntax/index.ts';
import { entryOf, hasOnly } from './fields.ts';

/**
 * What `configuration` says of a value. An attribute that the plan does not know may not be written at all (the provider
 * fills it in later), and only this tells. `unwritten`: the block is there and the attribute is not. `unseen`: blocks made
 * by `dynamic` do not appear, so nothing can be said. Seen in plans of Terraform 1.11 with provider 5.100.
 */
export type Written =
  | { readonly as: 'block'; readonly node: Node }
  | { readonly as: 'blocks'; readonly node: Node }
  | { readonly as: 'expression'; readonly node: Node }
  | { readonly as: 'empty block' }
  | { readonly as: 'unwritten' }
  | { readonly as: 'unseen' };

/** A resource without arguments: `configuration` leaves its expressions out. */
export const EMPTY_BLOCK: Written = { as: 'empty block' };
export const UNWRITTEN: Written = { as: 'unwritten' };
export const UNSEEN: Written = { as: 'unseen' };

/** What is said of one entry of a map. Inside an expression it is what is said of the whole. */
export function writtenEntry(written: Written, name: string): Written {
  if (written.as === 'expression') return written;
  if (written.as === 'empty block') return UNWRITTEN;
  if (written.as !== 'block') return UNSEEN;
  const node = entryOf(written.node, name)?.value;
  if (!node) return UNWRITTEN;
  if (node.isList) return { as: 'blocks', node };
  return isExpression(node) ? { as: 'expression', node } : { as: 'block', node };
}

/**
 * What is said of one item of a list. Blocks are listed as written and values often as a set, so with more than one block
 * an item is matched by its constants; where several blocks fit, nothing is said.
 */
export function writtenItem(written: Written, item: Node, list: Node): Written {
  if (written.as === 'expression') return written;
  if (written.as !== 'block' && written.as !== 'blocks') return UNSEEN;
  const count = countOf(list);
  if (written.as === 'block') return count === 1 ? written : UNSEEN;
  const blocks = [...written.node.items()];
  if (blocks.length !== count) return UNSEEN;
  const fitting = count === 1 ? blocks : blocks.filter((block) => fits(block, item));
  const [only] = fitting;
  return only && fitting.length === 1 ? { as: 'block', node: only } : UNSEEN;
}

function countOf(list: Node): number {
  let count = 0;
  for (const _item of list.items()) count++;
  return count;
}

const EXPRESSION = ['constant_value', 'references'];

function isExpression(node: Node): boolean {
  return hasOnly(node, EXPRESSION);
}

/** Could this block have given the item: are all its constants there? */
function fits(block: Node, item: Node): boolean {
  for (const { key, value } of block.entries()) {
    const constant = value.get('constant_value');
    const actual = constant?.isScalar === true ? item.get(key.text) : undefined;
    if (!constant || !actual?.isScalar) continue;
    if (constant.kind === NODE.plain && constant.text === 'null') continue;
    if (constant.text !== actual.text) return false;
  }
  return true;
}
