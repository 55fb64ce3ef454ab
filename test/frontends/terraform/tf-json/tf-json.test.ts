import { describe, expect, it } from 'vitest';
import { terraform as terraformJson } from '../../../../src/frontends/terraform/configuration.ts';
import { Graph, ResourceIndex } from '../../../../src/graph/index.ts';
import { parseJson } from '../../../../src/syntax/index.ts';
import { World, type Origin, type Value } from '../../../../src/values/index.ts';
import { lowerFiles, tellMistakes, type Lowered } from '../../lower-text.ts';

type Files = Readonly<Record<string, object | string>>;

function lower(files: Files): Promise<Lowered> {
  const texts = Object.entries(files).map(([path, file]) => [
    path,
    typeof file === 'string' ? file : JSON.stringify(file),
  ]);
  return lowerFiles(terraformJson, Object.fromEntries(texts) as Record<string, string>);
}

function lowerOne(file: object | string): Promise<Lowered> {
  return lower({ 'main.tf.json': file });
}

function recognises(value: object, path = 'x.json'): boolean {
  const { root } = parseJson({ path, text: JSON.stringify(value) });
  return root !== undefined && terraformJson.recognises(root);
}

function read(
  lowered: Lowered,
  address: string,
  path: string,
): Value<string> & { items: readonly Value<string>[]; open: boolean } {
  const resource = lowered.resources.find((candidate) => candidate.address === address);
  if (!resource) throw new Error(`No ${address} among ${lowered.resources.map((each) => each.address).join(', ')}.`);
  let value: unknown = resource.view(new World());
  for (const step of path.split('.')) {
    const items = (value as { items?: readonly unknown[] }).items;
    value = items ? items[Number(step)] : (value as Record<string, unknown>)[step];
  }
  return value as Value<string> & { items: readonly Value<string>[]; open: boolean };
}

/** A value in short: itself, or why it is not known, and what it refers to. */
function tell(value: Value<unknown>): unknown {
  const reference = value.state === 'known' || value.state === 'unknown' ? value.reference : undefined;
  const arrow = reference ? ` -> ${[reference.address, reference.attribute].filter(Boolean).join(' ')}` : '';
  switch (value.state) {
    case 'known':
      return arrow === '' ? value.value : `${String(value.value)}${arrow}`;
    case 'unknown':
      return `? ${value.reason}${arrow}`;
    case 'template':
      return value.parts.map((part) => (typeof part === 'string' ? part : `{${String(tell(part))}}`)).join('');
    case 'absent':
      return undefined;
  }
}

function textAt({ span }: Origin): string {
  return span.source.text.slice(span.start, span.end);
}

const service = (body: object): object => ({ resource: { aws_ecs_service: { web: { name: 'web', ...body } } } });

describe('recognition of configurations', () => {
  it.each([
    { resource: { aws_lb: { web: {} } } },
    { resource: { aws_lb: [{ web: {} }] } },
    { resource: [{ random_id: { x: {} } }], 'x-other': 1 },
    { module: { net: { source: './net' } } },
    { variable: { a: { type: 'string' } } },
    { data: { aws_vpc: { main: {} } }, '//': 'comment' },
    { output: { url: { value: '${aws_lb.web.dns_name}' } } },
  ])('takes %j', (value) => {
    expect(recognises(value)).toBe(true);
  });

  it.each([
    { resource: 'users' },
    { resource: { id: 1, name: 'x' } },
    { resource: { user_id: 3 } },
    { resource: {} },
    { data: { items: [] } },
    { data: [{ user_name: 'x' }] },
    { module: 'esnext' },
    { output: { path: './dist' } },
    { variable: { color: 'red' } },
    { locals: { a: 1 } },
    { provider: { aws: { region: 'eu-west-1' } } },
  ])('leaves %j alone', (value) => {
    expect(recognises(value)).toBe(false);
  });

  it('takes locals or providers alone from a file that is named for them', () => {
    expect(recognises({ locals: { a: 1 } }, 'net/locals.tf.json')).toBe(true);
    expect(recognises({ provider: { aws: { region: 'eu-west-1' } } }, 'versions.tf.json')).toBe(true);
    expect(recognises({ terraform: {}, users: [] }, 'versions.tf.json')).toBe(false);
  });
});

describe('references in configurations', () => {
  it('follow variables to their defaults, and locals, with the hops', async () => {
    const lowered = await lowerOne({
      variable: { count: { default: 2 }, image: { type: 'string' } },
      locals: { size: '${var.count}', names: { web: ['a', 'b'] } },
      ...service({
        desired_count: '${local.size}',
        platform_version: '${local.names.web[1]}',
        launch_type: '${var.image}',
      }),
    });
    const count = read(lowered, 'aws_ecs_service.web', 'desiredCount');
    expect(tell(count)).toBe(2);
    expect(textAt(count.origin)).toBe('"${local.size}"');
    expect(count.origin.via.map(({ note }) => note)).toEqual(["Local value 'size'.", "Default of variable 'count'."]);
    expect(count.origin.replacement?.(1)).toBeUndefined();
    expect(tell(read(lowered, 'aws_ecs_service.web', 'platformVersion'))).toBe('b');
    expect(tell(read(lowered, 'aws_ecs_service.web', 'launchType'))).toBe("? variable 'image', which has no default");
  });

  it('lead to what is written in the resource, or to what will be', async () => {
    const lowered = await lowerOne({
      resource: {
        aws_ecs_cluster: { main: { name: 'shop' } },
        aws_ecs_service: {
          web: {
            name: 'web',
            cluster: '${aws_ecs_cluster.main.name}',
            task_definition: '${aws_ecs_task_definition.web.arn}',
          },
        },
        aws_ecs_task_definition: { web: { family: 'web', container_definitions: '[]' } },
        aws_appautoscaling_target: {
          web: { resource_id: 'service/${aws_ecs_cluster.main.name}/${aws_ecs_service.other.name}' },
        },
      },
    });
    expect(tell(read(lowered, 'aws_ecs_service.web', 'cluster'))).toBe('shop -> aws_ecs_cluster.main name');
    expect(tell(read(lowered, 'aws_ecs_service.web', 'taskDefinition'))).toBe(
      '? known after apply -> aws_ecs_task_definition.web arn',
    );
    expect(tell(read(lowered, 'aws_appautoscaling_target.web', 'resourceId'))).toBe(
      "service/shop/{? 'aws_ecs_service.other', which is not declared here}",
    );
    const graph = new Graph(new ResourceIndex(lowered.resources), new World());
    const web = lowered.resources.find(({ kind }) => kind === 'ecs.service')?.view(new World());
    expect(graph.taskDefinitionOf(web as unknown as Parameters<Graph['taskDefinitionOf']>[0]).state).toBe('found');
  });

  it('lead through conditions both ways', async () => {
    const lowered = await lowerOne({
      variable: { own: { default: true } },
      resource: {
        aws_iam_role: { a: { name: 'a' } },
        aws_ecs_task_definition: {
          choice: { family: 'x', task_role_arn: '${var.own ? aws_iam_role.a.arn : null}' },
        },
      },
    });
    const [task] = lowered.model.filter(({ kind }) => kind === 'ecs.taskDefinition');
    expect(task?.values).toMatchObject({
      taskRoleArn: {
        $choice: [{ when: 'var.own', value: { $unknown: 'known after apply' } }, { when: 'not var.own' }],
      },
    });
  });

  it('end where they lead back to themselves', async () => {
    const lowered = await lowerOne({
      locals: { a: '${local.b}', b: '${local.a}' },
      resource: {
        aws_ecs_service: {
          web: {
            name: '${aws_ecs_service.web.name}',
            launch_type: '${local.a}',
            cluster: '${aws_ecs_service.other.cluster}',
          },
          other: { name: 'o', cluster: '${aws_ecs_service.web.cluster}' },
        },
      },
    });
    for (const field of ['serviceName', 'launchType', 'cluster']) {
      expect(read(lowered, 'aws_ecs_service.web', field).state).toBe('unknown');
    }
  });

  it('stay affordable where texts are made of texts', async () => {
    const locals = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `a${String(at)}`,
        at === 0 ? 'xxxxxxxx' : `\${local.a${String(at - 1)}}`.repeat(4),
      ]),
    );
    const lowered = await lowerOne({ locals, ...service({ launch_type: '${local.a59}' }) });
    expect(tell(read(lowered, 'aws_ecs_service.web', 'launchType'))).toMatch(/^[?]/);
  });

  it('keep what is sensitive secret', async () => {
    const lowered = await lowerOne({
      variable: { token: { default: 's3cret', sensitive: true } },
      ...service({ platform_version: 'v-${var.token}' }),
    });
    const version = read(lowered, 'aws_ecs_service.web', 'platformVersion');
    expect([tell(version), version.origin.sensitive]).toEqual(['v-s3cret', true]);
    expect(JSON.stringify(lowered.model)).not.toContain('s3cret');
  });
});

describe('count and for_each', () => {
  const addresses = async (body: object, more: object = {}): Promise<string[]> =>
    (await lowerOne({ ...more, ...service(body) })).resources.map(({ address }) => address);

  it.each<[object, string[]]>([
    [{}, ['']],
    [{ count: 0 }, []],
    [{ count: 2 }, ['[0]', '[1]']],
    [{ count: '${var.n}' }, ['[0]', '[1]', '[2]']],
    [{ count: '${var.on ? 1 : 0}' }, ['[0]']],
    [{ for_each: { 'a.b': 1, c: 2 } }, ['["a.b"]', '["c"]']],
    [{ for_each: ['x', 'y'] }, ['["x"]', '["y"]']],
    [{ for_each: '${toset(var.unknown)}' }, ['']],
    [{ for_each: null }, ['']],
  ])('%j', async (body, keys) => {
    expect(await addresses(body, { variable: { n: { default: 3 } } })).toEqual(
      keys.map((key) => `aws_ecs_service.web${key}`),
    );
  });

  it('give each instance its own values and references', async () => {
    const lowered = await lowerOne({
      resource: {
        aws_ecs_task_definition: {
          web: { for_each: { a: { cpu: 256 }, b: { cpu: 512 } }, family: '${each.key}', cpu: '${each.value.cpu}' },
        },
        aws_ecs_service: {
          web: {
            for_each: { a: {}, b: {} },
            name: 'web-${each.key}',
            task_definition: '${aws_ecs_task_definition.web[each.key].arn}',
          },
          counted: { count: 2, name: 's${count.index}', task_definition: '${aws_ecs_task_definition.web["a"].family}' },
        },
      },
    });
    expect(tell(read(lowered, 'aws_ecs_task_definition.web["b"]', 'cpu'))).toBe('512');
    expect(tell(read(lowered, 'aws_ecs_service.web["b"]', 'serviceName'))).toBe('web-b');
    expect(tell(read(lowered, 'aws_ecs_service.web["b"]', 'taskDefinition'))).toBe(
      '? known after apply -> aws_ecs_task_definition.web["b"] arn',
    );
    expect(tell(read(lowered, 'aws_ecs_service.counted[1]', 'serviceName'))).toBe('s1');
    expect(tell(read(lowered, 'aws_ecs_service.counted[1]', 'taskDefinition'))).toBe(
      'a -> aws_ecs_task_definition.web["a"] family',
    );
  });

  it('are all meant by a splat', async () => {
    const lowered = await lowerOne({
      resource: {
        aws_subnet: { a: { count: 2, vpc_id: 'vpc-1' } },
        aws_ecs_service: { web: { name: 'web', network_configuration: { subnets: '${aws_subnet.a[*].id}' } } },
      },
    });
    const subnets = read(lowered, 'aws_ecs_service.web', 'networkConfiguration.awsvpcConfiguration.subnets');
    expect([subnets.open, subnets.items.map(tell)]).toEqual([
      false,
      ['? known after apply -> aws_subnet.a[0] id', '? known after apply -> aws_subnet.a[1] id'],
    ]);
  });
});

describe('modules', () => {
  const child = {
    variable: { name: {}, port: { default: 80 } },
    output: { arn: { value: '${aws_lb_target_group.this.arn}' }, port: { value: '${var.port}' } },
    resource: { aws_lb_target_group: { this: { name: '${var.name}', port: '${var.port}', protocol: 'HTTP' } } },
  };

  it('are read where they are called, with what the call passes', async () => {
    const lowered = await lower({
      'main.tf.json': {
        module: { web: { source: './modules/target', for_each: { 'a.b': 1 }, name: 'web-${each.key}', port: 8080 } },
        ...service({
          load_balancer: { target_group_arn: '${module.web["a.b"].arn}', container_port: '${module.web["a.b"].port}' },
        }),
      },
      'modules/target/main.tf.json': child,
    });
    const address = 'module.web["a.b"].aws_lb_target_group.this';
    expect(lowered.model.map(({ address: each, file }) => [each, file])).toEqual([
      ['aws_ecs_service.web', 'main.tf.json'],
      [address, 'modules/target/main.tf.json'],
    ]);
    expect(tell(read(lowered, address, 'name'))).toBe('web-a.b');
    const port = read(lowered, address, 'port');
    expect([tell(port), port.origin.via.map(({ note }) => note)]).toEqual([
      8080,
      ["Argument 'port' of the module.", 'Module called here.'],
    ]);
    expect(tell(read(lowered, 'aws_ecs_service.web', 'loadBalancers.0.targetGroupArn'))).toBe(
      `? known after apply -> ${address} arn`,
    );
    expect(tell(read(lowered, 'aws_ecs_service.web', 'loadBalancers.0.containerPort'))).toBe(8080);
  });

  it('span the files of a folder', async () => {
    const lowered = await lower({
      'net/variables.tf.json': { variable: { size: { default: 3 } } },
      'net/main.tf.json': service({ desired_count: '${var.size}' }),
      'other/main.tf.json': service({ desired_count: '${var.size}' }),
    });
    expect(
      lowered.resources.map((resource) =>
        tell((resource.view(new World()) as { desiredCount: Value<number> }).desiredCount),
      ),
    ).toEqual([3, "? variable 'size', which is not declared here"]);
  });

  it('are unknown when they are elsewhere, and end when they call themselves', async () => {
    const lowered = await lower({
      'main.tf.json': {
        module: { far: { source: 'terraform-aws-modules/vpc/aws' }, self: { source: '.' } },
        ...service({ launch_type: '${module.far.kind}', platform_version: '${module.self.version}' }),
      },
      'a/main.tf.json': { module: { b: { source: '../b' } }, ...service({}) },
      'b/main.tf.json': { module: { a: { source: '../a' } } },
    });
    expect(tell(read(lowered, 'aws_ecs_service.web', 'launchType'))).toBe(
      "? an output of module 'far', which is not among these files",
    );
    expect(read(lowered, 'aws_ecs_service.web', 'platformVersion').state).toBe('unknown');
    expect(lowered.resources.length).toBe(2);
  });

  it('of CDK for Terraform are one for each stack, with construct paths', async () => {
    const stack = (name: string, size: number): object => ({
      '//': { metadata: { stackName: name } },
      locals: { size },
      resource: {
        aws_ecs_service: { web: { '//': { metadata: { path: `${name}/web` } }, name, desired_count: '${local.size}' } },
      },
    });
    const { resources } = await lower({ 'out/a.tf.json': stack('a', 1), 'out/b.tf.json': stack('b', 2) });
    expect(resources.map(({ alias }) => alias)).toEqual(['a/web', 'b/web']);
    expect(
      resources.map((resource) => tell((resource.view(new World()) as { desiredCount: Value<number> }).desiredCount)),
    ).toEqual([1, 2]);
  });
});

describe('bodies', () => {
  it('have blocks as maps or lists, and an empty text for none', async () => {
    const lowered = await lowerOne(
      service({ load_balancer: [{ container_port: 1 }, { container_port: 2 }], cluster: '', tags: { a: '' } }),
    );
    expect(lowered.model[0]?.values).toEqual({
      serviceName: 'web',
      desiredCount: 0,
      loadBalancers: [{ containerPort: 1 }, { containerPort: 2 }],
      tags: [{ key: 'a', value: '' }],
    });
  });

  it('have the blocks that dynamic makes, as far as they are known', async () => {
    const dynamic = {
      load_balancer: { for_each: '${var.targets}', content: { container_port: '${load_balancer.value}' } },
    };
    const lowered = await lowerOne(service({ dynamic, load_balancer: { container_port: 1 } }));
    const balancers = read(lowered, 'aws_ecs_service.web', 'loadBalancers');
    expect([balancers.open, balancers.items.length]).toEqual([true, 1]);
    const known = await lowerOne({
      variable: { targets: { default: [2, 3] } },
      ...service({ dynamic, load_balancer: { container_port: 1 } }),
    });
    expect(known.model[0]?.values).toMatchObject({
      loadBalancers: [{ containerPort: 1 }, { containerPort: 2 }, { containerPort: 3 }],
    });
    const none = await lowerOne(service({ dynamic: [dynamic] }));
    expect(read(none, 'aws_ecs_service.web', 'loadBalancers')).toMatchObject({ open: true, items: [] });
  });

  it('hold documents as text, with expressions in it and without', async () => {
    const text = (image: string): string => JSON.stringify([{ name: 'web', image, portMappings: [{ hostPort: 80 }] }]);
    const lowered = await lowerOne({
      variable: { definitions: { default: text('from/default:1') } },
      resource: {
        aws_ecr_repository: { web: { name: 'web' } },
        aws_ecs_task_definition: {
          plain: { family: 'x', container_definitions: text('plain:1') },
          mixed: { family: 'x', container_definitions: text('${aws_ecr_repository.web.repository_url}:2') },
          passed: { family: 'x', container_definitions: '${var.definitions}' },
          encoded: { family: 'x', container_definitions: `\${jsonencode(${text('encoded:1')})}` },
        },
      },
    });
    const image = (name: string): Value<string> =>
      read(lowered, `aws_ecs_task_definition.${name}`, 'containerDefinitions.0.image');
    expect(tell(image('plain'))).toBe('plain:1');
    expect(tell(image('mixed'))).toBe('{? known after apply -> aws_ecr_repository.web repository_url}:2');
    expect(tell(image('passed'))).toBe('from/default:1');
    expect(tell(image('encoded'))).toBe('encoded:1');
    expect(textAt(image('encoded').origin)).toBe(String.raw`\"encoded:1\"`);
    const port = read(lowered, 'aws_ecs_task_definition.mixed', 'containerDefinitions.0.portMappings.0.hostPort');
    expect([tell(port), textAt(port.origin)]).toEqual([80, '80']);
  });

  it('may be edited where they say what they mean', async () => {
    const lowered = await lowerOne(
      '{\n  "resource": { "aws_ecs_service": { "web": { "name": "web", "desired_count": 1 } } }\n}',
    );
    const count = read(lowered, 'aws_ecs_service.web', 'desiredCount');
    expect(count.origin.replacement?.(2)).toMatchObject([{ text: '2' }]);
    expect(count.origin.removal?.()?.length).toBe(1);
  });
});

describe('mistakes in configurations', () => {
  it('are names that the provider does not have', async () => {
    const { mistakes } = await lowerOne({
      resource: {
        aws_ecs_service: {
          web: {
            name: 'web',
            desired_cuont: 1,
            lifecycle: { ignore_changes: ['desired_count'] },
            depends_on: [],
            network_configuration: [{ subnets: [], public_ip: true }],
            dynamic: { load_balancr: { content: {} }, load_balancer: { for_each: [], content: { container_prot: 1 } } },
            something_newer: true,
          },
        },
        aws_unheard_of: { x: { anything: 1 } },
      },
    });
    expect(tellMistakes(mistakes)).toEqual([
      '1:"desired_cuont" unknownField desired_cuont of aws_ecs_service.web like desired_count',
      '1:"public_ip" unknownField public_ip of block \'network_configuration\' of aws_ecs_service.web',
      '1:"load_balancr" unknownField load_balancr of aws_ecs_service.web like load_balancer',
      '1:"container_prot" unknownField container_prot of block \'load_balancer\' of aws_ecs_service.web like container_port',
      '1:"something_newer" unknownField something_newer of aws_ecs_service.web',
    ]);
  });

  it('are fields of containers that would be dropped, and texts that are no JSON', async () => {
    const definitions = JSON.stringify([
      { name: 'web', image: 'web:1', cpu: '256', memoryReservaton: 64, Essential: true },
    ]);
    const { mistakes } = await lowerOne({
      resource: {
        aws_ecs_task_definition: {
          web: { family: 'web', container_definitions: definitions },
          broken: { family: 'x', container_definitions: '[{"name": "web",}, ' },
        },
      },
    });
    expect(tellMistakes(mistakes)).toEqual([
      String.raw`1:\"256\" wrongType cpu of container 'web' text, not a whole number`,
      String.raw`1:\"memoryReservaton\" unknownField memoryReservaton of container 'web' like memoryReservation`,
      expect.stringContaining('unreadable') as string,
    ]);
  });
});
