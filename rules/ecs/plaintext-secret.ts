import { defineRule, detectSecret, json, labelOf, parseableText, settled, UNKNOWN_TEXT, yaml } from '#kit';
import type { Json, Located, Printable, Value } from '#kit';

/** A variable, wherever it is written. */
interface Variable {
  readonly name: Value<string | number | boolean>;
  readonly value: Value<string | number | boolean>;
}

interface Found {
  readonly message: 'token' | 'holds' | 'looks' | 'resolved' | 'hidden';
  /** For the message: 'a password'. */
  readonly what: string;
  /** The secret stretch itself, where it is known. */
  readonly secret?: string;
  readonly severity?: 'error';
  readonly certainty?: 'possible';
}

/** Variables are readable by everybody who may describe the task; secrets are not. */
export default defineRule({
  id: 'ecs/plaintext-secret',
  aka: [
    'catalogue:ecs-secret-in-environment',
    'catalogue:ecs-aws-keys-in-environment',
    'catalogue:ecs-secret-dynamic-reference',
    'trivy:AWS-0036',
    'kics:d40210ea',
    'prowler:ecs_task_definitions_no_environment_secrets',
    'terrascan:AC_AWS_0095',
    'securityhub:ECS.8',
    'aws-config:ecs-no-environment-secrets',
    'exec-checker:Environment-variables',
  ],
  summary: 'Keep passwords, tokens and keys out of plain environment variables.',
  category: 'security',
  severity: 'warning',
  since: '0.1.0',
  conceals: true,
  why: 'A plain variable stands in the task definition, in every revision of it, in the console and in the answer of DescribeTaskDefinition, which read-only roles may call; and it stands in the file that you are looking at. With `secrets` the task definition holds only the name of an entry in Secrets Manager or SSM Parameter Store, and the execution role fetches the value when the task starts. Known forms of tokens, and AWS keys, are errors; where name and look of the value speak, it is a warning; where only the name does, a possible finding.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html',
  ],
  messages: {
    token:
      "Variable '{variable}' of container '{container}' holds {what} in plain text; revoke it, keep the new one in Secrets Manager or SSM Parameter Store, and refer to it from {secrets.field}.",
    holds:
      "Variable '{variable}' of container '{container}' holds {what} in plain text; keep it in Secrets Manager or SSM Parameter Store and refer to it from {secrets.field}.",
    looks:
      "Variable '{variable}' of container '{container}' may hold {what} in plain text; keep secrets in Secrets Manager or SSM Parameter Store and refer to them from {secrets.field}.",
    resolved:
      "Variable '{variable}' of container '{container}' takes {what} from a dynamic reference, so that CloudFormation writes the value itself into the task definition, in plain text; refer to it from {secrets.field} instead.",
    hidden:
      "Variable '{variable}' of container '{container}' takes {what} from a value marked as sensitive, which stands in the task definition in plain text all the same; keep it in Secrets Manager or SSM Parameter Store and refer to it from {secrets.field}.",
  },

  visit: {
    'ecs.taskDefinition'(task, { report }) {
      for (const { name, environment, secrets } of task.containerDefinitions.items)
        for (const each of plainSecrets(environment.items, name, secrets)) report(each);
    },
    'ecs.daemonTaskDefinition'(task, { report }) {
      for (const { name, environment, secrets } of task.containerDefinitions.items)
        for (const each of plainSecrets(environment.items, name, secrets)) report(each);
    },
    'ecs.expressGatewayService'({ primaryContainer }, { report }) {
      const { environment, secrets } = primaryContainer;
      for (const each of plainSecrets(environment.items, 'Main', secrets)) report(each);
    },
    'ecs.runTask'({ overrides }, { report }) {
      for (const { name, environment } of overrides.containerOverrides.items)
        for (const each of plainSecrets(environment.items, name, TASK_SECRETS)) report(each);
    },
    'events.target'({ input }, { report }) {
      for (const { name, variables } of overridesIn(input))
        for (const each of plainSecrets(variables, name, TASK_SECRETS)) report(each);
    },
    'events.rule'({ targets }, { report }) {
      for (const { input } of targets.items)
        for (const { name, variables } of overridesIn(input))
          for (const each of plainSecrets(variables, name, TASK_SECRETS)) report(each);
    },
    'scheduler.schedule'({ target }, { report }) {
      for (const { name, variables } of overridesIn(target.input))
        for (const each of plainSecrets(variables, name, TASK_SECRETS)) report(each);
    },
  },

  examples: {
    bad: [
      {
        title: 'A password that somebody typed in.',
        code: json`
          { "family": "orders", "containerDefinitions": [
            { "name": "orders", "image": "example/orders:3.1.0",
              "environment": [
                { "name": "DB_HOST", "value": "orders.cluster-abc.eu-central-1.rds.amazonaws.com" },
                { "name": "DB_PASSWORD", "value": "hunter2-hunter2" }] }] }
          //                                      ^^^^^^^^^^^^^^^^^ holds
        `,
      },
      {
        title: 'A password inside an address.',
        code: json`
          { "family": "orders", "containerDefinitions": [
            { "name": "orders", "image": "example/orders:3.1.0",
              "environment": [{ "name": "DATABASE_URL", "value": "postgres://orders:s3cr3t-Pa55@db:5432/orders" }] }] }
          //                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ holds
        `,
      },
      {
        title: 'CloudFormation fetches the secret, and writes it down.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions:
                  - Name: orders
                    Image: example/orders:3.1.0
                    Environment:
                      - Name: DB_PASSWORD
                        Value: '{{resolve:secretsmanager:orders/db:SecretString:password}}'
          #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ resolved
        `,
      },
    ],
    good: [
      {
        title: 'The task definition holds only the name of the secret.',
        code: json`
          { "family": "orders", "executionRoleArn": "arn:aws:iam::123456789012:role/orders-execution",
            "containerDefinitions": [
              { "name": "orders", "image": "example/orders:3.1.0",
                "environment": [{ "name": "DB_HOST", "value": "orders.cluster-abc.eu-central-1.rds.amazonaws.com" }],
                "secrets": [{ "name": "DB_PASSWORD",
                  "valueFrom": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders/db-AbCdEf:password::" }] }] }
        `,
      },
      {
        title: 'Where the secret is, is no secret.',
        code: json`
          { "family": "orders", "taskRoleArn": "arn:aws:iam::123456789012:role/orders", "containerDefinitions": [
            { "name": "orders", "image": "example/orders:3.1.0",
              "environment": [
                { "name": "DB_SECRET_ARN", "value": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders/db-AbCdEf" },
                { "name": "DB_PASSWORD_FILE", "value": "/run/secrets/db" },
                { "name": "MAX_TOKENS", "value": "4096" }] }] }
        `,
      },
    ],
  },
});

/** What an override can only be told about: it has no secrets of its own. */
const TASK_SECRETS = 'the secrets of the task definition';

/** Keys that open an account, whatever they look like. Source: Security Hub user guide, ECS.8. */
const ACCOUNT_KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** What the agent takes for a Docker login; a JSON document. Source: Security Hub user guide, ECS.8. */
const REGISTRY_LOGIN = 'ECS_ENGINE_AUTH_DATA';

/** How the CloudFormation front-end calls `{{resolve:secretsmanager:…}}` and `{{resolve:ssm-secure:…}}`. */
const SECRET_REFERENCE = /^a dynamic reference to (?:Secrets Manager|a secure string)/;

function* plainSecrets(
  variables: readonly Variable[],
  container: Value<string | number | boolean> | string,
  secrets: Printable,
) {
  const label = typeof container === 'string' ? container : labelOf(container);
  for (const { name, value } of variables) {
    const written = settled(name);
    const found = written === undefined ? undefined : judge(String(written), value);
    if (!found) continue;
    const { what, secret, ...rest } = found;
    const at = secret === undefined ? value : placeOf(secret, value);
    const related = at === value ? [] : [{ at: value, note: 'The variable takes it from there.' }];
    yield { at, ...rest, related, data: { variable: name, container: label, what, secrets } };
  }
}

/** Says what a variable gives away; undefined when that is nothing, or nothing is certain. */
function judge(name: string, value: Variable['value']): Found | undefined {
  const text = parseableText(value) ?? UNKNOWN_TEXT;
  const { verdict, evidence, what, at } = detectSecret(name, text);
  const secret = text.slice(at.start, at.end);
  if (evidence === 'token-format') return { message: 'token', what, secret, severity: 'error' };
  if (verdict === 'secret') {
    const severity = ACCOUNT_KEYS.includes(name) ? { severity: 'error' as const } : {};
    return { message: 'holds', what, secret, ...severity };
  }
  if (name === REGISTRY_LOGIN && /"(?:auth|password)"/.test(text))
    return { message: 'holds', what: 'the login of a registry', secret, severity: 'error' };
  if (verdict === 'likely') return { message: 'looks', what, secret, certainty: 'possible' };
  const parts = value.state === 'unknown' ? [value] : value.state === 'template' ? value.parts : [];
  if (parts.some((part) => typeof part !== 'string' && SECRET_REFERENCE.test(part.reason)))
    return { message: 'resolved', what: 'a secret' };
  // The name promises a secret, and whoever wrote the value says that it is one.
  const isPromised = evidence === 'unknown' || evidence === 'empty' || evidence === 'placeholder';
  return isPromised && value.origin.sensitive === true ? { message: 'hidden', what: 'a secret' } : undefined;
}

/** Where the secret is written: the default of a parameter or the like, if not the value itself. That is what is masked. */
function placeOf(secret: string, value: Variable['value']): Located {
  const written = value.origin.via.find(({ span }) => span.source.text.slice(span.start, span.end).includes(secret));
  if (!written) return value;
  return { origin: { span: written.span, head: written.span, name: value.origin.name, via: [] } };
}

/** Container overrides in the input of a scheduled task. Source: ECS API reference, TaskOverride. */
function* overridesIn(input: Json) {
  for (const override of input.get('containerOverrides').items) {
    const variables = override.get('environment').items.map((variable) => ({
      name: variable.get('name').value,
      value: variable.get('value').value,
    }));
    yield { name: override.get('name').value, variables };
  }
}
