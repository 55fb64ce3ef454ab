import type { Json, List, Struct, Table, Value } from './value.ts';

/** A three-way answer. "This is wrong" needs `yes`, "this is missing" needs `no`; on `unsure` a rule stays silent. */
export type Answer = 'yes' | 'no' | 'unsure';

/** The value, only when it is certain and written. */
export function settled<T>(value: Value<T>): T | undefined;
/** The value, or what the service fills in when nothing is written; undefined when it is not certain. */
export function settled<T, D>(value: Value<T>, fallback: D): T | D | undefined;
export function settled<T, D>(value: Value<T>, fallback?: D): T | D | undefined {
  if (value.state === 'known') return value.value;
  return value.state === 'absent' ? fallback : undefined;
}

/** Is anything written here? */
export function isSet(thing: Value<unknown> | List<unknown> | Table<unknown> | Struct | Json): Answer {
  const facts = '$' in thing ? thing.$ : thing;
  if (facts.state === 'absent') return 'no';
  return 'written' in facts && !facts.written ? 'unsure' : 'yes';
}

/** Does the value equal this one? An absent value is compared as `fallback`, where the service fills one in. */
export function equals<T>(value: Value<T>, other: T, fallback?: T): Answer {
  if (value.state === 'known') return value.value === other ? 'yes' : 'no';
  if (value.state === 'absent') return fallback === other && fallback !== undefined ? 'yes' : 'no';
  if (value.state === 'template' && typeof other === 'string') return mayMatch(value.parts, other) ? 'unsure' : 'no';
  return 'unsure';
}

/** Text of a known value or the known stretches of a template, with `…` for what is not known; undefined otherwise. */
export function visibleText(value: Value<unknown>): string | undefined {
  if (value.state === 'known') return String(value.value);
  if (value.state !== 'template') return undefined;
  return value.parts.map((part) => (typeof part === 'string' ? part : '…')).join('');
}

/** Could unknown stretches be filled so that the whole reads `text`? The known ones must occur in order. */
export function mayMatch(parts: readonly (string | object)[], text: string): boolean {
  const [head = '', ...rest] = stretches(parts);
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  let at = head.length;
  for (const stretch of rest) {
    const found = text.indexOf(stretch, at);
    if (found < 0) return false;
    at = found + stretch.length;
  }
  return at <= text.length - tail.length;
}

/** The known text before, between and after the unknown stretches: one more than there are of those. */
function stretches(parts: readonly (string | object)[]): string[] {
  const known = [''];
  for (const part of parts) {
    if (typeof part === 'string') known.push((known.pop() ?? '') + part);
    else known.push('');
  }
  return known;
}
