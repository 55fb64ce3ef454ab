import type { Kind } from '../../model/index.ts';
import type { Node } from '../../syntax/index.ts';
import type { Input } from '../frontend.ts';
import { KINDS_OF_TYPE } from './generated/kinds.ts';

/** Kinds that are written as a property of another resource, by its type. */
const PARTS: Readonly<Record<string, readonly Kind[]>> = {
  'AWS::ECR::Repository': ['ecr.lifecyclePolicy', 'ecr.repositoryPolicy'],
  'AWS::EFS::FileSystem': ['efs.fileSystemPolicy'],
  'AWS::ApplicationAutoScaling::ScalableTarget': ['applicationautoscaling.scheduledAction'],
};

/** All kinds that a template can hold. */
export const TEMPLATE_KINDS: readonly Kind[] = [
  ...new Set([...Object.values(KINDS_OF_TYPE), ...Object.values(PARTS)].flat()),
];

/** The kinds that these templates hold, by the types in them; loops may make any. */
export function kindsIn(inputs: readonly Input[]): Iterable<Kind> {
  const kinds = new Set<Kind>();
  const add = (resource: Node): void => {
    const type = resource.isMap ? (resource.get('Type')?.text ?? '') : '';
    for (const kind of kindsOfType(type)) kinds.add(kind);
    if (Object.hasOwn(PARTS, type)) for (const kind of PARTS[type] ?? []) kinds.add(kind);
  };
  for (const { root } of inputs) {
    for (const { key, value } of root.get('Resources')?.entries() ?? []) {
      if (key.text.startsWith('Fn::ForEach::')) return TEMPLATE_KINDS;
      add(value);
    }
  }
  return kinds;
}

export function kindsOfType(type: string): readonly Kind[] {
  return Object.hasOwn(KINDS_OF_TYPE, type) ? (KINDS_OF_TYPE[type] ?? []) : [];
}

/** The property that gives a resource its name. Source: the same fields as in each service's API. */
const NAMES: Readonly<Partial<Record<Kind, string>>> = {
  'ecs.taskDefinition': 'Family',
  'ecs.service': 'ServiceName',
  'ecs.cluster': 'ClusterName',
  'ecs.capacityProvider': 'Name',
  'ecs.expressGatewayService': 'ServiceName',
  'ecs.daemonTaskDefinition': 'Family',
  'ecs.daemon': 'DaemonName',
  'ecr.repository': 'RepositoryName',
  'elbv2.loadBalancer': 'Name',
  'elbv2.targetGroup': 'Name',
  'elb.loadBalancer': 'LoadBalancerName',
  'ec2.securityGroup': 'GroupName',
  'ec2.launchTemplate': 'LaunchTemplateName',
  'iam.role': 'RoleName',
  'iam.policy': 'PolicyName',
  'iam.instanceProfile': 'InstanceProfileName',
  'autoscaling.autoScalingGroup': 'AutoScalingGroupName',
  'autoscaling.launchConfiguration': 'LaunchConfigurationName',
  'applicationautoscaling.scalingPolicy': 'PolicyName',
  'events.rule': 'Name',
  'scheduler.schedule': 'Name',
  'rds.dbInstance': 'DBInstanceIdentifier',
  'rds.dbCluster': 'DBClusterIdentifier',
  'sqs.queue': 'QueueName',
  'logs.logGroup': 'LogGroupName',
  'secretsmanager.secret': 'Name',
  'ssm.parameter': 'Name',
  'codedeploy.deploymentGroup': 'DeploymentGroupName',
  'eks.cluster': 'Name',
  'eks.nodegroup': 'NodegroupName',
  'eks.fargateProfile': 'FargateProfileName',
  'eks.addon': 'AddonName',
};

export function nameProperty(kind: Kind, type: string): string | undefined {
  return type === 'AWS::IAM::ManagedPolicy' ? 'ManagedPolicyName' : NAMES[kind];
}
