import type { Span } from '../text/source.ts';
import type { Located, Origin } from './origin.ts';
import type { Value } from './value.ts';

/**
 * The place of a stretch of a value's text, so that a finding underlines the wrong word of an expression; offsets are
 * those in the text of the value. The place of the whole value where the stretch is empty, stands elsewhere or is secret.
 */
export function partOf(
  value: Value<string | number | boolean>,
  { start, end }: { start: number; end: number },
): Located {
  // What is secret is hidden as a whole.
  if (value.state !== 'known' || value.origin.sensitive || start >= end) return value;
  const span = value.origin.stretch?.(String(value.value), start, end);
  return span && span.start < span.end ? { origin: new PartOrigin(value.origin, span) } : value;
}

/** The place of a part: all that is known of the whole, but nothing can be written in its place. */
class PartOrigin implements Origin {
  readonly span: Span;
  readonly #whole: Origin;

  constructor(whole: Origin, span: Span) {
    this.#whole = whole;
    this.span = span;
  }

  get head(): Span {
    return this.span;
  }

  get name(): string {
    return this.#whole.name;
  }

  get via(): Origin['via'] {
    return this.#whole.via;
  }

  secrets(): readonly Span[] {
    return this.#whole.secrets?.() ?? [];
  }

  get address(): string | undefined {
    return this.#whole.address;
  }

  get pointer(): string | undefined {
    return this.#whole.pointer;
  }
}
