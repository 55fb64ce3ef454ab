/** Characters that go into a line's hash, from the line's first on, blanks left out. */
const BLOCK = 100;
const FACTOR = 37n;
const END_OF_TEXT = 65535;
const WORD = (1n << 64n) - 1n;

/**
 * The hash by which GitHub's code scanning follows a line through a file's history: `hash:occurrence` of each wanted line
 * (from 1), the same after other lines have moved. Source: github/codeql-action, src/fingerprints.ts: a polynomial over
 * the next 100 characters without spaces and tabs (CR LF as one LF), the text's end as 65535, zeros after it.
 * Linear in the text.
 */
export function lineHashes(text: string, wanted: ReadonlySet<number>): Map<number, string> {
  const { units, lineStarts } = squeeze(text);
  // Only lines that begin alike can have one hash: the first few units tell nearly all others apart cheaply.
  const seen = new Map<string, number>();
  const keys = lineStarts.map((start) => String.fromCharCode(...units.subarray(start, start + BLOCK)));
  const hashes = new Map<number, string>();
  for (const [index, key] of keys.entries()) {
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    if (wanted.has(index + 1)) hashes.set(index + 1, `${hashOf(key)}:${String(occurrence)}`);
  }
  return hashes;
}

/** How many characters of the hash's block lie before this column of a line: beyond it the hash does not see. */
export function isWithinHash(text: string, lineStart: number, offset: number): boolean {
  let count = 0;
  for (let at = lineStart; at < offset; at++) {
    if (!isBlank(text.charCodeAt(at)) && ++count >= BLOCK) return false;
  }
  return true;
}

/** The text without blanks, and where in it each line begins. */
function squeeze(text: string): { units: Uint16Array; lineStarts: number[] } {
  const units = new Uint16Array(text.length + 1);
  const lineStarts: number[] = [];
  let length = 0;
  let atLineStart = true;
  for (let at = 0; at < text.length; at++) {
    let unit = text.charCodeAt(at);
    if (isBlank(unit) || (unit === 10 && text.charCodeAt(at - 1) === 13)) continue;
    if (unit === 13) unit = 10;
    if (atLineStart) lineStarts.push(length);
    atLineStart = unit === 10;
    units[length++] = unit;
  }
  if (atLineStart) lineStarts.push(length);
  units[length++] = END_OF_TEXT;
  return { units: units.subarray(0, length), lineStarts };
}

function hashOf(block: string): string {
  let hash = 0n;
  for (let at = 0; at < BLOCK; at++) {
    const unit = at < block.length ? block.charCodeAt(at) : 0;
    hash = (hash * FACTOR + BigInt(unit)) & WORD;
  }
  return hash.toString(16);
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}
