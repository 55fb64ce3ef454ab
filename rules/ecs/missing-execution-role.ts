import { countOf, defineRule, executionNeeds, executionNeedsWithoutInstance, isSet, json, nameOf, yaml } from '#kit';
import type { ExecutionNeed, Graph, Kinds } from '#kit';

type Task = Kinds['ecs.taskDefinition'];

/** The execution role is what ECS itself works with: pulling images, writing logs, fetching secrets. */
export default defineRule({
  id: 'ecs/missing-execution-role',
  aka: ['catalogue:ecs-execution-role-missing-for-secrets', 'catalogue:ecs-fargate-execution-role-missing'],
  awsErrors: [
    "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'",
    'Fargate requires task definition to have execution role ARN to support ECR images',
    'Fargate requires task definition to have execution role ARN to support log driver awslogs',
  ],
  summary: 'Require an execution role for tasks whose secrets, logs or images ECS must reach.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'ECS fetches the secrets, environment files and registry login of a task with the execution role, on every launch type. On Fargate and on external instances, where no instance role can stand in, it also needs one to pull from a private ECR repository and to write to CloudWatch Logs. RegisterTaskDefinition refuses the task, or it never starts. The task role does not help: that one is for the code in the container.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
  ],
  messages: {
    secret:
      "Container '{container}' reads secret '{what}', but task '{task}' has no {role.field} to fetch it with{also}.",
    logSecret:
      "The log driver of container '{container}' reads secret '{what}', but task '{task}' has no {role.field} to fetch it with{also}.",
    registry:
      "The image of container '{container}' is pulled with {what.field}, but task '{task}' has no {role.field} to read them with{also}.",
    environmentFile:
      "Container '{container}' reads environment file '{what}', but task '{task}' has no {role.field} to fetch it with{also}.",
    router:
      "Log router '{container}' reads its configuration from '{what}', but task '{task}' has no {role.field} to fetch it with{also}.",
    logs: "Container '{container}' writes to CloudWatch Logs, but task '{task}' has no {role.field}, without which {where} cannot send its output{also}.",
    image:
      "Image '{what}' of container '{container}' is in a private ECR repository, but task '{task}' has no {role.field}, without which {where} cannot pull it{also}.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, resource, report }) {
      if (isSet(task.executionRoleArn) !== 'no') return;
      const where = placeWithoutInstanceRole(graph, task);
      const needs = [
        ...executionNeeds(graph, task),
        ...(where === undefined ? [] : executionNeedsWithoutInstance(graph, task)),
      ];
      const [first] = needs;
      if (first) report(withoutRole(task, nameOf(task.family, resource), first, needs.length - 1, where));
    },
    'ecs.daemonTaskDefinition'(task, { graph, resource, report }) {
      if (isSet(task.executionRoleArn) !== 'no') return;
      const needs = [...executionNeeds(graph, task)];
      const [first] = needs;
      if (first) report(withoutRole(task, nameOf(task.family, resource), first, needs.length - 1));
    },
  },

  examples: {
    bad: [
      {
        title: 'A secret, and nobody to fetch it: the task role is not used for that.',
        code: json`
          { "family": "orders", "taskRoleArn": "arn:aws:iam::123456789012:role/orders",
          //          ^^^^^^^^ secret
            "containerDefinitions": [
              { "name": "orders", "image": "example/orders:3.1.0",
                "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "/orders/db-password" }] }] }
        `,
      },
      {
        title: 'Logs of a Fargate task.',
        code: json`
          { "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
          //          ^^^^^ logs
            "cpu": "256", "memory": "512",
            "containerDefinitions": [
              { "name": "web", "image": "public.ecr.aws/nginx/nginx:1.27.4",
                "logConfiguration": { "logDriver": "awslogs", "options": {
                  "awslogs-group": "/ecs/web", "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web" } } }] }
        `,
      },
      {
        title: 'A private image on Fargate.',
        code: yaml`
          Resources:
            Web:
          # ^^^ image
              Type: AWS::ECS::TaskDefinition
              Properties:
                RequiresCompatibilities: [FARGATE]
                NetworkMode: awsvpc
                Cpu: 256
                Memory: 512
                ContainerDefinitions:
                  - Name: web
                    Image: !Sub \${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/web:1.4.2
        `,
      },
    ],
    good: [
      {
        title: 'The execution role fetches the secret.',
        code: json`
          { "family": "orders", "executionRoleArn": "arn:aws:iam::123456789012:role/orders-execution",
            "containerDefinitions": [
              { "name": "orders", "image": "example/orders:3.1.0",
                "secrets": [{ "name": "DB_PASSWORD", "valueFrom": "/orders/db-password" }] }] }
        `,
      },
      {
        title: 'On EC2 the role of the instance pulls and logs.',
        code: json`
          { "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
            { "name": "web", "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1.4.2", "memory": 512,
              "logConfiguration": { "logDriver": "awslogs", "options": {
                "awslogs-group": "/ecs/web", "awslogs-region": "eu-central-1" } } }] }
        `,
      },
    ],
  },
});

function withoutRole(
  view: Kinds['ecs.taskDefinition'] | Kinds['ecs.daemonTaskDefinition'],
  task: string,
  { at, for: message, what, container }: ExecutionNeed,
  others: number,
  where = 'ECS',
) {
  const also = others === 0 ? '' : `; ${countOf(others, 'more setting needs', 'more settings need')} it too`;
  const data = { what, container, role: view.executionRoleArn, task, also, where };
  return { at: view, message, data, related: [{ at, note: 'This needs an execution role.' }] };
}

function placeWithoutInstanceRole(graph: Graph, task: Task): string | undefined {
  if (graph.runsOn(task, 'FARGATE') === 'yes') return 'Fargate';
  return graph.runsOn(task, 'EXTERNAL') === 'yes' ? 'an external instance' : undefined;
}
