import { apiSpelling, checkShape, shapeForKind, type Mistake } from '../../../model/index.ts';
import { settle, World, type MapTerm, type ScalarTerm, type Term } from '../../../values/index.ts';
import type { Span } from '../../../text/source.ts';
import { documentIn } from '../open-document.ts';
import type { OpenText } from '../spelling.ts';

/**
 * Holds container definitions against their shape. The provider drops a field that it does not know without a word, so
 * that a misspelt one is only missed at run time.
 */
export function checkContainers(task: MapTerm, open: OpenText, tell: (mistake: Mistake) => void): void {
  const argument = task.get('container_definitions');
  if (!argument) return;
  const written = settle(argument, new World());
  const list = written.state === 'scalar' ? open(written) : written;
  if (!list && written.state === 'scalar') tellFault(written, tell);
  if (list && argument.state === 'scalar') tellComma(argument, tell);
  const type = shapeForKind('ecs.taskDefinition').fields.get('containerDefinitions')?.type;
  if (list?.state !== 'list' || type?.is !== 'list' || type.of.is !== 'struct') return;
  for (const container of list.items()) {
    checkShape(container, type.of.shape, apiSpelling, ownerOf(container), (mistake) => {
      // The provider reads keys in any case.
      const cased =
        mistake.kind === 'syntax.unknownField' && mistake.closest?.toLowerCase() === mistake.field.toLowerCase();
      if (!cased) tell(mistake);
    });
  }
}

function ownerOf(container: Term): string {
  const name = container.state === 'map' ? container.get('name') : undefined;
  return name?.state === 'scalar' && name.text !== '' ? `container '${name.text}'` : 'container';
}

/** A text that is no JSON cannot be planned. */
function tellFault(text: ScalarTerm, tell: (mistake: Mistake) => void): void {
  const document = documentIn(text);
  const fault = document?.faults.find(({ kind }) => kind !== 'duplicate-key');
  if (document && fault) tell(unreadable(text, document.span(fault.start, fault.end), fault.message));
}

/** Nor can one with a comma after the last item, as loops of templates leave it: the provider reads JSON to the letter. */
function tellComma(text: ScalarTerm, tell: (mistake: Mistake) => void): void {
  const document = documentIn(text);
  const comma = document?.trailingCommas[0];
  if (!document || comma === undefined) return;
  tell(unreadable(text, document.span(comma, comma + 1), 'expected no comma after the last item.'));
}

function unreadable({ origin }: ScalarTerm, span: Span, reason: string): Mistake {
  const via = origin.via.filter(({ isPassage }) => isPassage);
  return { kind: 'syntax.unreadable', origin: { span, head: span, name: origin.name, via }, reason };
}
