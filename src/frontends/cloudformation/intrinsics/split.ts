import { settle } from '../../../values/index.ts';
import { operandsOf } from '../call.ts';
import { Deferred, unknownTerm } from '../computed.ts';
import { scalarText, splitText } from '../texts.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!Split [delimiter, text]`. */
export const split: Intrinsic = (call, origin, evaluator) => {
  const [delimiter, text] = operandsOf(call, 2) ?? [];
  if (!delimiter || !text) return malformed(call, origin);
  return new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const between = settle(evaluator.inside(delimiter), world);
    if (between.state !== 'scalar') return unknownTerm('a text split by something unknown', origin);
    const whole = settle(evaluator.inside(text), world);
    return splitText(whole, scalarText(between), origin.with(whole.origin.via, whole.origin.sensitive ?? false));
  });
};
