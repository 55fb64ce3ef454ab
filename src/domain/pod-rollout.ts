import { rollingSteps, type RollingStep } from './rolling-update.ts';

/** A number of pods, or a share of them: Kubernetes' IntOrString where it means an amount. */
export type PodShare =
  { readonly unit: 'pods'; readonly amount: number } | { readonly unit: 'percent'; readonly amount: number };

/** What a Deployment says of its rollouts. */
export interface DeploymentRollout {
  readonly replicas: number;
  /** Default: 25 %. */
  readonly maxSurge?: PodShare | undefined;
  /** Default: 25 %. */
  readonly maxUnavailable?: PodShare | undefined;
}

/** What a rollout may do, in numbers of pods. */
export interface PodRollout {
  readonly replicas: number;
  /** New pods that may run beside the old ones. */
  readonly surge: number;
  /** Pods that may be missing. */
  readonly unavailable: number;
  /** Ready pods that stay at every step. */
  readonly lowest: number;
  /** Pods that run at once at most. */
  readonly highest: number;
  /** Every pod may stop before a new one is ready. */
  readonly downtime: boolean;
}

const QUARTER: PodShare = { unit: 'percent', amount: 25 };

/**
 * Reads a share as a manifest writes it: 2 or '25%'. Undefined for what Kubernetes refuses: negative and fractional
 * numbers, texts that are no percentage. Source: Kubernetes API reference, IntOrString and its validation.
 */
export function parsePodShare(written: number | string): PodShare | undefined {
  if (typeof written === 'number') {
    return Number.isSafeInteger(written) && written >= 0 ? { unit: 'pods', amount: written } : undefined;
  }
  const percent = /^(\d{1,9})%$/.exec(written)?.[1];
  return percent === undefined ? undefined : { unit: 'percent', amount: Number(percent) };
}

/** The share of so many pods, in pods. */
export function podsOf({ unit, amount }: PodShare, pods: number, rounding: 'up' | 'down'): number {
  if (unit === 'pods') return amount;
  return rounding === 'up' ? Math.ceil((pods * amount) / 100) : Math.floor((pods * amount) / 100);
}

/**
 * A Deployment's RollingUpdate: the surge is rounded up, what may be missing down, and where both come to nothing one pod
 * may be missing, since nothing could move otherwise.
 * Source: Kubernetes API reference, RollingUpdateDeployment; the Deployment controller's ResolveFenceposts.
 */
export function rolloutOfDeployment(plan: DeploymentRollout): PodRollout {
  const { replicas, maxSurge = QUARTER, maxUnavailable = QUARTER } = plan;
  const surge = podsOf(maxSurge, replicas, 'up');
  const missing = podsOf(maxUnavailable, replicas, 'down');
  return rollout(replicas, surge, surge === 0 && missing === 0 ? 1 : missing);
}

/** The strategy Recreate: all stop, then all start. */
export function recreation(replicas: number): PodRollout {
  return rollout(replicas, 0, replicas);
}

/**
 * A StatefulSet's RollingUpdate: one pod after another, from the highest ordinal down to the partition.
 * Source: Kubernetes documentation, StatefulSets, "Rolling Updates".
 */
export function rolloutOfStatefulSet(replicas: number, partition = 0, maxUnavailable?: PodShare): PodRollout {
  const missing = maxUnavailable ? Math.max(1, podsOf(maxUnavailable, replicas, 'down')) : 1;
  return rollout(replicas, 0, Math.min(missing, Math.max(0, replicas - partition)));
}

/**
 * A DaemonSet's RollingUpdate on so many nodes: one node at a time unless said otherwise, both shares rounded up.
 * Source: Kubernetes API reference, RollingUpdateDaemonSet.
 */
export function rolloutOfDaemonSet(nodes: number, maxUnavailable?: PodShare, maxSurge?: PodShare): PodRollout {
  const surge = maxSurge ? podsOf(maxSurge, nodes, 'up') : 0;
  const missing = maxUnavailable ? podsOf(maxUnavailable, nodes, 'up') : 1;
  return rollout(nodes, surge, missing);
}

function rollout(replicas: number, surge: number, missing: number): PodRollout {
  const unavailable = Math.min(missing, replicas);
  const lowest = replicas - unavailable;
  return {
    replicas,
    surge,
    unavailable,
    lowest,
    highest: replicas + surge,
    downtime: replicas > 0 && lowest === 0,
  };
}

/** The moves of a rollout one by one, each as large as its bounds allow: 4 pods at 1/1 are start 1, stop 2, start 2 … */
export function podRolloutSteps({ replicas, lowest, highest }: PodRollout, limit?: number): readonly RollingStep[] {
  return rollingSteps({ running: replicas, lower: lowest, upper: highest }, replicas, limit);
}

/** What a PodDisruptionBudget allows to be missing; it has one of the two. */
export interface DisruptionBudget {
  readonly minAvailable?: PodShare | undefined;
  readonly maxUnavailable?: PodShare | undefined;
}

/**
 * Pods of so many, all of them healthy, that may be evicted at once. Percentages are rounded up, whichever of the two it
 * is. Undefined where the budget says neither or both, which the API refuses.
 * Source: Kubernetes documentation, "Specifying a Disruption Budget for your Application", rounding logic.
 */
export function allowedDisruptions(budget: DisruptionBudget, pods: number): number | undefined {
  const { minAvailable, maxUnavailable } = budget;
  if ((minAvailable === undefined) === (maxUnavailable === undefined)) return undefined;
  if (minAvailable) return Math.max(0, pods - podsOf(minAvailable, pods, 'up'));
  return maxUnavailable && Math.min(pods, podsOf(maxUnavailable, pods, 'up'));
}
