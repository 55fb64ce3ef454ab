import { settled, type List, type Value } from '../values/index.ts';
import type { Core } from './core.ts';

export type LaunchType = 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';

/**
 * Where tasks run. `launchTypes` are those that are certain; `open` says that there may be others, because a provider or
 * a cluster is not in the tree.
 */
export interface Compute {
  readonly launchTypes: ReadonlySet<LaunchType>;
  readonly open: boolean;
}

/** What decides where tasks start, wherever it is written. */
export interface Start {
  readonly launchType: Value<LaunchType>;
  readonly capacityProviderStrategy: Strategy;
  readonly cluster: Value<string>;
}

export type Strategy = List<{ readonly capacityProvider: Value<string> }>;

/**
 * What decides where tasks start: the launch type, else the capacity provider strategy, else the cluster's default strategy,
 * else EC2; undefined when it is not known. `owner` is the resource that all this is written in.
 * Source: ECS API reference, CreateService and RunTask, launchType and capacityProviderStrategy; EventBridge's alike.
 */
export function decisionOf(core: Core, start: Start, owner: object = start): LaunchType | Strategy | undefined {
  const { launchType, capacityProviderStrategy } = start;
  if (launchType.state === 'known') return launchType.value;
  if (launchType.state !== 'absent') return undefined;
  if (mayHoldAny(capacityProviderStrategy)) return capacityProviderStrategy;
  const cluster = core.join(start.cluster, 'ecs.cluster', owner);
  if (cluster.state !== 'found') return undefined;
  const associations = core.referrers(
    'capacityProviders.cluster',
    cluster.view,
    'ecs.clusterCapacityProviderAssociations',
    (view) => [view.cluster],
  );
  const defaults = associations.items.map((view) => view.defaultCapacityProviderStrategy);
  const strategy = [cluster.view.defaultCapacityProviderStrategy, ...defaults].find(mayHoldAny);
  return strategy ?? (associations.open ? undefined : 'EC2');
}

/** The effective compute of what starts tasks; see `decisionOf`. */
export function computeOf(core: Core, start: Start, owner: object = start): Compute {
  const decision = decisionOf(core, start, owner);
  if (decision === undefined) return OPEN;
  return typeof decision === 'string' ? only(decision) : ofStrategy(core, decision, owner);
}

/** An empty strategy is none: Terraform writes one for what is not set. */
function mayHoldAny(strategy: Strategy): boolean {
  return strategy.items.length > 0 || strategy.open;
}

const OPEN: Compute = { launchTypes: new Set(), open: true };

function only(launchType: LaunchType): Compute {
  return { launchTypes: new Set([launchType]), open: false };
}

function ofStrategy(core: Core, strategy: Strategy, owner: object): Compute {
  const launchTypes = new Set<LaunchType>();
  let open = strategy.open;
  for (const { capacityProvider } of strategy.items) {
    const name = settled(capacityProvider);
    if (name === 'FARGATE' || name === 'FARGATE_SPOT') {
      launchTypes.add('FARGATE');
      continue;
    }
    const provider = core.join(capacityProvider, 'ecs.capacityProvider', owner);
    if (provider.state === 'found' && provider.view.autoScalingGroupProvider.$.state === 'known')
      launchTypes.add('EC2');
    else if (provider.state === 'found' && provider.view.managedInstancesProvider.$.state === 'known')
      launchTypes.add('MANAGED_INSTANCES');
    else open = true;
  }
  return { launchTypes, open };
}
