import type { Kinds } from '../model/index.ts';
import { settled } from '../values/index.ts';
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

type Strategy = Kinds['ecs.service']['capacityProviderStrategy'];

/**
 * The effective compute of a service: its launch type, else its capacity provider strategy, else its cluster's default
 * strategy, else EC2. Source: ECS API reference, CreateService, launchType and capacityProviderStrategy.
 */
export function computeOf(core: Core, service: Kinds['ecs.service'] | Kinds['ecs.taskSet']): Compute {
  const launchType = service.launchType;
  if (launchType.state === 'known') return only(launchType.value);
  if (launchType.state !== 'absent') return OPEN;
  if (service.capacityProviderStrategy.state !== 'absent')
    return ofStrategy(core, service.capacityProviderStrategy, service);
  const cluster = core.join(service.cluster, 'ecs.cluster', service);
  if (cluster.state !== 'found') return OPEN;
  const associations = core
    .referrers('capacityProviders.cluster', cluster.view, 'ecs.clusterCapacityProviderAssociations', (view) => [
      view.cluster,
    ])
    .items.map((view) => view.defaultCapacityProviderStrategy);
  for (const strategy of [cluster.view.defaultCapacityProviderStrategy, ...associations]) {
    if (strategy.state !== 'absent' && (strategy.items.length > 0 || strategy.open))
      return ofStrategy(core, strategy, service);
  }
  return only('EC2');
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
