/** Generated Terraform projects, realistic in their mix and the same on every run. */
import { join } from 'node:path';
import { write } from './inputs.ts';

/** Values that a Terraform project of a team differs in. */
interface Team {
  readonly name: string;
  readonly cidr: string;
  readonly account: string;
}

/**
 * Terraform of many teams, twenty files each: a network, a cluster behind a load balancer, roles with policies, services
 * written out, and others that a module makes of a map.
 */
export function writeTerraform(folder: string, files: number): number {
  let bytes = 0;
  const teams = Math.ceil(files / 20);
  for (let i = 0; i < teams; i++) {
    const team = { name: `team-${String(i)}`, cidr: `10.${String(i % 250)}`, account: String(100000000000 + i) };
    const own = join(folder, team.name);
    bytes += write(join(own, 'variables.tf'), teamVariables(team));
    bytes += write(join(own, 'locals.tf'), teamLocals(team));
    bytes += write(join(own, 'network.tf'), teamNetwork());
    bytes += write(join(own, 'cluster.tf'), teamCluster());
    bytes += write(join(own, 'workers.tf'), teamWorkers());
    bytes += write(join(own, 'modules/service/main.tf'), SERVICE_MODULE);
    bytes += write(join(own, 'modules/service/variables.tf'), SERVICE_VARIABLES);
    bytes += write(join(own, 'modules/service/outputs.tf'), SERVICE_OUTPUTS);
    for (let k = 0; k < 12; k++) bytes += write(join(own, `service-${String(k)}.tf`), teamService(k));
  }
  return bytes;
}

function teamVariables({ name, account }: Team): string {
  return `variable "environment" {
  description = "Where this goes: each environment has a workspace and an account of its own."
  type        = string
  default     = "production"

  validation {
    condition     = contains(["production", "staging", "test"], var.environment)
    error_message = "The environment must be production, staging or test."
  }
}

variable "account_id" {
  type    = string
  default = "${account}"
}

variable "region" {
  type    = string
  default = "eu-central-1"
}

# Versions are set by the pipeline that builds the images of ${name}.
variable "versions" {
  description = "Tags of the images by service."
  type        = map(string)
  default     = {}
}

variable "worker_queues" {
  type = map(object({
    cpu      = optional(number, 256)
    memory   = optional(number, 512)
    replicas = optional(number, 1)
    secrets  = optional(map(string), {})
  }))
  default = {
    mail    = { replicas = 2 }
    invoice = { cpu = 512, memory = 1024, secrets = { API_KEY = "invoice/api-key" } }
    export  = { memory = 2048 }
  }
}
`;
}

function teamLocals({ name, cidr }: Team): string {
  return `locals {
  name       = "${name}-\${var.environment}"
  registry   = "\${var.account_id}.dkr.ecr.\${var.region}.amazonaws.com"
  vpc_cidr   = "${cidr}.0.0/16"
  zones      = [for suffix in ["a", "b", "c"] : "\${var.region}\${suffix}"]
  production = var.environment == "production"

  subnets = {
    for index, zone in local.zones : zone => {
      private = cidrsubnet(local.vpc_cidr, 4, index)
      public  = cidrsubnet(local.vpc_cidr, 8, 240 + index)
    }
  }

  tags = merge({ Team = "${name}", Environment = var.environment }, local.production ? { Tier = "gold" } : {})

  log_options = {
    awslogs-region        = var.region
    awslogs-stream-prefix = "ecs"
    mode                  = "non-blocking"
    max-buffer-size       = "25m"
  }
}
`;
}

function teamNetwork(): string {
  return `resource "aws_vpc" "main" {
  cidr_block           = local.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = merge(local.tags, { Name = local.name })
}

resource "aws_subnet" "private" {
  for_each = local.subnets

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value.private
  tags              = merge(local.tags, { Name = "\${local.name}-private-\${each.key}" })
}

resource "aws_subnet" "public" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.main.id
  availability_zone       = each.key
  cidr_block              = each.value.public
  map_public_ip_on_launch = true
  tags                    = merge(local.tags, { Name = "\${local.name}-public-\${each.key}" })
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "public" {
  for_each = aws_subnet.public

  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_security_group" "balancer" {
  name        = "\${local.name}-balancer"
  description = "Takes traffic of the world over TLS."
  vpc_id      = aws_vpc.main.id

  dynamic "ingress" {
    for_each = toset([443])
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = [local.vpc_cidr]
  }
}

resource "aws_security_group" "service" {
  name        = "\${local.name}-service"
  description = "Takes traffic of the load balancer."
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "service" {
  security_group_id            = aws_security_group.service.id
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8099
}

resource "aws_vpc_security_group_egress_rule" "service" {
  security_group_id = aws_security_group.service.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
`;
}

function teamCluster(): string {
  return `resource "aws_ecs_cluster" "main" {
  name = local.name

  setting {
    name  = "containerInsights"
    value = local.production ? "enabled" : "disabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    base              = 1
    weight            = 1
  }
}

resource "aws_lb" "main" {
  name               = local.name
  load_balancer_type = "application"
  internal           = false
  security_groups    = [aws_security_group.balancer.id]
  subnets            = [for subnet in aws_subnet.public : subnet.id]
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:\${var.region}:\${var.account_id}:certificate/2f3e4d5c"

  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "\${local.name}-execution"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}
`;
}

function teamWorkers(): string {
  return `# Workers take from queues and serve nobody.
module "worker" {
  source   = "./modules/service"
  for_each = var.worker_queues

  name               = "\${local.name}-\${each.key}"
  cluster_arn        = aws_ecs_cluster.main.arn
  image              = "\${local.registry}/worker:\${lookup(var.versions, "worker", "1.0.0")}"
  cpu                = each.value.cpu
  memory             = each.value.memory
  replicas           = each.value.replicas
  secrets            = { for key, path in each.value.secrets : key => "arn:aws:ssm:\${var.region}:\${var.account_id}:parameter/\${path}" }
  execution_role_arn = aws_iam_role.execution.arn
  subnet_ids         = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids = [aws_security_group.service.id]
  log_options        = local.log_options
  environment = {
    QUEUE_URL = "https://sqs.\${var.region}.amazonaws.com/\${var.account_id}/\${each.key}"
    LOG_LEVEL = local.production ? "info" : "debug"
  }
}

output "workers" {
  value = { for key, worker in module.worker : key => worker.service_name }
}
`;
}

const SERVICE_MODULE = `locals {
  labels = { Name = var.name, ManagedBy = "terraform" }

  container = {
    name         = var.name
    image        = var.image
    essential    = true
    environment  = [for key, value in var.environment : { name = key, value = value }]
    secrets      = [for key, arn in var.secrets : { name = key, valueFrom = arn }]
    stopTimeout  = 60
    logConfiguration = {
      logDriver = "awslogs"
      options   = merge(var.log_options, { "awslogs-group" = aws_cloudwatch_log_group.this.name })
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/ecs/\${var.name}"
  retention_in_days = 30
  tags              = local.labels
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = var.execution_role_arn
  container_definitions    = jsonencode([local.container])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }
}

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.replicas
  launch_type     = "FARGATE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = var.security_group_ids
    assign_public_ip = false
  }

  lifecycle {
    ignore_changes = [desired_count]
  }
}
`;

const SERVICE_VARIABLES = [
  ['name', 'string'],
  ['cluster_arn', 'string'],
  ['image', 'string'],
  ['cpu', 'number'],
  ['memory', 'number'],
  ['replicas', 'number'],
  ['execution_role_arn', 'string'],
  ['subnet_ids', 'list(string)'],
  ['security_group_ids', 'list(string)'],
  ['log_options', 'map(string)'],
  ['environment', 'map(string)'],
  ['secrets', 'map(string)'],
]
  .map(([name = '', type = '']) => `variable "${name}" {\n  type = ${type}\n}\n`)
  .join('\n');

const SERVICE_OUTPUTS = `output "service_name" {
  description = "Name of the service in its cluster."
  value       = aws_ecs_service.this.name
}

output "task_definition_arn" {
  value = aws_ecs_task_definition.this.arn
}
`;

/** A service that is written out, with a role, a log group and a target group of its own. */
function teamService(k: number): string {
  const id = `service_${String(k)}`;
  const name = `service-${String(k)}`;
  const port = String(8080 + k);
  return `locals {
  ${id}_port = ${port}
  ${id}_name = "\${local.name}-${name}"
}

resource "aws_cloudwatch_log_group" "${id}" {
  name              = "/ecs/\${local.${id}_name}"
  retention_in_days = local.production ? 90 : 7
  tags              = local.tags
}

resource "aws_iam_role" "${id}" {
  name               = "\${local.${id}_name}-task"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "${id}" {
  name = "data"
  role = aws_iam_role.${id}.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = "arn:aws:s3:::\${local.${id}_name}-data/*"
      },
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = [for queue in ["mail", "invoice"] : "arn:aws:sqs:\${var.region}:\${var.account_id}:\${queue}"]
      },
    ]
  })
}

/*
 * The task has a side-car that collects metrics; both write to one log group.
 */
resource "aws_ecs_task_definition" "${id}" {
  family                   = local.${id}_name
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = local.production ? 1024 : 512
  memory                   = local.production ? 2048 : 1024
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.${id}.arn

  container_definitions = jsonencode([
    {
      name      = "api"
      image     = "\${local.registry}/${name}:\${lookup(var.versions, "${name}", "1.${String(k)}.0")}"
      essential = true
      cpu       = 384
      portMappings = [
        { containerPort = local.${id}_port, protocol = "tcp", name = "http" }
      ]
      environment = [
        { name = "ENVIRONMENT", value = var.environment },
        { name = "LOG_LEVEL", value = local.production ? "info" : "debug" },
        { name = "PORT", value = tostring(local.${id}_port) },
        { name = "BUCKET", value = "\${local.${id}_name}-data" },
      ]
      secrets = [
        { name = "DATABASE_URL", valueFrom = "arn:aws:ssm:\${var.region}:\${var.account_id}:parameter/${name}/database" }
      ]
      healthCheck = {
        command     = ["CMD-SHELL", "curl -fs localhost:\${local.${id}_port}/healthy || exit 1"]
        interval    = 30
        retries     = 3
        startPeriod = 30
      }
      logConfiguration = {
        logDriver = "awslogs"
        options   = merge(local.log_options, { "awslogs-group" = aws_cloudwatch_log_group.${id}.name })
      }
    },
    {
      name      = "metrics"
      image     = "\${local.registry}/metrics:3.2.1"
      essential = false
      cpu       = 128
      dependsOn = [{ containerName = "api", condition = "HEALTHY" }]
      logConfiguration = {
        logDriver = "awslogs"
        options   = merge(local.log_options, { "awslogs-group" = aws_cloudwatch_log_group.${id}.name })
      }
    },
  ])
}

resource "aws_lb_target_group" "${id}" {
  name                 = substr(local.${id}_name, 0, 32)
  port                 = local.${id}_port
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = aws_vpc.main.id
  deregistration_delay = 30

  health_check {
    path                = "/healthy"
    matcher             = "200"
    interval            = 15
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener_rule" "${id}" {
  listener_arn = aws_lb_listener.https.arn
  priority     = ${String(100 + k)}

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.${id}.arn
  }

  condition {
    path_pattern {
      values = ["/${name}", "/${name}/*"]
    }
  }
}

resource "aws_ecs_service" "${id}" {
  name                              = "${name}"
  cluster                           = aws_ecs_cluster.main.id
  task_definition                   = aws_ecs_task_definition.${id}.arn
  desired_count                     = local.production ? 3 : 1
  launch_type                       = "FARGATE"
  health_check_grace_period_seconds = 60
  propagate_tags                    = "SERVICE"

  network_configuration {
    subnets         = [for subnet in aws_subnet.private : subnet.id]
    security_groups = [aws_security_group.service.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.${id}.arn
    container_name   = "api"
    container_port   = local.${id}_port
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  depends_on = [aws_lb_listener_rule.${id}]
}
`;
}

/** A module that is called so many times, and calls the module of a service twelve times. */
export function writeModuleTree(folder: string, copies: number): void {
  const copiesOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `copy_${String(i)}`);
  const facts = SERVICE_VARIABLES.match(/(?<=variable ")\w+/g) ?? [];
  const passed = facts
    .filter((fact) => fact !== 'name')
    .map((fact) => `  ${fact} = var.${fact}`)
    .join('\n');
  const inner = copiesOf(12).map(
    (name) => `module "${name}" {\n  source = "../service"\n  name = "\${var.name}-${name}"\n${passed}\n}\n`,
  );
  const outer = copiesOf(copies).map(
    (name) => `module "${name}" {
  source             = "./modules/group"
  name               = "${name}"
  cluster_arn        = "arn:aws:ecs:eu-central-1:123456789012:cluster/shop"
  image              = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/${name}:1.0.0"
  cpu                = 256
  memory             = 512
  replicas           = 2
  execution_role_arn = "arn:aws:iam::123456789012:role/execution"
  subnet_ids         = ["subnet-0a", "subnet-0b"]
  security_group_ids = ["sg-0a"]
  log_options        = { awslogs-region = "eu-central-1", awslogs-stream-prefix = "ecs" }
  environment        = { LOG_LEVEL = "info", NAME = "${name}" }
  secrets            = {}
}
`,
  );
  write(join(folder, 'main.tf'), outer.join('\n'));
  write(join(folder, 'modules/group/main.tf'), inner.join('\n'));
  write(join(folder, 'modules/group/variables.tf'), SERVICE_VARIABLES);
  write(join(folder, 'modules/service/main.tf'), SERVICE_MODULE);
  write(join(folder, 'modules/service/variables.tf'), SERVICE_VARIABLES);
  write(join(folder, 'modules/service/outputs.tf'), SERVICE_OUTPUTS);
}
