import { addressBits, formatIpAddress, parseIpAddress } from './ip-address.ts';
import { isParseFailure, parseFailure, type ParseFailure } from './parse-failure.ts';

/** A block of addresses. */
export interface Cidr {
  readonly family: 4 | 6;
  /** Bits that all addresses of the block share. */
  readonly prefix: number;
  /** First address of the block, whatever address was written. */
  readonly first: bigint;
  /** Last address of the block, included. */
  readonly last: bigint;
  /** Whether the written address is the first of the block; '10.0.0.1/16' is not and reads as '10.0.0.0/16'. */
  readonly canonical: boolean;
}

/**
 * Reads `10.0.0.0/16` or `2001:db8::/32`. The slash is required: see parseCidrOrAddress.
 * A failure points at the address or at the prefix length. Never throws.
 */
export function parseCidr(text: string): Cidr | ParseFailure {
  const slash = text.indexOf('/');
  if (slash < 0) return parseFailure(text, 0, text.length, "an address block such as '10.0.0.0/16'");
  const address = parseIpAddress(text.slice(0, slash));
  if (isParseFailure(address)) return parseFailure(text, 0, slash, address.expected);
  const { family, value } = address;
  const bits = addressBits(family);
  const written = text.slice(slash + 1);
  const prefix = /^(0|[1-9]\d{0,2})$/.test(written) ? Number(written) : Number.NaN;
  if (!(prefix <= bits)) return parseFailure(text, slash + 1, text.length, `a prefix length from 0 to ${bits}`);
  return blockOf(family, value, prefix);
}

/** Like parseCidr, but a plain address stands for the block of that one address, as in IAM's `aws:SourceIp`. */
export function parseCidrOrAddress(text: string): Cidr | ParseFailure {
  if (text.includes('/')) return parseCidr(text);
  const address = parseIpAddress(text);
  if (isParseFailure(address)) return parseFailure(text, 0, text.length, `${address.expected} or address block`);
  return blockOf(address.family, address.value, addressBits(address.family));
}

function blockOf(family: 4 | 6, value: bigint, prefix: number): Cidr {
  const size = 1n << BigInt(addressBits(family) - prefix);
  const first = value - (value % size);
  return { family, prefix, first, last: first + size - 1n, canonical: value === first };
}

/** The block in its usual spelling: '10.0.0.0/16'. */
export function formatCidr({ family, first, prefix }: Cidr): string {
  return `${formatIpAddress({ family, value: first })}/${prefix}`;
}

/** Whether every address of `inner` is in `outer`. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether the blocks share an address; then one contains the other. */
export function overlapsCidr(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}
