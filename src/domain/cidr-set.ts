import type { Cidr } from './cidr.ts';
import {
  includesIntervals,
  intersectIntervals,
  intervalSet,
  subtractIntervals,
  type Interval,
  type IntervalSet,
} from './intervals.ts';

type Addresses = IntervalSet<bigint>;

const ALL: Readonly<Record<4 | 6, Addresses>> = {
  4: [{ start: 0n, end: 1n << 32n }],
  6: [{ start: 0n, end: 1n << 128n }],
};

/** A set of addresses of both families, for questions that no single block answers: 0.0.0.0/1 and 128.0.0.0/1 are all. */
export class CidrSet {
  /** Every IPv4 address. */
  static readonly ipv4 = new CidrSet(ALL[4], []);

  readonly #ipv4: Addresses;
  readonly #ipv6: Addresses;

  private constructor(ipv4: Addresses, ipv6: Addresses) {
    this.#ipv4 = ipv4;
    this.#ipv6 = ipv6;
  }

  static of(...cidrs: readonly Cidr[]): CidrSet {
    const blocks = (family: 4 | 6): Interval<bigint>[] =>
      cidrs.filter((cidr) => cidr.family === family).map(({ first, last }) => ({ start: first, end: last + 1n }));
    return new CidrSet(intervalSet(blocks(4)), intervalSet(blocks(6)));
  }

  union(other: CidrSet): CidrSet {
    return new CidrSet(intervalSet([...this.#ipv4, ...other.#ipv4]), intervalSet([...this.#ipv6, ...other.#ipv6]));
  }

  intersect(other: CidrSet): CidrSet {
    return new CidrSet(intersectIntervals(this.#ipv4, other.#ipv4), intersectIntervals(this.#ipv6, other.#ipv6));
  }

  /** The addresses here that are not in the other. */
  subtract(other: CidrSet): CidrSet {
    return new CidrSet(subtractIntervals(this.#ipv4, other.#ipv4), subtractIntervals(this.#ipv6, other.#ipv6));
  }

  /** Whether every address of the other is here; of an empty set, always. */
  contains(other: CidrSet): boolean {
    return includesIntervals(this.#ipv4, other.#ipv4) && includesIntervals(this.#ipv6, other.#ipv6);
  }

  overlaps(other: CidrSet): boolean {
    return !this.intersect(other).isEmpty();
  }

  isEmpty(): boolean {
    return this.#ipv4.length === 0 && this.#ipv6.length === 0;
  }

  /** Whether the set has every address of a family: '0.0.0.0/0', '::/0', or blocks that add up to one of them. */
  isWorld(): boolean {
    return includesIntervals(this.#ipv4, ALL[4]) || includesIntervals(this.#ipv6, ALL[6]);
  }

  /** How many addresses of a family are here. */
  size(family: 4 | 6): bigint {
    const intervals = family === 4 ? this.#ipv4 : this.#ipv6;
    return intervals.reduce((sum, { start, end }) => sum + (end - start), 0n);
  }
}
