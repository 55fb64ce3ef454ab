import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineHashes } from '../../src/reporters/line-hash.ts';

/**
 * The rolling hash as github/codeql-action computes it (src/fingerprints.ts), character by character: the oracle.
 */
function rollingHashes(text: string): Map<number, string> {
  const block = 100;
  const mask = (1n << 64n) - 1n;
  const factor = 37n;
  const first = Array.from({ length: block }).reduce<bigint>((power) => (power * factor) & mask, 1n);
  const window = new Array<number>(block).fill(0);
  const lines = new Array<number>(block).fill(-1);
  const counts = new Map<string, number>();
  const found = new Map<number, string>();
  let [hash, index, line, lineStart, previousCr] = [0n, 0, 0, true, false];
  const output = (): void => {
    const text16 = hash.toString(16);
    const count = (counts.get(text16) ?? 0) + 1;
    counts.set(text16, count);
    found.set(lines[index] ?? -1, `${text16}:${String(count)}`);
    lines[index] = -1;
  };
  const update = (unit: number): void => {
    const begin = BigInt(window[index] ?? 0);
    window[index] = unit;
    hash = (factor * hash + BigInt(unit) - first * begin) & mask;
    index = (index + 1) % block;
  };
  const process = (unit: number): void => {
    if (unit === 32 || unit === 9 || (previousCr && unit === 10)) {
      previousCr = false;
      return;
    }
    previousCr = unit === 13;
    const current = previousCr ? 10 : unit;
    if (lines[index] !== -1) output();
    if (lineStart) {
      lineStart = false;
      line++;
      lines[index] = line;
    }
    if (current === 10) lineStart = true;
    update(current);
  };
  for (let at = 0; at < text.length; at++) process(text.charCodeAt(at));
  process(65535);
  for (let at = 0; at < block; at++) {
    if (lines[index] !== -1) output();
    update(0);
  }
  return found;
}

describe('line hashes', () => {
  it("agree with GitHub's upload action on any text", () => {
    const piece = fc.constantFrom('a', 'b: 1', ' ', '\t', '\n', '\r\n', '\r', 'ü', '漢', 'x'.repeat(60), '- item\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const expected = rollingHashes(text);
        const hashes = lineHashes(text, new Set(expected.keys()));
        expect([...hashes]).toEqual([...expected].sort(([a], [b]) => a - b));
      }),
    );
  });
});
