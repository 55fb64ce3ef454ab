import type { Kinds } from '../model/index.ts';
import { settled, type Answer, type Value } from '../values/index.ts';
import { computeOf, type Compute, type LaunchType } from './compute.ts';
import type { Core } from './core.ts';

type TaskDefinition = Kinds['ecs.taskDefinition'];

/** Something that starts tasks from a task definition, and where. */
export interface Launch {
  readonly by:
    | Kinds['ecs.service']
    | Kinds['ecs.taskSet']
    | Kinds['ecs.runTask']
    | Kinds['events.target']
    | Kinds['scheduler.schedule'];
  readonly compute: Compute;
}

/** Everything in the tree that starts tasks from this definition. */
export function launchesOf(core: Core, task: TaskDefinition): readonly Launch[] {
  const services = core.referrers('service.taskDefinition', task, 'ecs.service', (view) => [view.taskDefinition]).items;
  const taskSets = core.referrers('taskSet.taskDefinition', task, 'ecs.taskSet', (view) => [view.taskDefinition]).items;
  const runs = core.referrers('runTask.taskDefinition', task, 'ecs.runTask', (view) => [view.taskDefinition]).items;
  const rules = core.referrers('rule.taskDefinition', task, 'events.rule', (view) =>
    view.targets.items.map(taskDefinitionOf),
  ).items;
  const inRules = rules.flatMap((rule) =>
    rule.targets.items.filter((target) => {
      const found = core.join(taskDefinitionOf(target), 'ecs.taskDefinition', rule);
      return found.state === 'found' && found.view === task;
    }),
  );
  const targets = core.referrers('target.taskDefinition', task, 'events.target', (view) => [
    taskDefinitionOf(view),
  ]).items;
  const schedules = core.referrers('schedule.taskDefinition', task, 'scheduler.schedule', (view) => [
    view.target.ecsParameters.taskDefinitionArn,
  ]).items;
  return [
    ...[...services, ...taskSets].map((by) => ({ by, compute: computeOf(core, by) })),
    ...runs.map((by) => ({ by, compute: ofLaunchType(settled(by.launchType)) })),
    ...[...inRules, ...targets].map((by) => ({ by, compute: ofLaunchType(settled(by.ecsParameters.launchType)) })),
    ...schedules.map((by) => ({ by, compute: ofLaunchType(settled(by.target.ecsParameters.launchType)) })),
  ];
}

/**
 * Do tasks of this definition run on this launch type? `yes` when the definition asks to be validated for it or something
 * in the tree starts it there; `no` when everything known excludes it.
 */
export function runsOn(core: Core, task: TaskDefinition, launchType: LaunchType): Answer {
  const { requiresCompatibilities } = task;
  const compatibilities = requiresCompatibilities.items.map((item) => settled(item));
  if (compatibilities.includes(launchType)) return 'yes';
  const launches = launchesOf(core, task);
  if (launches.some(({ compute }) => compute.launchTypes.has(launchType))) return 'yes';
  if (requiresCompatibilities.state === 'known' && compatibilities.length > 0 && !requiresCompatibilities.open) {
    // Registered for other launch types only: AWS refuses to start it on this one.
    return compatibilities.includes(undefined) ? 'unsure' : 'no';
  }
  return launches.length > 0 && launches.every(({ compute }) => !compute.open) ? 'no' : 'unsure';
}

function taskDefinitionOf(target: Kinds['events.target']): Value<string> {
  return target.ecsParameters.taskDefinitionArn;
}

function ofLaunchType(launchType: LaunchType | undefined): Compute {
  return launchType === undefined
    ? { launchTypes: new Set(), open: true }
    : { launchTypes: new Set([launchType]), open: false };
}
