import { formatCidr, parseCidr, type Cidr } from '../../../domain/cidr.ts';
import { addressBits, formatIpAddress } from '../../../domain/ip-address.ts';
import { isParseFailure } from '../../../domain/parse-failure.ts';
import type { Term } from '../../../values/index.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { listOf, MOST_ITEMS } from './lists.ts';
import { tooLong } from './list-functions.ts';
import { refused, textTerm } from './make-terms.ts';
import { number, Stop, takes, takesMore, text, whole, type Parameter } from './parameters.ts';

/** An address block. One that Go reads and we do not, with zeros before its numbers, counts as refused. */
const block: Parameter<Cidr> = {
  read: (term, call) => {
    const words = text.read(term, call);
    if (words instanceof Stop) return words;
    const cidr = parseCidr(words);
    return isParseFailure(cidr) ? new Stop(refused(call, 'of something that is not an address block')) : cidr;
  },
};

/** A whole number of any size: the number of a host or a subnet. */
const ordinal: Parameter<bigint> = {
  read: (term, call) => {
    const decimal = number.read(term, call);
    if (decimal instanceof Stop) return decimal;
    return decimal.scale === 0 ? decimal.units : new Stop(refused(call, 'with a number that is not whole'));
  },
};

/** An address by its number in a block; those below zero count from the end. */
const cidrhost = takes([block, ordinal], ([{ family, first, last }, host], call) => {
  const value = host < 0n ? last + 1n + host : first + host;
  if (value < first || value > last) return refused(call, `for address ${host} of a smaller block`);
  return textTerm(formatIpAddress({ family, value }), call.place);
});

const cidrnetmask = takes([block], ([{ family, prefix }], call) => {
  if (family === 6) return refused(call, 'of a block of IPv6');
  const value = ((1n << BigInt(prefix)) - 1n) << BigInt(32 - prefix);
  return textTerm(formatIpAddress({ family, value }), call.place);
});

/** One of the equal parts of a block. */
const cidrsubnet = takes([block, whole, ordinal], ([outer, bits, index], call) => {
  const prefix = outer.prefix + bits;
  if (bits < 0 || prefix > addressBits(outer.family)) return refused(call, `with ${bits} more bits`);
  if (index < 0n || index >= 1n << BigInt(bits)) return refused(call, `for part ${index} of fewer`);
  return blockTerm(outer, prefix, outer.first + index * sizeOf(outer, prefix), call);
});

/** Parts of a block, one behind another, each at a multiple of its own size. */
const cidrsubnets = takesMore([block], whole, ([outer], sizes, call) => {
  if (sizes.length > MOST_ITEMS) return tooLong(call);
  // Terraform finds no room in the block of all addresses.
  if (outer.prefix === 0 && sizes.length > 0) return refused(call, 'for parts of all addresses');
  const items: Term[] = [];
  let next = outer.first;
  for (const bits of sizes) {
    const prefix = outer.prefix + bits;
    if (bits < 1 || prefix > addressBits(outer.family)) return refused(call, `with ${bits} more bits`);
    const size = sizeOf(outer, prefix);
    const first = ((next + size - 1n) / size) * size;
    next = first + size;
    if (next - 1n > outer.last) return refused(call, 'for more than the block has room for');
    items.push(blockTerm(outer, prefix, first, call));
  }
  return listOf(items, call.place);
});

function sizeOf({ family }: Cidr, prefix: number): bigint {
  return 1n << BigInt(addressBits(family) - prefix);
}

function blockTerm(outer: Cidr, prefix: number, first: bigint, call: FunctionCall): Term {
  const { family } = outer;
  const last = first + sizeOf(outer, prefix) - 1n;
  return textTerm(formatCidr({ family, prefix, first, last, canonical: true }), call.place);
}

export const ADDRESS_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  cidrhost,
  cidrnetmask,
  cidrsubnet,
  cidrsubnets,
};
