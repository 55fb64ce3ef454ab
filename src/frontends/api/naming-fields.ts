import type { Kind } from '../../model/index.ts';

/** The field that names a resource of each kind, in the words of the model. */
export const NAMING_FIELDS: Partial<Readonly<Record<Kind, string>>> = {
  'ecs.taskDefinition': 'family',
  'ecs.service': 'serviceName',
  'ecs.cluster': 'clusterName',
  'ecs.clusterCapacityProviderAssociations': 'cluster',
  'ecs.capacityProvider': 'name',
  'ecs.expressGatewayService': 'serviceName',
  'ecr.repository': 'repositoryName',
  'ecr.lifecyclePolicy': 'repositoryName',
  'ecr.repositoryPolicy': 'repositoryName',
  'ecr.pullThroughCacheRule': 'ecrRepositoryPrefix',
  'iam.role': 'roleName',
  'iam.policy': 'policyName',
  'applicationautoscaling.scalableTarget': 'resourceId',
  'applicationautoscaling.scalingPolicy': 'policyName',
  'applicationautoscaling.scheduledAction': 'scheduledActionName',
  'codedeploy.deploymentGroup': 'deploymentGroupName',
  'eks.cluster': 'name',
  'eks.nodegroup': 'nodegroupName',
  'eks.fargateProfile': 'fargateProfileName',
  'eks.addon': 'addonName',
};
