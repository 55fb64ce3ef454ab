import { describe, expect, it } from 'vitest';
import type { FileAccess, LowerSettings } from '../../../../src/frontends/frontend.ts';
import { terraform } from '../../../../src/frontends/terraform/configuration.ts';
import { settled } from '../../../../src/kit/index.ts';
import type { Kinds } from '../../../../src/model/index.ts';
import { lineIndexOf } from '../../../../src/text/line-index.ts';
import { explore, World, type Origin } from '../../../../src/values/index.ts';
import { lowerFiles, tellMistakes, type Lowered } from '../../lower-text.ts';

type Files = Readonly<Record<string, string>>;

/** What may be read besides the inputs. */
function access(texts: Files): FileAccess {
  const paths = Object.keys(texts);
  return {
    read: (path) => (texts[path] === undefined ? undefined : { path, text: texts[path] }),
    list: (folder) =>
      paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1)),
  };
}

function lower(files: Files | string, settings: Partial<LowerSettings> = {}): Promise<Lowered> {
  return lowerFiles(terraform, typeof files === 'string' ? { 'main.tf': files } : files, settings);
}

/** The values of each resource, by its address. */
function values(lowered: Lowered): Record<string, unknown> {
  return Object.fromEntries(lowered.model.map(({ address, values: each }) => [address, each]));
}

function origin(lowered: Lowered, address: string, path: string): Origin {
  let value: unknown = lowered.resources.find((each) => each.address === address)?.view(new World());
  for (const step of path.split('.')) {
    const items = (value as { items?: readonly unknown[] }).items;
    value = items ? items[Number(step)] : (value as Record<string, unknown>)[step];
  }
  return (value as { origin: Origin }).origin;
}

/** `file:line text` of a place and the same of its hops. */
function tellPlace({ span, via }: Origin): string[] {
  const tell = ({ source, start, end }: typeof span): string =>
    `${source.path}:${lineIndexOf(source).position(start).line} ${source.text.slice(start, end)}`;
  return [tell(span), ...via.map((hop) => `${tell(hop.span)} (${hop.note})`)];
}

const service = (body: string): string => `resource "aws_ecs_service" "web" {\n  name = "web"\n${body}\n}\n`;

describe('blocks', () => {
  it('are lists under their type, those of dynamic among them', async () => {
    const lowered = await lower(
      service(`
  load_balancer { container_port = 1 }
  dynamic "load_balancer" {
    for_each = { a = 2, b = 3 }
    iterator = each_balancer
    content {
      container_port = each_balancer.value
      container_name = each_balancer.key
    }
  }
  dynamic "capacity_provider_strategy" {
    for_each = var.strategies
    content { base = capacity_provider_strategy.value }
  }`) + 'variable "strategies" { type = list(number) }',
    );
    expect(values(lowered)['aws_ecs_service.web']).toMatchObject({
      loadBalancers: [
        { containerPort: 1 },
        { containerName: 'a', containerPort: 2 },
        { containerName: 'b', containerPort: 3 },
      ],
      capacityProviderStrategy: [],
    });
  });

  it('are told of when the provider does not have them', async () => {
    const lowered = await lower(
      service(`
  desired_cuont = 1
  network_configuration {
    subnet = ["a"]
  }
  dynamic "load_balancer" {
    for_each = []
    content { container_prot = 1 }
  }
  lifecycle { ignore_changes = [desired_count] }`),
    );
    expect(tellMistakes(lowered.mistakes)).toEqual([
      '4:desired_cuont unknownField desired_cuont of aws_ecs_service.web like desired_count',
      "6:subnet unknownField subnet of block 'network_configuration' of aws_ecs_service.web like subnets",
      "10:container_prot unknownField container_prot of block 'load_balancer' of aws_ecs_service.web like container_port",
    ]);
  });
});

describe('containers', () => {
  const task = (definitions: string): string =>
    `resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = ${definitions}\n}\n
resource "aws_ecr_repository" "web" { name = "web" }
variable "cpu" { type = number }
locals { extra = [{ name = "log", image = "log:1" }] }`;
  const image = { $template: [{ $unknown: 'known after apply' }, ':1'] };

  it.each<[string, unknown[]]>([
    ['jsonencode([{ name = "web", image = "${aws_ecr_repository.web.repository_url}:1" }])', [{ name: 'web', image }]],
    [
      'jsonencode(concat([{ name = "web", cpu = var.cpu }], local.extra))',
      [
        { name: 'web', cpu: { $unknown: "variable 'cpu', which has no default" } },
        { name: 'log', image: 'log:1' },
      ],
    ],
    [
      '<<EOF\n[{"name": "web", "image": "${aws_ecr_repository.web.repository_url}:1", "cpu": ${var.cpu}, "memory": ${2 * 256}}]\nEOF',
      [{ name: 'web', image, cpu: { $unknown: "variable 'cpu', which has no default" }, memory: 512 }],
    ],
    ['<<-EOF\n  [{"name": "w${"e"}b", "memory": 512}]\n  EOF', [{ name: 'web', memory: 512 }]],
    ['"[{\\"name\\": \\"web\\"}]"', [{ name: 'web' }]],
    [
      '"[${jsonencode({ name = "web" })}, ${jsonencode({ name = "${aws_ecr_repository.web.arn}" })}]"',
      [{ name: 'web' }, { name: { $unknown: 'known after apply' } }],
    ],
  ])('%s', async (definitions, containers) => {
    const lowered = await lower(task(definitions));
    expect(values(lowered)['aws_ecs_task_definition.web']).toMatchObject({ containerDefinitions: containers });
    expect(lowered.mistakes.filter(({ kind }) => kind !== 'syntax.missingField')).toEqual([]);
  });

  it('stand where they are written', async () => {
    const inline = await lower(
      task(
        'jsonencode([{\n  name = "web"\n  image = "i:1"\n  hostPort = 80\n  portMappings = [{ hostPort = 80 }]\n}])',
      ),
    );
    const port = 'containerDefinitions.0.portMappings.0.hostPort';
    expect(tellPlace(origin(inline, 'aws_ecs_task_definition.web', port))).toEqual(['main.tf:7 80']);
    expect(tellMistakes(inline.mistakes)).toEqual(["6:hostPort unknownField hostPort of container 'web'"]);
    const heredoc = await lower(
      task('<<-EOF\n    [\n      { "name": "${"web"}", "portMappings": [{ "hostPort": ${40 + 40} }] }\n    ]\n  EOF'),
    );
    expect(tellPlace(origin(heredoc, 'aws_ecs_task_definition.web', port))).toEqual(['main.tf:5 ${40 + 40}']);
    const name = 'containerDefinitions.0.name';
    expect(tellPlace(origin(heredoc, 'aws_ecs_task_definition.web', name))[0]).toBe('main.tf:5 "${"web"}"');
  });

  it('depend on the conditions of a template', async () => {
    const files = access({ 'c.tpl': '[{ "name": "web", "memory": %{ if large }1024%{ else }512%{ endif } }]' });
    const task =
      'variable "large" {}\nresource "aws_ecs_task_definition" "t" {\n  family = "t"\n' +
      '  container_definitions = templatefile("c.tpl", { large = var.large })\n}\n';
    const lowered = await lower(task, { files });
    const [resource] = lowered.resources;
    const { outcomes } = explore((world) => {
      const view = resource?.view(world) as Kinds['ecs.taskDefinition'] | undefined;
      return view?.containerDefinitions.items.map(({ memory }) => settled(memory));
    });
    expect(outcomes.map(({ result }) => result)).toEqual([[1024], [512]]);
  });

  it('are told of when a loop of a template leaves a comma behind the last item', async () => {
    const files = access({ 'c.tpl': '[%{ for name in names }{ "name": "${name}", "image": "web:1" }, %{ endfor }]' });
    const task = (names: string): string =>
      'variable "names" {}\nresource "aws_ecs_task_definition" "t" {\n  family = "t"\n' +
      `  container_definitions = templatefile("c.tpl", { names = ${names} })\n}\n`;
    const { mistakes } = await lower(task('["a", "b"]'), { files });
    expect(tellMistakes(mistakes)).toEqual(['1:, unreadable']);
    expect((await lower(task('var.names'), { files })).mistakes).toEqual([]);
  });

  it('have the hops of what is put into each part of a template, and no others', async () => {
    const files = access({
      'web/c.tpl': '[{ "name": "${name}", "image": "${image}", "portMappings": [{ "containerPort": 80 }] }]',
    });
    const lowered = await lower(
      {
        'main.tf': 'module "web" {\n  source = "./web"\n  name   = "shop"\n}\n',
        'web/main.tf':
          'variable "name" {}\nresource "aws_ecs_task_definition" "t" {\n  family = "t"\n' +
          '  container_definitions = templatefile("${path.module}/c.tpl", {\n    name  = var.name\n    image = "nginx"\n  })\n}\n',
      },
      { files },
    );
    const place = (field: string): string[] =>
      tellPlace(origin(lowered, 'module.web.aws_ecs_task_definition.t', `containerDefinitions.0.${field}`)).map(
        (each) => each.replace(/(?<=:4 ).*(?= \()/su, '…'),
      );
    const calls = ['web/main.tf:4 … (Read here.)', 'main.tf:1 "web" (Module called here.)'];
    expect(place('name')).toEqual([
      'web/c.tpl:1 "${name}"',
      "web/main.tf:5 var.name (Variable 'name' of the template.)",
      'main.tf:3 "shop" (Argument \'name\' of the module.)',
      ...calls,
    ]);
    expect(place('image')).toEqual([
      'web/c.tpl:1 "${image}"',
      'web/main.tf:6 "nginx" (Variable \'image\' of the template.)',
      ...calls,
    ]);
    expect(place('portMappings.0.containerPort')).toEqual(['web/c.tpl:1 80', ...calls]);
  });

  it('are read from files inside the tree', async () => {
    const files = access({
      'app/containers.json': '[{ "name": "web", "portMappings": [{ "hostPort": 80 }] }]',
      'app/containers.tftpl': '[\n  { "name": "${name}", "portMappings": [{ "hostPort": ${port} }] }\n]',
      '../secret.json': '[{ "name": "outside" }]',
    });
    const from = (definitions: string): Promise<Lowered> => lower({ 'app/main.tf': task(definitions) }, { files });
    const port = 'containerDefinitions.0.portMappings.0.hostPort';
    const call = 'file("${path.module}/containers.json")';
    const file = await from(call);
    expect(tellPlace(origin(file, 'aws_ecs_task_definition.web', port))).toEqual([
      'app/containers.json:1 80',
      `app/main.tf:3 ${call} (Read here.)`,
    ]);
    const template = await from('templatefile("containers.tftpl", { name = aws_ecr_repository.web.name, port = 80 })');
    expect(values(template)['aws_ecs_task_definition.web']).toMatchObject({
      containerDefinitions: [{ name: 'web', portMappings: [{ hostPort: 80 }] }],
    });
    expect(tellPlace(origin(template, 'aws_ecs_task_definition.web', port))[0]).toBe('app/containers.tftpl:2 ${port}');
    const none = await from('file("/etc/passwd")');
    expect(values(none)['aws_ecs_task_definition.web']).toMatchObject({
      containerDefinitions: { $unknown: expect.any(String) as unknown },
    });
  });
});

describe('documents', () => {
  it('are written out where a text is due', async () => {
    const lowered = await lower(`resource "aws_lb_listener" "web" {
      default_action {
        type = "fixed-response"
        fixed_response {
          content_type = "application/json"
          message_body = jsonencode({ error = "not found", region = var.region })
        }
      }
    }
    variable "region" {}`);
    expect(values(lowered)).toMatchObject({
      'aws_lb_listener.web': {
        defaultActions: [
          {
            fixedResponseConfig: {
              messageBody: {
                $template: [
                  '{"error":"not found","region":',
                  { $unknown: "variable 'region', which has no default" },
                  '}',
                ],
              },
            },
          },
        ],
      },
    });
  });
});

describe('documents that are worked out', () => {
  const task = (definitions: string): string =>
    `resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = ${definitions}\n}\n`;

  it.each([
    'replace(file("web.json"), "TAG", "1.2")',
    'format("[%s]", jsonencode({ name = "web", image = "web:1.2" }))',
    'join("", ["[", jsonencode({ name = "web", image = "web:1.2" }), "]"])',
  ])('%s', async (definitions) => {
    const files = access({ 'web.json': '[{ "name": "web", "image": "web:TAG" }]' });
    const lowered = await lower(task(definitions), { files });
    expect(values(lowered)).toEqual({
      'aws_ecs_task_definition.web': { family: 'web', containerDefinitions: [{ name: 'web', image: 'web:1.2' }] },
    });
    expect(tellPlace(origin(lowered, 'aws_ecs_task_definition.web', 'containerDefinitions.0.image'))[0]).toBe(
      `main.tf:3 ${definitions}`,
    );
  });
});

describe('arguments of other resources', () => {
  it('have the types of the provider', async () => {
    const lowered = await lower(`
      resource "aws_lb_target_group" "web" {
        port = "8080"
        tags = { Port = 8080 }
      }
      ${service('desired_count = aws_lb_target_group.web.port == 8080 ? 2 : 1\n  tags = merge({}, aws_lb_target_group.web.tags)')}`);
    expect(values(lowered)['aws_ecs_service.web']).toMatchObject({
      desiredCount: 2,
      tags: [{ key: 'Port', value: '8080' }],
    });
  });

  it('have the keys that variables give', async () => {
    const tags = 'tags = { (var.env) = "yes", "${var.env}-2" = 2 }';
    const lowered = await lower(
      `variable "env" { default = "dev" }\n${service(`${tags}\n  launch_type = var.env == "prod" ? "FARGATE" : "EC2"`)}`,
    );
    expect(values(lowered)['aws_ecs_service.web']).toMatchObject({
      tags: [
        { key: 'dev', value: 'yes' },
        { key: 'dev-2', value: '2' },
      ],
    });
  });

  it('are nothing where a condition makes them null', async () => {
    const lowered = await lower(
      `variable "prod" { default = false }\n${service('desired_count = var.prod ? 3 : null')}`,
    );
    expect(values(lowered)['aws_ecs_service.web']).toMatchObject({
      desiredCount: {
        $choice: [
          { when: 'not var.prod', value: 0 },
          { when: 'var.prod', value: 3 },
        ],
      },
    });
  });
});

describe('regions', () => {
  it('are those of the provider that a module is given', async () => {
    const provider = (region: string, more = ''): string => `provider "aws" {\n  region = "${region}"\n  ${more}\n}\n`;
    const files = {
      'main.tf':
        provider('eu-west-1') +
        provider('us-east-1', 'alias = "east"') +
        'module "here" { source = "./net" }\n' +
        'module "there" {\n  source = "./net"\n  providers = { aws = aws.east }\n}\n',
      'net/main.tf': 'data "aws_region" "x" {}\nresource "aws_ecr_repository" "x" { name = data.aws_region.x.name }',
    };
    const names = async (settings: Partial<LowerSettings>): Promise<unknown> =>
      (await lower(files, settings)).model.map(({ name }) => name);
    expect(await names({})).toEqual(['eu-west-1', 'us-east-1']);
    expect(await names({ region: 'eu-central-1' })).toEqual(['eu-central-1', 'us-east-1']);
  });
});

describe('files of a module', () => {
  it('are those of one folder, whatever their syntax', async () => {
    const lowered = await lower({
      'net/variables.tf': 'variable "size" { default = 3 }',
      'net/locals.tf.json': '{ "locals": { "count": "${var.size + 1}" } }',
      'net/main.tf': service('desired_count = local.count'),
      'other/main.tf': service('desired_count = local.count'),
    });
    expect(lowered.model.map(({ values: each }) => each)).toMatchObject([
      { desiredCount: 4 },
      { desiredCount: { $unknown: "local value 'count', which is not set here" } },
    ]);
  });

  it('are changed by override files', async () => {
    const lowered = await lower({
      'a_override.tf':
        'resource "aws_ecs_service" "web" {\n  desired_count = 5\n  load_balancer { container_port = 9 }\n}\nvariable "v" { default = "new" }',
      'main.tf':
        service('desired_count = 1\nlaunch_type = var.v\nload_balancer { container_port = 1 }') +
        'variable "v" { default = "old" }',
    });
    expect(values(lowered)).toEqual({
      'aws_ecs_service.web': {
        serviceName: 'web',
        desiredCount: 5,
        launchType: 'new',
        loadBalancers: [{ containerPort: 9 }],
      },
    });
  });

  it('are those of OpenTofu where there are two of one name', async () => {
    const lowered = await lower({ 'main.tf': service('desired_count = 1'), 'main.tofu': service('desired_count = 2') });
    expect(lowered.model.map(({ values: each }) => each)).toMatchObject([{ desiredCount: 2 }]);
  });
});

describe('values of variables', () => {
  const main = `variable "size" { type = number }\nvariable "on" { default = true }\nvariable "tags" { type = map(string) }
${service('desired_count = var.on ? var.size : 0\ntags = var.tags')}`;

  it('come from files in their order, then from the user', async () => {
    const files = {
      'main.tf': main,
      'terraform.tfvars': 'size = 1\non = true\ntags = { a = "1" }',
      'b.auto.tfvars': 'size = 3',
      'a.auto.tfvars.json': '{ "size": 2 }',
      'prod.tfvars': 'size = 4',
    };
    const count = async (settings: Partial<LowerSettings>): Promise<unknown> =>
      (await lower(files, settings)).model[0]?.values;
    expect(await count({})).toMatchObject({ desiredCount: 3, tags: [{ key: 'a', value: '1' }] });
    const variableFiles = [{ path: 'x.tfvars', text: 'size = "5"' }];
    expect(await count({ variableFiles })).toMatchObject({ desiredCount: 5 });
    expect(await count({ variableFiles, variables: { size: '6', tags: '{ b = 2 }' } })).toMatchObject({
      desiredCount: 6,
      tags: [{ key: 'b', value: '2' }],
    });
    expect(await count({ variables: { on: 'false' } })).toMatchObject({ desiredCount: 0 });
  });

  it('are told of when no module declares the variable', async () => {
    const settings = { variables: { siz: '6', region: 'x' }, variableFiles: [{ path: 'x.tfvars', text: 'size = 5' }] };
    const lowered = await lower('variable "size" {}\nresource "aws_ecs_cluster" "main" { name = "a" }', settings);
    expect(lowered.notices.map(({ message }) => message)).toEqual([
      "No module declares variable 'siz', which was given a value; did you mean 'size'?",
      "No module declares variable 'region', which was given a value.",
    ]);
  });

  it('decide nothing where they are not given', async () => {
    const { model } = await lower(main);
    expect(model[0]?.values).toMatchObject({
      desiredCount: {
        $choice: [
          { when: 'var.on', value: { $unknown: "variable 'size', which has no default" } },
          { when: 'not var.on', value: 0 },
        ],
      },
    });
  });
});

describe('modules', () => {
  const child = `variable "port" { type = number }
variable "create" { default = true }
resource "aws_lb_target_group" "this" {
  count = var.create ? 1 : 0
  name  = "t"
  port  = var.port
  vpc_id = "vpc-1"
}
output "arn" { value = try(aws_lb_target_group.this[0].arn, null) }`;

  it('are read where they are called, with the calls behind them', async () => {
    const lowered = await lower({
      'main.tf': `module "outer" {\n  source = "./outer"\n  number = 8080\n}\n${service('load_balancer { target_group_arn = module.outer.arn }')}`,
      'outer/main.tf': `variable "number" {}\nmodule "inner" {\n  source = "../inner"\n  port = var.number\n}\noutput "arn" { value = module.inner.arn }`,
      'inner/main.tf': child,
    });
    const address = 'module.outer.module.inner.aws_lb_target_group.this[0]';
    expect(values(lowered)[address]).toEqual({ name: 't', port: 8080, vpcId: 'vpc-1' });
    expect(tellPlace(origin(lowered, address, 'port'))).toEqual([
      'inner/main.tf:6 var.port',
      "outer/main.tf:4 var.number (Argument 'port' of the module.)",
      "main.tf:3 8080 (Argument 'number' of the module.)",
      'outer/main.tf:2 "inner" (Module called here.)',
      'main.tf:1 "outer" (Module called here.)',
    ]);
    expect(tellPlace(origin(lowered, address, 'name'))).toEqual([
      'inner/main.tf:5 "t"',
      'outer/main.tf:2 "inner" (Module called here.)',
      'main.tf:1 "outer" (Module called here.)',
    ]);
    expect(values(lowered)['aws_ecs_service.web']).toMatchObject({
      loadBalancers: [{ targetGroupArn: { $unknown: 'known after apply' } }],
    });
  });

  it('decide nothing by their own defaults', async () => {
    const lowered = await lower({
      'main.tf':
        'module "off" {\n  source = "./m"\n  create = false\n  port = 1\n}\nmodule "on" {\n  source = "./m"\n  port = 1\n}',
      'm/main.tf': child,
    });
    expect(lowered.resources.map(({ address }) => address)).toEqual(['module.on.aws_lb_target_group.this[0]']);
  });

  it('are conditional as their calls are', async () => {
    const lowered = await lower({
      'main.tf':
        'variable "on" { default = false }\nmodule "m" {\n  source = "./m"\n  count = var.on ? 1 : 0\n  port = 1\n}',
      'm/main.tf': child,
    });
    const [group] = lowered.resources;
    expect(group?.address).toBe('module.m[0].aws_lb_target_group.this[0]');
    expect(group?.exists(new World())).toBe(false);
  });

  it('may have been installed beside the root', async () => {
    const files = access({
      'app/.terraform/modules/modules.json': JSON.stringify({
        Modules: [
          { Key: '', Source: '', Dir: '.' },
          { Key: 'far', Source: 'registry.terraform.io/x/y/z', Dir: '.terraform/modules/far' },
        ],
      }),
      'app/.terraform/modules/far/main.tf': 'module "sub" {\n  source = "./sub"\n  port = 2\n}',
      'app/.terraform/modules/far/sub/main.tf': child,
    });
    const main = 'module "far" { source = "x/y/z" }';
    const lowered = await lower({ 'app/main.tf': main }, { files });
    expect(lowered.resources.map(({ address }) => address)).toEqual([
      'module.far.module.sub.aws_lb_target_group.this[0]',
    ]);
    expect(lowered.notices).toEqual([]);
    const elsewhere = await lower({ 'app/main.tf': main });
    expect(elsewhere.notices).toMatchObject([{ kind: 'incomplete', file: 'app/main.tf' }]);
  });
});

describe('counts', () => {
  it('that depend on conditions give what there is in any world', async () => {
    const lowered = await lower(`
variable "env" { default = "dev" }
resource "aws_ecs_cluster" "c" {
  count = var.env == "prod" ? 2 : 1
  name  = "c\${count.index}"
}
resource "aws_ecr_repository" "r" {
  for_each = var.env == "prod" ? { a = 1, b = 2 } : { a = 3 }
  name     = "\${each.key}-\${each.value}"
}
resource "aws_ecs_service" "s" {
  name    = "s"
  cluster = one(aws_ecs_cluster.c[*].arn)
}`);
    expect(lowered.model.map(({ address, values: each }) => [address, each])).toEqual([
      ['aws_ecs_cluster.c[0]', { clusterName: 'c0' }],
      ['aws_ecs_cluster.c[1]', { clusterName: 'c1' }],
      [
        'aws_ecr_repository.r["a"]',
        {
          repositoryName: { $choice: expect.arrayContaining([{ when: 'var.env == "prod"', value: 'a-1' }]) as unknown },
        },
      ],
      ['aws_ecr_repository.r["b"]', { repositoryName: 'b-2' }],
      ['aws_ecs_service.s', expect.anything()],
    ]);
  });
});
