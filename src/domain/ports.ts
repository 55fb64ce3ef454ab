import {
  includesIntervals,
  intersectIntervals,
  intervalSet,
  subtractIntervals,
  type IntervalSet,
} from './intervals.ts';
import { parseFailure, type ParseFailure } from './parse-failure.ts';
import { ICMP, ICMPV6, TCP, UDP, formatProtocol, type Protocol } from './protocol.ts';

const PORTS = 65_536;
const PROTOCOLS = 256;

/** Ports from `from` to `to`, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads '80' or '8000-8100', as in `containerPortRange`; ports are 0 to 65535 and the first is not above the last.
 * Never throws.
 */
export function parsePortRange(text: string): PortRange | ParseFailure {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match?.[1]) return parseFailure(text, 0, text.length, "a port such as '8080' or a range such as '8000-8100'");
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  if (from >= PORTS) return parseFailure(text, 0, match[1].length, 'a port from 0 to 65535');
  const at = match[2] === undefined ? 0 : match[1].length + 1;
  if (to >= PORTS) return parseFailure(text, at, text.length, 'a port from 0 to 65535');
  if (from > to) return parseFailure(text, 0, text.length, 'a range that begins with its lower port');
  return { from, to };
}

/**
 * A set of ports and protocols. All of them lie on one line, port P of protocol N at N * 65536 + P, so that "all traffic"
 * is a single interval and no range is ever expanded. ICMP's message types stand where other protocols have ports.
 */
export class PortSet {
  static readonly none = new PortSet([]);
  /** Every port of every protocol, -1 in a security group. */
  static readonly all = new PortSet([{ start: 0, end: PROTOCOLS * PORTS }]);

  readonly #line: IntervalSet<number>;

  private constructor(line: IntervalSet<number>) {
    this.#line = line;
  }

  /** Ports `from` to `to` of a protocol, all of them when not given; empty when `from` is above `to`. */
  static of(protocol: Protocol, from = 0, to = PORTS - 1): PortSet {
    if (protocol === 'all') return PortSet.all;
    const [first, last] = [Math.max(from, 0), Math.min(to, PORTS - 1)];
    return new PortSet(intervalSet([{ start: protocol * PORTS + first, end: protocol * PORTS + last + 1 }]));
  }

  union(...others: readonly PortSet[]): PortSet {
    return new PortSet(intervalSet([this, ...others].flatMap((set) => [...set.#line])));
  }

  intersect(other: PortSet): PortSet {
    return new PortSet(intersectIntervals(this.#line, other.#line));
  }

  /** What is here and not in the other. */
  subtract(other: PortSet): PortSet {
    return new PortSet(subtractIntervals(this.#line, other.#line));
  }

  /** Whether all of the other is here; of an empty set, always. */
  contains(other: PortSet): boolean {
    return includesIntervals(this.#line, other.#line);
  }

  overlaps(other: PortSet): boolean {
    return !this.intersect(other).isEmpty();
  }

  isEmpty(): boolean {
    return this.#line.length === 0;
  }

  /** How many ports there are, a protocol without ports counting as 65536. */
  size(): number {
    return this.#line.reduce((sum, { start, end }) => sum + (end - start), 0);
  }

  /** For a message: '22, 8000-8100' (TCP is not named when it is alone), 'tcp 80; udp 53', 'all tcp', 'all traffic'. */
  format(): string {
    if (this.isEmpty()) return 'no ports';
    if (this.contains(PortSet.all)) return 'all traffic';
    const byProtocol = new Map<string, string[]>();
    for (const { label, ports } of this.#line.flatMap(({ start, end }) => segments(start, end))) {
      byProtocol.set(label, [...(byProtocol.get(label) ?? []), ...(ports === undefined ? [] : [ports])]);
    }
    const phrases = [...byProtocol].map(([label, ports]) =>
      ports.length > 0 ? `${label} ${ports.join(', ')}` : label,
    );
    const tcp = byProtocol.get('tcp');
    return byProtocol.size === 1 && tcp ? tcp.join(', ') : phrases.join('; ');
  }
}

interface Segment {
  readonly label: string;
  /** Undefined for the whole of what the label says. */
  readonly ports: string | undefined;
}

/** One interval of the line: the rest of its first protocol, a run of whole protocols, the beginning of its last. */
function segments(start: number, end: number): Segment[] {
  const protocol = Math.floor(start / PORTS);
  const base = protocol * PORTS;
  if (start > base || end < base + PORTS) {
    const upTo = Math.min(end, base + PORTS);
    const part = { label: formatProtocol(protocol), ports: formatRange(start - base, upTo - 1 - base) };
    return upTo < end ? [part, ...segments(upTo, end)] : [part];
  }
  const after = Math.floor(end / PORTS);
  const label =
    after - protocol === 1 ? `all ${formatProtocol(protocol)}` : `all of protocols ${formatRange(protocol, after - 1)}`;
  const whole = { label, ports: undefined };
  return after * PORTS < end ? [whole, ...segments(after * PORTS, end)] : [whole];
}

function formatRange(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/**
 * The ports that a security-group rule is about. FromPort and ToPort count for TCP and UDP only; for ICMP FromPort is the
 * message type and -1 all of them; any other protocol is meant whole. Without ports: the whole protocol. A rule whose
 * FromPort is above its ToPort yields no ports. Source: EC2 API reference, IpPermission.
 */
export function portsOfRule(protocol: Protocol, fromPort?: number, toPort?: number): PortSet {
  if (protocol === 'all' || fromPort === undefined || fromPort < 0) return PortSet.of(protocol);
  if (protocol === ICMP || protocol === ICMPV6) return PortSet.of(protocol, fromPort, fromPort);
  if (protocol !== TCP && protocol !== UDP) return PortSet.of(protocol);
  return PortSet.of(protocol, fromPort, toPort ?? fromPort);
}
