import { UNKNOWN_TEXT } from '../domain/index.ts';
import type { Unknown } from '../values/index.ts';

/** Text with a mark for each part that is not known. */
export function textOf(parts: readonly (string | Unknown)[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : UNKNOWN_TEXT)).join('');
}
