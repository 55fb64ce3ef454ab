import { lineIndexOf, type Position } from '../text/line-index.ts';
import type { Span } from '../text/source.ts';

const BYTE_ORDER_MARK = 0xfeff;

export interface Location {
  readonly file: string;
  readonly start: Position;
  /** Exclusive. */
  readonly end: Position;
}

/** Lines and columns of a span. A byte order mark is no column: no editor counts it. */
export function locate(span: Span): Location {
  const index = lineIndexOf(span.source);
  const marked = span.source.text.charCodeAt(0) === BYTE_ORDER_MARK;
  const at = (offset: number): Position => {
    const { line, column, offset: inside } = index.position(offset);
    return { line, column: marked && line === 1 && column > 1 ? column - 1 : column, offset: inside };
  };
  return { file: span.source.path, start: at(span.start), end: at(span.end) };
}

/** The part of a span that lies on its first line. */
export function firstLineOf(span: Span): Span {
  const { end } = lineAt(span.source, span.start);
  return span.end <= end ? span : { ...span, end: Math.max(span.start, end) };
}

/** The stretch of the line that holds this offset, without its end-of-line characters. */
export function lineAt(source: Span['source'], offset: number): { line: number; start: number; end: number } {
  const index = lineIndexOf(source);
  const { line } = index.position(offset);
  const start = index.startOf(line);
  let end = index.startOf(line + 1);
  while (end > start && isLineEnd(source.text.charCodeAt(end - 1))) end--;
  return { line, start, end };
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}
