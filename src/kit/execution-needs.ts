import {
  buildArn,
  hasUnknown,
  isParseFailure,
  parseArn,
  parseImageReference,
  parseSecretArn,
} from '../domain/index.ts';
import { parseSecretReference, UNKNOWN_TEXT as U, type ResourceName } from '../domain/index.ts';
import type { Graph } from '../graph/index.ts';
import type { Kinds } from '../model/index.ts';
import { isSet, settled, visibleText, type Place, type Value } from '../values/index.ts';
import type { Permission } from './role-lacks.ts';
import type { Printable } from './rule.ts';
import { labelOf, parseableText } from './text.ts';

type Task = Kinds['ecs.taskDefinition'] | Kinds['ecs.daemonTaskDefinition'];
type Container = Kinds['ecs.daemonTaskDefinition']['containerDefinitions']['items'][number];

/** Something that ECS does for a container with the execution role, before or while it runs. */
export interface ExecutionNeed {
  readonly for: 'secret' | 'logSecret' | 'registry' | 'environmentFile' | 'router' | 'logs' | 'image';
  readonly at: Place;
  readonly what: Printable;
  readonly container: Printable;
  /** What the role must be allowed for it. */
  readonly permissions: readonly Permission[];
}

/** What ECS needs the execution role for on every launch type. Source: ECS developer guide, "Task execution IAM role". */
export function* executionNeeds(graph: Graph, task: Task): Generator<ExecutionNeed> {
  for (const view of task.containerDefinitions.items) yield* needsAnywhere(graph, task, view);
}

function* needsAnywhere(graph: Graph, task: Task, view: Container): Generator<ExecutionNeed> {
  const { firelensConfiguration, logConfiguration, repositoryCredentials } = view;
  const container = labelOf(view.name);
  for (const { name, valueFrom } of view.secrets.items)
    yield {
      for: 'secret',
      at: valueFrom,
      what: labelOf(name),
      container,
      permissions: secretRead(graph, task, valueFrom),
    };
  for (const { name, valueFrom } of logConfiguration.secretOptions.items)
    yield {
      for: 'logSecret',
      at: valueFrom,
      what: labelOf(name),
      container,
      permissions: secretRead(graph, task, valueFrom),
    };
  const { credentialsParameter: login } = repositoryCredentials;
  if (isSet(login) === 'yes') {
    const permissions = loginRead(graph, task, login);
    yield { for: 'registry', at: login, what: repositoryCredentials.$, container, permissions };
  }
  for (const { value } of view.environmentFiles.items)
    yield { for: 'environmentFile', at: value, what: value, container, permissions: objectRead(graph, value) };
  const { options } = firelensConfiguration;
  const file = options.get('config-file-value');
  const type = options.get('config-file-type');
  if (file && type && settled(type) === 's3')
    yield { for: 'router', at: file, what: file, container, permissions: objectRead(graph, file) };
}

/**
 * What ECS needs it for besides where no instance lends its role: on Fargate and external instances. Source: as above,
 * and "Amazon ECR permissions" for the actions; `ecr:BatchCheckLayerAvailability` is not needed to pull.
 */
export function* executionNeedsWithoutInstance(
  graph: Graph,
  task: Kinds['ecs.taskDefinition'],
): Generator<ExecutionNeed> {
  for (const { name, image, logConfiguration } of task.containerDefinitions.items) {
    const container = labelOf(name);
    const { logDriver, options } = logConfiguration;
    if (settled(logDriver) === 'awslogs') {
      const group = options.get('awslogs-group');
      const declared = group && graph.lookUp(task, group, 'logs.logGroup');
      const found = declared?.state === 'found' ? declared.view : undefined;
      const what = (group && visibleText(group)) ?? (found ? graph.nameOf(found) : '…');
      yield { for: 'logs', at: logDriver, what, container, permissions: logWrite(graph, options, group, found) };
    }
    const repository = image.state === 'known' ? undefined : graph.lookUp(task, image, 'ecr.repository');
    if (repository?.state === 'found') {
      const own = graph.repositoryHasPolicy(repository.view) === 'no' ? graph.arnOf(repository.view) : undefined;
      const what = visibleText(image) ?? repository.resource.address;
      yield { for: 'image', at: image, what, container, permissions: pull(own) };
      continue;
    }
    const reference = parseImageReference(parseableText(image) ?? '');
    if (isParseFailure(reference) || reference.registry.kind !== 'ecr') continue;
    const { region, accountId: account, partition } = reference.registry;
    const resource = `repository/${reference.repository}`;
    const arn = buildArn({ partition: hasUnknown(region) ? U : partition, service: 'ecr', region, account, resource });
    yield { for: 'image', at: image, what: image, container, permissions: pull(arn) };
  }
}

/** By Secrets Manager or Parameter Store, as the reference says; by either where it does not. */
function secretRead(graph: Graph, task: Task, valueFrom: Value<string>): readonly Permission[] {
  const parameter = valueFrom.state === 'known' ? undefined : graph.lookUp(task, valueFrom, 'ssm.parameter');
  const ofParameter = parameter?.state === 'found' ? graph.arnOf(parameter.view) : undefined;
  if (parameter?.state === 'found' && ofParameter)
    return [
      { anyOf: ['ssm:GetParameters'], resource: ofParameter },
      ...decryption(graph, parameter.view, parameter.view.keyId),
    ];
  const secret = secretOf(graph, task, valueFrom);
  if (secret !== undefined) return secret;
  const text = textOf(graph, valueFrom);
  const reference = text.startsWith(U) ? undefined : parseSecretReference(text);
  if (!reference || isParseFailure(reference))
    return [{ anyOf: ['secretsmanager:GetSecretValue', 'ssm:GetParameters'], resource: U }];
  if (reference.kind === 'secrets-manager') return [secretValue(reference.arn.text)];
  const { partition, region, account } = reference.arn ?? { partition: U, region: U, account: U };
  const resource = `parameter/${reference.name.replace(/^\//, '')}`;
  return [
    { anyOf: ['ssm:GetParameters'], resource: buildArn({ partition, service: 'ssm', region, account, resource }) },
  ];
}

/** The secret of the tree that a value refers to; what a policy of its own may allow is left out. */
function secretOf(graph: Graph, task: Task, value: Value<string>): readonly Permission[] | undefined {
  const secret = value.state === 'known' ? undefined : graph.lookUp(task, value, 'secretsmanager.secret');
  const resource = secret?.state === 'found' ? graph.arnOf(secret.view) : undefined;
  if (secret?.state !== 'found' || !resource) return undefined;
  const read = { anyOf: ['secretsmanager:GetSecretValue'], resource };
  return [
    ...(graph.secretHasPolicy(secret.view) === 'no' ? [read] : []),
    ...decryption(graph, secret.view, secret.view.kmsKeyId),
  ];
}

/** With a key of the tree; AWS's own, which nobody writes there, let everybody in who may read the secret. */
function decryption(graph: Graph, owner: object, keyId: Value<string>): readonly Permission[] {
  const key = graph.lookUp(owner, keyId, 'kms.key');
  const resource = key.state === 'found' ? graph.arnOf(key.view) : undefined;
  if (key.state !== 'found' || !resource || graph.keyMayAdmitRole(key.view) !== 'no') return [];
  return [{ anyOf: ['kms:Decrypt'], resource }];
}

/** A partial ARN lacks the six characters behind the name, which the policy sees. */
function secretValue(arn: string): Permission {
  return { anyOf: ['secretsmanager:GetSecretValue'], resource: arn + U };
}

/** Registry credentials are a secret by ARN or, in the same Region, by name. */
function loginRead(graph: Graph, task: Task, login: Value<string>): readonly Permission[] {
  const secret = secretOf(graph, task, login);
  if (secret) return secret;
  const text = textOf(graph, login);
  const secretArn = parseSecretArn(text);
  if (!isParseFailure(secretArn)) return [secretValue(secretArn.arn.text)];
  const isName = !hasUnknown(text) && !text.startsWith('arn:');
  return [secretValue(isName ? `arn:${U}:secretsmanager:${U}:${U}:secret:${text}` : U)];
}

function objectRead(graph: Graph, file: Value<string>): readonly Permission[] {
  const object = textOf(graph, file);
  const arn = parseArn(object);
  const bucket = isParseFailure(arn) ? U : buildArn({ ...arn, resource: arn.resource.split('/')[0] ?? U });
  return [
    { anyOf: ['s3:GetObject'], resource: isParseFailure(arn) ? U : object },
    { anyOf: ['s3:GetBucketLocation'], resource: bucket },
  ];
}

/** `own`: the repository, unless it may have a policy that lets the role pull. */
function pull(own: string | ResourceName | undefined): readonly Permission[] {
  const token = { anyOf: ['ecr:GetAuthorizationToken'], resource: '*' };
  if (own === undefined) return [token];
  const ofRepository = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  return [token, ...ofRepository.map((action) => ({ anyOf: [action], resource: own }))];
}

/** A group that is there is not created, though `awslogs-create-group` says so: the driver tries to write first. */
function logWrite(
  graph: Graph,
  options: Container['logConfiguration']['options'],
  group: Value<string> | undefined,
  declared: Kinds['logs.logGroup'] | undefined,
): readonly Permission[] {
  const [region, create] = [options.get('awslogs-region'), options.get('awslogs-create-group')];
  const name = group ? parseableText(group) : undefined;
  const where = { partition: U, service: 'logs', region: (region && settled(region)) ?? U, account: U };
  // Streams and events are inside the group, and so is what their ARNs have behind it.
  const ofName = name === undefined || name === '' ? U : buildArn({ ...where, resource: `log-group:${name}${U}` });
  const resource = (declared && graph.arnOf(declared)) ?? ofName;
  const createsGroup = !declared && create && settled(create) === 'true';
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents', ...(createsGroup ? ['logs:CreateLogGroup'] : [])];
  return actions.map((action) => ({ anyOf: [action], resource }));
}

function textOf(graph: Graph, value: Value<string>): string {
  const text = graph.comparableText(value);
  return typeof text === 'string' ? text : text.arn;
}
