import { describe, expect, it } from 'vitest';
import { API_EVIDENCE } from '../../../src/frontends/api/evidence.ts';
import { api } from '../../../src/frontends/api/index.ts';
import { parseJson } from '../../../src/syntax/index.ts';
import { lowerText } from '../lower-text.ts';

const CONTAINERS = [{ name: 'web', image: 'nginx:1.27' }];
const AWSVPC = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

/** Title, document, and the `kind address name` that it becomes. */
const OURS: readonly (readonly [string, unknown, ...string[]])[] = [
  ['a task definition', { family: 'web', containerDefinitions: CONTAINERS }, 'ecs.taskDefinition web web'],
  ['one without a family', { containerDefinitions: CONTAINERS }, 'ecs.taskDefinition input'],
  ['one whose containers lack images', { family: 'web', containerDefinitions: [{}] }, 'ecs.taskDefinition web web'],
  [
    'a described task definition',
    { taskDefinition: { family: 'web', revision: 3, containerDefinitions: CONTAINERS }, tags: [] },
    'ecs.taskDefinition web web',
  ],
  ['create-service', { serviceName: 'shop', taskDefinition: 'web', desiredCount: 2 }, 'ecs.service shop shop'],
  [
    'create-service for a controller that brings its own task definition',
    { serviceName: 'shop', deploymentController: { type: 'EXTERNAL' }, desiredCount: 2 },
    'ecs.service shop shop',
  ],
  [
    'describe-services',
    {
      services: [
        { serviceArn: 'arn:aws:ecs:eu-west-1:1:service/c/shop', serviceName: 'shop', deployments: [] },
        { serviceArn: 'arn:aws:ecs:eu-west-1:1:service/c/api', serviceName: 'api', desiredCount: 1 },
      ],
      failures: [],
    },
    'ecs.service shop shop',
    'ecs.service api api',
  ],
  ['update-service', { service: 'shop', taskDefinition: 'web:2', cluster: 'c' }, 'ecs.service shop shop'],
  [
    'update-service by ARN',
    { service: 'arn:aws:ecs:eu-west-1:1:service/c/shop', forceNewDeployment: true, cluster: 'c' },
    'ecs.service shop shop',
  ],
  ['a service whose names are given elsewhere', { desiredCount: 2, networkConfiguration: AWSVPC }, 'ecs.service input'],
  ['run-task', { taskDefinition: 'web', count: 1 }, 'ecs.runTask input'],
  ['run-task in a network', { taskDefinition: 'web', networkConfiguration: AWSVPC }, 'ecs.runTask input'],
  ['create-task-set', { service: 's', cluster: 'c', taskDefinition: 'web', scale: { value: 50 } }, 'ecs.taskSet input'],
  [
    'create-cluster',
    { clusterName: 'c', settings: [{ name: 'containerInsights', value: 'enabled' }] },
    'ecs.cluster c c',
  ],
  [
    'put-cluster-capacity-providers',
    { cluster: 'c', capacityProviders: ['FARGATE'], defaultCapacityProviderStrategy: [] },
    'ecs.clusterCapacityProviderAssociations c',
  ],
  [
    'create-capacity-provider',
    { name: 'cp', autoScalingGroupProvider: { autoScalingGroupArn: 'arn' } },
    'ecs.capacityProvider cp cp',
  ],
  [
    'an Express service',
    { serviceName: 'x', infrastructureRoleArn: 'arn', primaryContainer: { image: 'nginx' } },
    'ecs.expressGatewayService x x',
  ],
  ['create-repository', { repositoryName: 'web', imageTagMutability: 'MUTABLE' }, 'ecr.repository web web'],
  ['put-lifecycle-policy', { repositoryName: 'web', lifecyclePolicyText: '{"rules":[]}' }, 'ecr.lifecyclePolicy web'],
  [
    'a lifecycle policy alone',
    { rules: [{ rulePriority: 1, selection: {}, action: { type: 'expire' } }] },
    'ecr.lifecyclePolicy input',
  ],
  ['set-repository-policy', { repositoryName: 'web', policyText: '{}' }, 'ecr.repositoryPolicy web'],
  [
    'a registry scanning configuration',
    { scanType: 'ENHANCED', rules: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [] }] },
    'ecr.registryScanningConfiguration input',
  ],
  ['a permission policy', { Version: '2012-10-17', Statement: [STATEMENT] }, 'iam.policy input'],
  ['a single statement without a version', { Statement: STATEMENT }, 'iam.policy input'],
  [
    'a trust policy',
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    'iam.role input',
  ],
  [
    'a repository policy alone',
    { Version: '2008-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: ['ecr:BatchGetImage'] }] },
    'ecr.repositoryPolicy input',
  ],
  ['create-role', { RoleName: 'r', AssumeRolePolicyDocument: '{}' }, 'iam.role r r'],
  [
    'register-scalable-target',
    {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/c/s',
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 1,
    },
    'applicationautoscaling.scalableTarget service/c/s',
  ],
  [
    'put-scaling-policy',
    { PolicyName: 'cpu', ServiceNamespace: 'ecs', ResourceId: 'x', ScalableDimension: 'ecs:service:DesiredCount' },
    'applicationautoscaling.scalingPolicy cpu cpu',
  ],
  [
    'a target tracking configuration alone',
    { TargetValue: 60, PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' } },
    'applicationautoscaling.scalingPolicy input',
  ],
  [
    'an AppSpec',
    {
      version: 0.0,
      Resources: [
        { TargetService: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: '<TASK_DEFINITION>' } } },
      ],
    },
    'ecs.taskSet input',
  ],
  ['imagedefinitions.json', [{ name: 'web', imageUri: 'nginx:1.27' }], 'ecs.taskDefinition input'],
  ['an EKS cluster', { name: 'c', roleArn: 'arn', resourcesVpcConfig: {} }, 'eks.cluster c c'],
  ['an EKS node group', { clusterName: 'c', nodegroupName: 'ng', subnets: [] }, 'eks.nodegroup ng ng'],
  ['an EKS add-on', { clusterName: 'c', addonName: 'coredns' }, 'eks.addon coredns coredns'],
  ['a load balancer', { Name: 'lb', Subnets: ['a'], Scheme: 'internal' }, 'elbv2.loadBalancer lb lb'],
  ['a target group', { Name: 'tg', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1' }, 'elbv2.targetGroup tg tg'],
  ['a listener', { LoadBalancerArn: 'arn', DefaultActions: [] }, 'elbv2.listener input'],
  ['a mount target', { FileSystemId: 'fs-1', SubnetId: 'subnet-1' }, 'efs.mountTarget input'],
  [
    'targets of a rule',
    {
      Rule: 'nightly',
      Targets: [
        { Id: 'a', Arn: 'x' },
        { Id: 'b', Arn: 'y' },
      ],
    },
    'events.target a a',
    'events.target b b',
  ],
  [
    'described security groups',
    { SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web', IpPermissions: [] }] },
    'ec2.securityGroup web web',
  ],
];

const FOREIGN: readonly (readonly [string, unknown])[] = [
  ['an empty map', {}],
  ['an empty list', []],
  ['a text', 'containerDefinitions'],
  ['package.json', { name: 'web', version: '1.0.0', dependencies: {} }],
  ['a Batch job definition', { jobDefinitionName: 'x', type: 'container', containerProperties: { image: 'nginx' } }],
  ['a CloudFormation template', { Resources: { Web: { Type: 'AWS::ECS::TaskDefinition', Properties: {} } } }],
  ['a Lambda AppSpec', { version: 0.0, Resources: [{ f: { Type: 'AWS::Lambda::Function', Properties: {} } }] }],
  ['a Compose file', { services: { web: { image: 'nginx' } } }],
  ['lifecycle rules of S3', { Rules: [{ Status: 'Enabled', Filter: {} }] }],
  ['rules of something else', { rules: [{ id: 1, action: 'deny' }] }],
  ["a bucket's policy", { Version: '2012-10-17', Statement: [{ ...STATEMENT, Principal: '*' }] }],
  [
    'scaling of DynamoDB',
    { ServiceNamespace: 'dynamodb', ResourceId: 'x', ScalableDimension: 'dynamodb:table:ReadCapacityUnits' },
  ],
  ['a list of images with more to them', [{ name: 'web', imageUri: 'nginx', size: 1 }]],
  ['settings of a deployment tool', { service: 'shop', cluster: 'c', task_definition: 'web.json' }],
  ['a service discovery file', { serviceName: 'shop', port: 80 }],
  ['a cluster of something else', { clusterName: 'kafka', settings: { retention: 1 } }],
  ['a very long map', Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`family${index}`, 1]))],
];

describe('recognition of API documents', () => {
  it.each(OURS)('knows %s', async (_title, value, ...expected) => {
    const text = JSON.stringify(value, undefined, 2);
    const { resources, mistakes, notices } = await lowerText(api, text);
    expect(resources.map(({ kind, address, name }) => [kind, address, name].filter(Boolean).join(' '))).toEqual(
      expected,
    );
    expect(mistakes.filter(({ kind }) => kind === 'syntax.unknownField')).toEqual([]);
    expect(notices).toEqual([]);
    expect(API_EVIDENCE.test(text)).toBe(true);
  });

  it.each(FOREIGN)('leaves %s alone', (_title, value) => {
    const { root } = parseJson({ path: 'input.json', text: JSON.stringify(value) });
    expect(root && api.recognises(root)).toBe(false);
  });

  it('reads YAML as the AWS CLI does', async () => {
    const text =
      'family: web\ncpu: "256"\ncontainerDefinitions:\n  - name: web\n    image: nginx:1.27\n    essential: yes\n';
    const { resources, mistakes } = await lowerText(api, text, 'task.yaml');
    expect(resources.map(({ address }) => address)).toEqual(['web']);
    // `yes` is text in YAML 1.2.
    expect(mistakes.map(({ kind }) => kind)).toEqual(['syntax.wrongType']);
  });

  it('skips a skeleton of the command line, and says so', async () => {
    const { resources, notices } = await lowerText(
      api,
      '{ "family": "", "containerDefinitions": [{ "name": "", "image": "" }] }',
    );
    expect(resources).toEqual([]);
    expect(notices).toEqual([expect.objectContaining({ kind: 'skipped', file: 'input.json' })]);
  });

  it('loads no more tables than the documents need', () => {
    const { root } = parseJson({
      path: 'input.json',
      text: JSON.stringify({ family: 'web', containerDefinitions: CONTAINERS }),
    });
    expect(root && [...(api.kindsIn?.([{ root, index: 0 }]) ?? [])]).toEqual(['ecs.taskDefinition']);
  });
});
