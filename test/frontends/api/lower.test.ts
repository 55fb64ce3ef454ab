import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { api } from '../../../src/frontends/api/index.ts';
import type { Resource } from '../../../src/model/index.ts';
import { World } from '../../../src/values/index.ts';
import { lowerText, tellMistakes } from '../lower-text.ts';

const CONTAINER = { name: 'web', image: 'nginx:1.27' };

async function modelOf(value: unknown): Promise<unknown> {
  const { model } = await lowerText(api, JSON.stringify(value));
  return model.map(({ values }) => values);
}

async function mistakesOf(value: unknown): Promise<string[]> {
  const { mistakes } = await lowerText(api, JSON.stringify(value, undefined, 1));
  return tellMistakes(mistakes);
}

describe('task definitions', () => {
  const described = { revision: 3, status: 'ACTIVE', compatibilities: ['EC2'], registeredAt: 1.7e9, registeredBy: 'x' };
  const task = { family: 'web', containerDefinitions: [CONTAINER] };

  it('take what describe output has besides, when it is wrapped', async () => {
    const wrapped = {
      taskDefinition: { ...task, ...described, requiresAttributes: [] },
      tags: [{ key: 'a', value: 'b' }],
    };
    expect(await mistakesOf(wrapped)).toEqual([]);
    expect(await modelOf(wrapped)).toEqual([{ ...task, tags: [{ key: 'a', value: 'b' }] }]);
  });

  it('do not take it otherwise, which is one mistake', async () => {
    const { mistakes } = await lowerText(api, JSON.stringify({ ...task, ...described }), 'task.json');
    expect(mistakes).toMatchObject([
      {
        kind: 'syntax.describeOutput',
        fields: ['revision', 'status', 'compatibilities', 'registeredAt', 'registeredBy'],
        owner: "task definition 'web'",
      },
    ]);
  });

  it('belong to their file, and point at its text', async () => {
    const text = JSON.stringify(task);
    const { resources } = await lowerText(api, text, 'deploy/web.json');
    const [resource] = resources as readonly Resource<'ecs.taskDefinition'>[];
    const [container] = resource?.view(new World()).containerDefinitions.items ?? [];
    const { start, end } = container?.image.origin.span ?? { start: 0, end: 0 };
    expect(resource?.path).toBe('deploy/web.json');
    expect(text.slice(start, end)).toBe('"nginx:1.27"');
  });

  it('tell of fields that the API does not have, under the names of the file', async () => {
    expect(
      await mistakesOf({
        ...task,
        cpu: 256,
        networkMode: 'aws-vpc',
        containerDefinitions: [{ ...CONTAINER, memoryReservaton: 1, portMappings: [{ containerport: 80 }] }],
      }),
    ).toEqual([
      '7:"memoryReservaton" unknownField memoryReservaton of container \'web\' like memoryReservation',
      '10:"containerport" unknownField containerport of portMappings of container \'web\' like containerPort',
      "15:256 wrongType cpu of task definition 'web' a number, not text",
      '16:"aws-vpc" badValue networkMode of task definition \'web\' like awsvpc',
    ]);
  });

  it('are not held against their shape where the text cannot be read', async () => {
    const { resources, mistakes, model } = await lowerText(
      api,
      '{ "family": "web", "containerDefinitions": [{ "name": "web" "imge": ',
    );
    expect(resources).toHaveLength(1);
    expect(new Set(mistakes.map(({ kind }) => kind))).toEqual(new Set(['syntax.unreadable']));
    expect(model[0]?.values).toMatchObject({ family: 'web' });
  });
});

describe('placeholders', () => {
  it('are unknown, alone or within a text', async () => {
    const containers = [
      {
        name: 'web',
        image: '<IMAGE1_NAME>',
        memory: '${MEMORY}',
        environment: [{ name: 'A', value: 'x-{{ stage }}-y' }],
      },
    ];
    const value = {
      family: '<FAMILY>',
      taskRoleArn: 'arn:aws:iam::$ACCOUNT:role/web',
      containerDefinitions: containers,
    };
    const { resources, mistakes } = await lowerText(api, JSON.stringify(value));
    expect(mistakes).toEqual([]);
    expect(resources.map(({ address, name }) => [address, name])).toEqual([['<FAMILY>', undefined]]);
    const reason = (text: string): unknown => ({ $unknown: `the placeholder '${text}', filled in by a later step` });
    expect(await modelOf(value)).toEqual([
      {
        family: reason('<FAMILY>'),
        taskRoleArn: { $template: ['arn:aws:iam::', reason('$ACCOUNT'), ':role/web'] },
        containerDefinitions: [
          {
            name: 'web',
            image: reason('<IMAGE1_NAME>'),
            memory: reason('${MEMORY}'),
            environment: [{ name: 'A', value: { $template: ['x-', reason('{{ stage }}'), '-y'] } }],
          },
        ],
      },
    ]);
  });

  it('are what they are in commands and as policy variables', async () => {
    const command = ['sh', '-c', 'echo $HOME ${PORT} <html>'];
    expect(await modelOf({ family: 'web', containerDefinitions: [{ ...CONTAINER, command }] })).toEqual([
      { family: 'web', containerDefinitions: [{ ...CONTAINER, command }] },
    ]);
    const statement = { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}/*' };
    expect(await modelOf({ Version: '2012-10-17', Statement: statement })).toEqual([
      expect.objectContaining({ policyDocument: { Version: '2012-10-17', Statement: statement } }),
    ]);
  });
});

describe('services', () => {
  it('are unknown where an update leaves them as they are', async () => {
    const { resources } = await lowerText(
      api,
      JSON.stringify({
        service: 'shop',
        cluster: 'c',
        taskDefinition: 'web',
        deploymentConfiguration: { maximumPercent: 200 },
      }),
    );
    const [resource] = resources as readonly Resource<'ecs.service'>[];
    const view = resource?.view(new World());
    expect(view?.serviceName).toMatchObject({ state: 'known', value: 'shop' });
    expect(view?.desiredCount).toMatchObject({ state: 'unknown', written: false });
    expect(view?.deploymentConfiguration.minimumHealthyPercent).toMatchObject({ state: 'unknown', written: false });
    expect(view?.deploymentConfiguration.maximumPercent).toMatchObject({ state: 'known', value: 200 });
  });

  it('have their cluster and role under other names in describe output', async () => {
    const service = {
      serviceArn: 'arn',
      serviceName: 'shop',
      clusterArn: 'c',
      roleArn: 'r',
      runningCount: 1,
      events: [],
      deployments: [],
    };
    expect(await mistakesOf({ services: [service] })).toEqual([]);
    expect(await modelOf({ services: [service] })).toEqual([{ cluster: 'c', serviceName: 'shop', role: 'r' }]);
  });

  it('have names that are given when they are used, and nothing else missing', async () => {
    const incomplete = { schedulingStrategy: 'DAEMON' };
    expect(await mistakesOf(incomplete)).toEqual([]);
    const unknown = { $unknown: 'not written here, but given when it is used' };
    expect(await modelOf(incomplete)).toEqual([
      { cluster: unknown, serviceName: unknown, taskDefinition: unknown, schedulingStrategy: 'DAEMON' },
    ]);
  });

  it('become task sets in an AppSpec', async () => {
    const Properties = {
      TaskDefinition: 'web:3',
      LoadBalancerInfo: { ContainerName: 'web', ContainerPort: 80 },
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['a'], AssignPublicIp: 'DISABLED' } },
    };
    expect(await modelOf({ version: 0.0, Resources: [{ T: { Type: 'AWS::ECS::Service', Properties } }] })).toEqual([
      expect.objectContaining({
        taskDefinition: 'web:3',
        loadBalancers: [expect.objectContaining({ containerName: 'web', containerPort: 80 })],
        networkConfiguration: expect.objectContaining({
          awsvpcConfiguration: expect.objectContaining({ subnets: ['a'], assignPublicIp: 'DISABLED' }) as unknown,
        }) as unknown,
      }),
    ]);
  });
});

describe('documents in documents', () => {
  it('are read out of strings, and point into them', async () => {
    const policy = { rules: [{ rulePriority: 1, action: { type: 'expire' } }] };
    const value = { repositoryName: 'web', lifecyclePolicyText: JSON.stringify(policy) };
    expect(await modelOf(value)).toEqual([{ repositoryName: 'web', lifecyclePolicyText: policy }]);
    const text = JSON.stringify(value);
    const { resources } = await lowerText(api, text);
    const [resource] = resources as readonly Resource<'ecr.lifecyclePolicy'>[];
    const rule = resource?.view(new World()).lifecyclePolicyText.get('rules').items[0];
    const { start, end } = rule?.get('action').get('type').origin.span ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toBe('\\"expire\\"');
  });

  it('stand for the resource around them when they are files of their own', async () => {
    const policy = { rules: [{ rulePriority: 1, selection: { tagStatus: 'any' }, action: { type: 'expire' } }] };
    const { resources } = await lowerText(api, JSON.stringify(policy));
    const [resource] = resources as readonly Resource<'ecr.lifecyclePolicy'>[];
    const view = resource?.view(new World());
    expect(view?.repositoryName).toMatchObject({ state: 'unknown', written: false });
    expect(view?.lifecyclePolicyText.get('rules').items[0]?.get('rulePriority').value).toMatchObject({ value: 1 });
    expect(view?.lifecyclePolicyText.origin.removal?.()).toBeUndefined();
  });

  it('have the images of a task definition of which nothing else is written', async () => {
    const { resources, mistakes } = await lowerText(
      api,
      '[{ "name": "web", "imageUri": "nginx:latest" }]',
      'imagedefinitions.json',
    );
    const [resource] = resources as readonly Resource<'ecs.taskDefinition'>[];
    const view = resource?.view(new World());
    const [container] = view?.containerDefinitions.items ?? [];
    expect(mistakes).toEqual([]);
    expect(resource?.address).toBe('imagedefinitions');
    expect(container?.image).toMatchObject({ state: 'known', value: 'nginx:latest' });
    expect(container?.logConfiguration.$.state).toBe('unknown');
    expect(view?.networkMode).toMatchObject({ state: 'unknown', written: false });
  });
});

describe('anything', () => {
  it('is read without an exception', async () => {
    const text = JSON.stringify(
      {
        family: 'web',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [
          { ...CONTAINER, portMappings: [{ containerPort: 80 }], secrets: [{ name: 'A', valueFrom: 'arn' }] },
        ],
      },
      undefined,
      2,
    );
    const cut = fc.tuple(
      fc.nat(text.length),
      fc.nat(40),
      fc.constantFrom('', '{', '"', ']', ',', ':', 'null', '\u0000', '//', '\\u'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
        let broken = text;
        for (const [at, length, insert] of cuts) broken = broken.slice(0, at) + insert + broken.slice(at + length);
        await lowerText(api, broken);
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('containerDefinitions', 'services', 'taskDefinition', 'rules', 'Statement', 'Resources'),
        fc.jsonValue(),
        fc.jsonValue(),
        async (key, a, b) => {
          await lowerText(
            api,
            JSON.stringify({
              family: a,
              version: a,
              [key]: b,
              networkConfiguration: { awsvpcConfiguration: {} },
              service: 's',
            }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
