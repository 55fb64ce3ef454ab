import type { Kind, Spelling } from '../../model/index.ts';
import type { Term } from '../../values/index.ts';
import { madeMap } from '../made-terms.ts';
import type { Top } from './document.ts';
import { mapTerm, request, type Form } from './forms.ts';
import { around, lifecyclePolicy } from './policy-forms.ts';
import { spellingOf } from './spelling.ts';

/** What a load balancer's input has besides its name and its subnets. */
const LOAD_BALANCER = ['Scheme', 'Type', 'SecurityGroups', 'IpAddressType'];

/** Inputs of other services around ECS, EKS and ECR, most specific first. */
export const AWS_FORMS: readonly Form[] = [
  withKeys('ecr.lifecyclePolicy', ['repositoryName', 'lifecyclePolicyText']),
  withKeys('ecr.repositoryPolicy', ['repositoryName', 'policyText']),
  withKeys('ecr.repositoryCreationTemplate', ['prefix', 'appliedFor']),
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

  withKeys('elbv2.listenerRule', ['ListenerArn', 'Conditions', 'Actions']),
  withKeys('elbv2.listener', ['LoadBalancerArn', 'DefaultActions']),
  withKeys('elbv2.targetGroup', ['Name', 'Protocol', 'Port', 'VpcId']),
  withKeys('elbv2.targetGroup', ['Name', 'TargetType'], ['VpcId', 'HealthCheckProtocol', 'HealthCheckPath']),
  withKeys('elbv2.loadBalancer', ['Name', 'Subnets'], LOAD_BALANCER),
  withKeys('elbv2.loadBalancer', ['Name', 'SubnetMappings'], LOAD_BALANCER),

  withKeys('efs.mountTarget', ['FileSystemId', 'SubnetId']),
  withKeys('efs.accessPoint', ['FileSystemId'], ['PosixUser', 'RootDirectory']),
  withKeys(
    'efs.fileSystem',
    ['CreationToken'],
    ['Encrypted', 'KmsKeyId', 'PerformanceMode', 'ThroughputMode', 'Backup'],
  ),

  withKeys('scheduler.schedule', ['ScheduleExpression', 'FlexibleTimeWindow', 'Target']),
  withKeys('events.rule', ['Name'], ['ScheduleExpression', 'EventPattern']),
  putTargets(),

  withKeys('autoscaling.scheduledAction', ['AutoScalingGroupName', 'ScheduledActionName']),
  withKeys('autoscaling.autoScalingGroup', ['AutoScalingGroupName', 'MinSize', 'MaxSize']),
  withKeys('ec2.launchTemplate', ['LaunchTemplateName', 'LaunchTemplateData']),
  described('ec2.securityGroup', 'SecurityGroups', 'GroupId', 'IpPermissions'),
  described('ec2.subnet', 'Subnets', 'SubnetId', 'CidrBlock'),
  described('efs.fileSystem', 'FileSystems', 'FileSystemId', 'CreationToken'),
  withKeys('logs.logGroup', ['logGroupName'], ['retentionInDays', 'logGroupClass', 'deletionProtectionEnabled']),
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

/** PutTargets gives a rule several targets. Source: EventBridge API reference, PutTargets. */
function putTargets(): Form {
  const kind = 'events.target';
  const spelling: Spelling = { ...spellingOf(kind), accepts: (shape, word) => shape === 'Target' && word === 'Rule' };
  return {
    kinds: [kind],
    recognises: (top) => top.text('Rule') !== undefined && top.someMap('Targets', (target) => target.has('Id', 'Arn')),
    *lower(top, evaluate) {
      const rule = top.get('Rule');
      for (const target of top.maps('Targets')) {
        const term = mapTerm(target.node, evaluate);
        const parts = new Map<string, Term>();
        for (const { name, value } of term.entries()) parts.set(name, value);
        if (rule) parts.set('Rule', evaluate(rule));
        yield { kind, term: madeMap(term.origin, parts, term.open), spelling };
      }
    },
  };
}

/** What a Describe call prints: a list of things with their ids. No input has the ids yet. */
function described(kind: Kind, list: string, idKey: string, alsoKey: string): Form {
  return {
    kinds: [kind],
    recognises: (top) => top.someMap(list, (each) => each.has(idKey, alsoKey)),
    *lower(top, evaluate) {
      for (const each of top.maps(list)) {
        const id = each.text(idKey);
        if (id === undefined) continue;
        // Output has members that no input takes.
        yield { kind, id, term: mapTerm(each.node, evaluate), spelling: spellingOf(kind), checked: false };
      }
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
