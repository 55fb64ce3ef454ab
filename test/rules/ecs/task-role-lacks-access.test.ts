import rule from '../../../rules/ecs/task-role-lacks-access.ts';
import { json, yaml, type ExampleFile } from '../../../src/kit/index.ts';
import { hcl } from '../../kit/hcl.ts';
import { testRule } from '../../kit/rule-tester.ts';

const TRUST =
  '{ Statement: { Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole } }';
const ROOT = "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'";
const inline = (statement: string): string =>
  `Policies: [{ PolicyName: own, PolicyDocument: { Version: 2012-10-17, Statement: [${statement}] } }]`;

/** A template with a role and a task that mounts a file system with IAM authorisation. */
function mounting(role: string, fileSystem: string, mark = ''): ExampleFile {
  return yaml`
    Resources:
      Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${TRUST}, ${role} } }
      Files: { Type: AWS::EFS::FileSystem, Properties: { ${fileSystem} } }
      Task:
        Type: AWS::ECS::TaskDefinition
        Properties:
          TaskRoleArn: !GetAtt Role.Arn
          ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2' }]
          Volumes:
            - Name: files
              EFSVolumeConfiguration:
                FilesystemId: !Ref Files
                TransitEncryption: ENABLED
                AuthorizationConfig: { IAM: ENABLED }
      #                                     ${mark}
  `;
}

const letting = (principal: string): string =>
  `FileSystemPolicy: { Statement: { Effect: Allow, Principal: { AWS: ${principal} }, Action: 'elasticfilesystem:*' } }`;
const MOUNT = "{ Effect: Allow, Action: 'elasticfilesystem:ClientMount', Resource: !GetAtt Files.Arn }";

const inFolders = (files: readonly ExampleFile[]): (ExampleFile & { readonly path: string })[] =>
  files.map((file, index) => ({ ...file, path: `${String(index)}/stack.yaml` }));

/** Terraform with a service that allows ECS Exec. */
function exec(statement: string, mark = ''): ReturnType<typeof hcl> {
  return hcl`
    resource "aws_iam_role" "task" {
      name               = "task"
      assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
    }
    resource "aws_iam_role_policy" "own" {
      role   = aws_iam_role.task.id
      policy = jsonencode({ Version = "2012-10-17", Statement = [${statement}] })
    }
    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      task_role_arn         = aws_iam_role.task.arn
      container_definitions = jsonencode([{ name = "web", image = "example/web:1.4.2" }])
    }
    resource "aws_ecs_service" "web" {
      name                   = "web"
      task_definition        = aws_ecs_task_definition.web.arn
      enable_execute_command = true
    #                          ${mark}
    }
  `;
}

/** A task of the API whose logs go through FireLens, with the given options. */
function routed(options: string, marks = ''): ExampleFile {
  return json`
    { "family": "web", "taskRoleArn": "arn:aws:iam::123456789012:role/task", "containerDefinitions": [
      { "name": "web", "image": "example/web:1.4.2", "logConfiguration": { "logDriver": "awsfirelens", "options": {
        ${options} } } }] }
    //  ${marks}
  `;
}

const routing = (statement: string): ReturnType<typeof hcl> => hcl`
  resource "aws_iam_role" "task" {
    name               = "task"
    assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
    inline_policy {
      name   = "own"
      policy = jsonencode({ Version = "2012-10-17", Statement = [${statement}] })
    }
  }
`;

const QUEUES = '{ Effect = "Allow", Action = "sqs:*", Resource = "*" }';

testRule(rule, {
  valid: [
    {
      title: 'a file system without a policy, with one that may let the role in, and a role that may mount it',
      code: inFolders([
        mounting(inline(''), ''),
        mounting(inline(''), letting("'*'")),
        mounting(inline(''), letting('!GetAtt Role.Arn')),
        mounting(inline(MOUNT), letting(ROOT)),
      ]),
    },
    {
      title: 'ECS Exec with its actions, in one wildcard',
      code: exec('{ Effect = "Allow", Action = "ssmmessages:*", Resource = "*" }'),
    },
    {
      title: 'ECS Exec with the managed policy of SSM, and a managed policy that nobody knows',
      code: inFolders(
        ['AmazonSSMManagedInstanceCore', 'AmazonEverythingNew'].map(
          (name) => yaml`
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: ${TRUST}
                  ManagedPolicyArns: ['arn:aws:iam::aws:policy/${name}']
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: { TaskRoleArn: !GetAtt Role.Arn, ContainerDefinitions: [{ Name: web, Image: 'example/web:1' }] }
              Service:
                Type: AWS::ECS::Service
                Properties: { TaskDefinition: !Ref Task, EnableExecuteCommand: true }
          `,
        ),
      ),
    },
    {
      title: 'logs that another role writes, that go elsewhere, and to a stream that may have a policy of its own',
      code: [
        ['role', '"Name": "firehose", "delivery_stream": "web", "role_arn": "arn:aws:iam::210987654321:role/logs"'],
        ['stand-in', '"Name": "cloudwatch_logs", "log_group_name": "web", "endpoint": "localhost"'],
        ['elsewhere', '"Name": "datadog"'],
        ['stream', '"Name": "kinesis_streams", "stream": "web"'],
      ].flatMap(([folder = '', options = '']) => [
        { ...routed(options), path: `${folder}/task.json` },
        { ...routing(QUEUES), path: `${folder}/main.tf` },
      ]),
    },
    {
      title: 'a run that brings another role for the task',
      code: [
        { ...routed('"Name": "firehose", "delivery_stream": "web"'), path: 'task.json' },
        { ...routing(QUEUES), path: 'main.tf' },
        {
          path: 'run.json',
          ...json`
            { "cluster": "jobs", "taskDefinition": "web", "launchType": "FARGATE",
              "overrides": { "taskRoleArn": "arn:aws:iam::123456789012:role/other" } }
          `,
        },
      ],
    },
  ],
  invalid: [
    {
      title: 'Terraform: ECS Exec without its actions',
      code: exec(QUEUES, '^^^^ exec'),
      messages: [
        "Task role 'task' does not allow ssmmessages:CreateControlChannel, CreateDataChannel, OpenControlChannel and OpenDataChannel, with which ECS Exec opens a session in tasks of service 'web', so every session fails; add it to a policy of the role.",
      ],
    },
    {
      title: 'Terraform: one action of the four is missing',
      code: exec(
        '{ Effect = "Allow", Action = ["ssmmessages:Create*", "ssmmessages:OpenDataChannel"], Resource = "*" }',
        '^^^^ exec',
      ),
      messages: [
        "Task role 'task' does not allow ssmmessages:OpenControlChannel, with which ECS Exec opens a session in tasks of service 'web', so every session fails; add it to a policy of the role.",
      ],
    },
    {
      title: 'a Deny',
      code: exec(
        '{ Effect = "Allow", Action = "*", Resource = "*" }, { Effect = "Deny", Action = "ssmmessages:*", Resource = "*" }',
        '^^^^ exec',
      ),
    },
    {
      title: 'a file system whose policy leaves it to roles',
      code: mounting(inline(''), letting(ROOT), '^^^^^^^ efs'),
      messages: [
        "Task role 'Role' does not allow elasticfilesystem:ClientMount, with which volume 'files' is mounted, and the policy of the file system does not let it in either; add it to a policy of the role.",
      ],
    },
    {
      title: 'logs of a task of the API, whose role Terraform makes',
      code: [
        {
          ...routed('"Name": "firehose", "delivery_stream": "web"', '        ^^^^^^^^^^ logs'),
          path: 'task.json',
        },
        {
          ...routing(
            '{ Effect = "Allow", Action = "firehose:*", Resource = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/other" }',
          ),
          path: 'main.tf',
        },
      ],
      messages: [
        "Task role 'task' does not allow firehose:PutRecordBatch, with which FireLens writes to 'firehose', so the logs are lost; add it to a policy of the role.",
      ],
    },
  ],
});
