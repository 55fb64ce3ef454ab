import { describe, expect, it } from 'vitest';
import deployDeadlock from '../../../rules/ecs/deploy-deadlock.ts';
import deployDowntime from '../../../rules/ecs/deploy-downtime.ts';
import fargateHostPort from '../../../rules/ecs/fargate-host-port.ts';
import fargateSize from '../../../rules/ecs/fargate-size.ts';
import hostPortMismatch from '../../../rules/ecs/host-port-mismatch.ts';
import loadBalancerContainerMismatch from '../../../rules/ecs/load-balancer-container-mismatch.ts';
import missingExecutionRole from '../../../rules/ecs/missing-execution-role.ts';
import missingTaskRole from '../../../rules/ecs/missing-task-role.ts';
import movingImageTag from '../../../rules/ecs/moving-image-tag.ts';
import plaintextSecret from '../../../rules/ecs/plaintext-secret.ts';
import s3AsVolume from '../../../rules/ecs/s3-as-volume.ts';
import targetTypeMismatch from '../../../rules/ecs/target-type-mismatch.ts';
import type { Rule } from '../../../src/kit/index.ts';
import { lintTexts, type TestFile } from '../../kit/lint-text.ts';

interface Planned {
  /** `aws_ecs_service.web` */
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Arguments that are known after apply only, with the address of what they refer to. */
  readonly references?: Readonly<Record<string, string>>;
}

/** What `terraform show -json` prints for these resources. */
function plan(resources: readonly Planned[]): TestFile {
  const head = (address: string): object => {
    const [type, name] = address.split('.');
    return { address, mode: 'managed', type, name, provider_name: 'registry.terraform.io/hashicorp/aws' };
  };
  const text = JSON.stringify({
    format_version: '1.2',
    planned_values: {
      root_module: { resources: resources.map(({ address, values }) => ({ ...head(address), values })) },
    },
    resource_changes: resources.map(({ address, values, references = {} }) => ({
      ...head(address),
      change: {
        actions: ['create'],
        before: null,
        after: values,
        after_unknown: Object.fromEntries(Object.keys(references).map((name) => [name, true])),
      },
    })),
    configuration: {
      root_module: {
        resources: resources.map(({ address, values, references = {} }) => ({
          ...head(address),
          expressions: {
            ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { constant_value: value }])),
            ...Object.fromEntries(
              Object.entries(references).map(([name, to]) => [name, { references: [`${to}.arn`, to] }]),
            ),
          },
        })),
      },
    },
  });
  return { path: 'plan.json', text };
}

const containers = (...definitions: readonly object[]): string => JSON.stringify(definitions);

const task = (values: Planned['values'], ...definitions: readonly object[]): Planned => ({
  address: 'aws_ecs_task_definition.web',
  values: { family: 'web', container_definitions: containers(...definitions), ...values },
});

const service = (values: Planned['values'], references: Planned['references'] = {}): Planned => ({
  address: 'aws_ecs_service.web',
  values: { name: 'web', desired_count: 1, ...values },
  references: { task_definition: 'aws_ecs_task_definition.web', ...references },
});

const web = { name: 'web', image: 'example/web:1.4.2' };
const mapped = { ...web, portMappings: [{ containerPort: 8080, hostPort: 80 }] };
const awsvpc = { network_mode: 'awsvpc' };
const fargate = { ...awsvpc, requires_compatibilities: ['FARGATE'], cpu: '256', memory: '512' };

async function lint(rule: Rule, ...resources: readonly Planned[]): Promise<string[]> {
  const { findings, notices } = await lintTexts([rule], [plan(resources)]);
  expect(notices).toEqual([]);
  return findings.map(({ message }) => message);
}

describe('ECS rules in a Terraform plan', () => {
  it('see the containers inside their string', async () => {
    expect(await lint(hostPortMismatch, task({ ...awsvpc, requires_compatibilities: ['EC2'] }, mapped))).toEqual([
      "hostPort 80 differs from containerPort 8080; in network mode 'awsvpc' they must be equal.",
    ]);
    expect(await lint(movingImageTag, task({}, { name: 'web', image: 'nginx' }))).toEqual([
      "Image 'nginx' of container 'web' has no tag, which means 'latest' and can move; pin a version or a digest.",
    ]);
    const secret = { ...web, environment: [{ name: 'DB_PASSWORD', value: 'hunter2-hunter2' }] };
    expect(await lint(plaintextSecret, task({}, secret))).toEqual([
      "Variable 'DB_PASSWORD' of container 'web' holds a password in plain text; keep it in Secrets Manager or SSM Parameter Store and refer to it from secrets.",
    ]);
  });

  it('follow the reference from the service to its task', async () => {
    expect(await lint(fargateHostPort, task(awsvpc, mapped), service({ launch_type: 'FARGATE' }))).toHaveLength(1);
    expect(await lint(fargateHostPort, task(awsvpc, mapped), service({ launch_type: 'EC2' }))).toEqual([]);
    expect(await lint(missingTaskRole, task({}, web), service({ enable_execute_command: true }))).toEqual([
      "Service 'web' enables ECS Exec, but task 'web' has no task_role_arn, so ECS refuses it; give the task a role with the four ssmmessages actions of ECS Exec.",
    ]);
  });

  it('know a role that exists after apply', async () => {
    const reading = { ...web, secrets: [{ name: 'DB_PASSWORD', valueFrom: '/web/db-password' }] };
    expect(await lint(missingExecutionRole, task({ execution_role_arn: null }, reading))).toEqual([
      "Container 'web' reads secret 'DB_PASSWORD', but task 'web' has no execution_role_arn to fetch it with.",
    ]);
    const withRole = { ...task({}, reading), references: { execution_role_arn: 'aws_iam_role.execution' } };
    expect(await lint(missingExecutionRole, withRole)).toEqual([]);
  });

  it('name what is wrong in the words of the provider', async () => {
    expect(await lint(fargateSize, task({ ...fargate, memory: '4096' }, web))).toEqual([
      "Task 'web' asks for 256 CPU units with 4096 MiB, which Fargate does not offer; 256 takes 512, 1024 or 2048.",
    ]);
    const rolling = { deployment_minimum_healthy_percent: 100, deployment_maximum_percent: 150 };
    expect(await lint(deployDeadlock, service(rolling))).toEqual([
      "Service 'web' cannot be deployed: of 1 task, at least 1 must stay (deployment_minimum_healthy_percent 100 % of 1 rounded up) and at most 1 may run (deployment_maximum_percent 150 % rounded down); deployment_maximum_percent 200 or more makes room.",
    ]);
    expect(await lint(deployDeadlock, service({ ...rolling, desired_count: 0 }))).toEqual([]);
    expect(await lint(deployDowntime, service({ deployment_minimum_healthy_percent: 0 }))).toEqual([
      "deployment_minimum_healthy_percent 0 lets a deployment stop every task of service 'web' before a new one is healthy; fine for work that can wait or must not run twice, else deployment_minimum_healthy_percent 100 starts new tasks first.",
    ]);
    const volume = { name: 'exports', efs_volume_configuration: [{ file_system_id: 'arn:aws:s3:::acme-exports' }] };
    expect(await lint(s3AsVolume, task({ volume: [volume] }, web))).toEqual([
      "file_system_id of volume 'exports' is S3 bucket 'acme-exports', not an EFS file system (fs-…); for a bucket write s3files_volume_configuration with the ARN of its S3 Files file system.",
    ]);
  });

  it('join service, task and target group', async () => {
    const group = { address: 'aws_lb_target_group.web', values: { name: 'web', target_type: 'instance', port: 80 } };
    const balanced = service({ load_balancer: [{ container_name: 'web', container_port: 80 }] });
    const inWeb = task(fargate, { ...web, portMappings: [{ containerPort: 8080 }] });
    expect(await lint(loadBalancerContainerMismatch, inWeb, balanced)).toEqual([
      "Service 'web' targets port 80 of container 'web', which maps 8080.",
    ]);
    const known = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef';
    const joined = service({
      load_balancer: [{ container_name: 'web', container_port: 8080, target_group_arn: known }],
    });
    expect(await lint(targetTypeMismatch, inWeb, group, joined)).toEqual([
      "Target group 'web' has target_type 'instance', but tasks of service 'web' are in network mode 'awsvpc' and register by their own address; set target_type to 'ip'.",
    ]);
  });
});
