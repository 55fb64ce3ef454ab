/** A large plan together with its source: one module, called for each of many services. */
import { join } from 'node:path';
import { planned, write, type Planned } from './inputs.ts';

const ROOT = `variable "services" {
  type = map(object({
    image_tag     = string
    desired_count = number
  }))
}

variable "vpc_id" {
  type    = string
  default = "vpc-0a"
}

module "service" {
  source   = "./modules/service"
  for_each = var.services

  name          = each.key
  image_tag     = each.value.image_tag
  desired_count = each.value.desired_count
  vpc_id        = var.vpc_id
  subnets       = ["subnet-0a", "subnet-0b"]
}
`;

const MODULE = `variable "name" {
  type = string
}

variable "image_tag" {
  type = string
}

variable "desired_count" {
  type    = number
  default = 2
}

variable "vpc_id" {
  type = string
}

variable "subnets" {
  type = list(string)
}

locals {
  tags = {
    Environment = "production"
    Service     = var.name
  }
}

resource "aws_ecr_repository" "this" {
  name                 = var.name
  image_tag_mutability = "IMMUTABLE"
  tags                 = local.tags

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  repository = aws_ecr_repository.this.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
      action       = { type = "expire" }
    }]
  })
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/ecs/\${var.name}"
  retention_in_days = 30
  tags              = local.tags
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  cpu                      = 256
  memory                   = 512
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = "arn:aws:iam::123456789012:role/execution"
  tags                     = local.tags

  container_definitions = jsonencode([
    {
      name         = "api"
      image        = "\${aws_ecr_repository.this.repository_url}:\${var.image_tag}"
      essential    = true
      portMappings = [{ containerPort = 8080, protocol = "tcp" }]
      environment  = [{ name = "LOG_LEVEL", value = "info" }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.this.name
          awslogs-region        = "eu-central-1"
          awslogs-stream-prefix = "api"
        }
      }
    },
  ])
}

resource "aws_lb_target_group" "this" {
  name        = var.name
  port        = 80
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc_id
  tags        = local.tags

  health_check {
    path = "/healthy"
  }
}

resource "aws_ecs_service" "this" {
  name            = var.name
  desired_count   = var.desired_count
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.this.arn
  tags            = local.tags

  network_configuration {
    subnets         = var.subnets
    security_groups = ["sg-0a"]
  }

  load_balancer {
    container_name   = "api"
    container_port   = 8080
    target_group_arn = aws_lb_target_group.this.arn
  }
}
`;

const variable = (name: string): object => ({ references: [`var.${name}`] });
const each = (name: string): object => ({ references: [`each.value.${name}`, 'each.value'] });
const own = (type: string, attribute: string): object => ({
  references: [`${type}.this.${attribute}`, `${type}.this`],
});

/** What `configuration` says of the arguments that are no constants of the module. */
const EXPRESSIONS: Readonly<Record<string, object>> = {
  aws_ecr_repository: { name: variable('name') },
  aws_ecr_lifecycle_policy: { repository: own('aws_ecr_repository', 'name'), policy: {} },
  aws_cloudwatch_log_group: { name: variable('name') },
  aws_ecs_task_definition: {
    family: variable('name'),
    container_definitions: {
      references: [
        ...['aws_ecr_repository.this.repository_url', 'aws_ecr_repository.this', 'var.image_tag'],
        ...['aws_cloudwatch_log_group.this.name', 'aws_cloudwatch_log_group.this'],
      ],
    },
  },
  aws_lb_target_group: { name: variable('name'), vpc_id: variable('vpc_id') },
  aws_ecs_service: {
    name: variable('name'),
    desired_count: variable('desired_count'),
    task_definition: own('aws_ecs_task_definition', 'arn'),
    network_configuration: [{ subnets: variable('subnets'), security_groups: { constant_value: ['sg-0a'] } }],
    load_balancer: [
      {
        container_name: { constant_value: 'api' },
        container_port: { constant_value: 8080 },
        target_group_arn: own('aws_lb_target_group', 'arn'),
      },
    ],
  },
};

/** The repository of a service. One in ten is new: nobody knows its address yet, nor the text that the address is in. */
function repository(i: number): Planned[] {
  const name = `service-${String(i)}`;
  const url = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${name}`;
  const policy =
    '{"rules":[{"action":{"type":"expire"},"rulePriority":1,"selection":{"countNumber":14,"countType":"sinceImagePushed","countUnit":"days","tagStatus":"untagged"}}]}';
  return [
    {
      type: 'aws_ecr_repository',
      after: {
        name,
        force_delete: null,
        image_tag_mutability: 'IMMUTABLE',
        image_scanning_configuration: [{ scan_on_push: true }],
        encryption_configuration: [],
        tags: { Environment: 'production', Service: name },
        ...(!isNew(i) && { repository_url: url }),
      },
      unknown: isNew(i) ? { arn: true, id: true, registry_id: true, repository_url: true } : {},
      sensitive: {},
      expressions: {},
    },
    {
      type: 'aws_ecr_lifecycle_policy',
      after: { repository: name, policy },
      unknown: { id: true, registry_id: true },
      sensitive: {},
      expressions: {},
    },
  ];
}

function isNew(i: number): boolean {
  return i % 10 === 0;
}

function hideContainers({ after, unknown, ...rest }: Planned): Planned {
  const { container_definitions: _text, ...known } = after as Record<string, unknown>;
  return { ...rest, after: known, unknown: { ...unknown, container_definitions: true } };
}

/** Writes plan.json and the files that it was made of into a folder; gives the size of the plan. */
export function writePlannedModules(folder: string, megabytes: number): number {
  const changes: object[] = [];
  const modules: object[] = [];
  const services: Record<string, object> = {};
  let bytes = 0;
  for (let i = 0; bytes < megabytes * 1_000_000; i++) {
    const name = `service-${String(i)}`;
    const module = `module.service["${name}"]`;
    const values: object[] = [];
    services[name] = { image_tag: `1.${String(i % 30)}.0`, desired_count: 2 };
    for (const each of [...repository(i), ...planned(i)]) {
      const isHidden = isNew(i) && each.type === 'aws_ecs_task_definition';
      const { type, after, unknown, sensitive } = isHidden ? hideContainers(each) : each;
      const resource = { address: `${module}.${type}.this`, mode: 'managed', type, name: 'this' };
      const provider = { provider_name: 'registry.terraform.io/hashicorp/aws' };
      const change = { actions: ['create'], before: null, after, after_unknown: unknown };
      changes.push({
        ...{ address: resource.address, module_address: module, mode: 'managed', type, name: 'this', ...provider },
        change: { ...change, before_sensitive: false, after_sensitive: sensitive },
      });
      values.push({ ...resource, ...provider, schema_version: 1, values: after, sensitive_values: sensitive });
      for (const list of [changes, values]) bytes += JSON.stringify(list.at(-1)).length + 1;
    }
    modules.push({ address: module, resources: values });
  }
  const resources = [...repository(0), ...planned(0)].map(({ type, expressions }) => ({
    ...{ address: `${type}.this`, mode: 'managed', type, name: 'this', provider_config_key: 'aws' },
    expressions: { ...expressions, ...EXPRESSIONS[type] },
    schema_version: 1,
  }));
  const call = {
    source: './modules/service',
    expressions: {
      ...{ name: { references: ['each.key'] }, image_tag: each('image_tag'), desired_count: each('desired_count') },
      ...{ vpc_id: variable('vpc_id'), subnets: { constant_value: ['subnet-0a', 'subnet-0b'] } },
    },
    for_each_expression: variable('services'),
    module: { resources },
  };
  write(join(folder, 'main.tf'), ROOT);
  write(join(folder, 'modules/service/main.tf'), MODULE);
  write(join(folder, 'terraform.tfvars.json'), JSON.stringify({ services }, undefined, 2));
  return write(
    join(folder, 'plan.json'),
    JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.11.4',
      variables: { services: { value: services }, vpc_id: { value: 'vpc-0a' } },
      planned_values: { root_module: { child_modules: modules } },
      resource_changes: changes,
      configuration: { root_module: { module_calls: { service: call } } },
      complete: true,
      errored: false,
    }),
  );
}
