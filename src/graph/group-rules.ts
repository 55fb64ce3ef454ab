import { PortBounds } from '../domain/index.ts';
import { resourceOf, type Kinds, type Resource } from '../model/index.ts';
import type { Place } from '../values/index.ts';
import type { Core } from './core.ts';
import { portsOfEntry, type SecurityGroupEntry } from './security-entries.ts';
import { separateEgress, separateIngress } from './security-groups.ts';

type SecurityGroup = Kinds['ec2.securityGroup'];
export type Direction = 'ingress' | 'egress';

/** Something that lets traffic through a wall: an entry, or the group whose default rule does. */
export interface Gate {
  readonly at: Place;
  /** Undefined for a default rule, and for rules that the tree may not show. */
  readonly entry: SecurityGroupEntry | undefined;
  readonly ports: PortBounds;
}

export interface OwnedEntry {
  readonly entry: SecurityGroupEntry;
  /** The resource that it is written in. */
  readonly owner: object;
}

/** The rules of a group in one direction. */
export interface GroupRules {
  readonly all: readonly OwnedEntry[];
  /** Those that name nothing but groups of the tree, by group: of a thousand, traffic meets one. */
  readonly byGroup: ReadonlyMap<Resource, readonly Gate[]>;
  /** The others. */
  readonly rest: readonly OwnedEntry[];
  /** What the group lets through besides: by its default rule, or by rules that the tree does not show. */
  readonly unseen: PortBounds;
}

/** The rules of a group, written in it and by themselves. */
export function rulesOf(core: Core, group: SecurityGroup, direction: Direction): GroupRules {
  const resource = resourceOf(group);
  const known = resource && core.index.fact(direction === 'egress' ? egressRules : ingressRules, resource);
  return known ?? readRules(core, group, direction);
}

const ingressRules = (core: Core, group: Resource): GroupRules | undefined => unconditional(core, group, 'ingress');
const egressRules = (core: Core, group: Resource): GroupRules | undefined => unconditional(core, group, 'egress');

/** The rules of a group where neither it nor any of them depends on a condition. */
function unconditional(core: Core, resource: Resource, direction: Direction): GroupRules | undefined {
  if (resource.conditional || resource.kind !== 'ec2.securityGroup') return undefined;
  const group = core.index.view(resource as unknown as Resource<'ec2.securityGroup'>, core.world);
  const rules = readRules(core, group, direction);
  return rules.all.some(({ owner }) => resourceOf(owner)?.conditional) ? undefined : rules;
}

function readRules(core: Core, group: SecurityGroup, direction: Direction): GroupRules {
  const isEgress = direction === 'egress';
  const inline = isEgress ? group.ipPermissionsEgress : group.ipPermissions;
  const separate = isEgress ? separateEgress(core, group) : separateIngress(core, group);
  const all: OwnedEntry[] = [
    ...inline.items.map((entry) => ({ entry, owner: group })),
    ...separate.items.map((entry) => ({ entry, owner: entry })),
  ];
  const byGroup = new Map<Resource, Gate[]>();
  const rest: OwnedEntry[] = [];
  for (const each of all) {
    const { entry } = each;
    const groups = groupsNamed(core, each);
    const ports = portsOfEntry(entry);
    if (!groups) rest.push(each);
    else if (!ports.possible.isEmpty())
      for (const named of groups) byGroup.set(named, [...(byGroup.get(named) ?? []), { at: entry, entry, ports }]);
  }
  return { all, byGroup, rest, unseen: unseenOf() };

  function unseenOf(): PortBounds {
    if (inline.open || separate.near) return PortBounds.unknown;
    // CloudFormation, AWS::EC2::SecurityGroup: a group without egress of its own lets everything out. Whether separate
    // rules replace that is not said.
    if (!isEgress || inline.state !== 'absent') return PortBounds.none;
    return separate.items.length > 0 ? PortBounds.unknown : PortBounds.all;
  }
}

/** The groups of the tree that an entry names; undefined where it names, or may name, anything else. */
function groupsNamed(core: Core, { entry, owner }: OwnedEntry): ReadonlySet<Resource> | undefined {
  const { userIdGroupPairs, ipRanges, ipv6Ranges, prefixListIds } = entry;
  if ([ipRanges, ipv6Ranges, prefixListIds].some(({ items, open }) => items.length > 0 || open)) return undefined;
  if (userIdGroupPairs.open) return undefined;
  const named = new Set<Resource>();
  for (const { groupId, groupName } of userIdGroupPairs.items) {
    const join = core.join(groupId.state === 'absent' ? groupName : groupId, 'ec2.securityGroup', owner);
    if (join.state !== 'found') return undefined;
    named.add(join.resource);
  }
  return named;
}
