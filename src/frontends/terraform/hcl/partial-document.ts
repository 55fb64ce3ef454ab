import type { Node } from '../../../syntax/index.ts';
import type { ListTerm, Located, MapTerm, Origin, SettledTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { scalarText } from '../functions/decimals.ts';
import { gapTerm } from '../functions/lists.ts';
import { NodeList, NodeMap, type Evaluate } from '../../node-terms.ts';
import { SourcePlace } from '../source-place.ts';
import { LONGEST } from '../functions/texts.ts';
import { jsonOf, partPlace, segmentOf, type Segment } from './document-text.ts';

/** A stretch of a template: where it is written and what it came to. */
interface Stretch {
  readonly node: Node;
  readonly stretches: readonly number[] | undefined;
}

// Private-use characters stand for what is not known while the text is read as JSON: `OPEN n CLOSE` within a string,
// `ALONE n CLOSE` for a whole value.
const OPEN = '\ue000';
const ALONE = '\ue001';
const CLOSE = '\ue002';
const MARK = /([\ue000\ue001])(\d+)\ue002/g;

/**
 * A template that holds a JSON document of which parts are not known, as that document; undefined where it holds none. The
 * content of a document is spelled as the API has it.
 */
export function openPartly(
  stretches: readonly Stretch[],
  settled: readonly SettledTerm[],
  place: SourcePlace,
): Term | undefined {
  const text = new MarkedText();
  for (const [index, term] of settled.entries()) {
    const stretch = stretches[index];
    if (stretch && !text.add(stretch, term)) return undefined;
  }
  if (!/^\s*[[{]/.test(text.text)) return undefined;
  const document = jsonOf(text.text, place.node, text.segments);
  const root = document.faults.length === 0 ? document.root : undefined;
  if (!root || !(root.isMap || root.isList)) return undefined;
  const evaluate: Evaluate = (node, key) => {
    const origin = partPlace(node, key, place, text.segments).with([], false);
    if (node.isMap) return new NodeMap(node, origin, evaluate, hasMarkedKey(node));
    if (node.isList) return listOf(node, origin, evaluate, text);
    return filled(node, origin, text.terms);
  };
  return asInner(evaluate(root));
}

/** A text with marks for the parts that are not known, and where each part is written. */
class MarkedText {
  text = '';
  readonly segments: Segment[] = [];
  readonly terms: Term[] = [];
  #isString = false;

  /** False where the text cannot be read. */
  add(stretch: Stretch, term: SettledTerm): boolean {
    if (term.state === 'scalar') return this.#text(scalarText(term), stretch, term);
    if (term.state === 'template') {
      return term.parts.every((part) =>
        typeof part === 'string' ? this.#text(part, stretch, term) : this.#mark(part, stretch, term),
      );
    }
    const isDocument = (term.state === 'map' || term.state === 'list') && term.inner === true;
    return (term.state === 'unknown' || (isDocument && !this.#isString)) && this.#mark(term, stretch, term);
  }

  #text(text: string, stretch: Stretch, from: Located): boolean {
    if (/[\ue000-\ue002]/.test(text) || this.text.length + text.length > LONGEST) return false;
    this.segments.push(segmentOf(this.text.length, text.length, stretch, from));
    this.text += text;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 34) this.#isString = !this.#isString;
      else if (unit === 92 && this.#isString) at++;
    }
    return true;
  }

  #mark(term: Term, { node }: Stretch, from: Located): boolean {
    const index = this.terms.push(term) - 1;
    const mark = this.#isString ? `${OPEN}${index}${CLOSE}` : `"${ALONE}${index}${CLOSE}"`;
    this.segments.push(segmentOf(this.text.length, mark.length, { node, stretches: undefined }, from));
    this.text += mark;
    return true;
  }
}

function hasMarkedKey(map: Node): boolean {
  for (const { key } of map.ownEntries()) if (key.raw.includes(OPEN)) return true;
  return false;
}

/** An unknown value among the items may be several of them, or none. */
function listOf(node: Node, origin: SourcePlace, evaluate: Evaluate, { terms }: MarkedText): ListTerm {
  const hasGap = [...node.items()].some((item) => item.isScalar && item.text.startsWith(ALONE));
  if (!hasGap) return new NodeList(node, origin, evaluate);
  return new NodeList(
    node,
    origin,
    (item) => {
      const term = evaluate(item);
      return item.isScalar && item.text.startsWith(ALONE) && term.state === 'unknown'
        ? gapTerm(term.reason, new SourcePlace(item, undefined, { via: origin.via, computed: true }))
        : term;
    },
    terms.length > 0,
  );
}

/** A scalar with what its marks stand for. */
function filled(node: Node, origin: SourcePlace, terms: readonly Term[]): Term {
  const text = node.isScalar ? node.text : '';
  const parts: (string | UnknownTerm)[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    const term = terms[Number(match[2])];
    if (!term) continue;
    if (match[0].length === text.length) return at(term, origin);
    if (match.index > from) parts.push(text.slice(from, match.index));
    if (term.state === 'unknown') parts.push({ ...term, written: true });
    from = match.index + match[0].length;
  }
  if (from === 0) return { state: 'scalar', value: node.scalar('json') ?? null, text, origin };
  if (from < text.length) parts.push(text.slice(from));
  return { state: 'template', parts, origin };
}

/** What is not known, at the place of its mark; a document within the document stays where it is. */
function at(term: Term, origin: Origin): Term {
  return term.state === 'unknown' ? { ...term, origin } : term;
}

/** The content of a document is spelled as the API has it. */
export function asInner(term: Term): Term {
  if (term.state === 'map') {
    const map: MapTerm = {
      state: 'map',
      inner: true,
      open: term.open,
      origin: term.origin,
      get: (name) => term.get(name),
      entries: () => term.entries(),
    };
    return map;
  }
  if (term.state !== 'list') return term;
  const list: ListTerm = {
    state: 'list',
    inner: true,
    open: term.open,
    origin: term.origin,
    items: () => term.items(),
  };
  return list;
}
