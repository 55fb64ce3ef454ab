import type { Kinds } from '../model/index.ts';
import { settled, type Value } from '../values/index.ts';

type TaskDefinition = Kinds['ecs.taskDefinition'];

export interface MismatchedPort {
  readonly container: TaskDefinition['containerDefinitions']['items'][number];
  readonly hostPort: Value<number>;
  readonly containerPort: Value<number>;
}

/**
 * Port mappings whose host port is certainly another than the container's. A host port of 0 means "any" and never
 * differs. Source: ECS API reference, PortMapping.
 */
export function* mismatchedPorts(task: TaskDefinition): Generator<MismatchedPort> {
  for (const container of task.containerDefinitions.items) {
    for (const { hostPort, containerPort } of container.portMappings.items) {
      const [host, port] = [settled(hostPort), settled(containerPort)];
      if (host === undefined || host === 0 || port === undefined || host === port) continue;
      yield { container, hostPort, containerPort };
    }
  }
}
