import { maskPlaceholders, UNKNOWN_TEXT } from '../domain/index.ts';
import type { Resource } from '../model/index.ts';
import { settled, visibleText, type Value } from '../values/index.ts';

/**
 * The text of a value for the parsers of the kit: what is not known yet, and placeholders that a later step fills in,
 * stand in it as UNKNOWN_TEXT. Undefined when nothing of it is known.
 */
export function parseableText(value: Value<string | number | boolean>): string | undefined {
  if (value.state === 'known') return maskPlaceholders(String(value.value));
  if (value.state !== 'template') return undefined;
  return value.parts.map((part) => (typeof part === 'string' ? maskPlaceholders(part) : UNKNOWN_TEXT)).join('');
}

/** What a message calls a resource: its name where that is known, else its address. */
export function nameOf(name: Value<string>, resource: Pick<Resource, 'address'>): string {
  return settled(name) ?? resource.address;
}

/** What a message calls a part of a resource, such as a container; `…` where its name is not known or not written. */
export function labelOf(name: Value<string | number | boolean>): string {
  return visibleText(name) ?? '…';
}

/** `3 tasks`, `1 task`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${String(count)} ${count === 1 ? singular : plural}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(words: readonly (string | number)[]): string {
  const last = words.at(-1);
  if (words.length < 2) return String(last ?? '');
  return `${words.slice(0, -1).join(', ')} or ${String(last)}`;
}

/** `a`, `a and b`, `a, b and c`; of more than `atMost` words: `a, b and 5 more`. */
export function allOf(words: readonly (string | number)[], atMost = 4): string {
  const last = words.at(-1);
  if (words.length < 2) return String(last ?? '');
  if (words.length <= atMost) return `${words.slice(0, -1).join(', ')} and ${String(last)}`;
  return `${words.slice(0, atMost - 1).join(', ')} and ${String(words.length - atMost + 1)} more`;
}
