import { settle } from '../../../values/index.ts';
import { Deferred, textTerm, unknownTerm } from '../computed.ts';
import type { Intrinsic } from './intrinsic.ts';

/** `Fn::Length: list`. */
export const length: Intrinsic = (call, origin, evaluator) =>
  new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const list = settle(evaluator.argument(call), world);
    if (list.state !== 'list' || list.open) return unknownTerm('the length of something unknown', origin);
    let count = 0;
    for (const item of list.items()) if (settle(item, world).state !== 'absent') count++;
    return { ...textTerm(String(count), origin.with(list.origin.via, false)), value: count };
  });
