import type { Kind } from '../../model/index.ts';

/** What a resource type of Terraform is lowered to. */
export interface ResourceType {
  readonly kind: Kind;
  /** The argument that holds its name: what other resources may call it by. */
  readonly name?: string;
}

/** Resource types of the AWS provider that we lower. Those whose kind depends on an argument are `kindOf`'s business. */
export const RESOURCE_TYPES: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  ['aws_ecs_task_definition', { kind: 'ecs.taskDefinition', name: 'family' }],
  ['aws_ecs_service', { kind: 'ecs.service', name: 'name' }],
  ['aws_ecs_task_set', { kind: 'ecs.taskSet' }],
  ['aws_ecs_cluster', { kind: 'ecs.cluster', name: 'name' }],
  ['aws_ecs_cluster_capacity_providers', { kind: 'ecs.clusterCapacityProviderAssociations' }],
  ['aws_ecs_capacity_provider', { kind: 'ecs.capacityProvider', name: 'name' }],
  ['aws_ecr_repository', { kind: 'ecr.repository', name: 'name' }],
  ['aws_ecr_lifecycle_policy', { kind: 'ecr.lifecyclePolicy' }],
  ['aws_ecr_repository_policy', { kind: 'ecr.repositoryPolicy' }],
  ['aws_ecr_registry_scanning_configuration', { kind: 'ecr.registryScanningConfiguration' }],
  ['aws_ecr_pull_through_cache_rule', { kind: 'ecr.pullThroughCacheRule' }],
  ['aws_ecr_registry_policy', { kind: 'ecr.registryPolicy' }],
  ['aws_lb', { kind: 'elbv2.loadBalancer', name: 'name' }],
  ['aws_alb', { kind: 'elbv2.loadBalancer', name: 'name' }],
  ['aws_lb_listener', { kind: 'elbv2.listener' }],
  ['aws_alb_listener', { kind: 'elbv2.listener' }],
  ['aws_lb_listener_rule', { kind: 'elbv2.listenerRule' }],
  ['aws_alb_listener_rule', { kind: 'elbv2.listenerRule' }],
  ['aws_lb_target_group', { kind: 'elbv2.targetGroup', name: 'name' }],
  ['aws_alb_target_group', { kind: 'elbv2.targetGroup', name: 'name' }],
  ['aws_elb', { kind: 'elb.loadBalancer', name: 'name' }],
  ['aws_security_group', { kind: 'ec2.securityGroup', name: 'name' }],
  ['aws_vpc_security_group_ingress_rule', { kind: 'ec2.securityGroupIngress' }],
  ['aws_vpc_security_group_egress_rule', { kind: 'ec2.securityGroupEgress' }],
  ['aws_security_group_rule', { kind: 'ec2.securityGroupIngress' }],
  ['aws_launch_template', { kind: 'ec2.launchTemplate', name: 'name' }],
  ['aws_vpc', { kind: 'ec2.vpc' }],
  ['aws_subnet', { kind: 'ec2.subnet' }],
  ['aws_route_table', { kind: 'ec2.routeTable' }],
  ['aws_route', { kind: 'ec2.route' }],
  ['aws_route_table_association', { kind: 'ec2.routeTableAssociation' }],
  ['aws_vpc_endpoint', { kind: 'ec2.vpcEndpoint' }],
  ['aws_nat_gateway', { kind: 'ec2.natGateway' }],
  ['aws_internet_gateway', { kind: 'ec2.internetGateway' }],
  ['aws_iam_role', { kind: 'iam.role', name: 'name' }],
  ['aws_iam_policy', { kind: 'iam.policy', name: 'name' }],
  ['aws_iam_role_policy', { kind: 'iam.policy', name: 'name' }],
  ['aws_iam_role_policy_attachment', { kind: 'iam.rolePolicyAttachment' }],
  ['aws_iam_instance_profile', { kind: 'iam.instanceProfile', name: 'name' }],
  ['aws_efs_file_system', { kind: 'efs.fileSystem' }],
  ['aws_efs_mount_target', { kind: 'efs.mountTarget' }],
  ['aws_efs_access_point', { kind: 'efs.accessPoint' }],
  ['aws_efs_file_system_policy', { kind: 'efs.fileSystemPolicy' }],
  ['aws_autoscaling_group', { kind: 'autoscaling.autoScalingGroup', name: 'name' }],
  ['aws_launch_configuration', { kind: 'autoscaling.launchConfiguration', name: 'name' }],
  ['aws_appautoscaling_target', { kind: 'applicationautoscaling.scalableTarget' }],
  ['aws_appautoscaling_policy', { kind: 'applicationautoscaling.scalingPolicy', name: 'name' }],
  ['aws_appautoscaling_scheduled_action', { kind: 'applicationautoscaling.scheduledAction', name: 'name' }],
  ['aws_cloudwatch_event_rule', { kind: 'events.rule', name: 'name' }],
  ['aws_cloudwatch_event_target', { kind: 'events.target' }],
  ['aws_scheduler_schedule', { kind: 'scheduler.schedule', name: 'name' }],
  ['aws_sqs_queue', { kind: 'sqs.queue', name: 'name' }],
  ['aws_cloudwatch_log_group', { kind: 'logs.logGroup', name: 'name' }],
  ['aws_secretsmanager_secret', { kind: 'secretsmanager.secret', name: 'name' }],
  ['aws_ssm_parameter', { kind: 'ssm.parameter', name: 'name' }],
  ['aws_codedeploy_deployment_group', { kind: 'codedeploy.deploymentGroup', name: 'deployment_group_name' }],
  ['aws_eks_cluster', { kind: 'eks.cluster', name: 'name' }],
  ['aws_eks_node_group', { kind: 'eks.nodegroup', name: 'node_group_name' }],
  ['aws_eks_fargate_profile', { kind: 'eks.fargateProfile', name: 'fargate_profile_name' }],
  ['aws_eks_addon', { kind: 'eks.addon', name: 'addon_name' }],
  ['aws_eks_pod_identity_association', { kind: 'eks.podIdentityAssociation' }],
  ['aws_eks_access_entry', { kind: 'eks.accessEntry' }],
]);

/** The kind of one resource: that of its type, but for `aws_security_group_rule`, whose `type` argument tells. */
export function kindOf(type: string, argument: (name: string) => string | undefined): Kind | undefined {
  if (type === 'aws_security_group_rule' && argument('type') === 'egress') return 'ec2.securityGroupEgress';
  return RESOURCE_TYPES.get(type)?.kind;
}

/** Every kind that Terraform is lowered to. */
export const TERRAFORM_KINDS: readonly Kind[] = [
  ...new Set<Kind>([...[...RESOURCE_TYPES.values()].map(({ kind }) => kind), 'ec2.securityGroupEgress']),
];
