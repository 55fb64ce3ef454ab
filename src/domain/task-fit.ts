import { reservedHostPorts } from './ecs-ports.ts';
import type { InstanceType } from './instance-types.ts';

const UNITS_PER_VCPU = 1024;

/** What one task takes of its instance; left out: nothing, or not known. */
export interface TaskDemand {
  readonly cpuUnits?: number | undefined;
  readonly memoryMiB?: number | undefined;
  readonly gpus?: number | undefined;
  /** A network interface of its own: network mode awsvpc. */
  readonly ownInterface?: boolean | undefined;
  /** Static host ports, TCP, in bridge or host mode. */
  readonly hostPorts?: readonly number[] | undefined;
}

/** What an instance has at most; left out: without bound, or not known. */
export type InstanceSupply = {
  readonly [Figure in 'vcpus' | 'memoryMiB' | 'gpus' | 'interfaces']?: InstanceType[Figure] | undefined;
};

/** A resource that an instance does not have enough of. */
export type Shortage = 'cpu' | 'memory' | 'gpu' | 'interface' | 'port';

/**
 * What an empty instance lacks for one task; nothing when it fits, as far as is known. The whole of an instance's memory
 * is never free: kernel and agent take some, and ECS counts what is left (developer guide, "Amazon ECS Linux container
 * instance memory management"), so a task that asks for all of it does not fit.
 */
export function shortagesOf(task: TaskDemand, instance: InstanceSupply): readonly Shortage[] {
  const { vcpus, memoryMiB, gpus, interfaces } = instance;
  const reserved = reservedHostPorts('linux');
  const shortages: Shortage[] = [];
  if (vcpus !== undefined && (task.cpuUnits ?? 0) > vcpus * UNITS_PER_VCPU) shortages.push('cpu');
  if (memoryMiB !== undefined && (task.memoryMiB ?? 0) >= memoryMiB) shortages.push('memory');
  if (gpus !== undefined && (task.gpus ?? 0) > gpus) shortages.push('gpu');
  if (interfaces !== undefined && task.ownInterface && interfaces < 2) shortages.push('interface');
  if (task.hostPorts?.some((port) => reserved.includes(port))) shortages.push('port');
  return shortages;
}

/**
 * How many such tasks an empty instance holds at most, by what is known of both; infinite where nothing bounds it. A static
 * host port allows one. In awsvpc mode without trunking each task takes a network interface, and the first is the
 * instance's own; with trunking the limit is another, larger one, so that interfaces do not count.
 */
export function tasksPerInstance(task: TaskDemand, instance: InstanceSupply, trunking = false): number {
  if (shortagesOf(task, instance).length > 0) return 0;
  const { vcpus, memoryMiB, gpus, interfaces } = instance;
  const { cpuUnits, hostPorts, ownInterface } = task;
  return Math.min(
    holds(vcpus === undefined ? undefined : vcpus * UNITS_PER_VCPU, cpuUnits),
    // Not quite all of it is free.
    holds(memoryMiB === undefined ? undefined : memoryMiB - 1, task.memoryMiB),
    holds(gpus, task.gpus),
    ownInterface && !trunking && interfaces !== undefined ? interfaces - 1 : Infinity,
    hostPorts && hostPorts.length > 0 ? 1 : Infinity,
  );
}

function holds(supply: number | undefined, demand: number | undefined): number {
  return supply === undefined || !demand ? Infinity : Math.floor(supply / demand);
}
