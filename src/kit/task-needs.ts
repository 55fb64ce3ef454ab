import { buildArn, UNKNOWN_TEXT as U } from '../domain/index.ts';
import type { Graph } from '../graph/index.ts';
import type { Kinds } from '../model/index.ts';
import { isSet, settled, visibleText, type Place, type Table, type Value } from '../values/index.ts';
import type { Permission } from './role-lacks.ts';
import type { Printable } from './rule.ts';
import { labelOf, parseableText } from './text.ts';

type Task = Kinds['ecs.taskDefinition'];
type Options = Table<Value<string>>;

/** Something that runs with the role of the task, besides the code in its containers. */
export interface TaskNeed {
  readonly for: 'exec' | 'efs' | 'logs';
  readonly at: Place;
  readonly what: Printable;
  /** What the role must be allowed for it. */
  readonly permissions: readonly Permission[];
}

/**
 * What a task definition needs its task role for, as far as nothing but policies of the role can give it: the buckets and
 * streams that FireLens writes to may have policies of their own.
 */
export function* taskNeeds(graph: Graph, task: Task): Generator<TaskNeed> {
  yield* execNeeds(graph, task);
  if (mayTakeRoleAtLaunch(graph, task)) return;
  yield* volumeNeeds(graph, task);
  yield* logNeeds(graph, task);
}

/** A run may bring its own role for the task. Source: ECS API reference, TaskOverride.taskRoleArn. */
export function mayTakeRoleAtLaunch(graph: Graph, task: Task): boolean {
  return graph.launchesOf(task).some(({ by }) => 'overrides' in by && isSet(by.overrides.taskRoleArn) !== 'no');
}

/** Source: ECS developer guide, "Monitor Amazon ECS containers with ECS Exec". They know no resource. */
const EXEC_ACTIONS = ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'];

function* execNeeds(graph: Graph, task: Task): Generator<TaskNeed> {
  const permissions = EXEC_ACTIONS.map((name) => ({ anyOf: [`ssmmessages:${name}`], resource: '*' }));
  for (const service of graph.servicesOf(task).items) {
    const { enableExecuteCommand: at, serviceName } = service;
    if (settled(at) !== true) continue;
    yield { for: 'exec', at, what: visibleText(serviceName) ?? graph.addressOf(service), permissions };
  }
}

/** Source: EFS user guide, "Using IAM to control access to file systems". */
function* volumeNeeds(graph: Graph, task: Task): Generator<TaskNeed> {
  for (const { name, efsVolumeConfiguration: efs } of task.volumes.items) {
    const { iam: at } = efs.authorizationConfig;
    if (settled(at) !== 'ENABLED') continue;
    const fileSystem = graph.lookUp(task, efs.fileSystemId, 'efs.fileSystem');
    if (fileSystem.state !== 'found' || graph.fileSystemMayAdmitRole(fileSystem.view) !== 'no') continue;
    const resource = graph.arnOf(fileSystem.view) ?? U;
    const permissions = [{ anyOf: ['elasticfilesystem:ClientMount'], resource }];
    yield { for: 'efs', at, what: labelOf(name), permissions };
  }
}

/** Source: Fluent Bit manual, "Amazon CloudWatch" and "Amazon Kinesis Data Firehose". */
function* logNeeds(graph: Graph, task: Task): Generator<TaskNeed> {
  for (const { logConfiguration } of task.containerDefinitions.items) {
    const { logDriver, options } = logConfiguration;
    const output = options.get('Name');
    // Another role, or another service that speaks the same protocol.
    const isElsewhere = options.open || options.entries.some(({ key }) => /^(?:role_arn|endpoint)$/i.test(key));
    if (settled(logDriver) !== 'awsfirelens' || !output || isElsewhere) continue;
    const permissions = writing(graph, task, settled(output), options);
    if (permissions.length > 0) yield { for: 'logs', at: output, what: output, permissions };
  }
}

function writing(graph: Graph, task: Task, output: string | undefined, options: Options): readonly Permission[] {
  switch (output) {
    case 'cloudwatch':
    case 'cloudwatch_logs': {
      const group = options.get('log_group_name');
      const declared = group && graph.lookUp(task, group, 'logs.logGroup');
      const resource =
        (declared?.state === 'found' ? graph.arnOf(declared.view) : undefined) ??
        arnOf('logs', group, (name) => `log-group:${name}${U}`);
      return ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({ anyOf: [action], resource }));
    }
    case 'firehose':
    case 'kinesis_firehose': {
      const resource = arnOf('firehose', options.get('delivery_stream'), (name) => `deliverystream/${name}`);
      return [{ anyOf: ['firehose:PutRecordBatch'], resource }];
    }
    default:
      return [];
  }
}

/** Of a name that is written out; `$(…)` and `${…}` are filled in for each record. */
function arnOf(service: string, name: Value<string> | undefined, resource: (name: string) => string): string {
  const text = name ? parseableText(name) : undefined;
  if (text === undefined || text === '' || text.includes('$')) return U;
  return buildArn({ partition: U, service, region: U, account: U, resource: resource(text) });
}
