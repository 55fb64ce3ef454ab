import type { Kinds } from '../model/index.ts';
import { isSet, settled, type Place } from '../values/index.ts';
import { computeOf } from './compute.ts';
import type { Core } from './core.ts';
import { runsOn } from './launches.ts';

const MODES = ['awsvpc', 'bridge', 'host', 'none'] as const;

/** The network mode of the tasks that a service starts. */
export interface EffectiveNetworkMode {
  readonly mode: (typeof MODES)[number];
  /** What decides it: networkMode itself, else the service's subnets, its launch type or the task definition. */
  readonly at: Place;
}

/**
 * The network mode that tasks of this service have, with the default filled in: awsvpc on Fargate and managed instances,
 * bridge elsewhere (Windows's NAT counts as bridge). Undefined when it is not certain. A service whose task definition is
 * not in the tree shows it by its subnets, which ECS takes for awsvpc tasks and no others.
 * Source: ECS API reference, TaskDefinition.networkMode and CreateService.networkConfiguration.
 */
export function networkModeOf(
  core: Core,
  service: Kinds['ecs.service'] | Kinds['ecs.taskSet'],
): EffectiveNetworkMode | undefined {
  const task = core.join(service.taskDefinition, 'ecs.taskDefinition', service);
  if (task.state === 'found') {
    const { networkMode } = task.view;
    const written = MODES.find((mode) => mode === settled(networkMode));
    if (written !== undefined) return { mode: written, at: networkMode };
    if (isSet(networkMode) !== 'no') return undefined;
    if (runsOn(core, task.view, 'FARGATE') === 'yes') return { mode: 'awsvpc', at: task.view };
  }
  const { awsvpcConfiguration } = service.networkConfiguration;
  if (isSet(awsvpcConfiguration) === 'yes') return { mode: 'awsvpc', at: awsvpcConfiguration };
  const { launchTypes, open } = computeOf(core, service);
  const [only] = launchTypes;
  if (open || launchTypes.size !== 1) return undefined;
  if (only === 'FARGATE') return { mode: 'awsvpc', at: service.launchType };
  if (task.state !== 'found') return undefined;
  return { mode: only === 'MANAGED_INSTANCES' ? 'awsvpc' : 'bridge', at: task.view };
}
