import type { Kinds } from '../model/index.ts';
import { isSet, settled, type Value } from '../values/index.ts';
import type { Core } from './core.ts';

type Service = Kinds['ecs.service'];

/** A number of tasks that a service runs at some time. */
export interface TaskCount {
  readonly tasks: number;
  /** `floor`: the least that scaling allows. `default`: nothing is written, and ECS starts one. */
  readonly from: 'desiredCount' | 'floor' | 'default';
  /** What says so; the absent desiredCount for `default`. */
  readonly at: Value<number>;
}

/** What bounds the rolling deployments of a service; figures that are not written as ECS fills them in. */
export interface Rollout {
  readonly schedulingStrategy: 'REPLICA' | 'DAEMON';
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** Numbers of tasks, zero left out. Empty for DAEMON, and where nothing is known. */
  readonly counts: readonly TaskCount[];
  /** True where the service certainly runs no task: nothing is deployed. */
  readonly idle: boolean;
}

// ECS API reference, DeploymentConfiguration; DAEMON: the API's default, the console writes 50.
const DEFAULTS = {
  REPLICA: { minimumHealthyPercent: 100, maximumPercent: 200 },
  DAEMON: { minimumHealthyPercent: 0, maximumPercent: 100 },
} as const;

/**
 * How ECS replaces the tasks of a service; undefined for deployments that are not rolling (blue/green, linear, canary,
 * CodeDeploy, external) and where a figure that decides is not known.
 */
export function rolloutOf(core: Core, service: Service): Rollout | undefined {
  const { deploymentConfiguration: configuration } = service;
  if (settled(service.deploymentController.type, 'ECS') !== 'ECS') return undefined;
  if (settled(configuration.strategy, 'ROLLING') !== 'ROLLING') return undefined;
  const schedulingStrategy = settled(service.schedulingStrategy, 'REPLICA');
  if (schedulingStrategy !== 'REPLICA' && schedulingStrategy !== 'DAEMON') return undefined;
  const defaults = DEFAULTS[schedulingStrategy];
  const minimumHealthyPercent = settled(configuration.minimumHealthyPercent, defaults.minimumHealthyPercent);
  const maximumPercent = settled(configuration.maximumPercent, defaults.maximumPercent);
  if (minimumHealthyPercent === undefined || maximumPercent === undefined) return undefined;
  const counts = schedulingStrategy === 'DAEMON' ? [] : countsOf(core, service);
  return {
    schedulingStrategy,
    minimumHealthyPercent,
    maximumPercent,
    counts: counts.filter(({ tasks }) => tasks > 0),
    idle: counts.length > 0 && counts.every(({ tasks }) => tasks === 0),
  };
}

/**
 * The numbers that decide: desiredCount, and the floor of the scaling range, since a rollout that works with n tasks
 * works with n + 1. A range that begins at zero passes through one.
 */
function countsOf(core: Core, service: Service): TaskCount[] {
  const { desiredCount } = service;
  const counts: TaskCount[] = [];
  const desired = settled(desiredCount);
  if (desired !== undefined) counts.push({ tasks: desired, from: 'desiredCount', at: desiredCount });
  const target = scalableTargetOf(core, service);
  const floor = target && settled(target.minCapacity);
  const ceiling = target && settled(target.maxCapacity);
  if (target && floor !== undefined && ceiling !== 0)
    counts.push({ tasks: Math.max(1, floor), from: 'floor', at: target.minCapacity });
  // CloudFormation, AWS::ECS::Service.DesiredCount: 1 for a new service. The API wants the number.
  if (!target && isSet(desiredCount) === 'no') counts.push({ tasks: 1, from: 'default', at: desiredCount });
  return counts;
}

/** The scaling target that moves this service's desired count. */
export function scalableTargetOf(
  core: Core,
  service: Service,
): Kinds['applicationautoscaling.scalableTarget'] | undefined {
  const targets = core.referrers(
    'scalableTarget.service',
    service,
    'applicationautoscaling.scalableTarget',
    (target) => [target.resourceId],
  );
  return targets.items[0];
}
