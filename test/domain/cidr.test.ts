import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CidrSet } from '../../src/domain/cidr-set.ts';
import {
  containsCidr,
  formatCidr,
  overlapsCidr,
  parseCidr,
  parseCidrOrAddress,
  type Cidr,
} from '../../src/domain/cidr.ts';
import { coverMuchOfInternet, coverWorld, isPrivate, isWorld } from '../../src/domain/internet-exposure.ts';
import { formatIpAddress, parseIpAddress, type IpAddress } from '../../src/domain/ip-address.ts';
import { isParseFailure } from '../../src/domain/parse-failure.ts';

function cidr(text: string): Cidr {
  const block = parseCidr(text);
  if (isParseFailure(block)) throw new Error(`${text}: expected ${block.expected}`);
  return block;
}

describe('parseCidr', () => {
  it('reads a block and whether it is written by its first address', () => {
    expect(cidr('10.1.0.0/16')).toEqual({
      family: 4,
      prefix: 16,
      first: 0x0a010000n,
      last: 0x0a01ffffn,
      canonical: true,
    });
    expect(cidr('10.1.2.3/16')).toMatchObject({ first: 0x0a010000n, canonical: false });
    expect(cidr('::/0')).toMatchObject({ family: 6, first: 0n, last: (1n << 128n) - 1n });
    expect(cidr('2001:db8:0:0:1::/80')).toMatchObject({ family: 6, canonical: true });
    expect(cidr('::ffff:10.0.0.0/104')).toMatchObject({ family: 6, first: 0xffff0a000000n });
  });

  it.each([
    ['', 0, 0],
    ['10.0.0.0', 0, 8],
    ['10.0.0/16', 0, 6],
    ['10.0.0.256/16', 0, 10],
    ['010.0.0.0/16', 0, 9],
    ['10.0.0.0/33', 9, 11],
    ['10.0.0.0/', 9, 9],
    ['10.0.0.0/016', 9, 12],
    ['10.0.0.0/16/8', 9, 13],
    [' 10.0.0.0/16', 0, 9],
    ['2001:db8::1::/64', 0, 13],
    ['1:2:3:4:5:6:7/64', 0, 13],
    ['1:2:3:4:5:6:7:8::/64', 0, 17],
    ['fe80::1%eth0/64', 0, 12],
    ['::/129', 3, 6],
    ['any', 0, 3],
  ])('points at what is wrong in %o', (text, start, end) => {
    expect(parseCidr(text)).toMatchObject({ at: { start, end }, certainty: 'certain' });
  });

  it('takes a plain address where that is allowed', () => {
    expect(parseCidrOrAddress('192.0.2.1')).toMatchObject({ prefix: 32 });
    expect(parseCidrOrAddress('2001:db8::1')).toMatchObject({ prefix: 128 });
    expect(isParseFailure(parseCidrOrAddress('web'))).toBe(true);
  });
});

const address: fc.Arbitrary<IpAddress> = fc.oneof(
  fc.record({ family: fc.constant(4 as const), value: fc.bigInt(0n, (1n << 32n) - 1n) }),
  fc.record({ family: fc.constant(6 as const), value: fc.bigInt(0n, (1n << 128n) - 1n) }),
  // Many zeros, for '::'.
  fc.array(fc.constantFrom(0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 }).map((groups) => ({
    family: 6 as const,
    value: groups.reduce<bigint>((value, group) => (value << 16n) | group, 0n),
  })),
);

const block = fc
  .tuple(address, fc.nat(128))
  .map(([{ family, value }, bits]) => cidr(`${formatIpAddress({ family, value })}/${family === 4 ? bits % 33 : bits}`));

describe('addresses and blocks', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(address, block, (one, other) => {
        expect(parseIpAddress(formatIpAddress(one))).toEqual(one);
        expect(cidr(formatCidr(other))).toEqual({ ...other, canonical: true });
      }),
    );
  });

  it('writes the longest run of zeros as ::', () => {
    expect(formatIpAddress({ family: 6, value: 1n })).toBe('::1');
    expect(formatCidr(cidr('2001:DB8:0:0:1:0:0:0/128'))).toBe('2001:db8:0:0:1::/128');
  });

  it('overlap exactly if one contains the other', () => {
    fc.assert(fc.property(block, block, (a, b) => overlapsCidr(a, b) === (containsCidr(a, b) || containsCidr(b, a))));
  });

  it('answer as sets what they answer as blocks', () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        const [one, other] = [CidrSet.of(a), CidrSet.of(b)];
        expect(one.contains(other)).toBe(containsCidr(a, b));
        expect(one.overlaps(other)).toBe(overlapsCidr(a, b));
        expect(one.union(other).contains(one)).toBe(true);
        expect(one.subtract(other).overlaps(other)).toBe(false);
        expect(one.union(other).isWorld()).toBe(one.isWorld() || other.isWorld() || halves(a, b));
      }),
    );
  });
});

function halves(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.prefix === 1 && b.prefix === 1 && a.first !== b.first;
}

describe('isWorld and coverWorld', () => {
  it('sees through halves, and quarters of IPv6', () => {
    expect(isWorld(cidr('0.0.0.0/0'))).toBe(true);
    expect(isWorld(cidr('0.0.0.0/1'))).toBe(false);
    expect(coverWorld(['0.0.0.0/1', '10.0.0.0/8', '128.0.0.0/1'].map(cidr))).toBe(true);
    expect(coverWorld(['::/2', '4000::/2', '8000::/2', 'c000::/2'].map(cidr))).toBe(true);
    expect(coverWorld(['0.0.0.0/1', '8000::/1'].map(cidr))).toBe(false);
    expect(coverWorld([])).toBe(false);
  });

  it('any cut of the world is the world, and is not without one of its pieces', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(), (bits, skip) => {
        const size = 1n << BigInt(32 - bits);
        const pieces = Array.from({ length: 2 ** bits }, (_, index) =>
          cidr(`${formatIpAddress({ family: 4, value: BigInt(index) * size })}/${bits}`),
        );
        expect(coverWorld(pieces)).toBe(true);
        expect(coverWorld(pieces.filter((_, index) => index !== skip % pieces.length))).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});

describe('coverMuchOfInternet', () => {
  it.each([
    [['0.0.0.0/0'], true],
    [['::/0'], true],
    [['2000::/3'], true],
    [['0.0.0.0/1'], true],
    [['128.0.0.0/1'], true],
    [['64.0.0.0/4', '80.0.0.0/4', '96.0.0.0/4', '112.0.0.0/4'], true],
    [['0.0.0.0/5'], false],
    [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], false],
    [['224.0.0.0/3'], false],
    [['fc00::/7'], false],
    [['54.0.0.0/8', '52.0.0.0/8'], false],
    [[], false],
  ] as readonly (readonly [readonly string[], boolean])[])('%o: %s', (texts, expected) => {
    expect(coverMuchOfInternet(texts.map(cidr))).toBe(expected);
  });
});

describe('isPrivate', () => {
  it.each([
    ['10.0.0.0/8', true],
    ['10.12.0.0/16', true],
    ['172.31.0.0/16', true],
    ['172.32.0.0/16', false],
    ['100.64.0.0/10', true],
    ['192.168.1.1/32', true],
    ['0.0.0.0/0', false],
    ['10.0.0.0/7', false],
    ['fd00:1234::/48', true],
    ['2a05:d018::/32', false],
  ])('%s: %s', (text, expected) => {
    expect(isPrivate(cidr(text))).toBe(expected);
  });
});
