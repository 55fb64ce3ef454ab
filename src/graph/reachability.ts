import { PortBounds } from '../domain/index.ts';
import type { Kinds } from '../model/index.ts';
import type { Place } from '../values/index.ts';
import type { Core } from './core.ts';
import { namesEndpoint, portsOfEntry, type Endpoint, type SecurityGroupEntry } from './security-entries.ts';
import { separateEgress, separateIngress } from './security-groups.ts';

type SecurityGroup = Kinds['ec2.securityGroup'];
type Direction = 'ingress' | 'egress';

/** Something that lets traffic through a wall: an entry, or the group whose default rule does. */
export interface Gate {
  readonly at: Place;
  /** Undefined for a default rule, and for rules that the tree may not show. */
  readonly entry: SecurityGroupEntry | undefined;
  readonly ports: PortBounds;
}

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
  let ports = open || ids.size > 0 ? PortBounds.unknown : PortBounds.none;
  for (const group of groups) {
    const rules = rulesOf(core, group, direction);
    ports = ports.union(rules.unseen);
    if (rules.unseen !== PortBounds.none) gates.push({ at: group, entry: undefined, ports: rules.unseen });
    for (const { entry, owner } of rules.entries) {
      const through = portsOfEntry(entry).ifAtAll(namesEndpoint(core, entry, owner, other));
      if (through.possible.isEmpty()) continue;
      ports = ports.union(through);
      gates.push({ at: entry, entry, ports: through });
    }
  }
  return { ports, gates };
}

interface GroupRules {
  readonly entries: readonly { readonly entry: SecurityGroupEntry; readonly owner: object }[];
  /** What the group lets through besides: by its default rule, or by rules that the tree does not show. */
  readonly unseen: PortBounds;
}

function rulesOf(core: Core, group: SecurityGroup, direction: Direction): GroupRules {
  const isEgress = direction === 'egress';
  const inline = isEgress ? group.ipPermissionsEgress : group.ipPermissions;
  const separate = isEgress ? separateEgress(core, group) : separateIngress(core, group);
  const entries = [
    ...inline.items.map((entry) => ({ entry, owner: group })),
    ...separate.items.map((entry) => ({ entry, owner: entry })),
  ];
  if (inline.open || separate.near) return { entries, unseen: PortBounds.unknown };
  // CloudFormation, AWS::EC2::SecurityGroup: a group without egress of its own lets everything out. Whether separate
  // rules replace that is not said.
  if (!isEgress || inline.state !== 'absent') return { entries, unseen: PortBounds.none };
  return { entries, unseen: separate.items.length > 0 ? PortBounds.unknown : PortBounds.all };
}
