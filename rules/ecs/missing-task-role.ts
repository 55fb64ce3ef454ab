import {
  countOf,
  defineRule,
  isParseFailure,
  isSet,
  json,
  labelOf,
  mayTakeRoleAtLaunch,
  nameOf,
  parseableText,
  parseArn,
} from '#kit';
import { parseImageReference, settled, UNKNOWN_TEXT, visibleText, yaml } from '#kit';
import type { Graph, Kinds, Place, Printable, Severity } from '#kit';

type Task = Kinds['ecs.taskDefinition'];
type Container = Task['containerDefinitions']['items'][number];

/** Something in a task that certainly works with the task role. */
interface Need {
  readonly message: 's3files' | 'exec' | 'efs' | 'logs' | 'sidecar' | 'environment';
  readonly at: Place;
  readonly what: Printable;
  readonly container?: Printable;
  readonly severity: Severity;
}

/** The task role is what the code in the containers may do on AWS. */
export default defineRule({
  id: 'ecs/missing-task-role',
  aka: ['catalogue:ecs-task-role-missing', 'kics:7f384a5f'],
  awsErrors: [
    "The service couldn't be created because a valid taskRoleArn is not being used",
    "The service couldn't be updated because a valid taskRoleArn is not being used",
    'The execute command failed because a valid task role is not being used',
  ],
  summary: 'Require a task role for tasks that work with other AWS services.',
  category: 'correctness',
  severity: 'warning',
  since: '0.1.0',
  why: 'A task without a task role has no credentials on Fargate, and on EC2 those of the instance, which belong to every task there. ECS refuses ECS Exec and S3 Files volumes without one (errors); a mount with IAM authorisation, logs that FireLens sends to AWS and the daemons of AWS fail at run time (warnings). Variables that name a queue, topic, table or bucket only suggest it (info). A task that talks to no AWS service needs no role, and is not reported.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html',
  ],
  messages: {
    s3files:
      "Volume '{what}' is an S3 Files file system, which is mounted with the role of the task, but task '{task}' has no {role.field}; give it one that may use the file system{also}.",
    exec: "Service '{what}' enables ECS Exec, but task '{task}' has no {role.field}, so ECS refuses it; give the task a role with the four ssmmessages actions of ECS Exec{also}.",
    efs: "Volume '{what}' is mounted with IAM authorisation, for which EFS asks for the role of the task, but task '{task}' has no {role.field}; give it one that allows elasticfilesystem:ClientMount{also}.",
    logs: "FireLens sends the logs of container '{container}' to '{what}' with the role of the task, but task '{task}' has no {role.field}; give it one that may write there{also}.",
    sidecar:
      "Container '{container}' ({what}) sends its data to AWS with the role of the task, but task '{task}' has no {role.field}; give it one{also}.",
    environment:
      "Container '{container}' is given '{what}', so it seems to call AWS, but task '{task}' has no {role.field} to do that with; give it a role of its own{also}.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, resource, report }) {
      if (isSet(task.taskRoleArn) !== 'no') return;
      const [first, ...others] = needsOf(graph, task).sort((a, b) => rank(a) - rank(b));
      if (!first) return;
      const { at, message, severity, what, container = '' } = first;
      const also =
        others.length === 0 ? '' : `; ${countOf(others.length, 'more thing needs', 'more things need')} it too`;
      const data = { what, container, task: nameOf(task.family, resource), role: task.taskRoleArn, also };
      report({ at: task, message, severity, data, related: [{ at, note: 'This works with the role of the task.' }] });
    },
  },

  examples: {
    bad: [
      {
        title: 'ECS Exec needs the role for its session.',
        code: yaml`
          Resources:
            Orders:
          # ^^^^^^ exec
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: orders
                ContainerDefinitions:
                  - Name: orders
                    Image: example/orders:3.1.0
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Orders
                EnableExecuteCommand: true
        `,
      },
      {
        title: 'S3 Files mounts with the role of the task.',
        code: json`
          { "family": "reports",
          //          ^^^^^^^^^ s3files
            "containerDefinitions": [{ "name": "reports", "image": "example/reports:2.0.1" }],
            "volumes": [{ "name": "exports", "s3filesVolumeConfiguration": {
              "fileSystemArn": "arn:aws:s3files:eu-central-1:123456789012:file-system/fs-0123456789abcdef0" } }] }
        `,
      },
      {
        title: 'A queue that the code cannot read.',
        code: json`
          { "family": "mailer", "containerDefinitions": [
          //          ^^^^^^^^ environment
            { "name": "mailer", "image": "example/mailer:1.2.0",
              "environment": [{ "name": "QUEUE_URL",
                "value": "https://sqs.eu-central-1.amazonaws.com/123456789012/mails" }] }] }
        `,
      },
    ],
    good: [
      {
        title: 'The role of the task.',
        code: json`
          { "family": "mailer", "taskRoleArn": "arn:aws:iam::123456789012:role/mailer", "containerDefinitions": [
            { "name": "mailer", "image": "example/mailer:1.2.0",
              "environment": [{ "name": "QUEUE_URL",
                "value": "https://sqs.eu-central-1.amazonaws.com/123456789012/mails" }] }] }
        `,
      },
      {
        title: 'A web server that calls nobody on AWS.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web", "image": "public.ecr.aws/nginx/nginx:1.27.4", "memory": 256 }] }
        `,
      },
    ],
  },
});

const RANKS: readonly Severity[] = ['error', 'warning', 'info'];

function rank({ severity }: Need): number {
  return RANKS.indexOf(severity);
}

function needsOf(graph: Graph, task: Task): Need[] {
  const onFargate = graph.runsOn(task, 'FARGATE') === 'yes';
  return [
    ...volumeNeeds(task),
    ...execNeeds(graph, task),
    ...(mayTakeRoleAtLaunch(graph, task)
      ? []
      : task.containerDefinitions.items.flatMap((container) => [
          ...containerNeeds(container, onFargate ? 'warning' : 'info'),
          ...environmentNeeds(graph, task, container),
        ])),
  ];
}

/** Source: ECS API reference, S3FilesVolumeConfiguration and EFSAuthorizationConfig.iam. */
function* volumeNeeds(task: Task): Generator<Need> {
  for (const { name, s3filesVolumeConfiguration: s3files, efsVolumeConfiguration: efs } of task.volumes.items) {
    if (isSet(s3files) === 'yes') yield { message: 's3files', at: s3files, what: labelOf(name), severity: 'error' };
    const { iam } = efs.authorizationConfig;
    if (settled(iam) === 'ENABLED') yield { message: 'efs', at: iam, what: labelOf(name), severity: 'warning' };
  }
}

function* execNeeds(graph: Graph, task: Task): Generator<Need> {
  for (const service of graph.servicesOf(task).items) {
    const { enableExecuteCommand: at, serviceName } = service;
    if (settled(at) !== true) continue;
    const what = visibleText(serviceName) ?? graph.addressOf(service);
    yield { message: 'exec', at, what, severity: 'error' };
  }
}

/** Outputs of Fluent Bit and Fluentd that write to AWS. Source: ECS developer guide, "Send Amazon ECS logs to an AWS service". */
const AWS_OUTPUTS = /^(?:cloudwatch|cloudwatch_logs|firehose|kinesis|kinesis_firehose|kinesis_streams|s3)$/;

/** Daemons whose whole work is to send something to AWS, by the last part of the image's path. */
const AWS_DAEMONS: ReadonlyMap<string, string> = new Map([
  ['aws-xray-daemon', 'the X-Ray daemon'],
  ['aws-otel-collector', 'the AWS collector for OpenTelemetry'],
  ['cloudwatch-agent', 'the CloudWatch agent'],
  ['aws-appmesh-envoy', "App Mesh's Envoy"],
]);

function* containerNeeds({ name, image, logConfiguration }: Container, severity: Severity): Generator<Need> {
  const container = labelOf(name);
  const output = logConfiguration.options.get('Name');
  if (settled(logConfiguration.logDriver) === 'awsfirelens' && output && AWS_OUTPUTS.test(settled(output) ?? ''))
    yield { message: 'logs', at: output, what: output, container, severity };
  const reference = parseImageReference(parseableText(image) ?? '');
  if (isParseFailure(reference)) return;
  const what = AWS_DAEMONS.get(reference.repository.slice(reference.repository.lastIndexOf('/') + 1));
  if (what !== undefined) yield { message: 'sidecar', at: image, what, container, severity };
}

/** Services that code calls with the names that it is given. */
const CALLED = new Set(
  'bedrock dynamodb events firehose kinesis kms lambda s3 secretsmanager sns sqs ssm states'.split(' '),
);

/** `SQS_QUEUE_URL`, `S3_BUCKET`, `ORDERS_DYNAMODB_TABLE`: the service and what of it. */
const CALLED_NAME =
  /(?:^|_)(?:SQS|SNS|S3|DYNAMO(?:DB)?|KINESIS|FIREHOSE)_(?:\w+_)?(?:QUEUE|TOPIC|BUCKET|TABLE|STREAM)(?:_(?:NAME|URL|ARN))?$/i;

function* environmentNeeds(graph: Graph, task: Task, view: Container): Generator<Need> {
  const names = [...view.environment.items, ...view.secrets.items].map(({ name }) => settled(name));
  // It brings its own keys, or talks to a stand-in such as LocalStack.
  if (names.some((name) => name === 'AWS_ACCESS_KEY_ID' || /(?:^|_)ENDPOINT(?:_URL)?(?:_|$)/i.test(name ?? ''))) return;
  for (const { name, value } of view.environment.items) {
    const text = parseableText(value) ?? UNKNOWN_TEXT;
    const byName = CALLED_NAME.test(settled(name) ?? '') && isNameOfSomething(text);
    const byReference = value.state !== 'known' && graph.lookUp(task, value, 'sqs.queue').state === 'found';
    if (byName || byReference || isCalled(text))
      yield { message: 'environment', at: name, what: labelOf(name), container: labelOf(view.name), severity: 'info' };
  }
}

function isCalled(text: string): boolean {
  if (/^https:\/\/(?:sqs\.[^/]*|[^/]*queue)\.amazonaws\.com/.test(text) || text.startsWith('s3://')) return true;
  const arn = parseArn(text);
  return !isParseFailure(arn) && CALLED.has(arn.service);
}

/** Not a switch, a number, nothing, or an address somewhere else. */
function isNameOfSomething(text: string): boolean {
  return !/^(?:true|false|\d*|none|null|https?:.*)$/i.test(text);
}
