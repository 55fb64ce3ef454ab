import table from '../../schemas/aws/ecs-ports.json' with { type: 'json' };
import { PortSet } from './ports.ts';
import { TCP, type Protocol } from './protocol.ts';

/** The operating system of a container instance. */
export type InstanceOs = 'linux' | 'windows';

/** FireLens's router listens here inside the task; it must be neither mapped nor opened. */
export const FIRELENS_PORT = table.firelensPort;

/**
 * Host ports that a container instance keeps for itself (SSH, the Docker daemon, the ECS agent; on Windows also its own
 * services), ascending. TCP. Source: schemas/aws/ecs-ports.json.
 */
export function reservedHostPorts(os: InstanceOs): readonly number[] {
  return table.reservedHostPorts[os];
}

/**
 * Host ports that Docker may choose where none is given (bridge mode): on Linux the kernel's usual range and the
 * agent's fallback, so that a security group that admits all of these works on every instance.
 * Source: schemas/aws/ecs-ports.json.
 */
export function dynamicHostPorts(os: InstanceOs, protocol: Protocol = TCP): PortSet {
  return PortSet.none.union(...table.dynamicHostPorts[os].map(({ from, to }) => PortSet.of(protocol, from, to)));
}
