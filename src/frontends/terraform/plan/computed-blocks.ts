/**
 * Blocks that the provider fills in when nobody writes them, so that a plan shows them as unknown. Any other block that is
 * unknown and not in the configuration is made by a `dynamic` whose `for_each` is unknown. Source: a plan of each type with
 * its required arguments only, provider 5.100.0.
 */
export const COMPUTED_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  aws_appautoscaling_target: ['suspended_state'],
  aws_autoscaling_group: [
    'availability_zone_distribution',
    'capacity_reservation_specification',
    'mixed_instances_policy',
    'traffic_source',
  ],
  aws_codedeploy_deployment_group: ['blue_green_deployment_config'],
  aws_ecs_capacity_provider: ['managed_scaling'],
  aws_ecs_cluster: ['setting'],
  aws_ecs_task_set: ['scale'],
  aws_efs_access_point: ['root_directory'],
  aws_efs_file_system: ['protection'],
  aws_eks_cluster: ['access_config', 'kubernetes_network_config', 'upgrade_policy'],
  aws_eks_node_group: ['node_repair_config', 'update_config'],
  aws_elb: ['health_check'],
  aws_iam_role: ['inline_policy'],
  aws_launch_configuration: ['ebs_block_device', 'metadata_options', 'root_block_device'],
  aws_launch_template: ['metadata_options'],
  aws_lb: ['subnet_mapping'],
  aws_lb_listener: ['mutual_authentication'],
  aws_lb_target_group: ['health_check', 'stickiness', 'target_failover', 'target_group_health', 'target_health_state'],
  aws_secretsmanager_secret: ['replica'],
  aws_vpc_endpoint: ['dns_options', 'subnet_configuration'],
};
