import { findCredentials, findSecretToken } from '../domain/index.ts';
import { MASK } from '../engine/index.ts';
import type { Source, Span } from '../text/source.ts';
import { writtenSecrets } from './written-secrets.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Secrets that may stand in one line before the rest of it is given up as one. */
const MOST_IN_A_LINE = 20;

/** Knows where secrets stand and keeps them out of everything that is printed. */
export class Concealer {
  readonly #bySource = new Map<Source, Range[]>();
  readonly #texts: readonly string[];

  constructor(concealed: readonly Span[]) {
    const texts = new Set<string>();
    for (const span of concealed) {
      const { source, start, end } = withoutQuotes(span);
      if (end <= start) continue;
      const ranges = this.#bySource.get(source) ?? [];
      ranges.push({ start, end });
      this.#bySource.set(source, ranges);
      texts.add(source.text.slice(start, end));
    }
    // A text that contains another goes first, or a piece of it would stay.
    this.#texts = [...texts].sort((a, b) => b.length - a.length);
  }

  /** Secret stretches that touch this stretch of a source, in order, not overlapping. */
  ranges(source: Source, start: number, end: number): Range[] {
    const known = (this.#bySource.get(source) ?? []).filter((range) => range.end > start && range.start < end);
    const text = source.text.slice(start, end);
    const formed = [...secretsIn(text), ...writtenSecrets(text)].map((range) => ({
      start: range.start + start,
      end: range.end + start,
    }));
    return merge([...known, ...formed]);
  }

  /** A text about to be printed, such as a message, without any secret in it. */
  text(text: string): string {
    let safe = text;
    for (const secret of this.#texts) {
      if (!safe.includes(secret)) continue;
      // A password may be an everyday word: only its quotation gives it away. Another text never stands there by chance.
      safe = isWord(secret)
        ? safe.replaceAll(`'${secret}'`, `'${MASK}'`).replaceAll(`"${secret}"`, `"${MASK}"`)
        : safe.replaceAll(secret, MASK);
    }
    for (const { start, end } of secretsIn(safe).reverse()) safe = safe.slice(0, start) + MASK + safe.slice(end);
    return safe;
  }

  /** Would printing this text as it is give something away? */
  reveals(text: string): boolean {
    return this.#texts.some((secret) => text.includes(secret)) || secretsIn(text).length > 0;
  }
}

/** Stretches that are secrets by their form alone, in order. */
function secretsIn(text: string): Range[] {
  const found: Range[] = [];
  let rest = text;
  while (found.length < MOST_IN_A_LINE) {
    const at = findSecretToken(rest)?.at ?? findCredentials(rest);
    if (!at || at.end <= at.start) return merge(found);
    found.push({ start: at.start, end: at.end });
    rest = rest.slice(0, at.start) + ' '.repeat(at.end - at.start) + rest.slice(at.end);
  }
  return [{ start: Math.min(...found.map(({ start }) => start)), end: text.length }];
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}

function withoutQuotes(span: Span): Span {
  const { source, start, end } = span;
  const first = source.text.charAt(start);
  const quoted = end - start >= 2 && (first === '"' || first === "'") && source.text.charAt(end - 1) === first;
  return quoted ? { source, start: start + 1, end: end - 1 } : span;
}

function isWord(text: string): boolean {
  return text.length < 8 || /^[a-z]+$/i.test(text);
}
