import { settle, type SettledTerm } from '../../../values/index.ts';
import { Deferred } from '../computed.ts';
import { attributeTerm, refTerm } from '../references.ts';
import { subCallOf, subParts } from '../sub-text.ts';
import { concat } from '../texts.ts';
import { withWriting, type Stretch } from '../written-text.ts';
import { malformed, type Intrinsic } from './intrinsic.ts';

/** `!Sub 'text ${Name} ${Logical.Attribute}'`, or `[text, { Name: value }]`. */
export const sub: Intrinsic = (call, origin, evaluator) => {
  const found = subCallOf(call);
  if (!found) return malformed(call, origin);
  const { text, variables } = found;
  const parts = subParts(text.text);
  return new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const known = new Map<string, SettledTerm>();
    const valueOf = (name: string): SettledTerm => {
      const own = variables?.get(name);
      const dot = name.indexOf('.');
      if (own) return settle(evaluator.inside(own), world);
      if (dot < 0) return settle(refTerm(name, origin, evaluator), world);
      return settle(attributeTerm(name.slice(0, dot), name.slice(dot + 1), origin, evaluator), world);
    };
    const stretches = parts.map((part): Stretch => {
      if ('literal' in part) return { piece: evaluator.locals?.fill(part.literal) ?? part.literal, at: part.at };
      const name = evaluator.locals?.fill(part.name) ?? part.name;
      const piece = known.get(name) ?? valueOf(name);
      known.set(name, piece);
      return { piece, at: part.at };
    });
    const joined = concat(
      stretches.map(({ piece }) => piece),
      origin,
    );
    return withWriting(joined, { assembly: { node: text, stretches } });
  });
};
