import type { Printable } from '../kit/index.ts';
import { visibleText, type Located, type Value } from '../values/index.ts';

/** What stands in place of anything that must not be shown. */
export const MASK = '***';

/** Longest value that a message quotes, in UTF-16 units. */
const LONGEST = 120;

/**
 * Fills a message's {names}. `{port}` prints a value, `{port.field}` the name of its field as the file spells it.
 * Sensitive values print as a mask; control characters never reach a terminal.
 */
export function fillMessage(text: string, data: Readonly<Record<string, Printable>>): string {
  return text.replace(/\{(\w+)(\.field)?\}/g, (whole, name: string, field: string | undefined) => {
    const thing = data[name];
    if (thing === undefined) return whole;
    return printable(field === undefined ? textOf(thing) : nameOf(thing));
  });
}

function textOf(thing: Printable): string {
  if (typeof thing !== 'object') return String(thing);
  if (thing.origin.sensitive) return MASK;
  return (isValue(thing) ? visibleText(thing) : undefined) ?? thing.origin.name;
}

/** Lists and maps have states of their own, and no text. */
function isValue(thing: Located): thing is Value<string | number | boolean> {
  return 'state' in thing && !('items' in thing) && !('entries' in thing);
}

function nameOf(thing: Printable): string {
  return typeof thing === 'object' ? thing.origin.name : String(thing);
}

/** One line of text that is safe in a terminal and a log: control characters escaped, long text shortened. */
export function printable(text: string): string {
  const safe = escapeControls(text);
  if (safe.length <= LONGEST) return safe;
  // A pair of surrogates is not cut in two.
  return `${safe.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The text with control characters, line separators and marks that reorder text written as `\u001b`. */
export function escapeControls(text: string): string {
  return text.replace(
    // Control characters are the very thing looked for here.
    // C0 and C1 controls, line separators, and marks that reorder text.
    /[\u0000-\u001f\u007f-\u009f\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
