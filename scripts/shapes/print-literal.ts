const WIDTH = 120;

/** Data that can be printed as a TypeScript literal. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal };

/**
 * A TypeScript literal as Prettier would leave it (single quotes, quotes round keys only where needed, 120 columns): on
 * one line when it fits behind `used` columns, else one entry a line. `depth` counts indents of two.
 */
export function printLiteral(value: Literal, depth = 0, used = 0): string {
  const flat = printFlat(value);
  if (typeof value !== 'object' || value === null) return flat;
  if (used + flat.length + 1 <= WIDTH - depth * 2) return flat;
  const pad = '  '.repeat(depth + 1);
  const close = '  '.repeat(depth);
  if (isList(value)) {
    return `[\n${value.map((item) => `${pad}${printLiteral(item, depth + 1)},\n`).join('')}${close}]`;
  }
  const lines = Object.entries(value).map(([key, item]) => {
    const start = `${printKey(key)}: `;
    return `${pad}${start}${printLiteral(item, depth + 1, start.length)},\n`;
  });
  return `{\n${lines.join('')}${close}}`;
}

function printFlat(value: Literal): string {
  if (typeof value === 'string') return printText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) return `[${value.map(printFlat).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${printFlat(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A quoted string; double quotes only where single ones would need escapes. */
export function printText(text: string): string {
  const json = JSON.stringify(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** An object key, quoted only where needed. */
export function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : printText(key);
}

// Array.isArray does not narrow readonly arrays away from objects.
function isList(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}
