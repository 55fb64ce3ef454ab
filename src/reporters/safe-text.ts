// C0 and C1 controls, line separators, and marks that reorder text.
const UNSAFE = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]',
  'g',
);

/** Text that does nothing to a terminal but show: whatever else is in it, is escaped. Not shortened, as in paths. */
export function safeText(text: string): string {
  return text.replace(UNSAFE, escapeUnit);
}

/** The same for printed JSON, whose line ends are its own and where escapes mean what they stand for. */
export function safeJson(json: string): string {
  return json.replace(UNSAFE, (unit) => (unit === '\n' ? unit : escapeUnit(unit)));
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
