import type { Term } from '../../../values/index.ts';
import { callFunction } from '../functions/index.ts';
import { DerivedTerm } from './derived.ts';
import { evaluate, type At, type ExpressionOf } from './evaluate.ts';
import { renderTemplate } from './render.ts';

/** `f(a, b...)`. */
export function evaluateCall({ name, args, spreadsLast }: ExpressionOf<'call'>, { scope, place }: At): Term {
  const { files } = scope;
  const terms = args.map((arg) => evaluate(arg, scope));
  const result = callFunction(
    name,
    terms,
    {
      place,
      render: (template, variables) => renderTemplate(template, variables, scope),
      ...(files && { readFile: (path) => files.read(path) }),
    },
    spreadsLast,
  );
  return result.state === 'deferred' ? new DerivedTerm(place, scope.budget, (world) => result.resolve(world)) : result;
}
