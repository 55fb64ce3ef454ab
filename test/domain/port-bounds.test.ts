import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PortBounds } from '../../src/domain/port-bounds.ts';
import { PortSet } from '../../src/domain/ports.ts';
import type { Protocol } from '../../src/domain/protocol.ts';

const range = fc
  .tuple(fc.constantFrom<Protocol>(6, 17, 'all'), fc.nat(12), fc.nat(12))
  .map(([protocol, from, to]) => PortSet.of(protocol, from, to));
const ports = fc.array(range, { maxLength: 3 }).map((sets) => PortSet.none.union(...sets));

/** A set, and bounds that hold it. */
const bounded = fc.tuple(ports, ports, ports).map(([set, less, more]) => ({
  set,
  bounds: PortBounds.exactly(set.subtract(less)).union(PortBounds.atMost(set.union(more))),
}));

function hold(bounds: PortBounds, set: PortSet): boolean {
  return set.contains(bounds.certain) && bounds.possible.contains(set);
}

describe('bounds of a set of ports', () => {
  it('hold the set through every operation', () => {
    fc.assert(
      fc.property(bounded, bounded, (a, b) => {
        expect(hold(a.bounds, a.set)).toBe(true);
        expect(hold(a.bounds.union(b.bounds), a.set.union(b.set))).toBe(true);
        expect(hold(a.bounds.intersect(b.bounds), a.set.intersect(b.set))).toBe(true);
        expect(hold(a.bounds.ifAtAll('unsure'), a.set)).toBe(true);
        expect(hold(a.bounds.ifAtAll('unsure'), PortSet.none)).toBe(true);
      }),
    );
  });

  it('answer as the set does, or that they cannot tell', () => {
    fc.assert(
      fc.property(bounded, ports, ({ set, bounds }, wanted) => {
        expect([set.contains(wanted) ? 'yes' : 'no', 'unsure']).toContain(bounds.contains(wanted));
        expect([set.overlaps(wanted) ? 'yes' : 'no', 'unsure']).toContain(bounds.overlaps(wanted));
      }),
    );
  });

  it('are the set where they meet, and then always tell', () => {
    fc.assert(
      fc.property(ports, ports, (set, wanted) => {
        const bounds = PortBounds.exactly(set);
        expect(bounds.exact?.format()).toBe(set.format());
        expect(bounds.contains(wanted)).not.toBe('unsure');
        expect(bounds.overlaps(wanted)).not.toBe('unsure');
      }),
    );
    expect(PortBounds.unknown.exact).toBeUndefined();
    expect(PortBounds.unknown.contains(PortSet.none)).toBe('yes');
  });
});
