import { CidrSet } from './cidr-set.ts';
import { containsCidr, parseCidr, type Cidr } from './cidr.ts';
import { isParseFailure } from './parse-failure.ts';

// IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its successors), the blocks that are not globally
// reachable; 224.0.0.0/4 and ff00::/8 are multicast.
const UNROUTED = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4'],
  ...['240.0.0.0/4', '::/128', '::1/128', '64:ff9b:1::/48', '100::/64', '2001:db8::/32', '3fff::/20', 'fc00::/7'],
  ...['fe80::/10', 'ff00::/8'],
];

/** Made when first asked for: most runs see no CIDR. */
let known: { readonly unrouted: readonly Cidr[]; readonly internet: CidrSet } | undefined;

function addresses(): NonNullable<typeof known> {
  if (known) return known;
  const unrouted = blocks(...UNROUTED);
  // Addresses that hosts of the internet have: IPv4 without the above; of IPv6 only 2000::/3 is given out (RFC 4291).
  const internet = CidrSet.of(...blocks('0.0.0.0/0', '2000::/3')).subtract(CidrSet.of(...unrouted));
  return (known = { unrouted, internet });
}

/** A quarter: each half of 0.0.0.0/1 and 128.0.0.0/1 has more, and no list of partners comes near. */
const MUCH = 4n;

function blocks(...texts: readonly string[]): Cidr[] {
  return texts.map((text) => parseCidr(text)).filter((cidr): cidr is Cidr => !isParseFailure(cidr));
}

/** Whether no address of the block is reachable from the internet: private, shared, link-local, loopback, reserved. */
export function isPrivate(cidr: Cidr): boolean {
  return addresses().unrouted.some((block) => containsCidr(block, cidr));
}

/** Whether the one block is a whole family: '0.0.0.0/0' or '::/0'. */
export function isWorld(cidr: Cidr): boolean {
  return cidr.prefix === 0;
}

/** Whether the blocks together are all addresses of a family: 0.0.0.0/0, or 0.0.0.0/1 beside 128.0.0.0/1. */
export function coverWorld(cidrs: readonly Cidr[]): boolean {
  return CidrSet.of(...cidrs).isWorld();
}

/**
 * Whether the blocks together admit a large part of the internet, a quarter or more of its IPv4 or of its IPv6
 * addresses: the world, one half of it (0.0.0.0/1), or the world cut into pieces with a gap.
 */
export function coverMuchOfInternet(cidrs: readonly Cidr[]): boolean {
  const { internet } = addresses();
  const open = CidrSet.of(...cidrs).intersect(internet);
  return ([4, 6] as const).some((family) => open.size(family) * MUCH >= internet.size(family));
}
