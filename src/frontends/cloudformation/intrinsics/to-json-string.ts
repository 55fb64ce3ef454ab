import { settle, type SettledTerm, type World } from '../../../values/index.ts';
import { Deferred, textTerm, unknownTerm } from '../computed.ts';
import { concat, scalarText } from '../texts.ts';
import { withWriting } from '../written-text.ts';
import type { Intrinsic } from './intrinsic.ts';

/** `Fn::ToJsonString: value`. Who reads the text as a document gets what was written. */
export const toJsonString: Intrinsic = (call, origin, evaluator) => {
  const document = evaluator.argument(call);
  return new Deferred(origin, evaluator.template.tree.depth, (world) => {
    const settled = settle(document, world);
    if (settled.state === 'unknown') return { ...settled, origin };
    const pieces = [...jsonPieces(settled, world)];
    if (pieces.length > MOST_PIECES) return unknownTerm('a text that is too long', origin);
    return withWriting(concat(pieces, origin), { document: settled });
  });
};

const MOST_PIECES = 100_000;

function* jsonPieces(term: SettledTerm, world: World): Generator<string | SettledTerm> {
  switch (term.state) {
    case 'scalar':
      yield textTerm(typeof term.value === 'string' ? JSON.stringify(term.value) : scalarText(term), term.origin);
      return;
    case 'map': {
      yield '{';
      let comma = '';
      for (const { name, value } of term.entries()) {
        const settled = settle(value, world);
        if (settled.state === 'absent') continue;
        yield `${comma}${JSON.stringify(name)}:`;
        yield* jsonPieces(settled, world);
        comma = ',';
      }
      yield '}';
      return;
    }
    case 'list': {
      yield '[';
      let comma = '';
      for (const item of term.items()) {
        const settled = settle(item, world);
        if (settled.state === 'absent') continue;
        yield comma;
        yield* jsonPieces(settled, world);
        comma = ',';
      }
      yield ']';
      return;
    }
    case 'template':
    case 'unknown':
      yield '"';
      yield term;
      yield '"';
      return;
    case 'absent':
      yield 'null';
  }
}
