import { findPlaceholders, isPlaceholder } from '../domain/placeholder.ts';
import type { Origin, ScalarTerm, TemplateTerm, UnknownTerm } from '../values/index.ts';

/**
 * The term with its placeholders (`<IMAGE1_NAME>`, `${TAG}`, `{{ x }}`) made unknown: a later step fills them in, so
 * nothing can be said of them yet. `means` says which of them mean something else in this format.
 */
export function withPlaceholders(term: ScalarTerm, means: RegExp): ScalarTerm | TemplateTerm | UnknownTerm {
  const { value, origin } = term;
  if (typeof value !== 'string') return term;
  const places = findPlaceholders(value).filter(({ start, end }) => !means.test(value.slice(start, end)));
  if (places.length === 0) return term;
  if (isPlaceholder(value)) return placeholder(value.trim(), origin);
  const parts: (string | UnknownTerm)[] = [];
  let at = 0;
  for (const { start, end } of places) {
    if (start > at) parts.push(value.slice(at, start));
    parts.push(placeholder(value.slice(start, end), origin));
    at = end;
  }
  if (at < value.length) parts.push(value.slice(at));
  return { state: 'template', parts, origin };
}

function placeholder(text: string, origin: Origin): UnknownTerm {
  return { state: 'unknown', reason: `the placeholder '${text}', filled in by a later step`, written: true, origin };
}
