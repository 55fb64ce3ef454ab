/** At least one of these keys is in every document that the API front-end recognises (see `forms.ts`). */
const KEYS = [
  // Amazon ECS
  'containerDefinitions',
  'taskDefinition',
  'taskDefinitionArn',
  'serviceName',
  'schedulingStrategy',
  'deploymentConfiguration',
  'awsvpcConfiguration',
  'forceNewDeployment',
  'loadBalancers',
  'clusterName',
  'capacityProviders',
  'autoScalingGroupProvider',
  'managedInstancesProvider',
  'infrastructureRoleArn',
  'imageUri',
  'TargetService',
  'LoadBalancerInfo',
  // Amazon ECR
  'repositoryName',
  'appliedFor',
  'rulePriority',
  'scanType',
  'scanFrequency',
  'upstreamRegistryUrl',
  // IAM
  'Statement',
  'AssumeRolePolicyDocument',
  'PolicyDocument',
  // Scaling
  'ScalableDimension',
  'PredefinedMetricSpecification',
  'AutoScalingGroupName',
  'LaunchTemplateData',
  // Amazon EKS; the rest of its requests name the cluster
  'resourcesVpcConfig',
  // Around them
  'deploymentGroupName',
  'DefaultActions',
  'ListenerArn',
  'TargetType',
  'VpcId',
  'Subnets',
  'SubnetMappings',
  'IpPermissions',
  'FileSystemId',
  'CreationToken',
  'ScheduleExpression',
  'EventPattern',
  'Targets',
  'logGroupName',
];

/** Cheap evidence that a text may hold a document of the AWS APIs. */
export const API_EVIDENCE = new RegExp(`\\b(?:${KEYS.join('|')})["']?\\s*:`);
