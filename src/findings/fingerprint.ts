/**
 * A 64-bit FNV-1a hash of the parts, as 16 hexadecimal digits. Not for security: it tells findings apart in a baseline
 * and in code scanning. Parts are what identifies a finding for its author, never a line number.
 */
export function fingerprint(parts: readonly string[]): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const part of parts) {
    for (let i = 0; i <= part.length; i++) {
      // A mark after each part, which no text can hold, keeps ["ab", "c"] and ["a", "bc"] apart.
      low ^= i < part.length ? part.charCodeAt(i) : 0x10000;
      // Multiply by the prime 0x100000001b3 in two halves.
      const lowTimes = Math.imul(low, 0x1b3) >>> 0;
      const carry = Math.floor(((low >>> 0) * 0x1b3) / 0x100000000);
      high = (Math.imul(high, 0x1b3) + carry + (low << 8)) >>> 0;
      low = lowTimes;
    }
  }
  return hex(high) + hex(low);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
