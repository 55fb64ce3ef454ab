import { resourceOf, type Kinds } from '../model/index.ts';
import type { List, Value } from '../values/index.ts';
import { decisionOf } from './compute.ts';
import type { Core } from './core.ts';
import { joiningOf } from './joined-cluster.ts';

type Service = Kinds['ecs.service'] | Kinds['ecs.taskSet'];
type Group = Kinds['autoscaling.autoScalingGroup'];

/** What instances are launched from, and the lists of security groups in it. */
export interface LaunchedFrom {
  readonly owner: Kinds['ec2.launchTemplate'] | Kinds['autoscaling.launchConfiguration'];
  readonly groups: readonly List<Value<string>>[];
}

/**
 * What the instances that a service's tasks run on are launched from, where the tree shows that there is only one such
 * thing: that of the Auto Scaling groups behind its capacity providers, or, for launch type EC2, the one whose user data
 * names its cluster. Undefined otherwise.
 */
export function launchedFrom(core: Core, service: Service): LaunchedFrom | undefined {
  const found = allOf(core, service);
  const [first] = found;
  return first && found.every((each) => each && resourceOf(each.owner) === resourceOf(first.owner)) ? first : undefined;
}

function allOf(core: Core, service: Service): readonly (LaunchedFrom | undefined)[] {
  const decision = decisionOf(core, service);
  if (decision === 'EC2') {
    const cluster = core.join(service.cluster, 'ecs.cluster', service);
    const joining = cluster.state === 'found' ? joiningOf(core, cluster.view) : undefined;
    return joining && !joining.open
      ? [...joining.configurations.map(ofConfiguration), ...joining.templates.map(ofTemplate)]
      : [];
  }
  if (decision === undefined || typeof decision === 'string' || decision.open) return [];
  return decision.items.map(({ capacityProvider }) => ofProvider(core, capacityProvider, service));
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
