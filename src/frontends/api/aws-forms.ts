import type { Kind } from '../../model/index.ts';
import type { Top } from './document.ts';
import { request, type Form } from './forms.ts';
import { around, lifecyclePolicy } from './policy-forms.ts';

/** Inputs of other services around ECS, EKS and ECR, most specific first. */
export const AWS_FORMS: readonly Form[] = [
  withKeys('ecr.lifecyclePolicy', ['repositoryName', 'lifecyclePolicyText']),
  withKeys('ecr.repositoryPolicy', ['repositoryName', 'policyText']),
  withKeys('ecr.pullThroughCacheRule', ['ecrRepositoryPrefix', 'upstreamRegistryUrl']),
  withKeys(
    'ecr.repository',
    ['repositoryName'],
    ['imageScanningConfiguration', 'imageTagMutability', 'encryptionConfiguration'],
  ),
  request('ecr.registryScanningConfiguration', isRegistryScanning),
  lifecyclePolicy,

  withKeys('iam.role', ['RoleName', 'AssumeRolePolicyDocument']),
  withKeys('iam.policy', ['PolicyName', 'PolicyDocument']),

  forEcs('applicationautoscaling.scheduledAction', ['ScheduledActionName']),
  forEcs('applicationautoscaling.scalingPolicy', ['PolicyName']),
  forEcs('applicationautoscaling.scalableTarget', []),
  targetTracking(),

  withKeys('codedeploy.deploymentGroup', ['applicationName', 'deploymentGroupName', 'ecsServices']),

  withKeys('eks.cluster', ['name', 'roleArn', 'resourcesVpcConfig']),
  withKeys('eks.nodegroup', ['clusterName', 'nodegroupName'], ['nodeRole', 'scalingConfig', 'subnets']),
  withKeys('eks.fargateProfile', ['clusterName', 'fargateProfileName', 'podExecutionRoleArn']),
  withKeys('eks.addon', ['clusterName', 'addonName']),
  withKeys('eks.podIdentityAssociation', ['clusterName', 'serviceAccount', 'roleArn']),
  withKeys('eks.accessEntry', ['clusterName', 'principalArn']),
];

/** The first of the keys is text, the others are written, and one of the alternatives is. */
function withKeys(kind: Kind, keys: readonly string[], alternatives: readonly string[] = []): Form {
  const [first = ''] = keys;
  return request(
    kind,
    (top) =>
      top.text(first) !== undefined && top.has(...keys) && (alternatives.length === 0 || top.hasAny(...alternatives)),
  );
}

/** Application Auto Scaling scales many things; ECS services are ours. */
function forEcs(kind: Kind, keys: readonly string[]): Form {
  return request(
    kind,
    (top) =>
      top.has('ServiceNamespace', 'ResourceId', 'ScalableDimension', ...keys) &&
      (top.text('ServiceNamespace') === 'ecs' || top.text('ScalableDimension') === 'ecs:service:DesiredCount'),
  );
}

/** The document that `put-scaling-policy --target-tracking-scaling-policy-configuration file://…` takes. */
function targetTracking(): Form {
  const kind = 'applicationautoscaling.scalingPolicy';
  return {
    kinds: [kind],
    recognises: (top) =>
      top.has('TargetValue') &&
      /^(ECSService|ALBRequestCountPerTarget$)/.test(
        top.map('PredefinedMetricSpecification')?.text('PredefinedMetricType') ?? '',
      ),
    *lower(top, evaluate) {
      yield around(top, evaluate, kind, 'targetTrackingScalingPolicyConfiguration');
    },
  };
}

function isRegistryScanning(top: Top): boolean {
  const byRule = top.someMap(
    'rules',
    (rule) => rule.text('scanFrequency') !== undefined && rule.list('repositoryFilters') !== undefined,
  );
  const type = top.text('scanType');
  return (
    byRule ||
    ((type === 'BASIC' || type === 'ENHANCED') && [...top.keys].every((key) => key === 'scanType' || key === 'rules'))
  );
}
