import type { Kind } from '../../model/index.ts';

/** The field that names a resource of each kind, in the words of the model. */
export const NAMING_FIELDS: Partial<Readonly<Record<Kind, string>>> = {
  'ecs.taskDefinition': 'family',
  'ecs.service': 'serviceName',
  'ecs.cluster': 'clusterName',
  'ecs.capacityProvider': 'name',
  'ecs.expressGatewayService': 'serviceName',
  'ecr.repository': 'repositoryName',
  'ecr.repositoryCreationTemplate': 'prefix',
  'ecr.pullThroughCacheRule': 'ecrRepositoryPrefix',
  'iam.role': 'roleName',
  'iam.policy': 'policyName',
  'applicationautoscaling.scalingPolicy': 'policyName',
  'applicationautoscaling.scheduledAction': 'scheduledActionName',
  'codedeploy.deploymentGroup': 'deploymentGroupName',
  'eks.cluster': 'name',
  'eks.nodegroup': 'nodegroupName',
  'eks.fargateProfile': 'fargateProfileName',
  'eks.addon': 'addonName',
  'elbv2.loadBalancer': 'name',
  'elbv2.targetGroup': 'name',
  'efs.fileSystem': 'creationToken',
  'scheduler.schedule': 'name',
  'events.rule': 'name',
  'events.target': 'id',
  'autoscaling.autoScalingGroup': 'autoScalingGroupName',
  'autoscaling.scheduledAction': 'scheduledActionName',
  'ec2.launchTemplate': 'launchTemplateName',
  'ec2.securityGroup': 'groupName',
  'logs.logGroup': 'logGroupName',
};

/** Resources without a name of their own are known by what they belong to. */
export const OWNER_FIELDS: Partial<Readonly<Record<Kind, string>>> = {
  'ecs.clusterCapacityProviderAssociations': 'cluster',
  'ecr.lifecyclePolicy': 'repositoryName',
  'ecr.repositoryPolicy': 'repositoryName',
  'applicationautoscaling.scalableTarget': 'resourceId',
};
