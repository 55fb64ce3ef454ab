import type { Source } from './source.ts';

/** Line and column, both from 1; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Finds lines by offset. Lines end at LF, CRLF or a lone CR. Built once per source, on first use. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#starts = starts;
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offsets outside the text are moved to its nearest end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (this.#starts[low] ?? 0) + 1, offset: at };
  }

  /** Start offset of a line (from 1); the text's length for a line past the end. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.#length;
  }
}

const indexes = new WeakMap<Source, LineIndex>();

/** The line index of a source, remembered for as long as the source lives. */
export function lineIndexOf(source: Source): LineIndex {
  let index = indexes.get(source);
  if (!index) indexes.set(source, (index = new LineIndex(source.text)));
  return index;
}
