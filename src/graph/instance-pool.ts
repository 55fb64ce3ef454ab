import { resourceOf, type Kinds } from '../model/index.ts';
import { isSet, settled, type List, type Struct, type Value } from '../values/index.ts';
import { decisionOf, type Start, type Strategy } from './compute.ts';
import type { Core } from './core.ts';
import { joiningOf, type Joining } from './joined-cluster.ts';

type AutoScalingGroup = Kinds['autoscaling.autoScalingGroup'];
type LaunchTemplate = Kinds['ec2.launchTemplate'];

/** Bounds on instances, in place of their types: attribute-based selection. */
export interface InstanceRange extends Struct {
  readonly vCpuCount: Struct & { readonly max: Value<number> };
  readonly memoryMiB: Struct & { readonly max: Value<number> };
  readonly acceleratorCount: Struct & { readonly max: Value<number> };
  /** Types or patterns such as `m5.*`; others are out. */
  readonly allowedInstanceTypes: List<Value<string>>;
}

/** The EC2 instances that tasks can be placed on. */
export interface InstancePool {
  /** Types by name, known or not. */
  readonly types: readonly Value<string>[];
  readonly ranges: readonly InstanceRange[];
  /** There may be others, of which nothing is known. */
  readonly open: boolean;
}

const UNKNOWN: InstancePool = { types: [], ranges: [], open: true };

/**
 * The instances that tasks started so can be placed on: those of the capacity providers of the strategy, or, for launch
 * type EC2, those of the cluster's capacity providers and of the Auto Scaling groups beside them. Undefined when tasks may
 * start elsewhere (Fargate, machines of one's own), or nothing is known.
 * Source: ECS developer guide, "Amazon ECS capacity providers for EC2 workloads" and "Managed Instances".
 */
export function instancesOf(core: Core, start: Start): InstancePool | undefined {
  const decision = decisionOf(core, start);
  if (decision === undefined) return undefined;
  if (typeof decision === 'string') return decision === 'EC2' ? ofCluster(core, start) : undefined;
  return ofStrategy(core, decision, start);
}

function ofStrategy(core: Core, strategy: Strategy, owner: object): InstancePool | undefined {
  const pools: InstancePool[] = strategy.open ? [UNKNOWN] : [];
  for (const { capacityProvider } of strategy.items) {
    const name = settled(capacityProvider);
    if (name === 'FARGATE' || name === 'FARGATE_SPOT') return undefined;
    pools.push(ofProvider(core, capacityProvider, owner));
  }
  return together(pools);
}

function ofProvider(core: Core, name: Value<string>, owner: object): InstancePool {
  const provider = core.join(name, 'ecs.capacityProvider', owner);
  if (provider.state !== 'found') return UNKNOWN;
  const { autoScalingGroupProvider, managedInstancesProvider } = provider.view;
  if (autoScalingGroupProvider.$.state === 'known') {
    const group = core.join(
      autoScalingGroupProvider.autoScalingGroupArn,
      'autoscaling.autoScalingGroup',
      provider.view,
    );
    return group.state === 'found' ? ofGroup(core, group.view) : UNKNOWN;
  }
  if (managedInstancesProvider.$.state !== 'known') return UNKNOWN;
  return ofRange(managedInstancesProvider.instanceLaunchTemplate.instanceRequirements);
}

/**
 * Of capacity providers, of the groups whose user data names the cluster, and of those beside it, any of which may join
 * it. Undefined where there is nothing of the first two: then its instances come from elsewhere.
 */
function ofCluster(core: Core, start: Start): InstancePool | undefined {
  const cluster = core.join(start.cluster, 'ecs.cluster', start);
  if (cluster.state !== 'found') return undefined;
  const associations = core.referrers(
    'capacityProviders.cluster',
    cluster.view,
    'ecs.clusterCapacityProviderAssociations',
    (view) => [view.cluster],
  );
  const owners = [cluster.view, ...associations.items];
  const pools = owners
    .flatMap((owner) => owner.capacityProviders.items.map((name) => ofOwned(core, name, owner)))
    .filter((pool) => pool !== undefined);
  const joining = joiningOf(core, cluster.view);
  const groups = groupsOf(core, joining);
  if (pools.length === 0 && groups.length === 0) return undefined;
  const beside = core
    .all('autoscaling.autoScalingGroup')
    .filter((group) => resourceOf(group)?.scope === cluster.resource.scope);
  const isOpen = joining.open || associations.open || owners.some(({ capacityProviders }) => capacityProviders.open);
  const all = [...groups, ...beside].map((group) => ofGroup(core, group));
  return together([...pools, ...all, ...(isOpen ? [UNKNOWN] : [])]);
}

/** The groups that launch from these. */
function groupsOf(core: Core, { configurations, templates }: Joining): readonly AutoScalingGroup[] {
  return [
    ...configurations.flatMap(
      (configuration) =>
        core.referrers('group.configuration', configuration, 'autoscaling.autoScalingGroup', (group) => [
          group.launchConfigurationName,
        ]).items,
    ),
    ...templates.flatMap(
      (template) =>
        core.referrers('group.template', template, 'autoscaling.autoScalingGroup', (group) =>
          [group.launchTemplate, group.mixedInstancesPolicy.launchTemplate.launchTemplateSpecification].flatMap(
            ({ launchTemplateId, launchTemplateName }) => [launchTemplateId, launchTemplateName],
          ),
        ).items,
    ),
  ];
}

/** Fargate's providers hold no tasks of launch type EC2. */
function ofOwned(core: Core, name: Value<string>, owner: object): InstancePool | undefined {
  const text = settled(name);
  return text === 'FARGATE' || text === 'FARGATE_SPOT' ? undefined : ofProvider(core, name, owner);
}

/** Overrides take the place of the template's type. Source: Auto Scaling API reference, LaunchTemplateOverrides. */
function ofGroup(core: Core, group: AutoScalingGroup): InstancePool {
  const { mixedInstancesPolicy, launchTemplate, launchConfigurationName } = group;
  if (isSet(mixedInstancesPolicy) === 'yes') {
    const { launchTemplateSpecification, overrides } = mixedInstancesPolicy.launchTemplate;
    if (overrides.open) return UNKNOWN;
    if (overrides.items.length === 0) return ofTemplate(core, launchTemplateSpecification, group);
    return together(
      overrides.items.map((override) => {
        if (isSet(override.instanceType) === 'yes') return ofType(override.instanceType);
        if (isSet(override.instanceRequirements) === 'yes') return ofRange(override.instanceRequirements);
        return UNKNOWN;
      }),
    );
  }
  if (isSet(launchTemplate) === 'yes') return ofTemplate(core, launchTemplate, group);
  const configuration = core.join(launchConfigurationName, 'autoscaling.launchConfiguration', group);
  return configuration.state === 'found' ? ofType(configuration.view.instanceType) : UNKNOWN;
}

function ofTemplate(
  core: Core,
  { launchTemplateId, launchTemplateName }: AutoScalingGroup['launchTemplate'],
  owner: object,
): InstancePool {
  const name = isSet(launchTemplateId) === 'yes' ? launchTemplateId : launchTemplateName;
  const template = core.join(name, 'ec2.launchTemplate', owner);
  return template.state === 'found' ? ofTemplateData(template.view.launchTemplateData) : UNKNOWN;
}

function ofTemplateData({ instanceType, instanceRequirements }: LaunchTemplate['launchTemplateData']): InstancePool {
  return isSet(instanceRequirements) === 'yes' ? ofRange(instanceRequirements) : ofType(instanceType);
}

function ofType(type: Value<string>): InstancePool {
  return type.state === 'absent' ? UNKNOWN : { types: [type], ranges: [], open: false };
}

function ofRange(range: InstanceRange): InstancePool {
  return range.$.state === 'known' ? { types: [], ranges: [range], open: range.$.open } : UNKNOWN;
}

function together(pools: readonly InstancePool[]): InstancePool {
  return {
    types: [...new Set(pools.flatMap(({ types }) => types))],
    ranges: [...new Set(pools.flatMap(({ ranges }) => ranges))],
    open: pools.some(({ open }) => open),
  };
}
