import {
  CidrSet,
  isParseFailure,
  parseCidr,
  parseProtocol,
  PortBounds,
  portsOfRule,
  TCP,
  UDP,
} from '../domain/index.ts';
import { PortSet, type Answer, type Cidr } from '../domain/index.ts';
import { resourceOf, type Kinds } from '../model/index.ts';
import { settled, type Place, type Value } from '../values/index.ts';
import type { Core } from './core.ts';
import type { Subnet } from './subnets.ts';

type SecurityGroup = Kinds['ec2.securityGroup'];

/** An entry of a security group, in the group or by itself. */
export type SecurityGroupEntry =
  | SecurityGroup['ipPermissions']['items'][number]
  | Kinds['ec2.securityGroupIngress']
  | Kinds['ec2.securityGroupEgress'];

/**
 * One end of traffic: its network interfaces, with the security groups that they wear and the addresses that they have.
 * An end that wears no group, and may wear none, filters nothing: the internet, a Network Load Balancer without groups.
 */
export interface Endpoint {
  readonly groups: readonly SecurityGroup[];
  /** What says which groups it wears; undefined where nothing does. */
  readonly at: Place | undefined;
  /** Ids of groups that it wears and the tree does not show. */
  readonly ids: ReadonlySet<string>;
  /** It may wear other groups: those of a parameter, or the VPC's default group where none is written. */
  readonly open: boolean;
  /** Where its interfaces stand, as far as that is written. */
  readonly subnets: readonly Subnet[];
  /** Addresses that include all of its own; undefined where the tree does not tell. */
  readonly addresses: CidrSet | undefined;
}

/** The ports that an entry is about, as far as they are known. Source: EC2 API reference, IpPermission. */
export function portsOfEntry({ ipProtocol, fromPort, toPort }: SecurityGroupEntry): PortBounds {
  const written = settled(ipProtocol);
  const protocol = written === undefined ? undefined : parseProtocol(written);
  if (protocol === undefined || isParseFailure(protocol)) return PortBounds.unknown;
  if (protocol === 'all') return PortBounds.all;
  const [from, to] = [settled(fromPort, -1), settled(toPort, -1)];
  if (from !== undefined && to !== undefined)
    return PortBounds.exactly(portsOfRule(protocol, from, to < 0 ? from : to));
  if (protocol !== TCP && protocol !== UDP) return PortBounds.atMost(PortSet.of(protocol));
  return PortBounds.atMost(PortSet.of(protocol, from ?? 0, to === undefined || to < 0 ? undefined : to));
}

/** Does an entry name this end, by its group or its addresses? `owner` is the resource that the entry is written in. */
export function namesEndpoint(core: Core, entry: SecurityGroupEntry, owner: object, end: Endpoint): Answer {
  const { userIdGroupPairs, ipRanges, ipv6Ranges, prefixListIds } = entry;
  const answers: Answer[] = userIdGroupPairs.items.map(({ groupId, groupName }) => {
    const id = groupId.state === 'absent' ? groupName : groupId;
    return isWorn(core, id, owner, end);
  });
  answers.push(
    holdsAddresses(
      ipRanges.items.map(({ cidrIp }) => cidrIp),
      end.addresses,
    ),
  );
  // Which of its addresses a dual-stack end uses is not known; of a prefix list the tree shows no block.
  const mayName = [ipv6Ranges, prefixListIds].some(({ items, open }) => items.length > 0 || open);
  if (mayName || userIdGroupPairs.open || ipRanges.open) answers.push('unsure');
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unsure') ? 'unsure' : 'no';
}

function isWorn(core: Core, id: Value<string>, owner: object, end: Endpoint): Answer {
  const join = core.join(id, 'ec2.securityGroup', owner);
  if (join.state === 'found') {
    if (end.groups.some((group) => resourceOf(group) === resourceOf(join.view))) return 'yes';
    return end.open || end.ids.size > 0 ? 'unsure' : 'no';
  }
  const text = settled(id);
  if (text !== undefined && end.ids.has(text)) return 'yes';
  return end.groups.length > 0 || end.ids.size > 0 || end.open ? 'unsure' : 'no';
}

/** Do the blocks together hold all of the addresses, none of them, or is neither certain? */
function holdsAddresses(blocks: readonly Value<string>[], addresses: CidrSet | undefined): Answer {
  if (blocks.length === 0) return 'no';
  const cidrs: Cidr[] = [];
  for (const block of blocks) {
    const text = settled(block);
    const cidr = text === undefined ? undefined : parseCidr(text);
    if (cidr && !isParseFailure(cidr)) cidrs.push(cidr);
  }
  const known = CidrSet.of(...cidrs);
  if (known.isWorld() || (addresses && known.contains(addresses))) return 'yes';
  return cidrs.length === blocks.length && addresses && !known.overlaps(addresses) ? 'no' : 'unsure';
}
