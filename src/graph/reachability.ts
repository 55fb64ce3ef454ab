import { PortBounds } from '../domain/index.ts';
import { resourceOf } from '../model/index.ts';
import type { Core } from './core.ts';
import { rulesOf, type Direction, type Gate } from './group-rules.ts';
import { namesEndpoint, portsOfEntry, type Endpoint } from './security-entries.ts';

/** What the groups of one end let through to or from the other end. */
export interface Wall {
  readonly ports: PortBounds;
  readonly gates: readonly Gate[];
}

/** The way from one end to another: out of the source, into the destination. */
export interface Passage {
  readonly egress: Wall;
  readonly ingress: Wall;
  /** Ports of the destination that the source reaches. */
  readonly ports: PortBounds;
}

const NO_WALL: Wall = { ports: PortBounds.all, gates: [] };

/**
 * Which ports of `to` may traffic from `from` reach, and by which entries? Security groups admit by union: of the entries
 * of a group, and of the groups that an interface wears; what the source's groups let out and the destination's let in
 * gets through, and answers need no entry. Routes and network ACLs are not looked at.
 * Source: VPC user guide, "Security group rules".
 */
export function passageOf(core: Core, from: Endpoint, to: Endpoint): Passage {
  const egress = wallOf(core, from, to, 'egress');
  const ingress = wallOf(core, to, from, 'ingress');
  return { egress, ingress, ports: egress.ports.intersect(ingress.ports) };
}

function wallOf(core: Core, wearer: Endpoint, other: Endpoint, direction: Direction): Wall {
  const { groups, ids, open } = wearer;
  if (groups.length === 0 && ids.size === 0 && !open) return NO_WALL;
  const gates: Gate[] = [];
  for (const group of groups) {
    const { unseen, all, byGroup, rest } = rulesOf(core, group, direction);
    if (unseen !== PortBounds.none) gates.push({ at: group, entry: undefined, ports: unseen });
    // An end that may wear any group may be named by any entry.
    const mayBeAny = other.open || other.ids.size > 0;
    for (const { entry, owner } of mayBeAny ? all : rest) {
      const ports = portsOfEntry(entry).ifAtAll(namesEndpoint(core, entry, owner, other));
      if (!ports.possible.isEmpty()) gates.push({ at: entry, entry, ports });
    }
    if (mayBeAny) continue;
    for (const worn of other.groups) {
      const resource = resourceOf(worn);
      if (resource) gates.push(...(byGroup.get(resource) ?? []));
    }
  }
  const least = open || ids.size > 0 ? PortBounds.unknown : PortBounds.none;
  return { ports: least.union(...gates.map(({ ports }) => ports)), gates };
}
