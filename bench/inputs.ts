/** Generated inputs, each realistic in its mix and the same on every run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a file with the folders above it, and tells its size in bytes. */
export function write(path: string, text: string): number {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return Buffer.byteLength(text);
}

/** A 3 KB task definition, as a pre-commit hook sees it. */
export function writeTaskDefinition(path: string): number {
  const container = (name: string, port: number): object => ({
    name,
    image: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/${name}:1.14.${String(port)}`,
    essential: true,
    cpu: 256,
    memoryReservation: 512,
    portMappings: [{ containerPort: port, protocol: 'tcp', name }],
    environment: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'REGION', value: 'eu-central-1' },
    ],
    secrets: [{ name: 'DATABASE_URL', valueFrom: `arn:aws:ssm:eu-central-1:123456789012:parameter/${name}/database` }],
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': `/ecs/${name}`, 'awslogs-region': 'eu-central-1', 'awslogs-stream-prefix': name },
    },
    healthCheck: { command: ['CMD-SHELL', `curl -fs localhost:${String(port)}/healthy`], interval: 30, retries: 3 },
  });
  const task = {
    family: 'shop',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '1024',
    memory: '2048',
    executionRoleArn: 'arn:aws:iam::123456789012:role/shop-execution',
    taskRoleArn: 'arn:aws:iam::123456789012:role/shop-task',
    containerDefinitions: [container('web', 8080), container('orders', 8081), container('search', 8082)],
  };
  return write(path, JSON.stringify(task, undefined, 2));
}

/** One manifest of 2 KB: a Deployment and its Service. */
function manifest(i: number): string {
  const name = `service-${String(i)}`;
  return `# ${name}: kept by team ${String(i % 17)}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: team-${String(i % 17)}
  labels: { app.kubernetes.io/name: ${name}, app.kubernetes.io/part-of: "shop" }
spec:
  replicas: ${String((i % 5) + 1)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  strategy:
    rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 }
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "9090"
    spec:
      serviceAccountName: ${name}
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
      containers:
        - name: api
          image: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/${name}:2.4.${String(i % 40)}
          args: ["--listen=:8080", "--verbose"]
          ports:
            - name: http
              containerPort: 8080
            - name: metrics
              containerPort: 9090
          env:
            - name: LOG_LEVEL
              value: info
            - name: DATABASE_PASSWORD
              valueFrom:
                secretKeyRef: { name: ${name}, key: password }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          readinessProbe:
            httpGet: { path: /ready, port: http }
            periodSeconds: 5
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          volumeMounts:
            - name: scratch
              mountPath: /tmp
      volumes:
        - name: scratch
          emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: team-${String(i % 17)}
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

export function writeManifests(folder: string, count: number): number {
  let bytes = 0;
  for (let i = 0; i < count; i++) bytes += write(join(folder, `d${String(i % 100)}`, `${String(i)}.yaml`), manifest(i));
  return bytes;
}

/**
 * A plan of one line as `terraform show -json` writes it: services with task definition, target group and log group, each
 * once as planned values, once as a change and once as configuration, in the proportions of real plans.
 */
export function writePlan(path: string, megabytes: number): number {
  const changes: object[] = [];
  const values: object[] = [];
  const configuration: object[] = [];
  let bytes = 0;
  for (let i = 0; bytes < megabytes * 1_000_000; i++) {
    for (const { type, after, unknown, sensitive, expressions } of planned(i)) {
      const name = `service_${String(i)}`;
      const resource = { address: `${type}.${name}`, mode: 'managed', type, name };
      const provider = { provider_name: 'registry.terraform.io/hashicorp/aws' };
      const change = { actions: ['create'], before: null, after, after_unknown: unknown };
      changes.push({
        ...resource,
        ...provider,
        change: { ...change, before_sensitive: false, after_sensitive: sensitive },
      });
      values.push({ ...resource, ...provider, schema_version: 1, values: after, sensitive_values: sensitive });
      configuration.push({ ...resource, provider_config_key: 'aws', expressions, schema_version: 1 });
      for (const list of [changes, values, configuration]) bytes += JSON.stringify(list.at(-1)).length + 1;
    }
  }
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { resources: values } },
    resource_changes: changes,
    configuration: { root_module: { resources: configuration } },
  };
  return write(path, JSON.stringify(plan));
}

export interface Planned {
  readonly type: string;
  readonly after: object;
  readonly unknown: object;
  readonly sensitive: object;
  readonly expressions: object;
}

/** One service with what belongs to it, each with all that version 5 of the AWS provider says of its type in a plan. */
export function planned(i: number): Planned[] {
  const name = `service-${String(i)}`;
  const reference = (type: string, attribute: string): object => ({
    references: [`${type}.service_${String(i)}.${attribute}`, `${type}.service_${String(i)}`],
  });
  const constants = (values: object): object =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { constant_value: value as unknown }]));
  const truths = (...names: string[]): object => Object.fromEntries(names.map((each) => [each, true]));
  const empty = (...names: string[]): object => Object.fromEntries(names.map((each) => [each, []]));
  const tags = { Environment: 'production', Service: name };
  const containers = [
    {
      name: 'api',
      image: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${name}:1.${String(i % 30)}.0`,
      essential: true,
      portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
      environment: [{ name: 'LOG_LEVEL', value: 'info' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': `/ecs/${name}`, 'awslogs-region': 'eu-central-1', 'awslogs-stream-prefix': 'api' },
      },
    },
  ];
  const taskBlocks = empty(
    ...['ephemeral_storage', 'inference_accelerator', 'placement_constraints', 'proxy_configuration'],
    ...['runtime_platform', 'volume'],
  );
  const serviceBlocks = empty(
    ...['alarms', 'capacity_provider_strategy', 'deployment_circuit_breaker', 'deployment_controller'],
    ...['ordered_placement_strategy', 'placement_constraints', 'service_connect_configuration', 'service_registries'],
    ...['volume_configuration', 'vpc_lattice_configurations'],
  );
  return [
    {
      type: 'aws_ecs_task_definition',
      after: {
        container_definitions: JSON.stringify(containers),
        cpu: '256',
        ...taskBlocks,
        execution_role_arn: 'arn:aws:iam::123456789012:role/execution',
        family: name,
        ipc_mode: null,
        memory: '512',
        network_mode: 'awsvpc',
        pid_mode: null,
        requires_compatibilities: ['FARGATE'],
        skip_destroy: false,
        tags,
        tags_all: tags,
        task_role_arn: null,
        track_latest: false,
      },
      unknown: {
        ...truths('arn', 'arn_without_revision', 'enable_fault_injection', 'id', 'revision'),
        ...taskBlocks,
        requires_compatibilities: [false],
        tags: {},
        tags_all: {},
      },
      sensitive: { ...taskBlocks, requires_compatibilities: [false], tags: {}, tags_all: {} },
      expressions: {
        container_definitions: reference('aws_cloudwatch_log_group', 'name'),
        ...constants({ cpu: 256, memory: 512, family: name, network_mode: 'awsvpc' }),
        ...constants({ requires_compatibilities: ['FARGATE'], tags }),
      },
    },
    {
      type: 'aws_ecs_service',
      after: {
        ...serviceBlocks,
        availability_zone_rebalancing: 'DISABLED',
        deployment_maximum_percent: 200,
        deployment_minimum_healthy_percent: 100,
        desired_count: 2,
        enable_ecs_managed_tags: false,
        enable_execute_command: false,
        force_delete: null,
        force_new_deployment: null,
        health_check_grace_period_seconds: null,
        launch_type: 'FARGATE',
        load_balancer: [{ container_name: 'api', container_port: 8080, elb_name: '' }],
        name,
        network_configuration: [
          { assign_public_ip: false, subnets: ['subnet-0a', 'subnet-0b'], security_groups: ['sg-0a'] },
        ],
        propagate_tags: null,
        scheduling_strategy: 'REPLICA',
        tags,
        tags_all: tags,
        timeouts: null,
        wait_for_steady_state: false,
      },
      unknown: {
        ...truths('cluster', 'iam_role', 'id', 'platform_version', 'task_definition', 'triggers'),
        ...serviceBlocks,
        load_balancer: [{ target_group_arn: true }],
        network_configuration: [{ security_groups: [false], subnets: [false, false] }],
        tags: {},
        tags_all: {},
      },
      sensitive: {
        ...serviceBlocks,
        load_balancer: [{}],
        network_configuration: [{ security_groups: [false], subnets: [false, false] }],
        tags: {},
        tags_all: {},
        triggers: {},
      },
      expressions: {
        ...constants({ desired_count: 2, launch_type: 'FARGATE', name, tags }),
        load_balancer: [
          {
            ...constants({ container_name: 'api', container_port: 8080 }),
            target_group_arn: reference('aws_lb_target_group', 'arn'),
          },
        ],
        task_definition: reference('aws_ecs_task_definition', 'arn'),
      },
    },
    {
      type: 'aws_lb_target_group',
      after: {
        deregistration_delay: '300',
        health_check: [
          {
            ...{ enabled: true, healthy_threshold: 3, interval: 30, matcher: '200', path: '/healthy' },
            ...{ port: 'traffic-port', protocol: 'HTTP', unhealthy_threshold: 3 },
          },
        ],
        lambda_multi_value_headers_enabled: false,
        name,
        port: 80,
        protocol: 'HTTP',
        proxy_protocol_v2: false,
        slow_start: 0,
        tags,
        tags_all: tags,
        target_type: 'ip',
        vpc_id: 'vpc-0a',
      },
      unknown: {
        ...truths('arn', 'arn_suffix', 'connection_termination', 'id', 'ip_address_type', 'load_balancer_arns'),
        ...truths('load_balancing_algorithm_type', 'load_balancing_anomaly_mitigation', 'name_prefix'),
        ...truths('load_balancing_cross_zone_enabled', 'preserve_client_ip', 'protocol_version', 'stickiness'),
        ...truths('target_failover', 'target_group_health', 'target_health_state'),
        health_check: [{ timeout: true }],
        tags: {},
        tags_all: {},
      },
      sensitive: {
        health_check: [{}],
        ...empty('load_balancer_arns', 'stickiness', 'target_failover', 'target_group_health', 'target_health_state'),
        tags: {},
        tags_all: {},
      },
      expressions: {
        health_check: [constants({ path: '/healthy' })],
        ...constants({ name, port: 80, protocol: 'HTTP', target_type: 'ip', tags }),
        vpc_id: { references: ['var.vpc_id'] },
      },
    },
    {
      type: 'aws_cloudwatch_log_group',
      after: {
        kms_key_id: null,
        name: `/ecs/${name}`,
        retention_in_days: 30,
        skip_destroy: false,
        tags,
        tags_all: tags,
      },
      unknown: { ...truths('arn', 'id', 'log_group_class', 'name_prefix'), tags: {}, tags_all: {} },
      sensitive: { tags: {}, tags_all: {} },
      expressions: constants({ name: `/ecs/${name}`, retention_in_days: 30, tags }),
    },
  ];
}

/** Files that are none of ours: package manifests, lock files, translations, workflows, compose files, settings. */
export function writeForeign(folder: string, count: number): void {
  const kinds: ((i: number) => [string, string])[] = [
    (i) => [
      'package.json',
      JSON.stringify(
        {
          name: `package-${String(i)}`,
          version: '1.0.0',
          scripts: { test: 'node --test' },
          dependencies: { left: '^1.0.0' },
        },
        undefined,
        2,
      ),
    ],
    (i) => [
      'en.json',
      JSON.stringify(
        Object.fromEntries(
          Array.from({ length: 40 }, (_, k) => [
            `message.${String(k)}`,
            `Text number ${String(k)} of page ${String(i)}`,
          ]),
        ),
      ),
    ],
    () => ['tsconfig.json', '{ "compilerOptions": { "strict": true, "target": "es2022" }, "include": ["src"] }'],
    (i) => [
      'workflow.yml',
      `name: build ${String(i)}\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm test -- \${{ matrix.shard }}\n`,
    ],
    () => [
      'compose.yaml',
      'services:\n  web:\n    image: nginx:1.27\n    ports: ["8080:80"]\n  db:\n    image: postgres:17\n',
    ],
    (i) => [
      'data.json',
      JSON.stringify(Array.from({ length: 30 }, (_, k) => ({ id: i * 30 + k, lat: 50 + k / 10, lon: 8 + k / 7 }))),
    ],
  ];
  for (let i = 0; i < count; i++) {
    const [name, text] = kinds[i % kinds.length]?.(i) ?? ['x.json', '{}'];
    write(join(folder, `d${String(Math.floor(i / 1000))}`, `p${String(i)}`, name), text);
  }
}

/** A template in which each of many services hangs on conditions of its own, and task sizes on several. */
export function writeConditions(path: string, conditions: number): number {
  const names = Array.from({ length: conditions }, (_, i) => `Has${String(i)}`);
  const lines = ['Parameters:'];
  for (const name of names) lines.push(`  ${name}Set: { Type: String, Default: 'no', AllowedValues: ['yes', 'no'] }`);
  lines.push('Conditions:');
  for (const name of names) lines.push(`  ${name}: !Equals [!Ref ${name}Set, 'yes']`);
  lines.push('Resources:');
  for (const [i, name] of names.entries()) {
    const other = names[(i + 1) % names.length] ?? name;
    lines.push(
      `  Task${String(i)}:`,
      '    Type: AWS::ECS::TaskDefinition',
      `    Condition: ${name}`,
      '    Properties:',
      `      Family: task-${String(i)}`,
      '      NetworkMode: awsvpc',
      '      RequiresCompatibilities: [FARGATE]',
      `      Cpu: !If [${other}, 512, 256]`,
      `      Memory: !If [${other}, 1024, 512]`,
      '      ContainerDefinitions:',
      '        - Name: web',
      `          Image: !If [${name}, 'example/web:1.0.0', 'example/web:2.0.0']`,
      `          PortMappings: [{ ContainerPort: 8080 }]`,
    );
  }
  return write(path, `${lines.join('\n')}\n`);
}
