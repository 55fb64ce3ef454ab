import rule from '../../../rules/ecs/task-does-not-fit.ts';
import { testRule } from '../../kit/rule-tester.ts';

interface Stack {
  /** Properties of the task definition, a line each. */
  readonly task: readonly string[];
  /** What the group launches from, and the resources for it. */
  readonly group: string;
  readonly resources?: string;
  /** What the service starts its tasks by. */
  readonly start?: string;
  readonly provider?: string;
  readonly cluster?: string;
}

const stack = ({
  task,
  group,
  resources = '',
  start,
  provider,
  cluster = 'Cluster',
}: Stack): { path: string; text: string } => ({
  path: 'stack.yaml',
  text: `Parameters:
  Size: { Type: String }
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties: { ClusterName: shop, CapacityProviders: [!Ref Provider] }
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { MinSize: '0', MaxSize: '4', ${group} }
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties: ${provider ?? '{ AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Group } }'}
${resources}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
${task.join('\n')}
  Service:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: web
      Cluster: !Ref ${cluster}
      TaskDefinition: !Ref Task
      ${start ?? 'CapacityProviderStrategy: [{ CapacityProvider: !Ref Provider, Weight: 1 }]'}
`,
});

const configuration = (type: string): string => `  Machine:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: { ImageId: ami-0a1b2c3d4e5f60718, InstanceType: ${type} }
`;
const template = (data: string): string => `  Machine:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { ${data} } }
`;
const configured = 'LaunchConfigurationName: !Ref Machine';
const launched = "LaunchTemplate: { LaunchTemplateId: !Ref Machine, Version: '1' }";
const mixed = (overrides: string): string =>
  `MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: !Ref Machine, Version: '1' }, Overrides: [${overrides}] } }`;
const container = "      ContainerDefinitions: [{ Name: web, Image: 'example/web:1', Memory: 900 }]";
const needs = (...lines: readonly string[]): readonly string[] => [...lines, container];

const managed = (requirements: string): string =>
  `{ ManagedInstancesProvider: { InfrastructureRoleArn: arn:aws:iam::123456789012:role/ecs, InstanceLaunchTemplate: { Ec2InstanceProfileArn: arn:aws:iam::123456789012:instance-profile/ecs, NetworkConfiguration: { Subnets: [subnet-0a1b2c3d] }, InstanceRequirements: { ${requirements} } } } }`;

const terraform = (memory: string): string => `resource "aws_ecs_cluster" "shop" {
  name = "shop"
}
resource "aws_launch_template" "machine" {
  instance_type = "t3.small"
}
resource "aws_autoscaling_group" "machines" {
  min_size = 0
  max_size = 4
  launch_template {
    id      = aws_launch_template.machine.id
    version = "$Latest"
  }
}
resource "aws_ecs_capacity_provider" "machines" {
  name = "machines"
  auto_scaling_group_provider {
    auto_scaling_group_arn = aws_autoscaling_group.machines.arn
  }
}
resource "aws_ecs_task_definition" "web" {
  family = "web"
  cpu    = "256"
  memory = ${memory}
  container_definitions = jsonencode([{ name = "web", image = "example/web:1" }])
}
resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = aws_ecs_cluster.shop.id
  task_definition = aws_ecs_task_definition.web.arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.machines.name
    weight            = 1
  }
}
`;

const arn = 'arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:0a1b2c3d:autoScalingGroupName/machines';
const requests = (memory: string): { path: string; text: string }[] => [
  { path: 'task.json', text: memory },
  {
    path: 'service.json',
    text: '{ "cluster": "shop", "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "machines" }] }\n',
  },
  {
    path: 'provider.json',
    text: `{ "name": "machines", "autoScalingGroupProvider": { "autoScalingGroupArn": "${arn}" } }\n`,
  },
  {
    path: 'group.json',
    text: '{ "AutoScalingGroupName": "machines", "MinSize": 0, "MaxSize": 4, "LaunchTemplate": { "LaunchTemplateName": "machine", "Version": "1" } }\n',
  },
  {
    path: 'machine.json',
    text: '{ "LaunchTemplateName": "machine", "LaunchTemplateData": { "InstanceType": "t3.small" } }\n',
  },
];

interface Planned {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  /** Expressions of the source: what unknown values refer to. */
  readonly expressions?: Readonly<Record<string, unknown>>;
}

const to = (address: string): object => ({ references: [`${address}.id`, address] });

/** A plan of these resources, each named after what it is for. */
const planOf = (resources: readonly Planned[], mark = ''): { path: string; text: string } => {
  const address = (type: string): object => ({ address: `${type}.web`, mode: 'managed', type, name: 'web' });
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: resources.map(({ type, values, unknown = {} }) => ({
      ...address(type),
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: { actions: ['create'], before: null, after: values, after_unknown: unknown },
    })),
    configuration: {
      root_module: { resources: resources.map(({ type, expressions = {} }) => ({ ...address(type), expressions })) },
    },
  };
  const text = JSON.stringify(plan);
  const at = text.indexOf(mark);
  const marker = mark === '' ? '' : `//${' '.repeat(at - 2)}${'^'.repeat(mark.length)} short\n`;
  return { path: 'plan.json', text: `${text}\n${marker}` };
};

const planned = (memory: string): readonly Planned[] => [
  { type: 'aws_launch_template', values: { instance_type: 't3.small' }, unknown: { id: true } },
  {
    type: 'aws_autoscaling_group',
    values: { min_size: 0, max_size: 4, launch_template: [{ version: '$Latest' }] },
    unknown: { arn: true, launch_template: [{ id: true }] },
    expressions: { launch_template: [{ id: to('aws_launch_template.web') }] },
  },
  {
    type: 'aws_ecs_capacity_provider',
    values: { name: 'machines', auto_scaling_group_provider: [{}] },
    unknown: { auto_scaling_group_provider: [{ auto_scaling_group_arn: true }] },
    expressions: { auto_scaling_group_provider: [{ auto_scaling_group_arn: to('aws_autoscaling_group.web') }] },
  },
  { type: 'aws_ecs_task_definition', values: { family: 'web', memory, container_definitions: '[]' } },
  {
    type: 'aws_ecs_service',
    values: { name: 'web', capacity_provider_strategy: [{ capacity_provider: 'machines', weight: 1 }] },
    unknown: { task_definition: true },
    expressions: { task_definition: to('aws_ecs_task_definition.web') },
  },
];

testRule(rule, {
  valid: [
    {
      title: 'it fits',
      code: stack({ task: needs("      Memory: '900'"), group: configured, resources: configuration('t3.micro') }),
    },
    {
      title: 'the type is not known',
      code: stack({ task: needs("      Memory: '9000'"), group: configured, resources: configuration('!Ref Size') }),
    },
    {
      title: 'the type is newer than the table',
      code: stack({ task: needs("      Memory: '9000'"), group: configured, resources: configuration('m99.micro') }),
    },
    {
      title: 'the template says no type',
      code: stack({
        task: needs("      Memory: '9000'"),
        group: launched,
        resources: template('ImageId: ami-0a1b2c3d4e5f60718'),
      }),
    },
    {
      title: 'one of the overrides is large enough',
      code: stack({
        task: needs("      Memory: '9000'"),
        group: mixed('{ InstanceType: t3.micro }, { InstanceType: m5.xlarge }'),
        resources: template('InstanceType: t3.micro'),
      }),
    },
    {
      title: 'attributes without an upper bound',
      code: stack({
        task: needs("      Memory: '9000'"),
        group: mixed('{ InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 512 } } }'),
        resources: template('InstanceType: t3.micro'),
      }),
    },
    {
      title: 'Fargate takes what does not fit',
      code: stack({
        task: needs("      Memory: '9000'"),
        group: configured,
        resources: configuration('t3.micro'),
        start: 'CapacityProviderStrategy: [{ CapacityProvider: !Ref Provider }, { CapacityProvider: FARGATE }]',
      }),
    },
    {
      title: 'another group beside it, for launch type EC2',
      code: stack({
        task: needs("      Memory: '9000'"),
        group: configured,
        resources: `${configuration('t3.micro')}  Large:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { MinSize: '0', MaxSize: '4', LaunchConfigurationName: large-machines }
`,
        start: 'LaunchType: EC2',
      }),
    },
    {
      title: 'managed instances of any size',
      code: stack({
        task: needs("      Memory: '9000'"),
        group: configured,
        resources: configuration('t3.micro'),
        provider: managed('VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1024 }'),
      }),
    },
    { title: 'it fits, in a plan', code: planOf(planned('1024')) },
    { title: 'it fits, in Terraform', code: { path: 'main.tf', text: terraform('"1024"') } },
    {
      title: 'it fits, in requests',
      code: requests('{ "family": "web", "memory": "1024", "containerDefinitions": [] }\n'),
    },
    {
      title: 'a cluster without capacity providers: who joins it is not known',
      code: stack({
        task: needs("      Memory: '9000'"),
        group: configured,
        resources: `${configuration('t3.micro')}  Other: { Type: AWS::ECS::Cluster }
`,
        start: 'LaunchType: EC2',
        cluster: 'Other',
      }),
    },
  ],
  invalid: [
    {
      title: 'more memory than there is',
      code: stack({
        task: needs("      Memory: '2 GB'", '#             ^^^^^^ short'),
        group: configured,
        resources: configuration('t3.small'),
      }),
      messages: [
        "A task of 'web' takes 2048 MiB of memory, more than any instance of service 'web' has for tasks: t3.small has 2048 MiB with its system; ECS will place none.",
      ],
    },
    {
      title: 'more CPU than there is, by launch type EC2',
      code: stack({
        task: needs('      Cpu: 4 vCPU', '#          ^^^^^^ short'),
        group: launched,
        resources: template('InstanceType: m5.large'),
        start: 'LaunchType: EC2',
      }),
      messages: [
        "A task of 'web' takes 4096 CPU units, more than any instance of service 'web' has for tasks: m5.large has 2048 CPU units; ECS will place none.",
      ],
    },
    {
      title: 'every override lacks something else',
      code: stack({
        task: needs("      Cpu: '4096'", "      Memory: '8192'", '#             ^^^^^^ short'),
        group: mixed('{ InstanceType: r5.large }, { InstanceType: c5.xlarge }'),
        resources: template('InstanceType: t3.micro'),
      }),
      messages: [
        "A task of 'web' takes 8192 MiB of memory and 4096 CPU units, more than any instance of service 'web' has for tasks: r5.large has 2048 CPU units and c5.xlarge has 8192 MiB with its system; ECS will place none.",
      ],
    },
    {
      title: 'the containers together',
      code: stack({
        task: [
          '      ContainerDefinitions:',
          '#     ^^^^^^^^^^^^^^^^^^^^ short',
          "        - { Name: web, Image: 'example/web:1', MemoryReservation: 600, Memory: 4000 }",
          "        - { Name: log, Image: 'example/log:1', Memory: 424 }",
        ],
        group: configured,
        resources: configuration('t3.micro'),
      }),
    },
    {
      title: 'a GPU where there is none',
      code: stack({
        task: [
          '      ContainerDefinitions:',
          '        - Name: web',
          "          Image: 'example/web:1'",
          '          ResourceRequirements: [{ Type: GPU, Value: 1 }]',
          '#         ^^^^^^^^^^^^^^^^^^^^ short',
        ],
        group: configured,
        resources: configuration('m5.large'),
      }),
      messages: [
        "A task of 'web' takes 1 GPU, more than any instance of service 'web' has for tasks: m5.large has no GPU; ECS will place none.",
      ],
    },
    {
      title: 'managed instances, at most so large, or of one type',
      code: stack({
        task: needs("      Memory: '16384'", '#             ^^^^^^^ short'),
        group: configured,
        resources: configuration('t3.micro'),
        provider: managed('VCpuCount: { Min: 1, Max: 4 }, MemoryMiB: { Min: 1024, Max: 8192 }'),
      }),
      messages: [
        "A task of 'web' takes 16384 MiB of memory, more than any instance of service 'web' has for tasks: the largest has 8192 MiB with its system; ECS will place none.",
      ],
    },
    {
      title: 'the only type that managed instances may have',
      code: stack({
        task: needs("      Memory: '16384'", '#             ^^^^^^^ short'),
        group: configured,
        resources: configuration('t3.micro'),
        provider: managed('VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1024 }, AllowedInstanceTypes: [m5.large]'),
      }),
    },
    {
      title: 'in Terraform',
      code: {
        path: 'main.tf',
        text: terraform('"4096"\n//         ^^^^^^ short'),
      },
    },
    { title: 'in a plan', code: planOf(planned('4096'), '"4096"') },
    {
      title: 'in requests',
      code: requests(
        '{ "family": "web", "memory": "4096", "containerDefinitions": [] }\n//                           ^^^^^^ short\n',
      ),
    },
  ],
});
