import { settle } from '../../../values/index.ts';
import { operandsOf } from '../call.ts';
import { Deferred, movedTerm, unknownTerm } from '../computed.ts';
import { scalarText } from '../texts.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!FindInMap [map, first, second]`, with `{ DefaultValue: … }` as a fourth under AWS::LanguageExtensions. */
export const findInMap: Intrinsic = (call, origin, evaluator) => {
  const operands = operandsOf(call, 3, 4);
  if (!operands) return malformed(call, origin);
  const keys = operands.slice(0, 3);
  const fallback = operands[3]?.get('DefaultValue');
  const { template } = evaluator;
  return new Deferred(origin, template.tree.depth, (world) => {
    const names: string[] = [];
    const via = [];
    for (const key of keys) {
      const term = settle(evaluator.inside(key), world);
      if (term.state !== 'scalar') {
        const why = term.state === 'unknown' ? term.reason : 'something unknown';
        return unknownTerm(`an entry of a mapping, chosen by ${why}`, origin);
      }
      names.push(scalarText(term));
      via.push(...term.origin.via);
    }
    const [map = '', first = '', second = ''] = names;
    const found = template.mapping(map)?.get(first)?.get(second);
    if (found) {
      const hop = { span: found.span, note: `Mapping '${map}', '${first}', '${second}'.` };
      return movedTerm(settle(template.evaluator.inside(found), world), origin.with(via, false), hop);
    }
    if (fallback) return movedTerm(settle(evaluator.inside(fallback), world), origin.with(via, false), undefined);
    return unknownTerm(`an entry that mapping '${map}' does not have`, origin);
  });
};
