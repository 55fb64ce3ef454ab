import { piecesOfLiteral } from '../../../syntax/hcl/literals.ts';
import { NODE, parseJson, type Document, type Node } from '../../../syntax/index.ts';
import type { Hop, Located, Origin } from '../../../values/index.ts';
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
  /** The place of the value that it gave; undefined for literal text. */
  readonly origin: Origin | undefined;
  /** The same where that is a text that was put together itself, of which the parts are found. */
  readonly from: TextPlace | undefined;
}

/** A stretch of a text that was put together, from a value. */
export function segmentOf(
  at: number,
  length: number,
  { node, stretches }: Pick<Segment, 'node' | 'stretches'>,
  { origin }: Located,
): Segment {
  const put = stretches ? undefined : origin;
  return { at, length, node, stretches, origin: put, from: put instanceof TextPlace ? put : undefined };
}

/** Texts within texts of which the parts are found. */
const DEEPEST = 32;

/** The place of a text that was put together, so that a document in it can be read with the places of its parts. */
export class TextPlace extends SourcePlace {
  readonly segments: readonly Segment[];
  /** Where the text is put together, without the hops of what it is made of. */
  readonly #base: SourcePlace;
  /** Texts within texts that it is made of. */
  readonly #depth: number;
  #document: Document | undefined;

  private constructor(place: SourcePlace, base: SourcePlace, segments: readonly Segment[]) {
    const { node, key, name, via, sensitive } = place;
    super(node, key, { name, via, sensitive, computed: true });
    this.#base = base;
    const depth = segments.reduce((most, { from }) => Math.max(most, from ? from.#depth : 0), 0) + 1;
    // Deep within, parts stand where the texts that they came from are put together.
    const isDeep = depth > DEEPEST;
    this.#depth = isDeep ? 1 : depth;
    this.segments = isDeep ? segments.map((segment) => ({ ...segment, from: undefined })) : segments;
  }

  /** The place of what was made at this one out of these. */
  static of(place: SourcePlace, from: readonly Located[], segments: readonly Segment[]): TextPlace {
    const made = madePlace(place, from);
    return new TextPlace(made instanceof SourcePlace ? made : place, place, segments);
  }

  override with(via: readonly Hop[], sensitive: boolean): TextPlace {
    return new TextPlace(super.with(via, sensitive), this.#base.with([], sensitive), this.segments);
  }

  /** The text as a JSON document whose spans lie in the source. */
  json(text: string): Document {
    return (this.#document ??= jsonOf(text, this.node, this.segments));
  }

  /** The place of a part of that document. */
  part(node: Node, key: Node | undefined): SourcePlace {
    return partPlace(node, key, this.#base, this.segments);
  }

  /** Where this offset of the text is written, in the text of its document. */
  locate(offset: number): number {
    return locate(offset, this.node, this.segments);
  }

  /** What gave the text between two offsets of it. */
  *madeOf(start: number, end: number): Generator<Made> {
    yield this.#base;
    yield* madeOf(start, end, this.segments);
  }
}

/** What a stretch of text brings with it. */
type Made = Pick<Origin, 'via' | 'sensitive'>;

/**
 * The place of a part of a document whose text was put together at a place: with the hops of what was put into that part
 * alone, and secret where that is.
 */
export function partPlace(
  node: Node,
  key: Node | undefined,
  { via, sensitive }: SourcePlace,
  segments: readonly Segment[],
): SourcePlace {
  const place = new SourcePlace(node, key, { via, sensitive });
  const made = node.isScalar ? [...madeOf(node.start, node.end, segments)] : [];
  if (made.length === 0) return place;
  return place.with(
    made.flatMap((each) => each.via),
    made.some((each) => each.sensitive === true),
  );
}

function* madeOf(start: number, end: number, segments: readonly Segment[]): Generator<Made> {
  for (let index = indexAt(start, segments); index < segments.length; index++) {
    const segment = segments[index];
    if (!segment || segment.at >= end) return;
    const { at, length, origin, from } = segment;
    if (at + length <= start) continue;
    if (from) yield* from.madeOf(start - at, end - at);
    else if (origin) yield origin;
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

/** The index of the last segment that begins at an offset or before it. */
function indexAt(offset: number, segments: readonly Segment[]): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function locate(offset: number, owner: Node, segments: readonly Segment[]): number {
  const segment = segments[indexAt(offset, segments)];
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
