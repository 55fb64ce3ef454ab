import { describe, expect, test } from 'vitest';
import { explore, settled, World } from '../../../src/values/index.ts';
import { find, inEachWorld, readTemplates, show, type Given } from './read-templates.ts';

/** Reads `Family` in each world of a template with these conditions. */
async function worlds(
  conditions: string,
  expression: string,
  given?: Given,
): Promise<{ result: unknown; when: Record<string, boolean> }[]> {
  const project = await readTemplates(
    `
Parameters:
  Env: { Type: String, Default: dev, AllowedValues: [dev, test, prod] }
  Name: { Type: String, Default: '' }
  Free: { Type: String }
Mappings:
  Settings: { dev: { big: 'no' }, test: { big: 'no' }, prod: { big: 'yes' } }
Conditions:
${conditions}
Resources:
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { Family: ${expression} } }
`,
    given,
  );
  const task = find(project, 'ecs.taskDefinition');
  return inEachWorld((world) => show(task.view(world).family));
}

const BOTH = `  IsProd: !Equals [!Ref Env, prod]
  IsTest: !Equals [!Ref Env, test]`;

test('both sides of a condition are seen, that of the default first', async () => {
  expect(await worlds(BOTH, '!If [IsProd, big, small]')).toEqual([
    { result: 'small', when: { IsProd: false } },
    { result: 'big', when: { IsProd: true } },
  ]);
});

test('two conditions on one parameter exclude each other', async () => {
  const seen = await worlds(BOTH, "!Join ['', [!If [IsProd, p, '-'], !If [IsTest, t, '-']]]");
  expect(seen.map(({ result }) => result).sort()).toEqual(['--', '-t', 'p-']);
});

test('the parameter itself has the value that the condition says', async () => {
  const seen = await worlds(BOTH, "!If [IsProd, !Ref Env, !If [IsTest, !Sub '${Env}!', !Ref Env]]");
  expect(seen.map(({ result }) => result).sort()).toEqual(['dev', 'prod', 'test!']);
});

test('a parameter that is not its default is the only value left, or unknown', async () => {
  expect(await worlds('  IsDev: !Equals [dev, !Ref Env]', "!If [IsDev, '-', !Ref Env]")).toContainEqual({
    result: { $unknown: "parameter 'Env', which is not its default here" },
    when: { IsDev: false },
  });
  expect(
    (
      await worlds(
        '  IsDev: !Equals [!Ref Env, dev]\n  IsTest: !Equals [!Ref Env, test]',
        "!If [IsDev, '-', !If [IsTest, '-', !Ref Env]]",
      )
    ).map(({ result }) => result),
  ).toContain('prod');
});

test('a parameter set for the run settles the condition without a question', async () => {
  const given = { parameters: { Env: 'prod' } };
  expect(await worlds(BOTH, '!If [IsProd, !Ref Env, small]', given)).toEqual([
    { result: 'prod', when: { IsProd: true } },
  ]);
});

test('a value that the parameter cannot have is never met', async () => {
  expect(await worlds('  IsOther: !Equals [!Ref Env, other]', '!If [IsOther, a, b]')).toEqual([
    { result: 'b', when: { IsOther: false } },
  ]);
});

describe('functions of conditions', () => {
  test.each([
    ['!Equals [a, a]', ['yes']],
    ['!Equals [a, b]', ['no']],
    ["!Equals [true, 'true']", ['yes']],
    ['!Equals [!Ref Env, !Ref Env]', ['yes']],
    ['!Not [!Equals [a, b]]', ['yes']],
    ['!And [!Equals [a, a], !Equals [a, b]]', ['no']],
    ['!Or [!Equals [a, b], !Equals [a, a]]', ['yes']],
    ['!And [!Condition IsProd, !Not [{ Condition: IsProd }]]', ['no', 'no']],
    ['!Or [{ Condition: IsProd }, !Not [!Condition IsProd]]', ['yes', 'yes']],
    ['!Not [!Condition IsProd]', ['yes', 'no']],
    ["!Not [!Equals [!Ref Name, '']]", ['no', 'yes']],
    ['!Equals [!Ref Free, a]', ['yes', 'no']],
    ["!Equals [!Join ['', [!Ref Env, x]], devx]", ['yes', 'no']],
    ["!Equals [!FindInMap [Settings, !Ref Env, big], 'yes']", ['no', 'yes']],
    ["!Equals [!Sub '${Env}', prod]", ['no', 'yes']],
    ['!Equals [!Ref AWS::Region, us-east-1]', ['yes', 'no']],
    ['!Equals [a]', ['yes', 'no']],
    ['!Frobnicate [a]', ['yes', 'no']],
    ['!Condition Mine', ['no']],
  ])('%s', async (body, expected) => {
    const seen = await worlds(`${BOTH}\n  Mine: ${body}`, "!If [Mine, 'yes', 'no']");
    expect(seen.map(({ result }) => result)).toEqual(expected);
  });

  test('equal comparisons of something unknown agree, however they are written', async () => {
    const conditions = `  A: !Equals [!Select [0, !GetAZs ''], x]
  B: { 'Fn::Equals': [x, { 'Fn::Select': ['0', { 'Fn::GetAZs': '' }] }] }`;
    const seen = await worlds(conditions, "!Join ['', [!If [A, a, '-'], !If [B, b, '-']]]");
    expect(seen.map(({ result }) => result)).toEqual(['ab', '--']);
  });

  test('a comparison through a mapping is settled where the parameter is', async () => {
    const conditions = `${BOTH}\n  Big: !Equals [!FindInMap [Settings, !Ref Env, big], 'yes']`;
    const seen = await worlds(conditions, "!If [IsProd, !If [Big, big, wrong], '-']");
    expect(seen.map(({ result }) => result)).not.toContain('wrong');
  });

  test('a condition that is not defined may go both ways', async () => {
    expect((await worlds(BOTH, '!If [Nowhere, a, b]')).map(({ result }) => result)).toEqual(['a', 'b']);
  });
});

test('a resource exists where its condition holds, and its values agree with that', async () => {
  const project = await readTemplates(`
Parameters: { Env: { Type: String, Default: dev } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Condition: IsProd
    Properties: { Family: !Sub '\${Env}-\${Size}', Size: 1, Cpu: !If [IsProd, '1024', '256'] }
`);
  const task = find(project, 'ecs.taskDefinition');
  expect(inEachWorld((world) => task.exists(world) && show(task.view(world).cpu)).map(({ result }) => result)).toEqual([
    false,
    '1024',
  ]);
});

test('only resources that depend on a condition are conditional', async () => {
  const { resources } = await readTemplates(`
Parameters: { Env: { Type: String, Default: dev }, Other: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Resources:
  Plain: { Type: AWS::ECS::Cluster, Properties: { ClusterName: !Ref Other } }
  Own: { Type: AWS::ECS::Cluster, Condition: IsProd }
  Chosen: { Type: AWS::ECS::Cluster, Properties: { ClusterName: !If [IsProd, a, b] } }
  Long: { Type: AWS::ECS::Cluster, Properties: { ClusterName: { 'Fn::If': [IsProd, a, b] } } }
  Compared: { Type: AWS::ECS::Cluster, Properties: { ClusterName: !Sub 'x-\${Env}' } }
`);
  expect(resources.filter(({ conditional }) => conditional).map(({ address }) => address)).toEqual([
    'Chosen',
    'Long',
    'Compared',
  ]);
  const [plain] = resources;
  expect(plain?.view(new World())).toBe(plain?.view(new World()));
});

test('64 conditions in one resource stay linear', async () => {
  const numbers = Array.from({ length: 64 }, (_, index) => index);
  const project = await readTemplates(`
Parameters:
${numbers.map((n) => `  P${n}: { Type: String, Default: 'no' }`).join('\n')}
Conditions:
${numbers.map((n) => `  C${n}: !Equals [!Ref P${n}, 'yes']`).join('\n')}
  All: !And [${numbers.map((n) => `!Condition C${n}`).join(', ')}]
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
${numbers.map((n) => `        - { Name: c${n}, Image: !If [C${n}, a, b] }`).join('\n')}
`);
  const task = find(project, 'ecs.taskDefinition');
  let reads = 0;
  const { outcomes, complete } = explore((world) =>
    task.view(world).containerDefinitions.items.map(({ image }) => (reads++, settled(image))),
  );
  expect(complete).toBe(false);
  expect(outcomes.length).toBeLessThanOrEqual(160);
  expect(reads).toBeLessThanOrEqual(160 * 64);
  for (const number of numbers) expect(outcomes.some(({ result }) => result[number] === 'a')).toBe(true);
});

test('long chains and circles of conditions come to an end', async () => {
  const chain = Array.from({ length: 500 }, (_, n) => `  C${n}: !Not [!Condition C${n + 1}]`).join('\n');
  const seen = await worlds(`${chain}\n  C500: !Condition C0`, '!If [C0, a, b]');
  expect(seen.length).toBeGreaterThan(0);
});
