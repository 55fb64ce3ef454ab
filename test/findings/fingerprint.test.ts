import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/findings/index.ts';

/** FNV-1a of 64 bits by its definition, over UTF-16 units and one mark after each part that no text holds. */
function fnv1a(parts: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const part of parts) {
    for (const unit of [...part.split('').map((each) => each.charCodeAt(0)), 0x10000]) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(unit)) * 0x100000001b3n);
    }
  }
  return hash.toString(16).padStart(16, '0');
}

describe('fingerprint', () => {
  it('is the same on every run, or every baseline out there is worth nothing', () => {
    expect(fingerprint([])).toBe('cbf29ce484222325');
    expect(fingerprint(['ecs/fargate-size', 'web', 'size', '512 with 8192'])).toMatchInlineSnapshot(
      `"89140978481430be"`,
    );
  });

  it('is 16 hexadecimal digits', () => {
    fc.assert(fc.property(fc.array(fc.string()), (parts) => /^[0-9a-f]{16}$/.test(fingerprint(parts))));
  });

  it('is FNV-1a (oracle)', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(fc.array(text, { maxLength: 4 }), (parts) => fingerprint(parts) === fnv1a(parts)));
  });

  it('tells apart where one part ends and the next begins', () => {
    expect(fingerprint(['ab', 'c'])).not.toBe(fingerprint(['a', 'bc']));
    expect(fingerprint(['a'])).not.toBe(fingerprint(['a', '']));
    expect(fingerprint(['a\u001fb'])).not.toBe(fingerprint(['a', 'b']));
  });

  it('tells other parts and another order apart (property)', () => {
    const parts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(fingerprint(one)).not.toBe(fingerprint(other));
      }),
    );
  });
});
