import { describe, expect, it } from 'vitest';
import { terraformPlan } from '../../../../src/frontends/terraform/plan/index.ts';
import type { Resource } from '../../../../src/model/index.ts';
import { parseJson } from '../../../../src/syntax/index.ts';
import { World, type Origin, type Value } from '../../../../src/values/index.ts';
import { lowerText, type Lowered } from '../../lower-text.ts';
import { configured, planText, refers, type PlannedChange } from '../plan-text.ts';

const SERVICE = { name: 'web', launch_type: 'FARGATE', desired_count: 2 };

function recognises(value: object): boolean {
  const { root } = parseJson({ path: 'plan.json', text: JSON.stringify(value) });
  return root !== undefined && terraformPlan.recognises(root);
}

function lower(changes: readonly PlannedChange[], rootModule?: object, more?: object): Promise<Lowered> {
  return lowerText(terraformPlan, planText(changes, rootModule, more), 'plan.json');
}

function at(lowered: Lowered, address: string): Resource {
  const found = lowered.resources.find((resource) => resource.address === address);
  if (!found) throw new Error(`No ${address}.`);
  return found;
}

/** A field of a view, by its path. */
function read(lowered: Lowered, address: string, path: string): Value<string> & { items: readonly never[] } {
  let value: unknown = at(lowered, address).view(new World());
  for (const step of path.split('.')) {
    const items = (value as { items?: readonly unknown[] }).items;
    value = items ? items[Number(step)] : (value as Record<string, unknown>)[step];
  }
  return value as Value<string> & { items: readonly never[] };
}

/** What a value refers to, as `address.attribute`. */
function reference(value: Value<string>): string | undefined {
  const found = value.state === 'unknown' || value.state === 'known' ? value.reference : undefined;
  return found && [found.address, found.attribute].filter(Boolean).join(' ');
}

function textAt({ span }: Origin): string {
  return span.source.text.slice(span.start, span.end);
}

describe('recognition of plans', () => {
  it('takes plans of Terraform and OpenTofu', () => {
    expect(recognises({ format_version: '1.2', terraform_version: '1.11.4', planned_values: {} })).toBe(true);
    expect(recognises({ format_version: '1.0', resource_changes: [] })).toBe(true);
    expect(recognises({ format_version: '0.2', planned_values: {} })).toBe(true);
  });

  it('leaves states, provider schemas and other versions alone', () => {
    expect(recognises({ format_version: '1.0', terraform_version: '1.11.4', values: {} })).toBe(false);
    expect(recognises({ format_version: '1.0', provider_schemas: {} })).toBe(false);
    expect(recognises({ format_version: '2.0', planned_values: {} })).toBe(false);
    expect(recognises({ version: 4, lineage: 'x', resources: [] })).toBe(false);
    expect(recognises([])).toBe(false);
  });
});

describe('what a plan will leave in existence', () => {
  it.each([
    [['create'], true],
    [['update'], true],
    [['no-op'], true],
    [['delete', 'create'], true],
    [['create', 'delete'], true],
    [['delete'], false],
    [['forget'], false],
    [['read'], false],
  ])('%j: %s', async (actions, expected) => {
    const { resources } = await lower([{ address: 'aws_ecs_service.web', after: SERVICE, actions }]);
    expect(resources.length === 1).toBe(expected);
  });

  it('is no data source and nothing of other providers', async () => {
    const { resources } = await lower([
      { address: 'data.aws_ecs_service.web', after: SERVICE, mode: 'data' },
      { address: 'google_compute_instance.web', after: {} },
    ]);
    expect(resources).toEqual([]);
  });

  it('comes from the planned values where the changes do not list it', async () => {
    const resource = { mode: 'managed', type: 'aws_ecs_service', name: 'web', values: SERVICE, sensitive_values: {} };
    const child = { address: 'module.a', resources: [{ ...resource, address: 'module.a.aws_ecs_service.web' }] };
    const planned = {
      root_module: { resources: [{ ...resource, address: 'aws_ecs_service.web' }], child_modules: [child] },
    };
    const both = [
      ['aws_ecs_service.web', 'web'],
      ['module.a.aws_ecs_service.web', 'web'],
    ];
    for (const changes of [undefined, []]) {
      const { model } = await lower([], {}, { resource_changes: changes, planned_values: planned });
      expect(model.map(({ address, name }) => [address, name])).toEqual(both);
    }
    const { model } = await lower(
      [{ address: 'aws_ecs_service.web', after: SERVICE }],
      {},
      { planned_values: planned },
    );
    expect(model.map(({ address, name }) => [address, name])).toEqual(both);
  });

  it('is not what the planned values still have of something deleted', async () => {
    const { resources } = await lower(
      [{ address: 'aws_ecs_service.web', after: null, actions: ['delete'] }],
      {},
      {
        planned_values: { root_module: {} },
      },
    );
    expect(resources).toEqual([]);
  });
});

describe('values of a plan', () => {
  it('are in the words of the API', async () => {
    const { model } = await lower([
      {
        address: 'aws_ecs_service.web',
        after: {
          ...SERVICE,
          deployment_maximum_percent: 200,
          deployment_minimum_healthy_percent: 100,
          deployment_circuit_breaker: [{ enable: true, rollback: true }],
          network_configuration: [{ assign_public_ip: true, subnets: ['subnet-1'], security_groups: [] }],
          load_balancer: [],
          elb_name: '',
          tags: { team: 'shop' },
          tags_all: { team: 'shop', stage: 'test' },
        },
      },
    ]);
    expect(model[0]).toMatchObject({ kind: 'ecs.service', address: 'aws_ecs_service.web', name: 'web' });
    expect(model[0]?.values).toEqual({
      serviceName: 'web',
      launchType: 'FARGATE',
      desiredCount: 2,
      deploymentConfiguration: {
        maximumPercent: 200,
        minimumHealthyPercent: 100,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'ENABLED', subnets: ['subnet-1'] } },
      tags: [
        { key: 'team', value: 'shop' },
        { key: 'stage', value: 'test' },
      ],
    });
  });

  it('have the keys of a map even where all of its values are unknown', async () => {
    const lowered = await lower([
      { address: 'aws_ecs_service.web', after: { name: 'web', tags_all: {} }, unknown: { tags_all: { id: true } } },
    ]);
    expect(lowered.model[0]?.values).toMatchObject({ tags: [{ key: 'id' }] });
  });

  it('are sensitive where the plan marks them or what holds them', async () => {
    const definitions = JSON.stringify([{ name: 'web', image: 'web', environment: [{ name: 'K', value: 's3cret' }] }]);
    const lowered = await lower([
      {
        address: 'aws_ecs_task_definition.web',
        after: { family: 'web', cpu: '256', container_definitions: definitions },
        sensitive: { container_definitions: true },
      },
    ]);
    const value = read(lowered, 'aws_ecs_task_definition.web', 'containerDefinitions.0.environment.0.value');
    expect(value).toMatchObject({ state: 'known', value: 's3cret' });
    expect(value.origin.sensitive).toBe(true);
    expect(read(lowered, 'aws_ecs_task_definition.web', 'cpu').origin.sensitive).toBe(false);
  });

  it('have a place in the line and a pointer that goes on into embedded documents', async () => {
    const containers = [{ name: 'web', image: 'a"b/c:1', 'x/y': 1, portMappings: [{ hostPort: 80 }] }];
    const lowered = await lower([
      {
        address: 'aws_ecs_task_definition.web',
        after: {
          family: 'web',
          container_definitions: JSON.stringify(containers),
          volume: [{ name: 'v', host_path: '/x' }],
        },
      },
    ]);
    const { origin } = read(lowered, 'aws_ecs_task_definition.web', 'containerDefinitions.0.image');
    expect(origin.pointer).toBe('/container_definitions/0/image');
    expect(textAt(origin)).toBe(String.raw`\"a\\\"b/c:1\"`);
    const port = read(lowered, 'aws_ecs_task_definition.web', 'containerDefinitions.0.portMappings.0.hostPort');
    expect([port.origin.pointer, textAt(port.origin), port.origin.name]).toEqual([
      '/container_definitions/0/portMappings/0/hostPort',
      '80',
      'hostPort',
    ]);
    const path = read(lowered, 'aws_ecs_task_definition.web', 'volumes.0.host.sourcePath');
    expect([path.origin.pointer, textAt(path.origin), path.origin.name]).toEqual([
      '/volume/0/host_path',
      '"/x"',
      'host_path',
    ]);
    const missing = read(lowered, 'aws_ecs_task_definition.web', 'containerDefinitions.0.memory');
    expect([missing.state, missing.origin.name, missing.origin.pointer]).toEqual([
      'absent',
      'memory',
      '/container_definitions/0',
    ]);
    const { origin: whole } = at(lowered, 'aws_ecs_task_definition.web');
    expect(whole.head.source.text.slice(whole.head.start, whole.head.end)).toBe('"aws_ecs_task_definition.web"');
  });
});

describe('unknown values of a plan', () => {
  const TASK = { address: 'aws_ecs_task_definition.web', after: { family: 'web' } };

  it('are known after apply and refer to what they are made of', async () => {
    const lowered = await lower(
      [TASK, { address: 'aws_ecs_service.web', after: SERVICE, unknown: { task_definition: true, id: true } }],
      {
        resources: [configured('aws_ecs_service.web', { task_definition: refers('aws_ecs_task_definition.web.arn') })],
      },
    );
    const value = read(lowered, 'aws_ecs_service.web', 'taskDefinition');
    expect(value).toMatchObject({ state: 'unknown', reason: 'known after apply', written: true });
    expect(reference(value)).toBe('aws_ecs_task_definition.web arn');
    expect(value.origin).toMatchObject({ name: 'task_definition', pointer: '/task_definition' });
  });

  it('are absent where nothing is written and the provider fills them in', async () => {
    const lowered = await lower(
      [{ ...TASK, unknown: { network_mode: true, enable_fault_injection: true, container_definitions: true } }],
      {
        resources: [
          configured('aws_ecs_task_definition.web', {
            family: { constant_value: 'web' },
            container_definitions: refers('aws_ecr_repository.web.repository_url'),
            enable_fault_injection: { references: ['data.aws_region.here.name', 'data.aws_region.here'] },
          }),
        ],
      },
    );
    expect(read(lowered, TASK.address, 'networkMode').state).toBe('absent');
    expect(read(lowered, TASK.address, 'enableFaultInjection')).toMatchObject({ state: 'unknown', written: false });
    expect(read(lowered, TASK.address, 'containerDefinitions').state).toBe('unknown');
  });

  it('are absent where only variables are written, which can but be null', async () => {
    const lowered = await lower(
      [{ address: 'module.a.aws_ecs_service.web', after: { name: 'web' }, unknown: { launch_type: true } }],
      {
        module_calls: {
          a: {
            expressions: { spot: { references: ['var.spot'] } },
            module: { resources: [configured('aws_ecs_service.web', { launch_type: { references: ['var.spot'] } })] },
          },
        },
      },
    );
    expect(read(lowered, 'module.a.aws_ecs_service.web', 'launchType').state).toBe('absent');
  });

  it('are unsure where a dynamic block may have made them', async () => {
    const lowered = await lower(
      [
        {
          address: 'aws_ecs_service.web',
          after: { ...SERVICE, load_balancer: [{ container_name: 'web', container_port: 80 }] },
          unknown: { load_balancer: [{ target_group_arn: true }], service_registries: true },
        },
      ],
      { resources: [configured('aws_ecs_service.web', {})] },
    );
    const target = read(lowered, 'aws_ecs_service.web', 'loadBalancers.0.targetGroupArn');
    expect(target).toMatchObject({ state: 'unknown', written: false });
    expect(read(lowered, 'aws_ecs_service.web', 'serviceRegistries').state).toBe('unknown');
  });

  it('tell blocks apart by their constants, for sets have no order', async () => {
    const block = (port: number, target: string): object => ({
      container_port: { constant_value: port },
      target_group_arn: refers(`aws_lb_target_group.${target}.arn`),
    });
    const lowered = await lower(
      [
        { address: 'aws_lb_target_group.a', after: { name: 'a' } },
        { address: 'aws_lb_target_group.b', after: { name: 'b' } },
        {
          address: 'aws_ecs_service.web',
          after: { ...SERVICE, load_balancer: [{ container_port: 90 }, { container_port: 80 }] },
          unknown: { load_balancer: [{ target_group_arn: true }, { target_group_arn: true }] },
        },
      ],
      { resources: [configured('aws_ecs_service.web', { load_balancer: [block(80, 'a'), block(90, 'b')] })] },
    );
    const target = (index: number): string | undefined =>
      reference(read(lowered, 'aws_ecs_service.web', `loadBalancers.${String(index)}.targetGroupArn`));
    expect([target(0), target(1)]).toEqual(['aws_lb_target_group.b arn', 'aws_lb_target_group.a arn']);
  });

  it('name the items of a list and the parts of a text', async () => {
    const lowered = await lower(
      [
        { address: 'aws_security_group.a', after: {} },
        { address: 'aws_security_group.b', after: {} },
        { address: 'aws_ecs_cluster.c', after: {} },
        {
          address: 'aws_ecs_service.web',
          after: { name: 'web', network_configuration: [{ subnets: ['subnet-1'] }] },
          unknown: { network_configuration: [{ security_groups: true, subnets: [false] }] },
        },
        { address: 'aws_appautoscaling_target.web', after: {}, unknown: { resource_id: true } },
      ],
      {
        resources: [
          configured('aws_ecs_service.web', {
            network_configuration: [{ security_groups: refers('aws_security_group.a.id', 'aws_security_group.b.id') }],
          }),
          configured('aws_appautoscaling_target.web', {
            resource_id: refers('aws_ecs_cluster.c.name', 'aws_ecs_service.web.name'),
          }),
        ],
      },
    );
    const groups = read(lowered, 'aws_ecs_service.web', 'networkConfiguration.awsvpcConfiguration.securityGroups');
    expect(groups).toMatchObject({ state: 'known', open: true });
    expect(groups.items.map(reference)).toEqual(['aws_security_group.a id', 'aws_security_group.b id']);
    const id = read(lowered, 'aws_appautoscaling_target.web', 'resourceId');
    expect(
      id.state === 'template' && id.parts.map((part) => typeof part !== 'string' && part.reference?.address),
    ).toEqual(['aws_ecs_cluster.c', 'aws_ecs_service.web']);
  });

  it('refer to none of two resources of one type', async () => {
    const lowered = await lower(
      [
        { address: 'aws_iam_role.a', after: {} },
        { address: 'aws_iam_role.b', after: {} },
        { ...TASK, unknown: { task_role_arn: true } },
      ],
      { resources: [configured(TASK.address, { task_role_arn: refers('aws_iam_role.a.arn', 'aws_iam_role.b.arn') })] },
    );
    expect(reference(read(lowered, TASK.address, 'taskRoleArn'))).toBeUndefined();
  });
});

describe('references in plans', () => {
  const keyed = (key: string, ...more: PlannedChange[]): PlannedChange[] => [
    { address: `module.web[${key}].aws_ecs_task_definition.this`, after: { family: 'web' } },
    {
      address: `module.web[${key}].aws_ecs_service.this`,
      after: SERVICE,
      unknown: { task_definition: true, cluster: true },
    },
    ...more,
  ];
  const web = {
    resources: [
      configured('aws_ecs_service.this', {
        task_definition: refers('aws_ecs_task_definition.this.arn'),
        cluster: { references: ['var.cluster_id'] },
      }),
    ],
    outputs: { service: { expression: refers('aws_ecs_service.this.name') } },
  };

  it('stay in their module instance, whatever its key', async () => {
    const lowered = await lower([...keyed('"a.b"'), ...keyed('"a]c"'), ...keyed('"<d>"')], {
      module_calls: { web: { module: web, expressions: {} } },
    });
    for (const key of ['"a.b"', '"a]c"', '"<d>"']) {
      const address = `module.web[${key}]`;
      expect(reference(read(lowered, `${address}.aws_ecs_service.this`, 'taskDefinition'))).toBe(
        `${address}.aws_ecs_task_definition.this arn`,
      );
    }
  });

  it('follow variables to the call, and prefer the instance with the same key', async () => {
    const lowered = await lower(
      [
        { address: 'aws_ecs_cluster.c["a"]', after: {} },
        { address: 'aws_ecs_cluster.c["b"]', after: {} },
        ...keyed('"a"'),
        ...keyed('"b"'),
      ],
      {
        module_calls: {
          web: { module: web, expressions: { cluster_id: { references: ['aws_ecs_cluster.c', 'each.key'] } } },
        },
      },
    );
    expect(reference(read(lowered, 'module.web["b"].aws_ecs_service.this', 'cluster'))).toBe('aws_ecs_cluster.c["b"]');
  });

  it('follow outputs of modules', async () => {
    const lowered = await lower(
      [...keyed('0'), { address: 'aws_appautoscaling_target.t', after: {}, unknown: { resource_id: true } }],
      {
        module_calls: { web: { module: web, expressions: {}, count_expression: { constant_value: 1 } } },
        resources: [
          configured('aws_appautoscaling_target.t', {
            resource_id: { references: ['module.web[0].service', 'module.web[0]'] },
          }),
        ],
      },
    );
    expect(reference(read(lowered, 'aws_appautoscaling_target.t', 'resourceId'))).toBe(
      'module.web[0].aws_ecs_service.this name',
    );
  });

  it('follow each.value to the resources that are repeated over', async () => {
    const lowered = await lower(
      [
        { address: 'aws_subnet.s["a"]', after: {} },
        { address: 'aws_subnet.s["b"]', after: {} },
        { address: 'aws_efs_mount_target.m["b"]', after: {}, unknown: { subnet_id: true } },
      ],
      {
        resources: [
          configured(
            'aws_efs_mount_target.m',
            { subnet_id: { references: ['each.value.id', 'each.value'] } },
            {
              for_each_expression: { references: ['aws_subnet.s'] },
            },
          ),
        ],
      },
    );
    expect(reference(read(lowered, 'aws_efs_mount_target.m["b"]', 'subnetId'))).toBe('aws_subnet.s["b"]');
  });

  it('stand beside known values, and are found by ids too', async () => {
    const lowered = await lower(
      [
        { address: 'aws_ecs_cluster.c[0]', after: { name: 'shop' }, actions: ['no-op'] },
        { address: 'aws_security_group.g', after: { id: 'sg-0123456789abcdef0', name: 'tasks' }, actions: ['no-op'] },
        {
          address: 'aws_ecs_service.web',
          after: {
            ...SERVICE,
            cluster: 'shop',
            network_configuration: [{ security_groups: ['sg-0123456789abcdef0'] }],
          },
        },
      ],
      {
        resources: [
          configured('aws_ecs_service.web', {
            cluster: refers('aws_ecs_cluster.c[0].name'),
            name: refers('aws_ecs_cluster.c[0].name'),
          }),
        ],
      },
    );
    const cluster = read(lowered, 'aws_ecs_service.web', 'cluster');
    expect([cluster.state, reference(cluster)]).toEqual(['known', 'aws_ecs_cluster.c[0] name']);
    expect(reference(read(lowered, 'aws_ecs_service.web', 'serviceName'))).toBeUndefined();
    const group = read(lowered, 'aws_ecs_service.web', 'networkConfiguration.awsvpcConfiguration.securityGroups.0');
    expect(reference(group)).toBe('aws_security_group.g');
  });

  it('end where variables lead back to themselves', async () => {
    const loop = {
      expressions: { cluster_id: { references: ['module.web.out'] } },
      module: { ...web, outputs: { out: { expression: { references: ['var.cluster_id'] } } } },
    };
    const lowered = await lower(
      [{ address: 'module.web.aws_ecs_service.this', after: SERVICE, unknown: { cluster: true } }],
      { module_calls: { web: loop } },
    );
    expect(read(lowered, 'module.web.aws_ecs_service.this', 'cluster').state).toBe('unknown');
  });
});
