import { parseFailure, type ParseFailure } from './parse-failure.ts';

/** An IANA protocol number, 0 to 255, or every protocol. */
export type Protocol = number | 'all';

export const TCP = 6;
export const UDP = 17;
export const ICMP = 1;
export const ICMPV6 = 58;

// EC2 API reference, IpPermission.IpProtocol: tcp, udp, icmp, icmpv6, a number, or -1 for all. The other names are those
// of the IANA registry that Terraform turns into numbers.
const NUMBERS: Readonly<Record<string, Protocol>> = {
  all: 'all',
  '-1': 'all',
  tcp: TCP,
  udp: UDP,
  icmp: ICMP,
  icmpv6: ICMPV6,
  igmp: 2,
  gre: 47,
  esp: 50,
  ah: 51,
  ospf: 89,
  sctp: 132,
};

/** Reads a protocol as security groups spell it: a name in any case, a number or its digits, -1 or 'all'. */
export function parseProtocol(written: string | number): Protocol | ParseFailure {
  const text = String(written).toLowerCase();
  const named = Object.hasOwn(NUMBERS, text) ? NUMBERS[text] : undefined;
  if (named !== undefined) return named;
  if (/^\d{1,3}$/.test(text) && Number(text) < 256) return Number(text);
  return parseFailure(text, 0, text.length, "'tcp', 'udp', 'icmp', 'icmpv6', '-1' or a protocol number from 0 to 255");
}

/** 'tcp' for 6; 'all' for every protocol; 'protocol 99' where there is no common name. */
export function formatProtocol(protocol: Protocol): string {
  return Object.keys(NUMBERS).find((name) => NUMBERS[name] === protocol) ?? `protocol ${protocol}`;
}
