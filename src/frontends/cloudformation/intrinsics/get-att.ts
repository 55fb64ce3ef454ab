import { settle } from '../../../values/index.ts';
import { operandsOf, textOf } from '../call.ts';
import { Deferred } from '../computed.ts';
import { attributeTerm } from '../references.ts';
import { scalarText } from '../texts.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!GetAtt Logical.Attribute`, `Fn::GetAtt: [Logical, Attribute]`; the attribute may be a `Ref`. */
export const getAtt: Intrinsic = (call, origin, evaluator) => {
  const text = textOf(call);
  if (text !== undefined) {
    const filled = evaluator.locals?.fill(text) ?? text;
    const dot = filled.indexOf('.');
    return dot < 0
      ? malformed(call, origin)
      : attributeTerm(filled.slice(0, dot), filled.slice(dot + 1), origin, evaluator);
  }
  const [address, attribute] = operandsOf(call, 2) ?? [];
  if (!address || !attribute) return malformed(call, origin);
  return new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const [first, second] = [address, attribute].map((node) => settle(evaluator.inside(node), world));
    if (first?.state !== 'scalar' || second?.state !== 'scalar') return malformed(call, origin);
    return attributeTerm(scalarText(first), scalarText(second), origin, evaluator);
  });
};
