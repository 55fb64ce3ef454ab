import rule from '../../../rules/network/efs-unreachable.ts';
import { json } from '../../../src/kit/index.ts';
import { configured, planText, refers } from '../../frontends/terraform/plan-text.ts';
import type { TestFile } from '../../kit/lint-text.ts';
import { marked } from '../../kit/marked.ts';
import { testRule } from '../../kit/rule-tester.ts';

const SUBNETS = ['A', 'B', 'C'].map(
  (name, i) => `  Subnet${name}:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: vpc-0a1b2c3d, CidrBlock: 10.0.${String(i)}.0/24, AvailabilityZone: eu-west-1${name.toLowerCase()} }`,
);

/** Tasks in subnet A that mount a file system; what is given stands in for the usual. */
function stack({
  ingress = '- { IpProtocol: tcp, FromPort: 2049, ToPort: 2049, SourceSecurityGroupId: !Ref TaskGroup }',
  egress = '',
  targets = `  TargetA:
    Type: AWS::EFS::MountTarget
    Properties: { FileSystemId: !Ref Files, SubnetId: !Ref SubnetA, SecurityGroups: [!Ref FileGroup] }`,
  mounts = '[{ SourceVolume: files, ContainerPath: /files }]',
  fileSystem = '!Ref Files',
  task = 'NetworkMode: awsvpc',
  subnets = '[!Ref SubnetA]',
  service = '',
}: Readonly<Record<string, string>> = {}): TestFile {
  return {
    path: 'stack.yaml',
    text: `Parameters:
  Group: { Type: String }
Resources:
${SUBNETS.join('\n')}
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
${egress}
  FileGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Files
      SecurityGroupIngress:
        ${ingress}
  Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
${targets}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      ${task}
      ContainerDefinitions:
        - { Name: web, Image: 'example/web:1.4.2', MountPoints: ${mounts} }
      Volumes:
        - { Name: files, EFSVolumeConfiguration: { FilesystemId: ${fileSystem}, TransitEncryption: ENABLED } }
  Service:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: web
      TaskDefinition: !Ref Task
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ${subnets}, SecurityGroups: [!Ref TaskGroup] } }
${service}`,
  };
}

/** Another mount target, in another subnet, with another group. */
const beside = (subnet: string, group: string): string => `  TargetA:
    Type: AWS::EFS::MountTarget
    Properties: { FileSystemId: !Ref Files, SubnetId: !Ref SubnetA, SecurityGroups: [!Ref FileGroup] }
  Other:
    Type: AWS::EFS::MountTarget
    Properties: { FileSystemId: !Ref Files, SubnetId: !Ref ${subnet}, SecurityGroups: [${group}] }`;

const terraform = (egress: string, rules: string): TestFile => ({
  path: 'main.tf',
  text: `
resource "aws_security_group" "web" {
  name = "web"
${egress}
}
resource "aws_security_group" "files" {
  name = "files"
}
${rules}
resource "aws_efs_file_system" "files" {
  encrypted = true
}
resource "aws_efs_mount_target" "files" {
  for_each        = toset(["subnet-0a1b2c3d", "subnet-1a2b3c4d"])
  file_system_id  = aws_efs_file_system.files.id
  subnet_id       = each.value
  security_groups = [aws_security_group.files.id]
}
resource "aws_ecs_task_definition" "web" {
  family                = "web"
  network_mode          = "awsvpc"
  container_definitions = jsonencode([{
    name        = "web"
    image       = "example/web:1.4.2"
    mountPoints = [{ sourceVolume = "files", containerPath = "/files" }]
  }])
  volume {
    name = "files"
    efs_volume_configuration {
      file_system_id = aws_efs_file_system.files.id
    }
  }
}
resource "aws_scheduler_schedule" "web" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
    role_arn = "arn:aws:iam::111122223333:role/scheduler"
    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.web.arn
      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.web.id]
      }
    }
  }
}
`,
});

const ALL_OUT =
  '  egress {\n    protocol = "-1"\n    from_port = 0\n    to_port = 0\n    cidr_blocks = ["0.0.0.0/0"]\n  }';
const FROM_TASKS = `resource "aws_vpc_security_group_ingress_rule" "files" {
  security_group_id            = aws_security_group.files.id
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}`;

/** What the API describes and was asked for: the mount target's group admits this. */
const api = (permissions: string): TestFile[] =>
  [
    `{ "SecurityGroups": [
  { "GroupId": "sg-0aaaaaaaaaaaaaaa1", "GroupName": "web", "IpPermissions": [],
    "IpPermissionsEgress": [{ "IpProtocol": "-1", "IpRanges": [{ "CidrIp": "0.0.0.0/0" }] }] },
  { "GroupId": "sg-0aaaaaaaaaaaaaaa2", "GroupName": "files", "IpPermissionsEgress": [],
    "IpPermissions": [${permissions}] }] }
`,
    json`{ "FileSystems": [{ "FileSystemId": "fs-0123456789abcdef0", "CreationToken": "files", "LifeCycleState": "available" }] }`
      .text,
    json`{ "FileSystemId": "fs-0123456789abcdef0", "SubnetId": "subnet-0123456789abcdef0",
           "SecurityGroups": ["sg-0aaaaaaaaaaaaaaa2"] }`.text,
    json`{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [
             { "name": "web", "image": "example/web:1.4.2",
               "mountPoints": [{ "sourceVolume": "files", "containerPath": "/files" }] }],
           "volumes": [{ "name": "files", "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } }] }`
      .text,
    json`{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 1,
           "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123456789abcdef0"],
             "securityGroups": ["sg-0aaaaaaaaaaaaaaa1"] } } }`.text,
  ].map((text, i) => ({ path: `api-${String(i)}.json`, text }));

const bridge = (hostPorts: string): TestFile =>
  stack({
    task: 'NetworkMode: bridge',
    ingress: `- { IpProtocol: tcp, ${hostPorts}, SourceSecurityGroupId: !Ref InstanceGroup }`,
    service: `      CapacityProviderStrategy: [{ CapacityProvider: !Ref Provider, Weight: 1 }]
  InstanceGroup: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: Instances } }
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { SecurityGroupIds: [!Ref InstanceGroup] } }
  Instances:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { MinSize: '1', MaxSize: '2', LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: '1' } }
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Instances } }
`,
  });

const WEB = { id: 'sg-0aaaaaaaaaaaaaaa1', name: 'web', ingress: [], egress: [] };
const FILES = { id: 'sg-0aaaaaaaaaaaaaaa2', name: 'files', ingress: [], egress: [] };
const FILE_SYSTEM = 'fs-0123456789abcdef0';
const CONTAINERS =
  '[{"name":"web","image":"example/web:1.4.2","mountPoints":[{"sourceVolume":"files","containerPath":"/files"}]}]';

/** A plan of what is there already, so that the ids are known. */
const planOfExisting = (ports: readonly number[]): TestFile => ({
  path: 'plan.json',
  text: planText(
    [
      {
        address: 'aws_security_group.web',
        after: { ...WEB, egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] },
      },
      {
        address: 'aws_security_group.files',
        after: {
          ...FILES,
          ingress: ports.map((port) => ({
            protocol: 'tcp',
            from_port: port,
            to_port: port,
            security_groups: [WEB.id],
            self: false,
          })),
        },
      },
      { address: 'aws_efs_file_system.files', after: { id: FILE_SYSTEM, encrypted: true } },
      {
        address: 'aws_efs_mount_target.files',
        after: { file_system_id: FILE_SYSTEM, subnet_id: 'subnet-0a1b2c3d', security_groups: [FILES.id] },
      },
      {
        address: 'aws_ecs_task_definition.web',
        after: {
          family: 'web',
          network_mode: 'awsvpc',
          container_definitions: CONTAINERS,
          volume: [{ name: 'files', efs_volume_configuration: [{ file_system_id: FILE_SYSTEM }] }],
        },
      },
      {
        address: 'aws_ecs_service.web',
        after: {
          name: 'web',
          task_definition: 'web:7',
          network_configuration: [{ subnets: ['subnet-0a1b2c3d'], security_groups: [WEB.id] }],
        },
      },
    ].map((change) => ({ ...change, actions: ['update'] })),
  ),
});

/** A first plan: whether a list holds more than what it refers to cannot be told from it. */
const FIRST_PLAN: TestFile = {
  path: 'plan.json',
  text: planText(
    [
      { address: 'aws_security_group.web', after: { name: 'web' }, unknown: { id: true, egress: true } },
      { address: 'aws_security_group.files', after: { name: 'files' }, unknown: { id: true, egress: true } },
      { address: 'aws_efs_file_system.files', after: { encrypted: true }, unknown: { id: true } },
      {
        address: 'aws_efs_mount_target.files',
        after: { subnet_id: 'subnet-0a1b2c3d' },
        unknown: { file_system_id: true, security_groups: true },
      },
      {
        address: 'aws_ecs_task_definition.web',
        after: {
          family: 'web',
          network_mode: 'awsvpc',
          container_definitions: CONTAINERS,
          volume: [{ name: 'files', efs_volume_configuration: [{ transit_encryption: 'ENABLED' }] }],
        },
        unknown: { arn: true, volume: [{ efs_volume_configuration: [{ file_system_id: true }] }] },
      },
      {
        address: 'aws_ecs_service.web',
        after: { name: 'web', network_configuration: [{ subnets: ['subnet-0a1b2c3d'] }] },
        unknown: { task_definition: true, network_configuration: [{ security_groups: true }] },
      },
    ],
    {
      resources: [
        configured('aws_security_group.web', {}),
        configured('aws_security_group.files', {}),
        configured('aws_efs_file_system.files', {}),
        configured('aws_efs_mount_target.files', {
          file_system_id: refers('aws_efs_file_system.files.id'),
          security_groups: refers('aws_security_group.files.id'),
        }),
        configured('aws_ecs_task_definition.web', {
          volume: [{ efs_volume_configuration: [{ file_system_id: refers('aws_efs_file_system.files.id') }] }],
        }),
        configured('aws_ecs_service.web', {
          task_definition: refers('aws_ecs_task_definition.web.arn'),
          network_configuration: [{ security_groups: refers('aws_security_group.web.id') }],
        }),
      ],
    },
  ),
};

testRule(rule, {
  valid: [
    { title: 'admitted by group', code: stack() },
    { title: 'a volume that no container mounts', code: stack({ ingress: '[]', mounts: '[]' }) },
    { title: 'a file system from elsewhere', code: stack({ ingress: '[]', fileSystem: 'fs-0123456789abcdef0' }) },
    { title: 'by the addresses of the tasks', code: stack({ ingress: "- { IpProtocol: '-1', CidrIp: 10.0.0.0/16 }" }) },
    { title: 'a group from elsewhere on the mount target', code: stack({ targets: beside('SubnetB', '!Ref Group') }) },
    {
      title: 'a mount target for others, in a zone of their own',
      code: stack({ targets: beside('SubnetB', '!Ref TaskGroup') }),
    },
    {
      title: 'mount targets that stand in another template of the folder',
      code: [
        stack({ targets: '' }),
        {
          path: 'targets.yaml',
          text: `Parameters: { Files: { Type: String }, Subnet: { Type: String }, Group: { Type: String } }
Resources:
  Target:
    Type: AWS::EFS::MountTarget
    Properties: { FileSystemId: !Ref Files, SubnetId: !Ref Subnet, SecurityGroups: [!Ref Group] }
`,
        },
      ],
    },
    { title: 'instances that mount for their tasks', code: bridge('FromPort: 2049, ToPort: 2049') },
    { title: 'Terraform, started on a schedule', code: terraform(ALL_OUT, FROM_TASKS) },
    { title: 'a plan of what is there', code: planOfExisting([2049]) },
    { title: 'a first plan', code: FIRST_PLAN },
    {
      title: 'described groups',
      code: api(
        '{ "IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049, "UserIdGroupPairs": [{ "GroupId": "sg-0aaaaaaaaaaaaaaa1" }] }',
      ),
    },
  ],
  invalid: [
    {
      title: 'nobody is admitted',
      code: marked(stack({ ingress: '[]' }), '«FileGroup»:', 'ingress'),
      messages: [
        "Tasks that 'web' starts cannot mount file system 'Files': security group 'FileGroup' of its mount target admits nothing from them; admit port 2049 (NFS) from security group 'TaskGroup'.",
      ],
    },
    {
      title: 'another port of the right group',
      code: marked(
        stack({
          ingress: '- { IpProtocol: tcp, FromPort: 2409, ToPort: 2409, SourceSecurityGroupId: !Ref TaskGroup }',
        }),
        'FromPort: «2409»',
        'ingress',
      ),
    },
    {
      title: 'egress to the web alone',
      code: marked(
        stack({
          egress: `      SecurityGroupEgress:
        - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }`,
        }),
        'FromPort: «443»',
        'egress',
      ),
      messages: [
        "Tasks that 'web' starts cannot mount file system 'Files': their security group 'TaskGroup' lets only port 443 out to it; let port 2049 (NFS) out to security group 'FileGroup'.",
      ],
    },
    {
      title: 'the mount target of one zone of two',
      code: marked(
        stack({ targets: beside('SubnetB', '!Ref TaskGroup'), subnets: '[!Ref SubnetA, !Ref SubnetB]' }),
        '«TaskGroup»:',
        'ingress',
      ),
    },
    {
      title: 'a zone without a mount target',
      code: marked(stack({ subnets: '[!Ref SubnetA, !Ref SubnetC]' }), '!Ref SubnetA, !Ref «SubnetC»', 'zone'),
      messages: [
        "Tasks that 'web' starts in zone 'eu-west-1c' cannot mount file system 'Files', which has no mount target there; add one, or leave the subnet out.",
      ],
    },
    {
      title: 'no mount target at all',
      code: marked(stack({ targets: '' }), 'FilesystemId: !Ref «Files»', 'nowhere'),
      messages: [
        "Task 'web' mounts file system 'Files', which has no mount target here; add one in each zone that its tasks start in.",
      ],
    },
    {
      title: 'instances whose group admits another port',
      code: marked(bridge('FromPort: 80, ToPort: 80'), 'FromPort: «80»', 'ingress'),
    },
    {
      title: 'Terraform, started on a schedule',
      code: marked(terraform('', FROM_TASKS), '«resource "aws_security_group" "web"»', 'egress'),
      messages: [
        "Tasks that 'nightly' starts cannot mount file system 'aws_efs_file_system.files': their security group 'web' lets nothing out to it; let port 2049 (NFS) out to security group 'files'.",
      ],
    },
    {
      title: 'a plan of what is there',
      code: marked(planOfExisting([111, 2050]), '"from_port":«111»', 'ingress', '//'),
      messages: [
        "Tasks that 'web' starts cannot mount file system 'aws_efs_file_system.files': security group 'files' of its mount target admits them on ports 111, 2050 only; admit port 2049 (NFS) from security group 'web'.",
      ],
    },
    {
      title: 'described groups',
      code: api(
        '{ "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "UserIdGroupPairs": [{ "GroupId": "sg-0aaaaaaaaaaaaaaa1" }] }',
      ).map((file, i) => (i === 0 ? marked(file, '"FromPort": «22»', 'ingress', '//') : file)),
    },
  ],
});
