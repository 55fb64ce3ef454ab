import { beforeAll, describe, expect, it } from 'vitest';
import { describeModel, MASK, type Described } from '../../src/engine/index.ts';
import { absent, choice, flag, list, map, originAt, scalar, template, unknown, type Plain } from '../kit/terms.ts';
import { loadShapes, mixed, resource } from '../kit/resources.ts';

beforeAll(() => loadShapes(['ecs.taskDefinition', 'ecs.service', 'events.target', 'events.rule', 'ecr.repository']));

const [isProd, isSpot] = [flag('IsProd'), flag('IsSpot')];

function task(values: Readonly<Record<string, Plain>>): Described | undefined {
  return describeModel(mixed(resource('ecs.taskDefinition', values)))[0]?.values;
}

function container(values: Readonly<Record<string, Plain>>): Described | undefined {
  const described = task({ containerDefinitions: [values] }) as { readonly containerDefinitions: Described[] };
  return described.containerDefinitions[0];
}

describe('describeModel', () => {
  it('names each resource, its file and line', () => {
    const described = describeModel(
      mixed(resource('ecs.service', { serviceName: 'web' }, { address: 'Web', name: 'web', path: 'a.yaml' })),
    );
    expect(described).toEqual([
      {
        kind: 'ecs.service',
        address: 'Web',
        name: 'web',
        file: 'a.yaml',
        line: expect.any(Number) as number,
        values: { serviceName: 'web' },
      },
    ]);
  });

  it('sorts by file, line, address and kind', () => {
    const at = (path: string, address: string) => resource('ecs.service', {}, { path, address });
    const described = describeModel(mixed(at('b.json', 'a'), at('a.json', 'z'), at('a.json', 'b')));
    expect(described.map(({ file, address }) => `${file} ${address}`)).toEqual(['a.json z', 'a.json b', 'b.json a']);
  });

  it("writes values under the API's names, and leaves out what is not written", () => {
    expect(
      task({
        family: 'web',
        volumes: [],
        cpu: null,
        memory: absent(),
        containerDefinitions: [{ name: 'web', portMappings: [{ containerPort: 80 }], dockerLabels: { team: 'shop' } }],
      }),
    ).toEqual({
      family: 'web',
      volumes: [],
      containerDefinitions: [{ name: 'web', portMappings: [{ containerPort: 80 }], dockerLabels: { team: 'shop' } }],
    });
  });

  it('says why a value is not known', () => {
    expect(
      task({
        family: unknown("parameter 'Family', which has no default"),
        volumes: unknown('a parameter'),
        runtimePlatform: unknown('a parameter'),
        memory: unknown('merged in', { written: false }),
        cpu: map({}),
      }),
    ).toEqual({
      family: { $unknown: "parameter 'Family', which has no default" },
      volumes: { $unknown: 'a parameter' },
      runtimePlatform: { $unknown: 'a parameter' },
      cpu: { $unknown: 'something that is not text' },
    });
  });

  it('is silent on what an open map may hold besides', () => {
    const open = resource('ecs.taskDefinition', {});
    Object.assign(open, { term: { ...open.term, ...map({ family: 'web' }, true) } });
    expect(describeModel(mixed(open))[0]?.values).toEqual({ family: 'web' });
  });

  it('writes the known stretches of a text', () => {
    expect(container({ image: template('repo/app:', unknown("parameter 'Tag'")) })).toEqual({
      image: { $template: ['repo/app:', { $unknown: "parameter 'Tag'" }] },
    });
  });

  it('keeps keys that objects have of their own', () => {
    const labels = JSON.parse('{"__proto__": "x", "toString": "y"}') as Plain;
    const described = container({ dockerLabels: labels }) as { readonly dockerLabels: object };
    expect(JSON.stringify(described.dockerLabels)).toBe('{"__proto__":"x","toString":"y"}');
  });
});

describe('choices', () => {
  it('stand where the sides differ', () => {
    expect(task({ family: 'web', cpu: choice(isProd, '1024', '256') })).toEqual({
      family: 'web',
      cpu: {
        $choice: [
          { when: 'IsProd', value: '1024' },
          { when: 'not IsProd', value: '256' },
        ],
      },
    });
  });

  it('leave out the value where there is none', () => {
    expect(task({ cpu: choice(isProd, '1024', absent()) })).toEqual({
      cpu: { $choice: [{ when: 'IsProd', value: '1024' }, { when: 'not IsProd' }] },
    });
  });

  it('are none where the sides say the same', () => {
    expect(task({ cpu: choice(isProd, '256', '256') })).toEqual({ cpu: '256' });
  });

  it('stand where the user wrote them', () => {
    const lists = choice(isProd, [{ name: 'a' }, { name: 'b' }], [{ name: 'c' }]);
    expect(task({ containerDefinitions: lists })).toEqual({
      containerDefinitions: {
        $choice: [
          { when: 'IsProd', value: [{ name: 'a' }, { name: 'b' }] },
          { when: 'not IsProd', value: [{ name: 'c' }] },
        ],
      },
    });
    const platform = choice(isProd, { cpuArchitecture: 'ARM64' }, absent());
    expect(task({ runtimePlatform: platform })).toEqual({
      runtimePlatform: { $choice: [{ when: 'IsProd', value: { cpuArchitecture: 'ARM64' } }, { when: 'not IsProd' }] },
    });
  });

  it('in one field do not settle those in the next, nor those within', () => {
    const name = choice(isProd, 'a', 'b');
    const both = task({
      containerDefinitions: [{ name, cpu: choice(isSpot, 1, 2) }],
      cpu: choice(isProd, '1024', '256'),
    });
    expect(both).toMatchObject({
      containerDefinitions: [
        { name: { $choice: [{ value: 'a' }, { value: 'b' }] }, cpu: { $choice: [{ value: 1 }, { value: 2 }] } },
      ],
      cpu: { $choice: [{ value: '1024' }, { value: '256' }] },
    });
  });

  it('settle what is written on one side only', () => {
    const containers = choice(isProd, [{ name: 'a', cpu: choice(isProd, 1, 2), memory: choice(isSpot, 3, 4) }], []);
    expect(task({ containerDefinitions: containers })).toEqual({
      containerDefinitions: {
        $choice: [
          {
            when: 'IsProd',
            value: [
              {
                name: 'a',
                cpu: 1,
                memory: {
                  $choice: [
                    { when: 'IsSpot', value: 3 },
                    { when: 'not IsSpot', value: 4 },
                  ],
                },
              },
            ],
          },
          { when: 'not IsProd', value: [] },
        ],
      },
    });
  });

  it('stand for single items of a list', () => {
    const environment = list([
      choice(isSpot, { name: 'A', value: '1' }, absent()),
      { name: 'B', value: '2' },
      choice(isProd, { name: 'C', value: '3' }, { name: 'D', value: choice(isSpot, '4', '5') }),
    ]);
    expect(container({ environment })).toEqual({
      environment: [
        { $choice: [{ when: 'IsSpot', value: { name: 'A', value: '1' } }, { when: 'not IsSpot' }] },
        { name: 'B', value: '2' },
        {
          $choice: [
            { when: 'IsProd', value: { name: 'C', value: '3' } },
            {
              when: 'not IsProd',
              value: {
                name: 'D',
                value: {
                  $choice: [
                    { when: 'IsSpot', value: '4' },
                    { when: 'not IsSpot', value: '5' },
                  ],
                },
              },
            },
          ],
        },
      ],
    });
  });

  it('stand for single entries of a map and for parts of a document', () => {
    expect(container({ dockerLabels: { a: choice(isProd, 'x', absent()), b: 'y' } })).toEqual({
      dockerLabels: { a: { $choice: [{ when: 'IsProd', value: 'x' }, { when: 'not IsProd' }] }, b: 'y' },
    });
    const eventPattern = { source: ['aws.ecs', choice(isProd, 'live', absent())] };
    expect(describeModel(mixed(resource('events.rule', { eventPattern })))[0]?.values).toEqual({
      eventPattern: { source: ['aws.ecs', { $choice: [{ when: 'IsProd', value: 'live' }, { when: 'not IsProd' }] }] },
    });
  });

  it('grow with the items, not with their combinations', () => {
    const size = (count: number): number => {
      const items = Array.from({ length: count }, (_, i) => {
        const name = `V${String(i)}`;
        return choice(flag(`Has${name}`), { name, value: 'x' }, absent());
      });
      const { environment } = container({ environment: list(items) }) as { readonly environment: Described[] };
      expect(environment.at(-1)).toMatchObject({ $choice: [{ when: `HasV${String(count - 1)}` }, {}] });
      return environment.length;
    };
    expect([size(4), size(64)]).toEqual([4, 64]);
  });

  it('name every way to a value', () => {
    expect(task({ cpu: choice(isProd, '256', choice(isSpot, '256', '512')) })).toEqual({
      cpu: {
        $choice: [
          { when: 'IsProd', value: '256' },
          { when: 'IsSpot', value: '256' },
          { when: 'not IsProd and not IsSpot', value: '512' },
        ],
      },
    });
  });

  it("do not repeat the resource's own condition", () => {
    const conditional = resource(
      'ecs.service',
      { serviceName: choice(isProd, 'web', 'web-test') },
      { exists: (world) => world.decide(isProd) },
    );
    expect(describeModel(mixed(conditional))[0]?.values).toEqual({ serviceName: 'web' });
  });
});

describe('secrets', () => {
  const pair = (name: string, value: Plain): Described | undefined =>
    (container({ environment: [{ name, value }] }) as { environment: Described[] }).environment[0];

  it('are masked by the name that they go by', () => {
    expect(pair('DB_PASSWORD', 'correct-horse-battery')).toEqual({ name: 'DB_PASSWORD', value: MASK });
    expect(pair('DB_HOST', 'db.internal')).toEqual({ name: 'DB_HOST', value: 'db.internal' });
  });

  it('are masked by their form', () => {
    expect(JSON.stringify(pair('DB', 'postgres://web:correct-horse@db/web'))).not.toContain('correct-horse');
    expect(JSON.stringify(container({ command: ['serve', '--db-password=correct-horse'] }))).not.toContain(
      'correct-horse',
    );
  });

  it('are masked where their author marked them', () => {
    const origin = { ...originAt(1), sensitive: true };
    expect(pair('NAME', scalar('correct-horse', '', { origin }))).toEqual({ name: 'NAME', value: MASK });
    expect(pair('NAME', { ...template('correct-horse', unknown('x')), origin })).toEqual({
      name: 'NAME',
      value: { $template: [MASK, { $unknown: 'x' }] },
    });
  });

  it('are masked in choices and in partly known text', () => {
    const text = [
      pair('DB_PASSWORD', choice(isProd, 'correct-horse-battery', 'correct-horse-stable')),
      pair('DB_PASSWORD', template('correct-horse-', unknown('x'))),
      pair('DB', template('postgres://web:correct-horse@', unknown('a host'), '/web')),
    ];
    expect(JSON.stringify(text)).not.toContain('horse');
    expect(JSON.stringify(text)).toContain('a host');
  });

  it('are masked in free-form documents', () => {
    const input = { containerOverrides: [{ environment: [{ name: 'DB_PASSWORD', value: 'correct-horse-battery' }] }] };
    const target = resource('events.target', { input: map(input) });
    const described = JSON.stringify(describeModel(mixed(target)));
    expect(described).not.toContain('horse');
    expect(described).toContain('DB_PASSWORD');
  });
});
