import table from '../../schemas/aws/sensitive-ports.json' with { type: 'json' };
import { isParseFailure } from './parse-failure.ts';
import { PortSet } from './ports.ts';
import { parseProtocol } from './protocol.ts';

/** A port, or a few next to each other, that nobody should reach from the internet. */
export interface SensitivePort {
  /** What listens there: 'SSH', 'PostgreSQL'. */
  readonly name: string;
  /** How to write it in a message: '22', '27017-27019', 'udp 161'. */
  readonly text: string;
  readonly ports: PortSet;
  /** Does one log in to a machine there? */
  readonly isAdministration: boolean;
  /** Is it reached through a proxy for HTTP? */
  readonly speaksHttp: boolean;
}

interface Row {
  readonly port: number;
  readonly to?: number;
  readonly name: string;
  /** TCP when left out. */
  readonly protocols?: readonly string[];
  readonly speaksHttp?: boolean;
}

let ports: readonly SensitivePort[] | undefined;

/**
 * Ports of remote administration first, each group ascending; made when first asked for, as most runs see no open group.
 * Source: schemas/aws/sensitive-ports.json.
 */
export function sensitivePorts(): readonly SensitivePort[] {
  ports ??= [
    ...table.administration.map((row: Row) => sensitivePort(row, true)),
    ...table.services.map((row: Row) => sensitivePort(row, false)),
  ];
  return ports;
}

function sensitivePort(
  { port, to = port, name, protocols = ['tcp'], speaksHttp = false }: Row,
  isAdministration: boolean,
): SensitivePort {
  const ports = PortSet.none.union(...protocols.map((protocol) => portsOf(protocol, port, to)));
  const numbers = port === to ? String(port) : `${port}-${to}`;
  return { name, text: protocols.includes('tcp') ? numbers : ports.format(), ports, isAdministration, speaksHttp };
}

function portsOf(protocol: string, from: number, to: number): PortSet {
  const number = parseProtocol(protocol);
  return isParseFailure(number) ? PortSet.none : PortSet.of(number, from, to);
}
