/** A rolling deployment of ECS: the service's figures and what the cluster can hold. */
export interface RollingPlan {
  readonly desiredCount: number;
  /** 100 when not written, for REPLICA services. */
  readonly minimumHealthyPercent: number;
  /** 200 when not written, for REPLICA services. */
  readonly maximumPercent: number;
  /**
   * Tasks of the service that the instances can hold at once, where something allows one task an instance only: a static
   * host port in bridge or host mode, or the constraint distinctInstance. Undefined where nothing does.
   */
  readonly taskSlots?: number | undefined;
}

/** What a rolling deployment may do, in numbers of tasks. */
export interface RollingUpdate {
  /** Tasks that must stay healthy: desiredCount x minimumHealthyPercent, rounded up. */
  readonly lower: number;
  /** Tasks that may run at once: desiredCount x maximumPercent, rounded down, and no more than the slots. */
  readonly upper: number;
  /** Tasks that run before the deployment: desiredCount, or as many as have a slot. */
  readonly running: number;
  /** New tasks that may start while all the old ones run. */
  readonly start: number;
  /** Old tasks that may stop before a new one runs. */
  readonly stop: number;
  /** No new task ever starts: none fits beside the old ones, and stopping old ones makes no room or is not allowed. */
  readonly deadlock: boolean;
  /** Every old task may stop before a new one is healthy. */
  readonly downtime: boolean;
  /** New tasks end below desiredCount, since `upper` is: a maximumPercent under 100 or too few slots. */
  readonly fallsShort: boolean;
  /** Times that new tasks are started; 0 when nothing moves. */
  readonly batches: number;
}

/** One move of the scheduler. */
export interface RollingStep {
  readonly action: 'start' | 'stop';
  readonly tasks: number;
}

/**
 * The bounds and the course of an ECS rolling update (controller ECS, strategy ROLLING, scheduler REPLICA).
 * Undefined when a figure is negative, fractional or too large to calculate with.
 * Source: ECS API reference, DeploymentConfiguration: the lower bound is rounded up, the upper one down.
 */
export function rollingUpdate(plan: RollingPlan): RollingUpdate | undefined {
  const { desiredCount, minimumHealthyPercent, maximumPercent, taskSlots = Number.MAX_SAFE_INTEGER } = plan;
  const figures = [desiredCount, minimumHealthyPercent, maximumPercent, taskSlots];
  if (!figures.every((figure) => Number.isSafeInteger(figure) && figure >= 0)) return undefined;
  const [low, high] = [desiredCount * minimumHealthyPercent, desiredCount * maximumPercent];
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) return undefined;

  const lower = Math.ceil(low / 100);
  const upper = Math.min(Math.floor(high / 100), taskSlots);
  const running = Math.min(desiredCount, taskSlots);
  const start = Math.max(0, Math.min(upper - running, desiredCount));
  const stop = Math.max(0, Math.min(running - lower, running));
  const batches = batchesOf(Math.min(desiredCount, upper), start, upper - lower);
  return {
    lower,
    upper,
    running,
    start,
    stop,
    deadlock: desiredCount > 0 && batches === 0,
    downtime: desiredCount > 0 && lower === 0,
    fallsShort: upper < desiredCount,
    batches,
  };
}

/** The first batch is what fits beside the old tasks; after that old ones make way, up to the width of the window. */
function batchesOf(newTasks: number, first: number, window: number): number {
  if (window <= 0) return 0;
  return (first > 0 ? 1 : 0) + Math.ceil((newTasks - first) / window);
}

/**
 * The moves of the update one by one, each as large as the bounds allow, starting before stopping wherever there is room:
 * desired 4 at 50/100 is stop 2, start 2, stop 2, start 2. Ends after `limit` moves (20) or where nothing moves;
 * new tasks are taken to become healthy.
 */
export function rollingSteps(
  update: Pick<RollingUpdate, 'running' | 'lower' | 'upper'>,
  desiredCount: number,
  limit = 20,
): readonly RollingStep[] {
  const steps: RollingStep[] = [];
  let [oldTasks, newTasks] = [update.running, 0];
  while (steps.length < limit) {
    const start = Math.min(update.upper - oldTasks - newTasks, desiredCount - newTasks);
    const stop = Math.min(oldTasks, oldTasks + newTasks - update.lower);
    if (start > 0) {
      steps.push({ action: 'start', tasks: start });
      newTasks += start;
    } else if (stop > 0) {
      steps.push({ action: 'stop', tasks: stop });
      oldTasks -= stop;
    } else {
      return steps;
    }
  }
  return steps;
}

/**
 * The course of a rolling update of a DAEMON service, which has one task on each of so many instances and never two: in
 * each round old tasks stop on as many instances as may be without, and new ones start there. Undefined for figures that
 * cannot be. Source: ECS API reference, DeploymentConfiguration: maximumPercent is 100 for DAEMON, the lower bound is
 * rounded up.
 */
export function daemonUpdate(
  instances: number,
  minimumHealthyPercent: number,
): { readonly stop: number; readonly rounds: number; readonly deadlock: boolean } | undefined {
  const update = rollingUpdate({
    desiredCount: instances,
    minimumHealthyPercent,
    maximumPercent: 100,
    taskSlots: instances,
  });
  if (!update) return undefined;
  const { stop, deadlock, batches } = update;
  return { stop, rounds: batches, deadlock };
}
