/** Generated inputs, each realistic in its mix and the same on every run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function write(path: string, text: string): number {
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

/** A plan of one line: a service with its task definition, log group, target group and repository, over and over. */
export function writePlan(path: string, megabytes: number): number {
  const changes: object[] = [];
  const configuration: object[] = [];
  let bytes = 0;
  for (let i = 0; bytes < megabytes * 1_000_000; i++) {
    for (const { type, after, unknown, expressions } of planned(i)) {
      const name = `service_${String(i)}`;
      const address = `${type}.${name}`;
      const provider = 'registry.terraform.io/hashicorp/aws';
      const change = {
        actions: ['create'],
        before: null,
        after,
        after_unknown: unknown,
        before_sensitive: false,
        after_sensitive: {},
      };
      const entry = { address, mode: 'managed', type, name, provider_name: provider, change };
      changes.push(entry);
      configuration.push({
        address,
        mode: 'managed',
        type,
        name,
        provider_config_key: 'aws',
        expressions,
        schema_version: 1,
      });
      bytes += JSON.stringify(entry).length + JSON.stringify(configuration.at(-1)).length + 2;
    }
  }
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes,
    configuration: { root_module: { resources: configuration } },
  };
  return write(path, JSON.stringify(plan));
}

function planned(i: number): { type: string; after: object; unknown: object; expressions: object }[] {
  const name = `service-${String(i)}`;
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
  return [
    {
      type: 'aws_ecs_task_definition',
      after: {
        family: name,
        cpu: '256',
        memory: '512',
        network_mode: 'awsvpc',
        requires_compatibilities: ['FARGATE'],
        container_definitions: JSON.stringify(containers),
        execution_role_arn: 'arn:aws:iam::123456789012:role/execution',
        task_role_arn: null,
        volume: [],
        runtime_platform: [],
        ephemeral_storage: [],
        skip_destroy: false,
        track_latest: false,
        tags: null,
      },
      unknown: { arn: true, id: true, revision: true, tags_all: true },
      expressions: {
        family: { constant_value: name },
        container_definitions: {},
        network_mode: { constant_value: 'awsvpc' },
        requires_compatibilities: { constant_value: ['FARGATE'] },
      },
    },
    {
      type: 'aws_ecs_service',
      after: {
        name,
        desired_count: 2,
        launch_type: 'FARGATE',
        deployment_minimum_healthy_percent: 100,
        deployment_maximum_percent: 200,
        network_configuration: [
          { assign_public_ip: false, subnets: ['subnet-0a', 'subnet-0b'], security_groups: ['sg-0a'] },
        ],
        load_balancer: [{ container_name: 'api', container_port: 8080, elb_name: '' }],
        enable_execute_command: false,
        propagate_tags: null,
        scheduling_strategy: 'REPLICA',
      },
      unknown: {
        id: true,
        task_definition: true,
        load_balancer: [{ target_group_arn: true }],
        network_configuration: [{ subnets: [false, false] }],
      },
      expressions: {
        name: { constant_value: name },
        task_definition: {
          references: [
            `aws_ecs_task_definition.service_${String(i)}.arn`,
            `aws_ecs_task_definition.service_${String(i)}`,
          ],
        },
        load_balancer: [
          {
            container_name: { constant_value: 'api' },
            target_group_arn: {
              references: [`aws_lb_target_group.service_${String(i)}.arn`, `aws_lb_target_group.service_${String(i)}`],
            },
          },
        ],
      },
    },
    {
      type: 'aws_lb_target_group',
      after: {
        name,
        port: 80,
        protocol: 'HTTP',
        target_type: 'ip',
        vpc_id: 'vpc-0a',
        deregistration_delay: '300',
        slow_start: 0,
        health_check: [{ enabled: true, path: '/healthy', interval: 30, matcher: '200' }],
      },
      unknown: { arn: true, id: true, arn_suffix: true },
      expressions: {
        name: { constant_value: name },
        port: { constant_value: 80 },
        target_type: { constant_value: 'ip' },
      },
    },
    {
      type: 'aws_cloudwatch_log_group',
      after: { name: `/ecs/${name}`, retention_in_days: 30, skip_destroy: false, kms_key_id: null, tags: null },
      unknown: { arn: true, id: true, tags_all: true },
      expressions: { name: { constant_value: `/ecs/${name}` }, retention_in_days: { constant_value: 30 } },
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
