import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../src/model/index.ts';
import { World } from '../../../src/values/index.ts';
import { find, readTemplates, show, viewOf } from './read-templates.ts';

/** Lowers one resource with these properties, in YAML's flow style, and shows it. */
async function lower(type: string, kind: Kind, properties: string, more = ''): Promise<unknown> {
  const text = `Resources: { R: { Type: ${type}, Properties: ${properties} }${more} }`;
  return show(await viewOf(text, kind));
}

test.each<[string, string, Kind, string, unknown]>([
  [
    'volumes of a task definition',
    'AWS::ECS::TaskDefinition',
    'ecs.taskDefinition',
    '{ Family: web, Cpu: 256, Volumes: [{ Name: v, EFSVolumeConfiguration: { FilesystemId: fs-1, AuthorizationConfig: { IAM: ENABLED } } }] }',
    {
      family: 'web',
      cpu: '256',
      volumes: [
        { name: 'v', efsVolumeConfiguration: { fileSystemId: 'fs-1', authorizationConfig: { iam: 'ENABLED' } } },
      ],
    },
  ],
  [
    'text as numbers and booleans',
    'AWS::ECS::TaskDefinition',
    'ecs.taskDefinition',
    "{ ContainerDefinitions: [{ Name: c, Image: i, Essential: 'true', Memory: '512', PortMappings: [{ ContainerPort: '80' }] }] }",
    {
      containerDefinitions: [
        { name: 'c', image: 'i', essential: true, memory: 512, portMappings: [{ containerPort: 80 }] },
      ],
    },
  ],
  [
    'a service',
    'AWS::ECS::Service',
    'ecs.service',
    '{ PlacementStrategies: [{ Type: spread }], NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [s] } }, ForceNewDeployment: { EnableForceNewDeployment: true } }',
    {
      placementStrategy: [{ type: 'spread' }],
      networkConfiguration: { awsvpcConfiguration: { subnets: ['s'] } },
      forceNewDeployment: true,
    },
  ],
  [
    'a task set, which spells its network otherwise',
    'AWS::ECS::TaskSet',
    'ecs.taskSet',
    '{ NetworkConfiguration: { AwsVpcConfiguration: { Subnets: [s] } } }',
    { networkConfiguration: { awsvpcConfiguration: { subnets: ['s'] } } },
  ],
  [
    'settings of a cluster',
    'AWS::ECS::Cluster',
    'ecs.cluster',
    '{ ClusterSettings: [{ Name: containerInsights, Value: enabled }] }',
    { settings: [{ name: 'containerInsights', value: 'enabled' }] },
  ],
  [
    'rules of a security group',
    'AWS::EC2::SecurityGroup',
    'ec2.securityGroup',
    `{ GroupDescription: d,
       SecurityGroupIngress: [{ IpProtocol: -1, CidrIp: 0.0.0.0/0, Description: all }, { IpProtocol: tcp, FromPort: 80, ToPort: '80', CidrIpv6: '::/0' },
         { IpProtocol: tcp, SourcePrefixListId: pl-1 }, { IpProtocol: tcp, SourceSecurityGroupId: sg-1, SourceSecurityGroupOwnerId: '012345678901' }],
       SecurityGroupEgress: [{ IpProtocol: tcp, DestinationPrefixListId: pl-2 }, { IpProtocol: tcp, DestinationSecurityGroupId: sg-2 }] }`,
    {
      description: 'd',
      ipPermissions: [
        { ipProtocol: '-1', ipRanges: [{ cidrIp: '0.0.0.0/0', description: 'all' }] },
        { ipProtocol: 'tcp', fromPort: 80, toPort: 80, ipv6Ranges: [{ cidrIpv6: '::/0' }] },
        { ipProtocol: 'tcp', prefixListIds: [{ prefixListId: 'pl-1' }] },
        { ipProtocol: 'tcp', userIdGroupPairs: [{ groupId: 'sg-1', userId: '012345678901' }] },
      ],
      ipPermissionsEgress: [
        { ipProtocol: 'tcp', prefixListIds: [{ prefixListId: 'pl-2' }] },
        { ipProtocol: 'tcp', userIdGroupPairs: [{ groupId: 'sg-2' }] },
      ],
    },
  ],
  [
    'a rule of its own',
    'AWS::EC2::SecurityGroupIngress',
    'ec2.securityGroupIngress',
    '{ GroupId: sg-1, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8 }',
    { groupId: 'sg-1', ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: [{ cidrIp: '10.0.0.0/8' }] },
  ],
  [
    'attributes of a classic load balancer',
    'AWS::ElasticLoadBalancing::LoadBalancer',
    'elb.loadBalancer',
    '{ Listeners: [{ LoadBalancerPort: 80, InstancePort: 80, Protocol: HTTP, SSLCertificateId: c }], CrossZone: true, ConnectionSettings: { IdleTimeout: 60 } }',
    {
      listeners: [{ loadBalancerPort: 80, instancePort: 80, protocol: 'HTTP', sslCertificateId: 'c' }],
      loadBalancerAttributes: { crossZoneLoadBalancing: { enabled: true }, connectionSettings: { idleTimeout: 60 } },
    },
  ],
  [
    'a load balancer',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'elbv2.loadBalancer',
    '{ Scheme: internal, LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: 60 }] }',
    { scheme: 'internal', attributes: [{ key: 'idle_timeout.timeout_seconds', value: '60' }] },
  ],
  [
    'a target group',
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    'elbv2.targetGroup',
    "{ TargetType: ip, Port: 80, HealthCheckPath: /, HealthCheckPort: 8080, Matcher: { HttpCode: '200' } }",
    { targetType: 'ip', port: 80, healthCheckPath: '/', healthCheckPort: '8080', matcher: { httpCode: '200' } },
  ],
  [
    'a role',
    'AWS::IAM::Role',
    'iam.role',
    '{ AssumeRolePolicyDocument: { Statement: [{ Action: sts:AssumeRole }] }, ManagedPolicyArns: [a], Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17 } }] }',
    {
      assumeRolePolicyDocument: { Statement: [{ Action: 'sts:AssumeRole' }] },
      managedPolicyArns: ['a'],
      policies: [{ policyName: 'p', policyDocument: { Version: '2012-10-17' } }],
    },
  ],
  [
    'an inline policy of its own',
    'AWS::IAM::RolePolicy',
    'iam.policy',
    '{ PolicyName: p, RoleName: r, PolicyDocument: {} }',
    { policyName: 'p', roles: ['r'], policyDocument: {} },
  ],
  [
    'a policy',
    'AWS::IAM::Policy',
    'iam.policy',
    '{ PolicyName: p, Roles: [r], PolicyDocument: {} }',
    { policyName: 'p', roles: ['r'], policyDocument: {} },
  ],
  [
    'a managed policy',
    'AWS::IAM::ManagedPolicy',
    'iam.policy',
    '{ ManagedPolicyName: p, PolicyDocument: {} }',
    { policyName: 'p', policyDocument: {} },
  ],
  [
    'tags that are a map in the API',
    'AWS::Logs::LogGroup',
    'logs.logGroup',
    '{ LogGroupName: l, RetentionInDays: 7, Tags: [{ Key: team, Value: web }] }',
    { logGroupName: 'l', retentionInDays: 7, tags: { team: 'web' } },
  ],
  [
    'tags that are a list in the API',
    'AWS::SSM::Parameter',
    'ssm.parameter',
    '{ Type: String, Value: v, Tags: { team: web } }',
    { type: 'String', value: 'v', tags: [{ key: 'team', value: 'web' }] },
  ],
  [
    'logging of a cluster of EKS',
    'AWS::EKS::Cluster',
    'eks.cluster',
    '{ Name: c, Logging: { ClusterLogging: { EnabledTypes: [{ Type: api }, { Type: audit }] } }, ResourcesVpcConfig: { SubnetIds: [s] } }',
    {
      name: 'c',
      logging: { clusterLogging: [{ types: ['api', 'audit'], enabled: true }] },
      resourcesVpcConfig: { subnetIds: ['s'] },
    },
  ],
  [
    'labels of a Fargate profile',
    'AWS::EKS::FargateProfile',
    'eks.fargateProfile',
    '{ Selectors: [{ Namespace: n, Labels: [{ Key: a, Value: b }] }] }',
    { selectors: [{ namespace: 'n', labels: { a: 'b' } }] },
  ],
  [
    'a rule of EventBridge',
    'AWS::Events::Rule',
    'events.rule',
    '{ Targets: [{ Id: t, Arn: a, Input: \'{"a":1}\', EcsParameters: { TaskDefinitionArn: td, PlacementStrategies: [{ Type: random }], TagList: [{ Key: k, Value: v }], NetworkConfiguration: { AwsVpcConfiguration: { Subnets: [s] } } } }] }',
    {
      targets: [
        {
          id: 't',
          arn: 'a',
          input: { a: 1 },
          ecsParameters: {
            taskDefinitionArn: 'td',
            placementStrategy: [{ type: 'random' }],
            tags: [{ key: 'k', value: 'v' }],
            networkConfiguration: { awsvpcConfiguration: { subnets: ['s'] } },
          },
        },
      ],
    },
  ],
  [
    'tags of a launch template',
    'AWS::EC2::LaunchTemplate',
    'ec2.launchTemplate',
    '{ LaunchTemplateData: { InstanceType: t3.micro }, TagSpecifications: [{ ResourceType: launch-template, Tags: [{ Key: a, Value: b }] }] }',
    { launchTemplateData: { instanceType: 't3.micro' }, tags: [{ key: 'a', value: 'b' }] },
  ],
  [
    'tag sets of a deployment group',
    'AWS::CodeDeploy::DeploymentGroup',
    'codedeploy.deploymentGroup',
    '{ ECSServices: [{ ServiceName: s, ClusterName: c }], Ec2TagSet: { Ec2TagSetList: [{ Ec2TagGroup: [{ Key: k }] }] } }',
    { ecsServices: [{ serviceName: 's', clusterName: 'c' }], ec2TagSet: { ec2TagSetList: [[{ key: 'k' }]] } },
  ],
  [
    'an access point',
    'AWS::EFS::AccessPoint',
    'efs.accessPoint',
    "{ FileSystemId: f, PosixUser: { Uid: '1000', Gid: '1000' }, AccessPointTags: [{ Key: a, Value: b }] }",
    { fileSystemId: 'f', posixUser: { uid: 1000, gid: 1000 }, tags: [{ key: 'a', value: 'b' }] },
  ],
])('%s', async (_, type, kind, properties, expected) => {
  expect(await lower(type, kind, properties)).toEqual(expected);
});

describe('what is written as a part of something else', () => {
  const REPOSITORY = `
Parameters: { Keep: { Type: Number, Default: 5 } }
Resources:
  Repo:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: web
      LifecyclePolicy:
        LifecyclePolicyText: |
          { "rules": [{ "rulePriority": 1, "description": "old" }] }
      RepositoryPolicyText: { Version: '2012-10-17', Statement: [] }
`;

  test('policies of a repository', async () => {
    const project = await readTemplates(REPOSITORY);
    expect(project.resources.map(({ kind, address }) => [kind, address])).toEqual([
      ['ecr.repository', 'Repo'],
      ['ecr.lifecyclePolicy', 'Repo'],
      ['ecr.repositoryPolicy', 'Repo'],
    ]);
    const view = find(project, 'ecr.lifecyclePolicy').view(new World());
    expect(view.repositoryName).toMatchObject({ state: 'unknown', reference: { address: 'Repo' } });
    expect(show(view.lifecyclePolicyText)).toEqual({ rules: [{ rulePriority: 1, description: 'old' }] });
    const { span } = view.lifecyclePolicyText.get('rules').items[0]?.get('description').origin ?? { span: undefined };
    expect(REPOSITORY.slice(span?.start, span?.end)).toBe('"old"');
    expect(show(find(project, 'ecr.repositoryPolicy').view(new World()).policyText)).toEqual({
      Version: '2012-10-17',
      Statement: [],
    });
  });

  test('a part that a condition leaves out does not exist', async () => {
    const project = await readTemplates(`
Conditions: { Never: !Equals [a, b] }
Resources:
  Repo: { Type: AWS::ECR::Repository, Properties: { RepositoryPolicyText: !If [Never, {}, !Ref AWS::NoValue] } }
`);
    expect(find(project, 'ecr.repositoryPolicy').exists(new World())).toBe(false);
  });

  test('a file system policy and scheduled actions', async () => {
    const project = await readTemplates(`
Resources:
  Files: { Type: AWS::EFS::FileSystem, Properties: { FileSystemPolicy: { Statement: [] } } }
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ResourceId: service/a/b
      ScalableDimension: ecs:service:DesiredCount
      ScheduledActions: [{ ScheduledActionName: night, Schedule: cron(0 0 * * ? *), ScalableTargetAction: { MinCapacity: 0 } }]
`);
    expect(show(find(project, 'efs.fileSystemPolicy').view(new World()))).toMatchObject({ policy: { Statement: [] } });
    expect(show(find(project, 'applicationautoscaling.scheduledAction').view(new World()))).toEqual({
      serviceNamespace: 'ecs',
      resourceId: 'service/a/b',
      scalableDimension: 'ecs:service:DesiredCount',
      scheduledActionName: 'night',
      schedule: 'cron(0 0 * * ? *)',
      scalableTargetAction: { minCapacity: 0 },
    });
  });

  test('a scaling policy knows what its target says', async () => {
    const view = await viewOf(
      `
Resources:
  Target: { Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: { ServiceNamespace: ecs, ResourceId: service/a/b } }
  Policy: { Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: { PolicyName: p, ScalingTargetId: !Ref Target } }
`,
      'applicationautoscaling.scalingPolicy',
    );
    expect(show(view)).toMatchObject({ serviceNamespace: 'ecs', resourceId: 'service/a/b', policyName: 'p' });
  });

  test('an internet gateway is attached by a resource of its own', async () => {
    const view = await viewOf(
      `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Gateway: { Type: AWS::EC2::InternetGateway }
  Attachment: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway } }
`,
      'ec2.internetGateway',
    );
    expect(view.vpcId).toMatchObject({ state: 'unknown', reference: { address: 'Vpc' } });
  });
});

describe('documents in texts that are put together', () => {
  async function policy(text: string): Promise<{ text: string; shown: unknown; spanOf: (key: string) => string }> {
    const template = `
Parameters: { Keep: { Type: Number, Default: 5 }, Prefix: { Type: String } }
Resources:
  Repo:
    Type: AWS::ECR::Repository
    Properties:
      LifecyclePolicy:
        LifecyclePolicyText: ${text}
`;
    const view = find(await readTemplates(template), 'ecr.lifecyclePolicy').view(new World());
    const spanOf = (key: string): string => {
      const { span } = view.lifecyclePolicyText.get(key).origin;
      return template.slice(span.start, span.end);
    };
    return { text: template, shown: show(view.lifecyclePolicyText), spanOf };
  }

  test('Sub with all known', async () => {
    const { shown, spanOf } = await policy(`!Sub |
          { "count": \${Keep},
            "after": "me", "deep": ["x"] }`);
    expect(shown).toEqual({ count: 5, after: 'me', deep: ['x'] });
    expect(spanOf('after')).toBe('"me"');
  });

  test('Sub with something unknown', async () => {
    const { shown, spanOf } = await policy(`!Sub '{ "prefix": "\${Prefix}-x", "bare": \${Prefix}, "after": "me" }'`);
    expect(shown).toEqual({
      prefix: { $template: ['?', '-x'] },
      bare: { $unknown: "parameter 'Prefix', which has no default" },
      after: 'me',
    });
    expect(spanOf('after')).toBe('"me"');
  });

  test('Join', async () => {
    expect((await policy(`!Join ['', ['{ "prefix": "', !Ref Prefix, '", "a": 1 }']]`)).shown).toEqual({
      prefix: { $unknown: "parameter 'Prefix', which has no default" },
      a: 1,
    });
  });

  test('ToJsonString', async () => {
    const { shown, spanOf } = await policy(
      `{ 'Fn::ToJsonString': { prefix: !Ref Prefix, count: !Ref Keep, after: me } }`,
    );
    expect(shown).toEqual({ prefix: { $unknown: "parameter 'Prefix', which has no default" }, count: 5, after: 'me' });
    expect(spanOf('after')).toBe('me');
  });

  test.each(['not json', '!Sub \'{ "broken": \${Keep} \'', '!Ref Prefix'])(
    'anything else stays text: %s',
    async (text) => {
      expect((await policy(text)).shown).not.toHaveProperty('after');
    },
  );
});

test('address, name, alias, order and place of a resource', async () => {
  const text = `
Parameters: { Name: { Type: String, Default: shop } }
Resources:
  Web:
    Type: AWS::ECS::Service
    DependsOn: [Listener, Rule]
    Metadata: { 'aws:cdk:path': Stack/Web/Service }
    Properties: { ServiceName: !Sub '\${Name}-web' }
`;
  const project = await readTemplates(text);
  const service = find(project, 'ecs.service');
  expect(service).toMatchObject({
    address: 'Web',
    name: 'shop-web',
    alias: 'Stack/Web/Service',
    dependsOn: ['Listener', 'Rule'],
  });
  const view = service.view(new World());
  expect(text.slice(view.$.origin.head.start, view.$.origin.head.end)).toBe('Web');
  expect(text.slice(view.cluster.origin.span.start, view.cluster.origin.span.end)).toBe('Web');
  expect(view.cluster.origin.name).toBe('Cluster');
});

test('both syntaxes and both forms mean the same', async () => {
  const yaml = `
Parameters: { Env: { Type: String, Default: dev } }
Conditions: { IsDev: !Equals [!Ref Env, dev] }
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Join ['-', [!Sub '\${Env}', !Select [0, !Split [',', 'a,b']]]]
      Cpu: !If [IsDev, 256, !Ref AWS::NoValue]
      ExecutionRoleArn: !GetAtt Role.Arn
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }
`;
  const json = JSON.stringify({
    Parameters: { Env: { Type: 'String', Default: 'dev' } },
    Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'Env' }, 'dev'] } },
    Resources: {
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: {
          Family: {
            'Fn::Join': ['-', [{ 'Fn::Sub': '${Env}' }, { 'Fn::Select': ['0', { 'Fn::Split': [',', 'a,b'] }] }]],
          },
          Cpu: { 'Fn::If': ['IsDev', 256, { Ref: 'AWS::NoValue' }] },
          ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        },
      },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    },
  });
  const expected = {
    family: 'dev-a',
    cpu: '256',
    executionRoleArn: { $unknown: "the ARN of resource 'Role', known after deployment" },
  };
  for (const text of [yaml, json]) expect(show(await viewOf(text, 'ecs.taskDefinition'))).toEqual(expected);
});
