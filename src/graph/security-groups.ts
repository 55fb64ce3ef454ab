import type { Kinds } from '../model/index.ts';
import type { Core } from './core.ts';
import type { Joins } from './join.ts';

type SecurityGroup = Kinds['ec2.securityGroup'];

/** Who wears a security group, as far as the tree shows. */
export interface GroupUsers {
  readonly loadBalancers: readonly Kinds['elbv2.loadBalancer'][];
  readonly classicLoadBalancers: readonly Kinds['elb.loadBalancer'][];
  readonly services: readonly Kinds['ecs.service'][];
  readonly launchTemplates: readonly Kinds['ec2.launchTemplate'][];
  readonly launchConfigurations: readonly Kinds['autoscaling.launchConfiguration'][];
  readonly clusters: readonly Kinds['eks.cluster'][];
  readonly mountTargets: readonly Kinds['efs.mountTarget'][];
  /** Instances and network interfaces that stand by themselves, databases, task sets, and endpoints of services. */
  readonly others: readonly OtherUser[];
}

type OtherUser = Kinds[
  | 'ec2.instance'
  | 'ec2.networkInterface'
  | 'ec2.vpcEndpoint'
  | 'ecs.taskSet'
  | 'rds.dbInstance'
  | 'rds.dbCluster'
  | 's3files.mountTarget'];

export function usersOf(core: Core, group: SecurityGroup): GroupUsers {
  return {
    loadBalancers: core.referrers(
      'loadBalancer.group',
      group,
      'elbv2.loadBalancer',
      (view) => view.securityGroups.items,
    ).items,
    classicLoadBalancers: core.referrers(
      'classic.group',
      group,
      'elb.loadBalancer',
      (view) => view.securityGroups.items,
    ).items,
    services: core.referrers(
      'service.group',
      group,
      'ecs.service',
      (view) => view.networkConfiguration.awsvpcConfiguration.securityGroups.items,
    ).items,
    launchTemplates: core.referrers('template.group', group, 'ec2.launchTemplate', (view) => [
      ...view.launchTemplateData.securityGroupIds.items,
      ...view.launchTemplateData.networkInterfaces.items.flatMap((card) => card.groups.items),
    ]).items,
    launchConfigurations: core.referrers(
      'configuration.group',
      group,
      'autoscaling.launchConfiguration',
      (view) => view.securityGroups.items,
    ).items,
    clusters: core.referrers(
      'cluster.group',
      group,
      'eks.cluster',
      (view) => view.resourcesVpcConfig.securityGroupIds.items,
    ).items,
    mountTargets: core.referrers('mountTarget.group', group, 'efs.mountTarget', (view) => view.securityGroups.items)
      .items,
    others: othersOf(core, group),
  };
}

function othersOf(core: Core, group: SecurityGroup): readonly OtherUser[] {
  return [
    ...core.referrers('instance.group', group, 'ec2.instance', (view) => [
      ...view.securityGroupIds.items,
      ...view.networkInterfaces.items.flatMap((card) => card.groups.items),
    ]).items,
    ...core.referrers('interface.group', group, 'ec2.networkInterface', (view) => view.groups.items).items,
    ...core.referrers('endpoint.group', group, 'ec2.vpcEndpoint', (view) => view.securityGroupIds.items).items,
    ...core.referrers(
      'taskSet.group',
      group,
      'ecs.taskSet',
      (view) => view.networkConfiguration.awsvpcConfiguration.securityGroups.items,
    ).items,
    ...core.referrers('database.group', group, 'rds.dbInstance', (view) => view.vpcSecurityGroupIds.items).items,
    ...core.referrers('databases.group', group, 'rds.dbCluster', (view) => view.vpcSecurityGroupIds.items).items,
    ...core.referrers('files.group', group, 's3files.mountTarget', (view) => view.securityGroups.items).items,
  ];
}

/** Separate ingress rules of a group; those inside it are its `ipPermissions`. */
export function separateIngress(core: Core, group: SecurityGroup): Joins<'ec2.securityGroupIngress'> {
  return core.referrers('ingress.group', group, 'ec2.securityGroupIngress', (view) => [view.groupId, view.groupName]);
}

/** Separate egress rules of a group; those inside it are its `ipPermissionsEgress`. */
export function separateEgress(core: Core, group: SecurityGroup): Joins<'ec2.securityGroupEgress'> {
  return core.referrers('egress.group', group, 'ec2.securityGroupEgress', (view) => [view.groupId]);
}
