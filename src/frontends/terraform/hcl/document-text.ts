import { piecesOfLiteral } from '../../../syntax/hcl/literals.ts';
import { NODE, parseJson, type Document, type Node } from '../../../syntax/index.ts';
import type { Located } from '../../../values/index.ts';
import { madePlace } from '../functions/made-place.ts';
import { SourcePlace } from '../source-place.ts';

/** A stretch of a text that was put together, and where it comes from. */
export interface Segment {
  /** Offset and length in the text. */
  readonly at: number;
  readonly length: number;
  /** The literal text, interpolation or directive that gave it. */
  readonly node: Node;
  /** Pairs of offsets of literal text. */
  readonly stretches: readonly number[] | undefined;
  /** The place of a text that was put together itself. */
  readonly from: TextPlace | undefined;
}

/** Texts within texts of which the parts are found. */
const DEEPEST = 32;

/** The place of a text that was put together, so that a document in it can be read with the places of its parts. */
export class TextPlace extends SourcePlace {
  readonly segments: readonly Segment[];
  /** Texts within texts that it is made of. */
  readonly #depth: number;
  #document: Document | undefined;

  private constructor(place: SourcePlace, segments: readonly Segment[]) {
    const { node, key, name, via, sensitive } = place;
    super(node, key, { name, via, sensitive, computed: true });
    const depth = segments.reduce((most, { from }) => Math.max(most, from ? from.#depth : 0), 0) + 1;
    // Deep within, parts stand where the texts that they came from are put together.
    const isDeep = depth > DEEPEST;
    this.#depth = isDeep ? 1 : depth;
    this.segments = isDeep ? segments.map((segment) => ({ ...segment, from: undefined })) : segments;
  }

  /** The place of what was made at this one out of these. */
  static of(place: SourcePlace, from: readonly Located[], segments: readonly Segment[]): TextPlace {
    const made = madePlace(place, from);
    return new TextPlace(made instanceof SourcePlace ? made : place, segments);
  }

  /** The text as a JSON document whose spans lie in the source. */
  json(text: string): Document {
    return (this.#document ??= jsonOf(text, this.node, this.segments));
  }

  /** Where this offset of the text is written, in the text of its document. */
  locate(offset: number): number {
    return locate(offset, this.node, this.segments);
  }
}

/** Reads a text that was put together of these stretches. */
export function jsonOf(text: string, owner: Node, segments: readonly Segment[]): Document {
  const { source, offsets } = owner.document;
  const outer = (offset: number): number => {
    const here = locate(offset, owner, segments);
    return offsets ? offsets.outer(here) : here;
  };
  return parseJson(source, { text, offsets: { outer, encode: () => undefined } });
}

function locate(offset: number, owner: Node, segments: readonly Segment[]): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const segment = segments[low];
  if (!segment) return owner.start;
  const within = offset - segment.at;
  const { node, stretches, from } = segment;
  if (from?.node.document === owner.document) return from.locate(within);
  if (!stretches) return within < segment.length ? node.start : node.end;
  return locateLiteral(within, node, stretches);
}

function locateLiteral(offset: number, node: Node, stretches: readonly number[]): number {
  const { text } = node.document;
  let left = offset;
  let end = node.end;
  for (let at = 0; at < stretches.length; at += 2) {
    const [from, to] = [stretches[at] ?? 0, stretches[at + 1] ?? 0];
    let found: number | undefined;
    piecesOfLiteral(text, from, to, node.kind === NODE.chunk, (decoded, start, stop) => {
      if (found === undefined && left < decoded.length) found = stop - start === decoded.length ? start + left : start;
      left -= decoded.length;
    });
    if (found !== undefined) return found;
    end = to;
  }
  return end;
}
