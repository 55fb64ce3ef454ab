import { dynamicHostPorts, PortSet, TCP, UDP } from '../domain/index.ts';
import type { Kinds } from '../model/index.ts';
import { settled, type Place } from '../values/index.ts';
import type { Core } from './core.ts';
import { instancesEnd, taskEnd } from './endpoints.ts';
import { networkModeOf } from './network-mode.ts';
import type { Endpoint } from './security-entries.ts';

type Service = Kinds['ecs.service'] | Kinds['ecs.taskSet'];
type Registration = Service['loadBalancers']['items'][number];
type TargetGroup = Kinds['elbv2.targetGroup'];

/** What the tasks of a service are to a target group that they register in. */
export interface RegisteredTarget {
  /** Their own network interfaces (awsvpc), or those of the instances that they run on. */
  readonly end: Endpoint;
  readonly isTask: boolean;
  /** The port that a task registers with; of several, any one, which Docker chooses. */
  readonly port: number | 'dynamic';
  /** What says so. */
  readonly at: Place;
}

/** Undefined where it is not certain. Source: ECS API reference, LoadBalancer and PortMapping.hostPort. */
export function registeredTarget(
  core: Core,
  service: Service,
  registration: Registration,
): RegisteredTarget | undefined {
  const mode = networkModeOf(core, service)?.mode;
  const { containerName, containerPort } = registration;
  const port = settled(containerPort);
  if (mode === undefined || mode === 'none' || port === undefined) return undefined;
  if (mode === 'awsvpc') return { end: taskEnd(core, service), isTask: true, port, at: containerPort };
  const end = instancesEnd(core, service);
  if (mode === 'host') return { end, isTask: false, port, at: containerPort };
  const task = core.join(service.taskDefinition, 'ecs.taskDefinition', service);
  const name = settled(containerName);
  if (task.state !== 'found' || name === undefined) return undefined;
  const container = task.view.containerDefinitions.items.find((each) => settled(each.name) === name);
  const mapping = container?.portMappings.items.find((each) => settled(each.containerPort) === port);
  const hostPort = mapping && settled(mapping.hostPort, 0);
  if (!mapping || hostPort === undefined) return undefined;
  return hostPort === 0
    ? { end, isTask: false, port: 'dynamic', at: mapping }
    : { end, isTask: false, port: hostPort, at: mapping.hostPort };
}

/** What a load balancer sends to targets. */
export interface BalancerTraffic {
  readonly as: 'clients' | 'health';
  /** Ports that it may be sent to; one of them where Docker chooses, else all. */
  readonly ports: PortSet;
  readonly isDynamic: boolean;
  readonly at: Place;
}

const PROTOCOLS: Readonly<Record<string, readonly number[]>> = {
  HTTP: [TCP],
  HTTPS: [TCP],
  TCP: [TCP],
  TLS: [TCP],
  UDP: [UDP],
  QUIC: [UDP],
  TCP_UDP: [TCP, UDP],
  TCP_QUIC: [TCP, UDP],
};

/**
 * Requests to the port of the target, and health checks, over TCP to that port or one of their own. Empty where protocol
 * or port is not certain. Source: ELB API reference, CreateTargetGroup.
 */
export function trafficTo(group: TargetGroup, { port, at }: RegisteredTarget): readonly BalancerTraffic[] {
  const isDynamic = port === 'dynamic';
  const portsOf = (protocol: number): PortSet =>
    isDynamic ? dynamicHostPorts('linux', protocol) : PortSet.of(protocol, port, port);
  const traffic: BalancerTraffic[] = [];
  const protocols = PROTOCOLS[settled(group.protocol) ?? ''];
  if (protocols) {
    const ports = PortSet.none.union(...protocols.map(portsOf));
    traffic.push({ as: 'clients', ports, isDynamic, at });
  }
  const check = settled(group.healthCheckPort, 'traffic-port');
  if (check === 'traffic-port') traffic.push({ as: 'health', ports: portsOf(TCP), isDynamic, at });
  else if (check !== undefined && /^\d+$/.test(check)) {
    const ports = PortSet.of(TCP, Number(check), Number(check));
    traffic.push({ as: 'health', ports, isDynamic: false, at: group.healthCheckPort });
  }
  return traffic;
}
