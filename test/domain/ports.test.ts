import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PortSet, parsePortRange, portsOfRule } from '../../src/domain/ports.ts';
import { parseProtocol, type Protocol } from '../../src/domain/protocol.ts';

const tcp = (from: number, to = from): PortSet => PortSet.of(6, from, to);

describe('parseProtocol', () => {
  it.each([
    ['tcp', 6],
    ['TCP', 6],
    ['6', 6],
    [6, 6],
    ['udp', 17],
    ['icmp', 1],
    ['icmpv6', 58],
    ['-1', 'all'],
    [-1, 'all'],
    ['all', 'all'],
    ['0', 0],
  ])('reads %o', (written, protocol) => {
    expect(parseProtocol(written)).toBe(protocol);
  });

  it.each(['', 'http', '256', '-2', '6.0', 'constructor', Number.NaN])(
    'says what it expects instead of %o',
    (written) => {
      expect(parseProtocol(written)).toMatchObject({ at: { start: 0 } });
    },
  );
});

describe('parsePortRange', () => {
  it('reads ports and ranges', () => {
    expect(parsePortRange('8080')).toEqual({ from: 8080, to: 8080 });
    expect(parsePortRange('8000-8100')).toEqual({ from: 8000, to: 8100 });
  });

  it.each([
    ['', 0, 0],
    ['65536', 0, 5],
    ['80-65536', 3, 8],
    ['90-80', 0, 5],
    ['80-', 0, 3],
    ['80 - 90', 0, 7],
    ['http', 0, 4],
  ])('points at what is wrong in %o', (text, start, end) => {
    expect(parsePortRange(text)).toMatchObject({ at: { start, end } });
  });
});

describe('portsOfRule', () => {
  it.each([
    ['all', undefined, undefined, 'all traffic'],
    ['all', 22, 22, 'all traffic'],
    [6, 22, 22, '22'],
    [6, 0, 65_535, 'all tcp'],
    [6, -1, -1, 'all tcp'],
    [6, 100, 50, 'no ports'],
    [17, 53, 53, 'udp 53'],
    [1, 8, 0, 'icmp 8'],
    [1, -1, -1, 'all icmp'],
    [50, 22, 22, 'all esp'],
    [99, undefined, undefined, 'all protocol 99'],
  ] as const)('protocol %s, %s to %s is %s', (protocol, from, to, text) => {
    expect(portsOfRule(protocol, from, to).format()).toBe(text);
  });
});

describe('format', () => {
  it('joins adjoining ranges and names TCP only beside others', () => {
    expect(tcp(8000, 8050).union(tcp(8051, 8100), tcp(22)).format()).toBe('22, 8000-8100');
    expect(
      tcp(80)
        .union(PortSet.of(17, 53, 54))
        .format(),
    ).toBe('tcp 80; udp 53-54');
    expect(PortSet.all.subtract(tcp(22)).format()).toBe(
      'all of protocols 0-5; tcp 0-21, 23-65535; all of protocols 7-255',
    );
  });
});

const range = fc
  .tuple(fc.constantFrom<Protocol>(6, 17, 1, 'all', 5, 7), fc.nat(20), fc.nat(20))
  .map(([protocol, from, to]) => PortSet.of(protocol, from, to));
const some = fc.array(range, { maxLength: 5 }).map((sets) => PortSet.none.union(...sets));

describe('sets of ports', () => {
  const points = [1, 5, 6, 7, 17, 99].flatMap((protocol) =>
    [...Array.from({ length: 22 }, (_, port) => port), 65_535].map((port) => PortSet.of(protocol, port, port)),
  );

  it('hold for each single port what holds for the whole', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        for (const point of points) {
          const [inA, inB] = [a.contains(point), b.contains(point)];
          expect(a.union(b).contains(point)).toBe(inA || inB);
          expect(a.intersect(b).contains(point)).toBe(inA && inB);
          expect(a.subtract(b).contains(point)).toBe(inA && !inB);
        }
        expect(a.contains(b)).toBe(b.subtract(a).isEmpty());
        expect(a.overlaps(b)).toBe(!a.intersect(b).isEmpty());
        expect(a.size() + b.size()).toBe(a.union(b).size() + a.intersect(b).size());
      }),
      { numRuns: 200 },
    );
  });
});
