import type { Hop, Term } from '../../../values/index.ts';
import { callFunction } from '../functions/index.ts';
import { DerivedTerm } from './derived.ts';
import { evaluate, type At, type ExpressionOf } from './evaluate.ts';
import { FilePlace } from './file-place.ts';
import { renderTemplate } from './render.ts';

/** `f(a, b...)`. */
export function evaluateCall({ name, args, spreadsLast }: ExpressionOf<'call'>, { scope, place }: At): Term {
  const { files } = scope;
  const terms = args.map((arg) => evaluate(arg, scope));
  const via = (): readonly Hop[] => [{ span: place.span, note: 'Read here.', isPassage: true }, ...scope.via];
  const result = callFunction(
    name,
    terms,
    {
      place,
      budget: scope.budget,
      ...(scope.isTemplate !== true && {
        render: (template, variables) => renderTemplate(template, variables, { ...scope, via: via() }),
      }),
      ...(files && {
        readFile(path) {
          const source = files.read(path);
          return source && { text: source.text, place: new FilePlace(source, via()) };
        },
        listFiles: (folder: string) => files.list(folder),
      }),
    },
    spreadsLast,
  );
  return result.state === 'deferred' ? new DerivedTerm(place, scope.budget, (world) => result.resolve(world)) : result;
}
