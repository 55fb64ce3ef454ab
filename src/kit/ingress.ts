import { coverMuchOfInternet, coverWorld, isParseFailure, isPrivate, isWorld, parseCidr } from '../domain/index.ts';
import type { Cidr, PortSet } from '../domain/index.ts';
import { portsOfEntry } from '../graph/index.ts';
import type { Kinds } from '../model/index.ts';
import { settled, type Value } from '../values/index.ts';

/** An entry of a security group, in the group or by itself. */
export type IngressEntry =
  Kinds['ec2.securityGroup']['ipPermissions']['items'][number] | Kinds['ec2.securityGroupIngress'];

/** An address block that an entry admits, where it is written. */
export interface AdmittedBlock {
  readonly cidr: Cidr;
  readonly at: Value<string>;
}

/** What an entry admits to the group's wearers, as far as it is known. */
export interface Ingress {
  /** Undefined when the protocol or a port is not known. */
  readonly ports: PortSet | undefined;
  /** Blocks of addresses. Prefix lists, other groups and what is not known are not among them. */
  readonly blocks: readonly AdmittedBlock[];
}

/** Ports that an entry opens to the internet. */
export interface OpenIngress {
  readonly ports: PortSet;
  /** The blocks that do it, the entry's own first. */
  readonly blocks: readonly [AdmittedBlock, ...AdmittedBlock[]];
}

/** Reads one entry of a security group. Source: EC2 API reference, IpPermission. */
export function ingressOf(entry: IngressEntry): Ingress {
  const blocks: AdmittedBlock[] = [];
  for (const at of [
    ...entry.ipRanges.items.map(({ cidrIp }) => cidrIp),
    ...entry.ipv6Ranges.items.map(({ cidrIpv6 }) => cidrIpv6),
  ]) {
    const text = settled(at);
    const cidr = text === undefined ? undefined : parseCidr(text);
    if (cidr && !isParseFailure(cidr)) blocks.push({ cidr, at });
  }
  return { ports: portsOfEntry(entry).exact, blocks };
}

/** The other entries of a group, before and after one of them. */
export interface Neighbours {
  readonly before: readonly Ingress[];
  readonly after: readonly Ingress[];
}

/**
 * What an entry opens to the internet or much of it; undefined when it does not, or nobody can tell. Entries that do so
 * together, like those of 0.0.0.0/1 and 128.0.0.0/1, count once, at the first of them. `neighbours` is asked only for an
 * entry that could be such a part.
 */
export function openIngressOf({ ports, blocks }: Ingress, neighbours: () => Neighbours): OpenIngress | undefined {
  if (!ports || ports.isEmpty()) return undefined;
  const [world, ...more] = isWhole(blocks) ? widest(blocks) : [];
  if (world) return { ports, blocks: [world, ...more] };
  const [first, ...own] = blocks.filter(isLarge);
  if (!first) return undefined;
  const isPart = (other: Ingress): boolean => other.ports?.contains(ports) === true && !isWhole(other.blocks);
  const { before, after } = neighbours();
  const earlier = before.filter(isPart);
  // The same ports as before: told there.
  if (earlier.some((other) => other.ports && ports.contains(other.ports) && other.blocks.some(isLarge)))
    return undefined;
  const pieces = [...own, ...[...earlier, ...after.filter(isPart)].flatMap((other) => other.blocks.filter(isLarge))];
  if (!coverMuchOfInternet([first, ...pieces].map(({ cidr }) => cidr))) return undefined;
  return { ports, blocks: [first, ...pieces] };
}

function isWhole(blocks: readonly AdmittedBlock[]): boolean {
  return coverWorld(blocks.map(({ cidr }) => cidr));
}

/** Blocks that are the whole of a family, if there are any; else all that matter. */
function widest(blocks: readonly AdmittedBlock[]): readonly AdmittedBlock[] {
  const whole = blocks.filter(({ cidr }) => isWorld(cidr));
  return whole.length > 0 ? whole : blocks;
}

/** A part of the internet that matters: smaller ones would have to be hundreds. */
function isLarge({ cidr }: AdmittedBlock): boolean {
  return cidr.prefix <= (cidr.family === 4 ? 8 : 12) && !isPrivate(cidr);
}
