import { PortSet, sensitivePorts, TCP, UDP } from '../domain/index.ts';
import { allOf } from './text.ts';

/** Ports for a message: 'port 22', 'ports 20-23, 80', 'UDP port 53', 'all traffic'. */
export function plainPortsText(ports: PortSet): string {
  if (ports.contains(PortSet.all)) return 'all traffic';
  if (ports.contains(PortSet.of(TCP, 1))) return 'all TCP ports';
  if (ports.contains(PortSet.of(UDP, 1))) return 'all UDP ports';
  return ports
    .format()
    .replace(/^(udp )?(?=\d)/, (udp) => `${udp ? 'UDP ' : ''}${ports.size() === 1 ? 'port' : 'ports'} `);
}

/** The same with the sensitive ones named: 'port 22 (SSH)', 'ports 20-23, among them 22 (SSH) and 23 (Telnet)', 'all traffic'. */
export function portsText(ports: PortSet): string {
  const text = plainPortsText(ports);
  if (/^all (traffic|TCP ports|UDP ports)$/.test(text)) return text;
  const sensitive = sensitivePorts().filter((known) => known.ports.overlaps(ports));
  const [only] = sensitive;
  if (!only) return text;
  if (sensitive.length === 1 && only.ports.contains(ports)) return `${text} (${only.name})`;
  return `${text}, among them ${allOf(sensitive.map((known) => `${known.text} (${known.name})`))}`;
}
