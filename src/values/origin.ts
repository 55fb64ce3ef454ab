import type { Edit, Span } from '../text/source.ts';

/** A place that a value came through on its way: a parameter's default, a mapping, a module's argument or call. */
export interface Hop {
  readonly span: Span;
  /** A sentence for the related place, e.g. "Default of parameter 'Cpu'." */
  readonly note: string;
  /** It leads to the value and does not hold it: the call of a module, the reading of a file. */
  readonly isPassage?: true;
}

/** Where something was written, and how to point at it. Spans are worked out when asked for. */
export interface Origin {
  /** The value itself. For something absent: the head of its owner. */
  readonly span: Span;
  /**
   * The narrowest stretch that stands for it in a message: a scalar's own span; the key of a collection, or, for one
   * without a key, the value or the key that names it. Never more than a line or so.
   */
  readonly head: Span;
  /** The field as this file spells it: `hostPort`, `HostPort`, `host_port`. Given for absent fields too. */
  readonly name: string;
  readonly via: readonly Hop[];
  /** Marked sensitive by its author; never printed. */
  readonly sensitive?: boolean;
  /** Stretches marked sensitive in the resource that it stands in, all of them: a code frame may show any. */
  secrets?(): readonly Span[];
  /** Address of the resource that it stands in, where a line says nothing to the user: values of a Terraform plan. */
  readonly address?: string | undefined;
  /** JSON pointer within that resource's values, likewise. */
  readonly pointer?: string | undefined;
  /**
   * Where a stretch of a scalar's text is written; offsets are those in `text`, which the place must hold word for word.
   * Undefined where it does not: the value came from elsewhere or was put together.
   */
  stretch?(text: string, start: number, end: number): Span | undefined;
  /** Edits that take the thing out of its file, with its key; undefined where that cannot be done safely. */
  removal?(): readonly Edit[] | undefined;
  /** Edits that write another scalar in its place. */
  replacement?(value: string | number | boolean): readonly Edit[] | undefined;
}

/** Anything that knows where it was written. */
export interface Located {
  readonly origin: Origin;
}
