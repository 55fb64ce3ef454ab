import { settle, type SettledTerm } from '../../../values/index.ts';
import { operandsOf } from '../call.ts';
import { Deferred, unknownTerm } from '../computed.ts';
import { concat, scalarText } from '../texts.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!Join [delimiter, list]`; items that are `AWS::NoValue` drop out. */
export const join: Intrinsic = (call, origin, evaluator) => {
  const [delimiter, list] = operandsOf(call, 2) ?? [];
  if (!delimiter || !list) return malformed(call, origin);
  return new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const between = settle(evaluator.inside(delimiter), world);
    const items = settle(evaluator.inside(list), world);
    if (between.state !== 'scalar') return unknownTerm('a text joined by something unknown', origin);
    if (items.state === 'unknown') return { ...items, origin };
    if (items.state !== 'list') return malformed(call, origin);
    const separator = scalarText(between);
    const pieces: (string | SettledTerm)[] = [];
    const add = (piece: SettledTerm): void => {
      if (piece.state === 'absent') return;
      if (pieces.length > 0) pieces.push(separator);
      pieces.push(piece);
    };
    for (const item of items.items()) add(settle(item, world));
    if (items.open) add(unknownTerm('more items that cannot be seen', origin));
    return concat(pieces, origin);
  });
};
