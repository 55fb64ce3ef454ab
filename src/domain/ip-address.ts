import { parseFailure, type ParseFailure } from './parse-failure.ts';

/** An IPv4 or IPv6 address as a number. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Bits in an address of the family. */
export function addressBits(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/**
 * Reads `192.0.2.1` or `2001:db8::1`. No zone index, no brackets, no leading zeros in IPv4 (some readers take them for
 * octal). Sources: RFC 4291, section 2.2; RFC 6943, section 3.1.1.
 */
export function parseIpAddress(text: string): IpAddress | ParseFailure {
  const value = text.includes(':') ? ipv6Value(text) : ipv4Value(text);
  if (value === undefined) return parseFailure(text, 0, text.length, 'an IPv4 or IPv6 address');
  return { family: text.includes(':') ? 6 : 4, value };
}

function ipv4Value(text: string): bigint | undefined {
  if (text.length > 15) return undefined;
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet))) return undefined;
  const numbers = octets.map(Number);
  if (numbers.some((octet) => octet > 255)) return undefined;
  return BigInt(numbers.reduce((value, octet) => value * 256 + octet, 0));
}

function ipv6Value(text: string): bigint | undefined {
  if (text.length > 45) return undefined;
  const [front, back, ...more] = text.split('::');
  if (front === undefined || more.length > 0) return undefined;
  const head = groupsOf(front, back === undefined);
  const tail = back === undefined ? [] : groupsOf(back, true);
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  // '::' stands for at least one group.
  if (back === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<number>(missing).fill(0), ...tail];
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** Groups of up to four hexadecimal digits; the last may be an IPv4 address, worth two. */
function groupsOf(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const words = text.split(':');
  for (const [index, word] of words.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(word)) {
      groups.push(Number.parseInt(word, 16));
    } else {
      const ipv4 = mayEndInIpv4 && index === words.length - 1 ? ipv4Value(word) : undefined;
      if (ipv4 === undefined) return undefined;
      groups.push(Number(ipv4 >> 16n), Number(ipv4 & 0xffffn));
    }
  }
  return groups;
}

/** The usual spelling: dotted IPv4; IPv6 in lower case with its longest run of zeros as '::' (RFC 5952). */
export function formatIpAddress({ family, value }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const runs = groups.join(':').match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return groups.join(':');
  const index = findRun(groups, longest.split(':').length);
  return `${groups.slice(0, index).join(':')}::${groups.slice(index + longest.split(':').length).join(':')}`;
}

function findRun(groups: readonly string[], length: number): number {
  return groups.findIndex((_, index) => {
    const run = groups.slice(index, index + length);
    return run.length === length && run.every((group) => group === '0');
  });
}
