/** A text that was read: a file, standard input, or an editor's buffer. Never changes. */
export interface Source {
  /** Relative to the working folder, with `/` on every system. */
  readonly path: string;
  readonly text: string;
}

/** A stretch of a source: UTF-16 offsets from 0, `end` exclusive. Only reporters turn offsets into lines and columns. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A replacement of a stretch of text; an insertion has `start === end`. */
export interface Edit {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
