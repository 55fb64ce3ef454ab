import { resourceOf, type Kind, type Kinds } from '../model/index.ts';
import { settled, type Answer } from '../values/index.ts';
import { computeOf, type Compute, type LaunchType, type Start } from './compute.ts';
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
  /** The resource that it is written in: the rule of a target, else itself. */
  readonly owner: Kinds[Kind];
  readonly compute: Compute;
}

/** Everything in the tree that starts tasks from this definition. */
export function launchesOf(core: Core, task: TaskDefinition): readonly Launch[] {
  return core.once(allLaunches, task).launches;
}

/** `open`: something starts tasks from a definition that we cannot tell, which may be this one. */
function allLaunches(
  core: Core,
  task: TaskDefinition,
): { readonly launches: readonly Launch[]; readonly open: boolean } {
  const services = core.referrers('service.taskDefinition', task, 'ecs.service', (view) => [view.taskDefinition]);
  const taskSets = core.referrers('taskSet.taskDefinition', task, 'ecs.taskSet', (view) => [view.taskDefinition]);
  const runs = core.referrers('runTask.taskDefinition', task, 'ecs.runTask', (view) => [view.taskDefinition]);
  const rules = core.referrers('rule.taskDefinition', task, 'events.rule', (view) =>
    view.targets.items.map((target) => target.ecsParameters.taskDefinitionArn),
  );
  const targets = core.referrers('target.taskDefinition', task, 'events.target', (view) => [
    view.ecsParameters.taskDefinitionArn,
  ]);
  const schedules = core.referrers('schedule.taskDefinition', task, 'scheduler.schedule', (view) => [
    view.target.ecsParameters.taskDefinitionArn,
  ]);
  const own = resourceOf(task);
  const launches: Launch[] = [
    ...[...services.items, ...taskSets.items, ...runs.items].map((by) => ({
      by,
      owner: by,
      compute: computeOf(core, by),
    })),
    ...rules.items.flatMap((rule) =>
      rule.targets.items
        .filter(({ ecsParameters }) => {
          const found = core.join(ecsParameters.taskDefinitionArn, 'ecs.taskDefinition', rule);
          return found.state === 'found' && found.resource === own;
        })
        .map((by) => ({ by, owner: rule, compute: computeOfTarget(core, by, rule) })),
    ),
    ...targets.items.map((by) => ({ by, owner: by, compute: computeOfTarget(core, by, by) })),
    ...schedules.items.map((by) => ({ by, owner: by, compute: computeOfTarget(core, by.target, by) })),
  ];
  return { launches, open: [services, taskSets, runs, rules, targets, schedules].some(({ open }) => open) };
}

/** A target starts its tasks in the cluster that its ARN names. */
function computeOfTarget(
  core: Core,
  { arn, ecsParameters }: Pick<Kinds['events.target'], 'arn'> & { readonly ecsParameters: Omit<Start, 'cluster'> },
  owner: object,
): Compute {
  const { launchType, capacityProviderStrategy } = ecsParameters;
  return computeOf(core, { launchType, capacityProviderStrategy, cluster: arn }, owner);
}

/**
 * Do tasks of this definition run on this launch type? `yes` when the definition asks to be validated for it or something
 * in the tree starts it there; `no` when everything known excludes it.
 */
export function runsOn(core: Core, task: TaskDefinition, launchType: LaunchType): Answer {
  const { requiresCompatibilities } = task;
  const compatibilities = requiresCompatibilities.items.map((item) => settled(item));
  if (compatibilities.includes(launchType)) return 'yes';
  const { launches, open } = core.once(allLaunches, task);
  if (launches.some(({ compute }) => compute.launchTypes.has(launchType))) return 'yes';
  if (requiresCompatibilities.state === 'known' && compatibilities.length > 0 && !requiresCompatibilities.open) {
    // Registered for other launch types only: AWS refuses to start it on this one.
    return compatibilities.includes(undefined) ? 'unsure' : 'no';
  }
  return launches.length > 0 && !open && launches.every(({ compute }) => !compute.open) ? 'no' : 'unsure';
}
