import { describe, expect, it } from 'vitest';
import dockerHubImage from '../../../../rules/ecs/docker-hub-image.ts';
import { configured, planText, refers, type PlannedChange } from '../plan-text.ts';
import { Planned, written } from './planned-source.ts';

const CONTAINERS = [{ name: 'web', image: 'web:1', portMappings: [{ containerPort: 80, hostPort: 8080 }] }];

const TASK: PlannedChange = {
  address: 'aws_ecs_task_definition.web',
  after: { family: 'web', cpu: '256', container_definitions: JSON.stringify(CONTAINERS), volume: [] },
};

const TASK_SOURCE = `
resource "aws_ecs_task_definition" "web" {
  family = "web"
  cpu    = 256
  container_definitions = jsonencode([
    { name = "web", image = "web:1",
      portMappings = [{ containerPort = 80, hostPort = 8080 }] },
  ])
}
`;

const ROOT = { resources: [configured('aws_ecs_task_definition.web', { family: { constant_value: 'web' } })] };

describe('places of planned values in their source', () => {
  it('are those of the attribute, also within jsonencode', async () => {
    const read = await Planned.of({ 'plan.json': planText([TASK], ROOT), 'main.tf': TASK_SOURCE });
    expect(read.places).toEqual(['aws_ecs_task_definition.web main.tf:2']);
    expect(read.at('aws_ecs_task_definition.web', 'cpu')).toBe('main.tf:4 256');
    expect(read.at('aws_ecs_task_definition.web', 'containerDefinitions.0.portMappings.0.hostPort')).toBe(
      'main.tf:7 8080',
    );
    const { origin } = read.value('aws_ecs_task_definition.web', 'cpu');
    expect([origin.address, origin.pointer]).toEqual([undefined, undefined]);
  });

  it('are those in .tf.json', async () => {
    const source = {
      resource: {
        aws_ecs_task_definition: {
          web: { family: 'web', cpu: 256, container_definitions: JSON.stringify(CONTAINERS) },
        },
      },
    };
    const files = { 'plan.json': planText([TASK], ROOT), 'main.tf.json': JSON.stringify(source, undefined, 1) };
    const read = await Planned.of(files);
    expect(read.at('aws_ecs_task_definition.web', 'cpu')).toBe('main.tf.json:6 256');
    expect(read.at('aws_ecs_task_definition.web', 'containerDefinitions.0.portMappings.0.hostPort')).toBe(
      'main.tf.json:7 8080',
    );
  });

  it('are the block where nothing is written, with the pointer into the plan', async () => {
    const after = { ...TASK.after, network_mode: 'bridge' };
    const read = await Planned.of({ 'plan.json': planText([{ ...TASK, after }], ROOT), 'main.tf': TASK_SOURCE });
    const { origin } = read.value('aws_ecs_task_definition.web', 'networkMode');
    expect(written(origin)).toBe('main.tf:2 resource "aws_ecs_task_definition" "web"');
    expect([origin.address, origin.pointer]).toEqual(['aws_ecs_task_definition.web', '/network_mode']);
    expect(read.at('aws_ecs_task_definition.web', 'memory')).toBe('main.tf:2 resource "aws_ecs_task_definition" "web"');
  });

  it('follow a module with its calls and instances', async () => {
    const change = (key: string): PlannedChange => ({
      address: `module.app[${JSON.stringify(key)}].aws_ecs_service.this[0]`,
      after: { name: key, desired_count: key === 'a.b' ? 1 : 3, launch_type: 'FARGATE' },
    });
    const module = { resources: [configured('aws_ecs_service.this', {})] };
    const calls = { app: { source: './app', expressions: {}, for_each_expression: {}, module } };
    const read = await Planned.of({
      'plan.json': planText([change('a.b'), change('c')], { module_calls: calls }),
      'main.tf': `
module "app" {
  source   = "./app"
  for_each = { "a.b" = 1, c = 3 }
  name     = each.key
  tasks    = each.value
}`,
      'app/main.tf': `
variable "name" {}
variable "tasks" {}
resource "aws_ecs_service" "this" {
  count         = 1
  name          = var.name
  desired_count = var.tasks
  launch_type   = "FARGATE"
}`,
    });
    expect(read.places).toEqual([
      'module.app["a.b"].aws_ecs_service.this[0] app/main.tf:4',
      'module.app["c"].aws_ecs_service.this[0] app/main.tf:4',
    ]);
    const value = read.value('module.app["c"].aws_ecs_service.this[0]', 'desiredCount');
    expect(value).toMatchObject({ state: 'known', value: 3 });
    expect(written(value.origin)).toBe('app/main.tf:7 var.tasks');
    expect(value.origin.via.map(({ note, span }) => `${note} ${span.source.path}`)).toContain(
      'Module called here. main.tf',
    );
  });

  it('are the call of a module that is not at hand', async () => {
    const change = { address: 'module.app.aws_ecs_service.this', after: { name: 'web', desired_count: 1 } };
    const module = { resources: [configured('aws_ecs_service.this', {})] };
    const calls = { app: { source: 'terraform-aws-modules/ecs/aws', expressions: {}, module } };
    const read = await Planned.of({
      'plan.json': planText([change], { module_calls: calls }),
      'main.tf': 'module "app" {\n  source = "terraform-aws-modules/ecs/aws"\n}',
    });
    const { origin } = read.value('module.app.aws_ecs_service.this', 'desiredCount');
    expect(written(origin)).toBe('main.tf:1 module "app"');
    expect(origin.pointer).toBe('/desired_count');
    expect(read.notices).toEqual([]);
  });

  it('go by content where the plan has an order of its own', async () => {
    const rule = (port: number, cidr: string): object => ({
      from_port: port,
      to_port: port,
      protocol: 'tcp',
      cidr_blocks: [cidr],
      description: '',
      ipv6_cidr_blocks: [],
      self: false,
    });
    const after = { name: 'web', ingress: [rule(443, '0.0.0.0/0'), rule(80, '10.0.0.0/8'), rule(80, '0.0.0.0/0')] };
    const block = (port: number, cidr: string): string =>
      `  ingress {\n    from_port = ${String(port)}\n    to_port = ${String(port)}\n    protocol = "TCP"\n    cidr_blocks = ["${cidr}"]\n  }\n`;
    const read = await Planned.of({
      'plan.json': planText([{ address: 'aws_security_group.web', after }], {
        resources: [configured('aws_security_group.web', {})],
      }),
      'main.tf': `resource "aws_security_group" "web" {\n  name = "web"\n${block(80, '0.0.0.0/0')}${block(443, '0.0.0.0/0')}${block(80, '10.0.0.0/8')}}`,
    });
    const lines = [0, 1, 2].map((index) =>
      written(read.value('aws_security_group.web', `ipPermissions.${String(index)}.fromPort`).origin),
    );
    expect(lines).toEqual(['main.tf:10 443', 'main.tf:16 80', 'main.tf:4 80']);
  });

  it('go by content in documents that the provider has rewritten', async () => {
    const environment = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    const definitions = JSON.stringify([{ name: 'sidecar' }, { environment, name: 'web' }]);
    const read = await Planned.of({
      'plan.json': planText([{ ...TASK, after: { family: 'web', container_definitions: definitions } }], ROOT),
      'main.tf': `
resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([
    { name = "web", environment = [
      { name = "B", value = "2" },
      { name = "A", value = "1" } ] },
    { name = "sidecar" },
  ])
}`,
    });
    expect(read.at('aws_ecs_task_definition.web', 'containerDefinitions.0.name')).toBe('main.tf:8 "sidecar"');
    expect(read.at('aws_ecs_task_definition.web', 'containerDefinitions.1.environment.0.value')).toBe('main.tf:7 "1"');
  });

  it('can be edited where the source still says the same', async () => {
    const files = { 'plan.json': planText([TASK], ROOT), 'main.tf': TASK_SOURCE };
    const path = 'containerDefinitions.0.portMappings.0.hostPort';
    const same = (await Planned.of(files)).value('aws_ecs_task_definition.web', path);
    expect(same.origin.removal?.()).toHaveLength(1);
    expect(same.origin.replacement?.(80)).toHaveLength(1);
    const source = TASK_SOURCE.replace('8080', '80');
    const changed = (await Planned.of({ ...files, 'main.tf': source })).value('aws_ecs_task_definition.web', path);
    expect(changed).toMatchObject({ state: 'known', value: 8080 });
    expect([changed.origin.removal?.(), changed.origin.replacement?.(80)]).toEqual([undefined, undefined]);
  });
});

describe('what a plan does not know', () => {
  it('is what the source says of it', async () => {
    const repository = { address: 'aws_ecr_repository.web', after: { name: 'web' }, unknown: { repository_url: true } };
    const task = {
      ...TASK,
      after: { family: 'web' },
      unknown: { container_definitions: true, arn: true },
      sensitive: { container_definitions: true },
    };
    const service = {
      address: 'aws_ecs_service.web',
      after: { name: 'web' },
      unknown: { task_definition: true },
    };
    const read = await Planned.of({
      'plan.json': planText([repository, task, service], {
        resources: [
          configured('aws_ecr_repository.web', {}),
          configured('aws_ecs_task_definition.web', {
            container_definitions: refers('aws_ecr_repository.web.repository_url'),
          }),
          configured('aws_ecs_service.web', { task_definition: refers('local.task') }),
        ],
      }),
      'main.tf': `
locals {
  task = aws_ecs_task_definition.web.arn
}
variable "password" {
  sensitive = true
  default   = "hunter2"
}
resource "aws_ecr_repository" "web" {
  name = "web"
}
resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = local.task
}
resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([
    { name = "web", image = "\${aws_ecr_repository.web.repository_url}:1", cpu = 10,
      environment = [{ name = "PASSWORD", value = var.password }] },
  ])
}`,
    });
    const values = read.model.find(({ kind }) => kind === 'ecs.taskDefinition')?.values;
    expect(values).toEqual({
      family: 'web',
      containerDefinitions: [
        {
          name: 'web',
          image: { $template: [{ $unknown: 'known after apply' }, ':1'] },
          cpu: 10,
          environment: [{ name: 'PASSWORD', value: '***' }],
        },
      ],
    });
    const image = read.value('aws_ecs_task_definition.web', 'containerDefinitions.0.image');
    const scope = read.resource('aws_ecr_repository.web').scope;
    expect(image).toMatchObject({
      state: 'template',
      parts: [{ reference: { scope, address: 'aws_ecr_repository.web' } }, ':1'],
    });
    // A local value leads nowhere in the plan, but in the source it does.
    expect(read.value('aws_ecs_service.web', 'taskDefinition')).toMatchObject({
      state: 'unknown',
      reference: { scope, address: 'aws_ecs_task_definition.web' },
    });
  });

  it('is made of what the plan has read, but for secrets', async () => {
    const region = {
      mode: 'data',
      address: 'data.aws_region.here',
      type: 'aws_region',
      name: 'here',
      values: { name: 'eu-central-1', secret: 'hunter2' },
      sensitive_values: { secret: true },
    };
    const role = { address: 'aws_iam_role.web', after: { name: 'web', arn: 'arn:aws:iam::123456789012:role/web' } };
    const task = { ...TASK, after: { family: 'web' }, unknown: { container_definitions: true } };
    const read = await Planned.of({
      'plan.json': planText(
        [role, task],
        {
          resources: [
            configured('aws_iam_role.web', {}),
            configured('aws_ecs_task_definition.web', { container_definitions: refers('aws_lb.x.dns_name') }),
          ],
        },
        { prior_state: { values: { root_module: { resources: [region] } } } },
      ),
      'main.tf': `
data "aws_region" "here" {}
resource "aws_iam_role" "web" {
  name = "web"
}
resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([{
    name    = "web"
    image   = data.aws_region.here.name
    command = [aws_iam_role.web.arn, data.aws_region.here.secret, aws_lb.x.dns_name]
  }])
}`,
    });
    const values = read.model.find(({ kind }) => kind === 'ecs.taskDefinition')?.values;
    expect(values).toMatchObject({
      containerDefinitions: [
        {
          image: 'eu-central-1',
          command: ['arn:aws:iam::123456789012:role/web', { $unknown: expect.any(String) as string }, {}],
        },
      ],
    });
    expect(read.at('aws_ecs_task_definition.web', 'containerDefinitions.0.image')).toBe(
      'main.tf:10 data.aws_region.here.name',
    );
  });

  it('is listed as not checked where no source tells it', async () => {
    const task = { ...TASK, after: { family: 'web' }, unknown: { container_definitions: true } };
    const expressions = { container_definitions: refers('aws_ecr_repository.web.repository_url') };
    const plan = planText([task], { resources: [configured('aws_ecs_task_definition.web', expressions)] });
    const alone = await Planned.of({ 'plan.json': plan });
    expect(alone.unknownsFor(dockerHubImage)).toEqual([
      'aws_ecs_task_definition.web/container_definitions: known after apply',
    ]);
    const source = (image: string): string =>
      `resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = jsonencode([{ name = "web", image = ${image} }])\n}`;
    const known = await Planned.of({
      'plan.json': plan,
      'main.tf': source('"${aws_ecr_repository.web.repository_url}:1"'),
    });
    expect(known.unknownsFor(dockerHubImage)).toEqual([]);
    const partly = await Planned.of({ 'plan.json': plan, 'main.tf': source('data.aws_ami.x.id') });
    expect(partly.unknownsFor(dockerHubImage)).toEqual([
      "main.tf image: data source 'aws_ami.x', which is read when planning",
    ]);
  });

  it('stays unknown where it depends on what nobody knows', async () => {
    const service = { address: 'aws_ecs_service.web', after: { name: 'web' }, unknown: { desired_count: true } };
    const read = await Planned.of({
      'plan.json': planText([service], {
        resources: [configured('aws_ecs_service.web', { desired_count: refers('aws_lb.web.arn') })],
      }),
      'main.tf': `
resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = aws_lb.web.arn == "x" ? 1 : 2
}
resource "aws_lb" "web" {}`,
    });
    const value = read.value('aws_ecs_service.web', 'desiredCount');
    expect(value).toMatchObject({ state: 'unknown', reason: 'known after apply' });
  });
});

describe('secrets of a plan', () => {
  it('are as narrow as the source says', async () => {
    const definitions = JSON.stringify([
      {
        name: 'web',
        environment: [
          { name: 'P', value: 'hunter2' },
          { name: 'Q', value: 'x' },
        ],
      },
    ]);
    const read = await Planned.of({
      'plan.json': planText(
        [
          {
            ...TASK,
            after: { family: 'web', container_definitions: definitions },
            sensitive: { container_definitions: true },
          },
        ],
        ROOT,
        { variables: { password: { value: 'hunter2' } } },
      ),
      'main.tf': `
variable "password" { sensitive = true }
variable "late" { default = "y" }
resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([
    { name = "web", environment = [{ name = "P", value = var.password }, { name = "Q", value = var.late }] }])
}`,
    });
    const at = (path: string): boolean | undefined =>
      read.value('aws_ecs_task_definition.web', `containerDefinitions.0.${path}`).origin.sensitive;
    expect(at('name')).toBe(false);
    expect(at('environment.0.value')).toBe(true);
    // The source says something else: what the plan has may come from anywhere.
    expect(at('environment.1.value')).toBe(true);
  });

  it('are hidden where the source writes them out', async () => {
    const read = await Planned.of({
      'plan.json': planText(
        [{ address: 'aws_ssm_parameter.x', after: { name: 'x', value: 'hunter2' }, sensitive: { value: true } }],
        { resources: [configured('aws_ssm_parameter.x', {})] },
      ),
      'main.tf': 'resource "aws_ssm_parameter" "x" {\n  name = "x"\n  value = "hunter2"\n}',
    });
    const { origin } = read.value('aws_ssm_parameter.x', 'name');
    expect(origin.secrets?.().map((span) => written({ span, head: span, name: '', via: [] }))).toContain(
      'main.tf:3 "hunter2"',
    );
    expect(JSON.stringify(read.model)).not.toContain('hunter2');
  });
});
