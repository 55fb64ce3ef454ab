import { isParseFailure, parseCidr, parseProtocol, portsOfRule, type Cidr, type PortSet } from '../domain/index.ts';
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

/** Reads one entry of a security group. Source: EC2 API reference, IpPermission. */
export function ingressOf(entry: IngressEntry): Ingress {
  const blocks: AdmittedBlock[] = [];
  for (const at of [...entry.ipRanges.items.map(({ cidrIp }) => cidrIp), ...entry.ipv6Ranges.items.map(({ cidrIpv6 }) => cidrIpv6)]) {
    const text = settled(at);
    const cidr = text === undefined ? undefined : parseCidr(text);
    if (cidr && !isParseFailure(cidr)) blocks.push({ cidr, at });
  }
  return { ports: portsOf(entry), blocks };
}

function portsOf({ ipProtocol, fromPort, toPort }: IngressEntry): PortSet | undefined {
  const written = settled(ipProtocol);
  const protocol = written === undefined ? undefined : parseProtocol(written);
  if (protocol === undefined || isParseFailure(protocol)) return undefined;
  if (protocol === 'all') return portsOfRule(protocol);
  const [from, to] = [settled(fromPort, -1), settled(toPort, -1)];
  if (from === undefined || to === undefined) return undefined;
  return portsOfRule(protocol, from, to < from ? from : to);
}
