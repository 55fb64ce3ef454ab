import type { Source, Span } from '../../../text/source.ts';
import type { Hop, Origin } from '../../../values/index.ts';

/** The place of the text of a whole file that a function reads. */
export class FilePlace implements Origin {
  readonly source: Source;
  readonly name = '';
  readonly via: readonly Hop[];

  constructor(source: Source, via: readonly Hop[] = []) {
    this.source = source;
    this.via = via;
  }

  get span(): Span {
    return { source: this.source, start: 0, end: this.source.text.length };
  }

  /** Its first line. */
  get head(): Span {
    const end = this.source.text.indexOf('\n');
    return { source: this.source, start: 0, end: end < 0 ? this.source.text.length : end };
  }
}
