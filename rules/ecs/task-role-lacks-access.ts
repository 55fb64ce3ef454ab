import { allOf, defineRule, json, lacksOf, nameOf, oneOf, taskNeeds, yaml } from '#kit';
import type { Permission, Related } from '#kit';

/** What AWS's own parts of a task do with its role, as against what its code does, which nobody can read here. */
export default defineRule({
  id: 'ecs/task-role-lacks-access',
  aka: [
    'catalogue:ecs-exec-permissions',
    'catalogue:ecs-efs-task-role-permission',
    'catalogue:ecs-firelens-task-role-permission',
    'exec-checker:Task-role-permissions',
  ],
  awsErrors: ['TargetNotConnectedException', 'The execute command failed due to an internal error'],
  summary: 'Allow a task role what ECS Exec, IAM-authorised mounts and FireLens do with it.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: "ECS Exec opens its session with the role of the task, not with the execution role: without the four ssmmessages actions every session fails. A mount with IAM authorisation needs elasticfilesystem:ClientMount where the file system has a policy that lets no one in by itself, and logs that FireLens sends to CloudWatch or Firehose are lost without leave to write them (warnings). Judged are roles all of whose policies are known; conditions, unknown names and a file system's policy that names roles are given the benefit of the doubt.",
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html',
  ],
  messages: {
    exec: "Task role '{role}' {verdict} {actions}, with which ECS Exec opens a session in tasks of service '{what}'{also}, so every session fails; {remedy}.",
    efs: "Task role '{role}' {verdict} {actions}, with which volume '{what}' is mounted{also}, and the policy of the file system does not let it in either; {remedy}.",
    logs: "Task role '{role}' {verdict} {actions}, with which FireLens writes to '{what}'{also}, so the logs are lost; {remedy}.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, resource, report }) {
      const role = graph.roleOf(task, task.taskRoleArn);
      if (role.state !== 'found') return;
      const needs = [...taskNeeds(graph, task)];
      if (needs.length === 0) return;
      for (const lack of lacksOf(graph.policiesOf(role.view), needs)) {
        const { missing, deny } = lack;
        const [first, ...others] = lack.needs;
        const related: Related[] = [{ at: role.view, note: `The role of task '${nameOf(task.family, resource)}'.` }];
        if (deny) related.push({ at: deny, note: 'The Deny.' });
        report({
          at: first.at,
          message: first.for,
          severity: first.for === 'exec' ? 'error' : 'warning',
          data: {
            role: graph.nameOf(role.view),
            verdict: deny ? 'is denied' : 'does not allow',
            actions: actionsText(missing),
            what: first.what,
            also: others.length === 0 ? '' : ` and ${String(others.length)} more`,
            remedy: deny ? 'except it from the Deny' : 'add it to a policy of the role',
          },
          related,
        });
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'A role for the queue, and none of the actions of ECS Exec.',
        code: yaml`
          Resources:
            Role:
              Type: AWS::IAM::Role
              Properties:
                AssumeRolePolicyDocument:
                  Statement: { Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole }
                ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSQSFullAccess]
            Orders:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: orders
                TaskRoleArn: !GetAtt Role.Arn
                ContainerDefinitions: [{ Name: orders, Image: 'example/orders:3.1.0' }]
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Orders
                EnableExecuteCommand: true
          #                           ^^^^ exec
        `,
      },
      {
        title: 'Logs that the role may not write.',
        code: json`
          { "Resources": {
            "Role": { "Type": "AWS::IAM::Role", "Properties": {
              "AssumeRolePolicyDocument": { "Statement": [{
                "Effect": "Allow", "Principal": { "Service": "ecs-tasks.amazonaws.com" }, "Action": "sts:AssumeRole" }] } } },
            "Web": { "Type": "AWS::ECS::TaskDefinition", "Properties": {
              "Family": "web", "TaskRoleArn": { "Fn::GetAtt": ["Role", "Arn"] },
              "ContainerDefinitions": [{ "Name": "web", "Image": "public.ecr.aws/nginx/nginx:1.27.4",
                "LogConfiguration": { "LogDriver": "awsfirelens", "Options": {
                  "Name": "cloudwatch_logs", "log_group_name": "web", "region": "eu-central-1" } } }] } } } }
          //              ^^^^^^^^^^^^^^^^^ logs
        `,
      },
    ],
    good: [
      {
        title: 'The four actions of ECS Exec.',
        code: yaml`
          Resources:
            Role:
              Type: AWS::IAM::Role
              Properties:
                AssumeRolePolicyDocument:
                  Statement: { Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole }
                Policies:
                  - PolicyName: exec
                    PolicyDocument:
                      Statement:
                        Effect: Allow
                        Action:
                          - ssmmessages:CreateControlChannel
                          - ssmmessages:CreateDataChannel
                          - ssmmessages:OpenControlChannel
                          - ssmmessages:OpenDataChannel
                        Resource: '*'
            Orders:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: orders
                TaskRoleArn: !GetAtt Role.Arn
                ContainerDefinitions: [{ Name: orders, Image: 'example/orders:3.1.0' }]
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Orders
                EnableExecuteCommand: true
        `,
      },
    ],
  },
});

/** Those of one need are of one service, which is said once: "logs:CreateLogStream and PutLogEvents". */
function actionsText(missing: readonly Permission[]): string {
  const actions = missing.map(({ anyOf }) => oneOf(anyOf));
  return allOf(actions.map((action, index) => (index === 0 ? action : action.slice(action.indexOf(':') + 1))));
}
