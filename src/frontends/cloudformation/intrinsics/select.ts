import { settle, type SettledTerm, type UnknownTerm, type World } from '../../../values/index.ts';
import { callOf, operandsOf } from '../call.ts';
import { Deferred, movedTerm, unknownTerm } from '../computed.ts';
import type { Evaluator } from '../evaluator.ts';
import type { Node } from '../../../syntax/index.ts';
import { scalarText } from '../texts.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!Select [index, list]`. */
export const select: Intrinsic = (call, origin, evaluator) => {
  const [position, list] = operandsOf(call, 2) ?? [];
  if (!position || !list) return malformed(call, origin);
  return new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const index = settle(evaluator.inside(position), world);
    if (index.state !== 'scalar') return unknownTerm('an item at an unknown position', origin);
    const items = settle(evaluator.inside(list), world);
    const at = Number(scalarText(index));
    if (!Number.isInteger(at) || at < 0) return malformed(call, origin);
    if (items.state === 'unknown') {
      const reference = referenceOfPiece(list, at, evaluator, world);
      return unknownTerm(`one item of ${items.reason}`, origin, reference);
    }
    if (items.state !== 'list') return malformed(call, origin);
    const known: SettledTerm[] = [];
    for (const item of items.items()) {
      const settled = settle(item, world);
      if (settled.state !== 'absent') known.push(settled);
      if (known.length > at) break;
    }
    const found = known[at];
    if (found) return movedTerm(found, origin, undefined);
    if (items.open) {
      const reference = referenceOfPiece(list, at, evaluator, world);
      return unknownTerm('one item of a list that is only partly known', origin, reference);
    }
    return unknownTerm('an item beyond the end of its list', origin);
  });
};

/**
 * A piece of an ARN still stands for the resource where it is a part of its name: behind a slash, or behind the account.
 * ARNs are `arn:partition:service:region:account:resource`.
 */
function referenceOfPiece(list: Node, at: number, evaluator: Evaluator, world: World): UnknownTerm['reference'] {
  const call = callOf(list);
  const [delimiter, text] = call?.name === 'Fn::Split' ? (operandsOf(call, 2) ?? []) : [];
  if (!delimiter?.isScalar || !text) return undefined;
  const isName = delimiter.text === '/' ? at > 0 : delimiter.text === ':' && at >= 5;
  if (!isName) return undefined;
  const whole = settle(evaluator.inside(text), world);
  return whole.state === 'unknown' ? whole.reference : undefined;
}
