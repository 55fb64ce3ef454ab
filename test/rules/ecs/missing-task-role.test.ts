import { expect, it } from 'vitest';
import rule from '../../../rules/ecs/missing-task-role.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { lintTexts } from '../../kit/lint-text.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'variables that only look like AWS: switches, numbers, other stores, its own keys, a stand-in',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "a", "image": "example/a:1.0.0", "environment": [
            { "name": "S3_ENABLED", "value": "true" }, { "name": "SQS_QUEUE_COUNT", "value": "4" },
            { "name": "S3_UPLOADS_BUCKET", "value": "" }, { "name": "TABLE_NAME", "value": "orders" },
            { "name": "ASSETS_URL", "value": "https://acme.s3.amazonaws.com/assets" }] },
          { "name": "b", "image": "example/b:1.0.0", "environment": [{ "name": "S3_BUCKET", "value": "uploads" }],
            "secrets": [{ "name": "AWS_ACCESS_KEY_ID", "valueFrom": "/web/key" }] },
          { "name": "c", "image": "example/c:1.0.0", "environment": [
            { "name": "S3_BUCKET", "value": "uploads" }, { "name": "S3_ENDPOINT", "value": "http://minio:9000" }] }] }
      `,
    },
    {
      title: 'a run that brings a role for the task',
      code: [
        {
          path: 'task.json',
          text: json`
            { "family": "report", "containerDefinitions": [
              { "name": "report", "image": "example/report:1.0.0", "environment": [{ "name": "S3_BUCKET", "value": "reports" }] }] }
          `.text,
        },
        {
          path: 'run.json',
          text: '{ "cluster": "jobs", "taskDefinition": "report", "launchType": "FARGATE", "overrides": { "taskRoleArn": "arn:aws:iam::123456789012:role/report" } }',
        },
      ],
    },
    {
      title: 'a role that is not known yet, and ECS Exec that may be off',
      code: yaml`
        Parameters:
          Role: { Type: String }
          Exec: { Type: String }
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              TaskRoleArn: !Ref Role
              ContainerDefinitions:
                - { Name: web, Image: 'example/web:1.4.2', Environment: [{ Name: S3_BUCKET, Value: uploads }] }
          Api:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions: [{ Name: api, Image: 'example/api:1.4.2' }]
          Service:
            Type: AWS::ECS::Service
            Properties: { TaskDefinition: !Ref Api, EnableExecuteCommand: !Ref Exec }
      `,
    },
  ],
  invalid: [
    {
      title: 'the gravest need speaks for all',
      code: json`
        { "family": "reports", "containerDefinitions": [
        //          ^^^^^^^^^ s3files
          { "name": "reports", "image": "example/reports:2.0.1", "environment": [
            { "name": "REPORTS_SQS_QUEUE", "value": "reports" }, { "name": "SOURCE", "value": "s3://acme-exports/in" }] }],
          "volumes": [
            { "name": "files", "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0",
              "transitEncryption": "ENABLED", "authorizationConfig": { "iam": "ENABLED" } } },
            { "name": "exports", "s3filesVolumeConfiguration": {
              "fileSystemArn": "arn:aws:s3files:eu-central-1:123456789012:file-system/fs-0123456789abcdef0" } }] }
      `,
      messages: [
        "Volume 'exports' is an S3 Files file system, which is mounted with the role of the task, but task 'reports' has no taskRoleArn; give it one that may use the file system; 3 more things need it too.",
      ],
    },
    {
      title: 'EFS with IAM authorisation',
      code: json`
        { "family": "storage", "containerDefinitions": [{ "name": "files", "image": "example/files:2.0.1" }],
        //          ^^^^^^^^^ efs
          "volumes": [{ "name": "files", "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0",
            "transitEncryption": "ENABLED", "authorizationConfig": { "iam": "ENABLED" } } }] }
      `,
    },
    {
      title: 'logs by FireLens, and daemons of AWS',
      code: [
        {
          path: 'logs.json',
          text: json`
            { "family": "web", "containerDefinitions": [
            //          ^^^^^ logs
              { "name": "router", "image": "example/fluent-bit:1.0.0", "firelensConfiguration": { "type": "fluentbit" } },
              { "name": "web", "image": "example/web:1.4.2",
                "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "cloudwatch_logs" } } }] }
          `.text,
        },
        {
          path: 'trace.json',
          text: json`
            { "family": "api", "containerDefinitions": [
            //          ^^^^^ sidecar
              { "name": "xray", "image": "public.ecr.aws/xray/aws-xray-daemon:3.3.14" }] }
          `.text,
        },
      ],
      messages: [
        "FireLens sends the logs of container 'web' to 'cloudwatch_logs' with the role of the task, but task 'web' has no taskRoleArn; give it one that may write there.",
        "Container 'xray' (the X-Ray daemon) sends its data to AWS with the role of the task, but task 'api' has no taskRoleArn; give it one.",
      ],
    },
    {
      title: 'a queue of the template, on one side of a condition',
      code: yaml`
        Parameters:
          Env: { Type: String, AllowedValues: [prod, test] }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
        Resources:
          Queue:
            Type: AWS::SQS::Queue
          Mailer:
        # ^^^^^^ environment
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: mailer
                  Image: example/mailer:1.2.0
                  Environment:
                    - { Name: INBOX, Value: !If [IsProd, !Ref Queue, none] }
      `,
      messages: [
        "Container 'mailer' is given 'INBOX', so it seems to call AWS, but task 'Mailer' has no TaskRoleArn to do that with; give it a role of its own (when 'IsProd' is true).",
      ],
    },
  ],
});

it('is an error where ECS refuses, a warning where the task fails, and information where it is a guess', async () => {
  const task = (family: string, variables: string, volumes: string): { path: string; text: string } => ({
    path: `${family}.json`,
    text: `{ "family": "${family}", "containerDefinitions": [{ "name": "a", "image": "a:1", "environment": [${variables}] }], "volumes": [${volumes}] }`,
  });
  const { findings } = await lintTexts(
    [rule],
    [
      task('a', '', '{ "name": "v", "s3filesVolumeConfiguration": {} }'),
      task('b', '', '{ "name": "v", "efsVolumeConfiguration": { "authorizationConfig": { "iam": "ENABLED" } } }'),
      task('c', '{ "name": "IN", "value": "s3://a" }', ''),
    ],
  );
  expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
});
