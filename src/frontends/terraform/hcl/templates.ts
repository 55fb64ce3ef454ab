import type { Node, Part } from '../../../syntax/index.ts';
import type { Located, SettledTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { failedTerm, isFailed } from '../functions/index.ts';
import { madePlace } from '../functions/made-place.ts';
import { LONGEST, partsOf } from '../functions/texts.ts';
import { SourcePlace } from '../source-place.ts';
import { chosen } from './conditionals.ts';
import { derived, type Settle } from './derived.ts';
import { segmentOf, TextPlace, type Segment } from './document-text.ts';
import { evaluate, type At } from './evaluate.ts';
import { loop } from './for-expressions.ts';
import { openPartly } from './partial-document.ts';
import { unknownTerm } from './terms.ts';

/** Unknown parts of a joined text, and known ones between them. */
const MOST_PARTS = 1000;

interface Piece {
  readonly node: Node;
  /** Where literal text is written, less what `~` and `<<-` take away. */
  readonly stretches: readonly number[] | undefined;
  readonly term: Term;
}

/**
 * A template: what it interpolates alone where it is nothing else, otherwise text, as far as it is known. A text that holds
 * a document is that document where parts of it are unknown. Source: HCL native syntax specification, "Templates".
 */
export function evaluateTemplate(parts: readonly Part[], at: At): Term {
  const [only, second] = parts;
  if (only?.is === 'interpolation' && !second) return evaluate(only.expression, at.scope, at.place.key);
  return joined(parts, at);
}

function joined(parts: readonly Part[], at: At): Term {
  const { scope, place } = at;
  const pieces = parts.map((part) => pieceOf(part, at));
  const terms = pieces.map(({ term }) => term);
  return derived(terms, place, scope.budget, (settled, settleTerm) => join(pieces, settled, settleTerm, at));
}

function pieceOf(part: Part, at: At): Piece {
  const { scope, place } = at;
  const { node } = part;
  const here: At = { scope, place: new SourcePlace(node, undefined, { via: scope.via, computed: true }) };
  switch (part.is) {
    case 'text': {
      const term: Term = { state: 'scalar', value: part.text, text: part.text, origin: place };
      return { node, stretches: part.stretches, term };
    }
    case 'interpolation':
      return { node, stretches: undefined, term: evaluate(part.expression, scope) };
    case 'if': {
      const make = (outcome: boolean): Term => joined(outcome ? part.then : part.otherwise, here);
      return { node, stretches: undefined, term: chosen(part.condition, here, make) };
    }
    case 'for': {
      const term = loop(part, undefined, here, (rounds, open) => {
        const more = unknownTerm('text for more items', here.place);
        const bodies = rounds.map((round) => joined(part.parts, { scope: round.scope, place: here.place }));
        const all = open ? [...bodies, more] : bodies;
        const each = all.map((body): Piece => ({ node, stretches: undefined, term: body }));
        return derived(all, here.place, scope.budget, (settled, settleTerm) => join(each, settled, settleTerm, here));
      });
      return { node, stretches: undefined, term };
    }
  }
}

function join(pieces: readonly Piece[], settled: readonly SettledTerm[], settleTerm: Settle, at: At): Term {
  const { place } = at;
  const { budget } = at.scope;
  const document = mayBeDocument(settled) ? openPartly(pieces, settled, place) : undefined;
  if (document) return document;
  const segments: Segment[] = [];
  const parts: (string | UnknownTerm)[] = [];
  let length = 0;
  for (const [index, term] of settled.entries()) {
    const piece = pieces[index];
    if (!piece) continue;
    if (isFailed(term)) return failedTerm(term.reason, place);
    const own = partsOf(term, settleTerm);
    if (!own) return failedTerm('something within a text that is no text', place);
    for (const part of own) {
      const last = parts.at(-1);
      const text = typeof part === 'string' ? part : undefined;
      if (text !== undefined) segments.push(segmentOf(length, text.length, piece, term));
      length += text?.length ?? 1;
      if (text !== undefined && typeof last === 'string') parts[parts.length - 1] = last + text;
      else if (part !== '') parts.push(typeof part === 'string' ? part : { ...part, written: true });
    }
    if (length > LONGEST || parts.length > MOST_PARTS) return budget.beyond('a text that is too long', place);
  }
  if (!budget.spendText(length)) return budget.beyond('a text that is too long', place);
  const [only, second] = parts;
  const sources: readonly Located[] = settled.filter((_, index) => !pieces[index]?.stretches);
  if (second === undefined && typeof (only ?? '') === 'string') {
    const text = typeof only === 'string' ? only : '';
    return { state: 'scalar', value: text, text, origin: TextPlace.of(place, sources, segments) };
  }
  return { state: 'template', parts, origin: madePlace(place, sources) };
}

/** Does a text look like a document of which parts are not known, or are documents themselves? */
function mayBeDocument(settled: readonly SettledTerm[]): boolean {
  const first = settled.find((term) => term.state !== 'scalar' || /\S/.test(term.text));
  if (first?.state === 'scalar' && !/^\s*[[{]/.test(first.text)) return false;
  return settled.some((term) => term.state !== 'scalar');
}
