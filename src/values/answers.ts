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
  if ('$' in thing) return isStateSet(thing.$.state, true);
  return isStateSet(thing.state, thing.state !== 'unknown' || !('written' in thing) || thing.written);
}

function isStateSet(state: string, written: boolean): Answer {
  if (state === 'absent') return 'no';
  return written ? 'yes' : 'unsure';
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
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') continue;
    const found = index === 0 ? (text.startsWith(part) ? 0 : -1) : text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1);
  return typeof last !== 'string' || text.endsWith(last);
}
