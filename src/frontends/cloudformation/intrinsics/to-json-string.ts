import { settle, type DeferredTerm, type SettledTerm, type Term, type World } from '../../../values/index.ts';
import { Deferred, textTerm, unknownTerm } from '../computed.ts';
import type { TemplateOrigin } from '../template-origin.ts';
import type { Evaluator } from '../evaluator.ts';
import type { Call } from '../call.ts';
import { concat, scalarText } from '../texts.ts';
import type { Intrinsic } from './intrinsic.ts';

/** `Fn::ToJsonString: value`. */
export const toJsonString: Intrinsic = (call, origin, evaluator) => new JsonString(call, origin, evaluator);

/** A document written as a value and passed on as text. Who wants the document reads it where it is written. */
export class JsonString extends Deferred implements DeferredTerm {
  readonly document: Term;

  constructor(call: Call, origin: TemplateOrigin, evaluator: Evaluator) {
    const document = evaluator.argument(call);
    super(origin, evaluator.template.tree.depth, (world) => {
      const settled = settle(document, world);
      if (settled.state === 'unknown') return { ...settled, origin };
      const pieces = [...jsonPieces(settled, world)];
      return pieces.length > MOST_PIECES ? unknownTerm('a text that is too long', origin) : concat(pieces, origin);
    });
    this.document = document;
  }
}

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
