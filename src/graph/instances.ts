import { resourceOf, type Kinds } from '../model/index.ts';
import { settled, type List, type Value } from '../values/index.ts';
import type { Core } from './core.ts';

type Service = Kinds['ecs.service'] | Kinds['ecs.taskSet'];
type Group = Kinds['autoscaling.autoScalingGroup'];

/** What instances are launched from, and the lists of security groups in it. */
export interface LaunchedFrom {
  readonly owner: Kinds['ec2.launchTemplate'] | Kinds['autoscaling.launchConfiguration'];
  readonly groups: readonly List<Value<string>>[];
}

/**
 * What the instances that a service's tasks run on are launched from, where the tree shows that there is only one such
 * thing: that of the Auto Scaling groups behind its capacity providers, or, where it names none, the one whose user data
 * names its cluster. Undefined otherwise.
 */
export function launchedFrom(core: Core, service: Service): LaunchedFrom | undefined {
  const cluster = core.join(service.cluster, 'ecs.cluster', service);
  const own = service.capacityProviderStrategy;
  if (own.open || (own.items.length === 0 && cluster.state !== 'found')) return undefined;
  const strategy = own.items.length > 0 || cluster.state !== 'found' ? own : strategyOf(core, service, cluster.view);
  if (!strategy || strategy.open) return undefined;
  const found =
    strategy.items.length > 0
      ? strategy.items.map(({ capacityProvider }) => ofProvider(core, capacityProvider, service))
      : cluster.state === 'found'
        ? namingCluster(core, cluster.view)
        : [];
  const [first] = found;
  return first && found.every((each) => each && resourceOf(each.owner) === resourceOf(first.owner)) ? first : undefined;
}

type Strategy = Kinds['ecs.cluster']['defaultCapacityProviderStrategy'];

/** The default strategy of the cluster, unless the service asks for EC2, which takes none. */
function strategyOf(core: Core, service: Service, cluster: Kinds['ecs.cluster']): Strategy | undefined {
  const own = cluster.defaultCapacityProviderStrategy;
  if (settled(service.launchType) === 'EC2') return { ...own, items: [], open: false };
  const { items, open } = core.referrers(
    'capacityProviders.cluster',
    cluster,
    'ecs.clusterCapacityProviderAssociations',
    (view) => [view.cluster],
  );
  if (open) return undefined;
  return (
    [own, ...items.map((view) => view.defaultCapacityProviderStrategy)].find((each) => each.items.length > 0) ?? own
  );
}

function ofProvider(core: Core, name: Value<string>, owner: object): LaunchedFrom | undefined {
  const provider = core.join(name, 'ecs.capacityProvider', owner);
  if (provider.state !== 'found') return undefined;
  const { autoScalingGroupArn } = provider.view.autoScalingGroupProvider;
  const group = core.join(autoScalingGroupArn, 'autoscaling.autoScalingGroup', provider.view);
  return group.state === 'found' ? ofGroup(core, group.view) : undefined;
}

function ofGroup(core: Core, group: Group): LaunchedFrom | undefined {
  const configuration = core.join(group.launchConfigurationName, 'autoscaling.launchConfiguration', group);
  if (configuration.state === 'found') return ofConfiguration(configuration.view);
  const mixed = group.mixedInstancesPolicy.launchTemplate;
  if (mixed.overrides.open || mixed.overrides.items.length > 0) return undefined;
  for (const { launchTemplateId, launchTemplateName } of [group.launchTemplate, mixed.launchTemplateSpecification]) {
    for (const value of [launchTemplateId, launchTemplateName]) {
      const template = core.join(value, 'ec2.launchTemplate', group);
      if (template.state === 'found') return ofTemplate(template.view);
    }
  }
  return undefined;
}

function ofConfiguration(owner: Kinds['autoscaling.launchConfiguration']): LaunchedFrom {
  return { owner, groups: [owner.securityGroups] };
}

function ofTemplate(owner: Kinds['ec2.launchTemplate']): LaunchedFrom {
  const { securityGroupIds, securityGroups, networkInterfaces } = owner.launchTemplateData;
  return { owner, groups: [securityGroupIds, securityGroups, ...networkInterfaces.items.map(({ groups }) => groups)] };
}

/** Everything whose user data names the cluster, as `ECS_CLUSTER` in the agent's configuration. */
function namingCluster(core: Core, cluster: Kinds['ecs.cluster']): readonly LaunchedFrom[] {
  const configurations = core.referrers(
    'configuration.userData',
    cluster,
    'autoscaling.launchConfiguration',
    ({ userData }) => [userData],
  );
  const templates = core.referrers('template.userData', cluster, 'ec2.launchTemplate', ({ launchTemplateData }) => [
    launchTemplateData.userData,
  ]);
  return [...configurations.items.map(ofConfiguration), ...templates.items.map(ofTemplate)];
}
