import type { MapTerm, ScalarTerm, Term } from '../../../values/index.ts';
import { madeMap } from '../../made-terms.ts';
import {
  allTags,
  fieldOf,
  firstOf,
  joined,
  mapItems,
  pairs,
  single,
  tagPairs,
  unlessZero,
  when,
  word,
  type Structure,
} from '../shape-terms.ts';

/** Where the other services of the AWS provider differ from their APIs. Source: provider schema 5.100. */
export const OTHER_STRUCTURES: Readonly<Record<string, Structure>> = {
  'ecr.Repository.tags': tagPairs,
  'ecr.RepositoryCreationTemplate.resourceTags': (owner) => pairs(owner.get('resource_tags'), 'key', 'value'),

  'iam.Role.tags': tagPairs,
  'iam.Policy.tags': tagPairs,
  'iam.InstanceProfile.tags': tagPairs,
  'iam.Policy.roles': (owner) => single(owner.get('role')),
  'iam.PolicyAttachment.policyArns': (owner) => firstOf(owner.get('policy_arns'), single(owner.get('policy_arn'))),
  'iam.PolicyAttachment.roles': (owner) => firstOf(owner.get('roles'), single(owner.get('role_name'))),
  'iam.InstanceProfile.roles': (owner) => single(owner.get('role')),

  'efs.FileSystem.tags': tagPairs,
  'efs.AccessPoint.tags': tagPairs,
  's3files.FileSystem.tags': tagPairs,
  's3files.AccessPoint.tags': tagPairs,

  'autoscaling.LaunchTemplateSpecification.launchTemplateId': (owner) =>
    firstOf(owner.get('launch_template_id'), owner.get('id')),
  'autoscaling.LaunchTemplateSpecification.launchTemplateName': (owner) =>
    firstOf(owner.get('launch_template_name'), owner.get('name')),
  'autoscaling.LaunchConfiguration.blockDeviceMappings': (owner) =>
    joined(owner.origin, [
      owner.get('root_block_device'),
      owner.get('ebs_block_device'),
      owner.get('ephemeral_block_device'),
    ]),
  // The arguments of the volume stand in the mapping.
  'autoscaling.BlockDeviceMapping.ebs': (owner) => owner,
  'autoscaling.LaunchConfiguration.instanceMonitoring': (owner) => when(owner.get('enable_monitoring'), () => owner),
  'autoscaling.InstanceMonitoring.enabled': (owner) => owner.get('enable_monitoring'),
  'autoscaling.LaunchConfiguration.userData': (owner) => firstOf(owner.get('user_data_base64'), owner.get('user_data')),
  'applicationautoscaling.ScalableTarget.tags': allTags,

  'events.Rule.tags': tagPairs,
  'events.Rule.state': (owner) => firstOf(owner.get('state'), word(owner.get('is_enabled'), 'ENABLED', 'DISABLED')),
  'events.Target.runCommandParameters': (owner) => when(owner.get('run_command_targets'), () => owner),
  'events.RunCommandParameters.runCommandTargets': (owner) => owner.get('run_command_targets'),
  'events.EcsParameters.tags': tagPairs,
  'events.AwsVpcConfiguration.assignPublicIp': (owner) => word(owner.get('assign_public_ip'), 'ENABLED', 'DISABLED'),
  'scheduler.EcsParameters.tags': (owner) => single(owner.get('tags')),
  'scheduler.AwsVpcConfiguration.assignPublicIp': (owner) => word(owner.get('assign_public_ip'), 'ENABLED', 'DISABLED'),

  'sqs.Queue.tags': allTags,
  'logs.LogGroup.tags': allTags,
  // 0 means that events never expire, which the API says by leaving it out.
  'logs.LogGroup.retentionInDays': (owner) => unlessZero(owner.get('retention_in_days')),
  'secretsmanager.Secret.tags': tagPairs,
  'ssm.Parameter.tags': tagPairs,
  'ssm.Parameter.value': (owner) => firstOf(owner.get('value'), owner.get('insecure_value')),

  'kms.Key.tags': (owner) => pairs(allTags(owner), 'tag_key', 'tag_value'),

  'codedeploy.DeploymentGroup.tags': tagPairs,
  'codedeploy.DeploymentGroup.ec2TagSet': (owner) => when(owner.get('ec2_tag_set'), () => owner),
  'codedeploy.EC2TagSet.ec2TagSetList': (owner) =>
    mapItems(owner.get('ec2_tag_set'), (set) => fieldOf(set, 'ec2_tag_filter')),
  'codedeploy.AlarmConfiguration.alarms': (owner) =>
    mapItems(owner.get('alarms'), (name) => madeMap(name.origin, new Map([['name', name]]))),

  'eks.Cluster.tags': allTags,
  'eks.Nodegroup.tags': allTags,
  'eks.FargateProfile.tags': allTags,
  'eks.Addon.tags': allTags,
  'eks.PodIdentityAssociation.tags': allTags,
  'eks.AccessEntry.tags': allTags,
  // Terraform lists the types of log that are on.
  'eks.Cluster.logging': (owner) => when(owner.get('enabled_cluster_log_types'), () => owner),
  'eks.Logging.clusterLogging': (owner) => single(enabledLogs(owner)),
  'eks.Addon.resolveConflicts': (owner) =>
    firstOf(
      owner.get('resolve_conflicts'),
      owner.get('resolve_conflicts_on_update'),
      owner.get('resolve_conflicts_on_create'),
    ),
};

function enabledLogs(owner: MapTerm): Term | undefined {
  const types = owner.get('enabled_cluster_log_types');
  if (!types) return undefined;
  const enabled: ScalarTerm = { state: 'scalar', value: true, text: 'true', origin: types.origin };
  return madeMap(
    types.origin,
    new Map<string, Term>([
      ['types', types],
      ['enabled', enabled],
    ]),
  );
}
