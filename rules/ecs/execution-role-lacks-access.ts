import {
  allOf,
  defineRule,
  executionNeeds,
  executionNeedsWithoutInstance,
  json,
  lacksOf,
  nameOf,
  oneOf,
  yaml,
} from '#kit';
import type { ExecutionNeed, Graph, Kinds, Related } from '#kit';

type Role = Kinds['iam.role'];

/** What ECS does for a task, it does with the execution role: with all of its policies, or not at all. */
export default defineRule({
  id: 'ecs/execution-role-lacks-access',
  aka: [
    'catalogue:ecs-execution-role-secret-permission',
    'catalogue:ecs-execution-role-kms-permission',
    'catalogue:ecs-execution-role-ecr-permission',
    'catalogue:ecs-execution-role-logs-permission',
    'catalogue:ecs-awslogs-create-group-permission',
    'catalogue:ecs-env-file-role-permission',
    'ecspresso:verify:secrets',
    'ecspresso:verify:environmentFiles',
    'ecspresso:verify:logs-write',
  ],
  awsErrors: [
    'ResourceInitializationError: unable to pull secrets or registry auth',
    'is not authorized to perform: secretsmanager:GetSecretValue',
    'is not authorized to perform: ssm:GetParameters',
    'Access to KMS is not allowed',
    'is not authorized to perform: logs:CreateLogGroup',
    'is not authorized to perform: logs:CreateLogStream',
    'is not authorized to perform: ecr:GetAuthorizationToken',
  ],
  summary: 'Allow an execution role what ECS does with it: fetch secrets and files, pull images, write logs.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'ECS fetches secrets and environment files with the execution role, and on Fargate and external instances it pulls private images and writes logs with it. The managed policy AmazonECSTaskExecutionRolePolicy allows pulling and writing to log groups that exist, and nothing else: no secret, no parameter (whose action is ssm:GetParameters, in the plural), no file on S3, no new log group. A secret under a customer key takes kms:Decrypt on the key besides (a warning, since a grant made elsewhere may give it). Without the permission the task is registered and never starts. Judged are roles all of whose policies are known; conditions, unknown names and policies of the secret, key or repository itself are given the benefit of the doubt.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html',
  ],
  messages: {
    secret:
      "Execution role '{role}' {verdict} {actions}, with which ECS fetches secret '{what}' of container '{container}'{also}, so task '{task}' cannot start; {remedy}.",
    logSecret:
      "Execution role '{role}' {verdict} {actions}, with which ECS fetches secret '{what}' for the log driver of container '{container}'{also}, so task '{task}' cannot start; {remedy}.",
    registry:
      "Execution role '{role}' {verdict} {actions}, with which ECS reads the {what.field} of container '{container}'{also}, so task '{task}' cannot pull its image; {remedy}.",
    environmentFile:
      "Execution role '{role}' {verdict} {actions}, with which ECS fetches environment file '{what}' of container '{container}'{also}, so task '{task}' cannot start; {remedy}.",
    router:
      "Execution role '{role}' {verdict} {actions}, with which log router '{container}' gets its configuration from '{what}', so task '{task}' cannot start; {remedy}.",
    logs: "Execution role '{role}' {verdict} {actions}, with which container '{container}' writes to log group '{what}'{also}, so task '{task}' {loses}; {remedy}.",
    image:
      "Execution role '{role}' {verdict} {actions}, with which ECS pulls image '{what}' of container '{container}'{also}, so task '{task}' cannot start; {remedy}.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, resource, report }) {
      const role = graph.roleOf(task, task.executionRoleArn);
      if (role.state !== 'found') return;
      const hasNoInstance = (['FARGATE', 'EXTERNAL'] as const).some((type) => graph.runsOn(task, type) === 'yes');
      const needs = [
        ...executionNeeds(graph, task),
        ...(hasNoInstance ? executionNeedsWithoutInstance(graph, task) : []),
      ];
      for (const finding of findingsOf(graph, role.view, nameOf(task.family, resource), needs)) report(finding);
    },
    'ecs.daemonTaskDefinition'(task, { graph, resource, report }) {
      const role = graph.roleOf(task, task.executionRoleArn);
      if (role.state !== 'found') return;
      const needs = [...executionNeeds(graph, task)];
      for (const finding of findingsOf(graph, role.view, nameOf(task.family, resource), needs)) report(finding);
    },
  },

  examples: {
    bad: [
      {
        title: 'The managed policy reads no secrets.',
        code: yaml`
          Resources:
            Execution:
              Type: AWS::IAM::Role
              Properties:
                AssumeRolePolicyDocument:
                  Statement: { Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole }
                ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy]
            Orders:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: orders
                ExecutionRoleArn: !GetAtt Execution.Arn
                ContainerDefinitions:
                  - Name: orders
                    Image: example/orders:3.1.0
                    Secrets:
                      - { Name: DB_PASSWORD, ValueFrom: /orders/db-password }
          #                                             ^^^^^^^^^^^^^^^^^^^ secret
        `,
      },
      {
        title: 'A log group that ECS may not create.',
        code: json`
          { "Resources": {
            "Execution": { "Type": "AWS::IAM::Role", "Properties": {
              "AssumeRolePolicyDocument": { "Statement": [{
                "Effect": "Allow", "Principal": { "Service": "ecs-tasks.amazonaws.com" }, "Action": "sts:AssumeRole" }] },
              "ManagedPolicyArns": ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"] } },
            "Web": { "Type": "AWS::ECS::TaskDefinition", "Properties": {
              "Family": "web", "RequiresCompatibilities": ["FARGATE"], "NetworkMode": "awsvpc",
              "Cpu": "256", "Memory": "512", "ExecutionRoleArn": { "Fn::GetAtt": ["Execution", "Arn"] },
              "ContainerDefinitions": [{ "Name": "web", "Image": "public.ecr.aws/nginx/nginx:1.27.4",
                "LogConfiguration": { "LogDriver": "awslogs", "Options": {
                //                                 ^^^^^^^^^ logs
                  "awslogs-create-group": "true", "awslogs-group": "/ecs/web",
                  "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web" } } }] } } } }
        `,
      },
    ],
    good: [
      {
        title: 'A statement for the parameter besides the managed policy.',
        code: yaml`
          Resources:
            Execution:
              Type: AWS::IAM::Role
              Properties:
                AssumeRolePolicyDocument:
                  Statement: { Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole }
                ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy]
                Policies:
                  - PolicyName: parameters
                    PolicyDocument:
                      Statement:
                        Effect: Allow
                        Action: ssm:GetParameters
                        Resource: !Sub arn:aws:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/orders/*
            Orders:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: orders
                ExecutionRoleArn: !GetAtt Execution.Arn
                ContainerDefinitions:
                  - Name: orders
                    Image: example/orders:3.1.0
                    Secrets:
                      - { Name: DB_PASSWORD, ValueFrom: /orders/db-password }
        `,
      },
    ],
  },
});

function* findingsOf(graph: Graph, role: Role, task: string, needs: readonly ExecutionNeed[]) {
  if (needs.length === 0) return;
  for (const {
    needs: [first, ...others],
    missing,
    deny,
  } of lacksOf(graph.policiesOf(role), needs)) {
    const actions = missing.map(({ anyOf }) => oneOf(anyOf));
    const related: Related[] = [{ at: role, note: 'The execution role.' }];
    if (deny) related.push({ at: deny, note: 'The Deny.' });
    yield {
      at: first.at,
      message: first.for,
      severity: actions.every((action) => UNCERTAIN.has(action)) ? ('warning' as const) : ('error' as const),
      data: {
        role: graph.nameOf(role),
        verdict: deny ? 'is denied' : 'does not allow',
        actions: allOf(actions),
        what: first.what,
        container: first.container,
        also: others.length === 0 ? '' : ` and ${String(others.length)} more`,
        task,
        loses: actions.join() === 'logs:PutLogEvents' ? 'loses its output' : 'cannot start',
        remedy: deny ? 'except it from the Deny' : 'add it to a policy of the role',
      },
      related,
    };
  }
}

/** Whether a task starts without the place of the bucket is not documented; grants on keys are made elsewhere, too. */
const UNCERTAIN = new Set(['s3:GetBucketLocation', 'kms:Decrypt']);
