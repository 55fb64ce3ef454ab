import { describe, expect, test } from 'vitest';
import { readTemplates } from './read-templates.ts';

/** The mistakes of a template, each as its kind, the text that it points at, and its own facts. */
async function mistakesIn(text: string): Promise<unknown[]> {
  const { mistakes } = await readTemplates(text);
  return mistakes.map(({ kind, origin, resource, ...facts }) => {
    const at = text.slice(origin.head.start, origin.head.end);
    return { kind: kind.replace('syntax.', ''), at, in: resource?.address, ...facts };
  });
}

const TASK = `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      ContainerDefinitions: [{ Name: web, Image: web }]`;

describe('fields', () => {
  test('an unknown property, with the closest one', async () => {
    const found = await mistakesIn(`Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{ Name: web, Image: web, MemoryReservaton: 5 }]
      Colour: red`);
    expect(found).toMatchObject([
      {
        kind: 'unknownField',
        at: 'MemoryReservaton',
        in: 'Task',
        field: 'MemoryReservaton',
        closest: 'MemoryReservation',
      },
      { kind: 'unknownField', at: 'Colour', owner: "resource 'Task' (AWS::ECS::TaskDefinition)", closest: undefined },
    ]);
  });

  test('a wrong type, a bad value, a number out of range', async () => {
    expect(
      await mistakesIn(`Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvcp
      ContainerDefinitions:
        - { Name: web, Image: web, Command: run, PortMappings: [{ ContainerPort: 70000 }], Essential: maybe }`),
    ).toMatchObject([
      { kind: 'badValue', at: 'awsvcp', closest: 'awsvpc', value: 'awsvcp' },
      { kind: 'wrongType', at: 'run', field: 'Command', expected: 'a list', actual: 'text' },
      { kind: 'outOfRange', at: '70000', field: 'ContainerPort', from: 1, to: 65535 },
      { kind: 'wrongType', at: 'maybe', field: 'Essential', expected: 'true or false' },
    ]);
  });

  test('a missing property, at the logical id', async () => {
    expect(await mistakesIn('Resources: { Group: { Type: AWS::EC2::SecurityGroup } }')).toMatchObject([
      { kind: 'missingField', at: 'Group', field: 'GroupDescription' },
    ]);
  });

  test('both sides of a condition are looked at, functions are fine anywhere', async () => {
    expect(
      await mistakesIn(`
Parameters: { P: { Type: String } }
Conditions: { C: !Equals [!Ref P, a] }
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: !If [C, awsvpc, brige]
      Volumes: !If [C, [{ Name: v }], !Ref AWS::NoValue]
      Cpu: !FindInMap [M, a, b]
      ContainerDefinitions: !If [C, [{ Name: a, Image: i, Cpu: !Ref P }], [{ Name: a, Imag: b }]]
Mappings: { M: { a: { b: 1 } } }`),
    ).toMatchObject([
      { kind: 'badValue', at: 'brige' },
      { kind: 'unknownField', field: 'Imag', closest: 'Image' },
      { kind: 'missingField', field: 'Image' },
    ]);
  });

  test('sections, attributes of resources, and types', async () => {
    expect(
      await mistakesIn(`
Outpts: {}
x-anchors: {}
Conditions: [a]
Resources:
  Task: { Type: AWS::ECS::TaskDefintion, Propertes: {} }
  Typeless: { Properties: {} }
  Custom: { Type: Custom::Thing, Version: '1.0' }`),
    ).toMatchObject([
      { kind: 'unknownField', at: 'Outpts', owner: 'the template', closest: 'Outputs' },
      { kind: 'wrongType', field: 'Conditions', expected: 'a map', actual: 'a list' },
      {
        kind: 'unknownField',
        at: 'Propertes',
        owner: "resource 'Task' (AWS::ECS::TaskDefintion)",
        closest: 'Properties',
      },
      { kind: 'badValue', at: 'AWS::ECS::TaskDefintion', closest: 'AWS::ECS::TaskDefinition' },
      { kind: 'missingField', at: 'Typeless', field: 'Type' },
    ]);
  });
});

describe('names', () => {
  test('references that lead nowhere, once each', async () => {
    expect(
      await mistakesIn(`
Parameters: { Image: { Type: String } }
Mappings: { Sizes: { a: { b: c } } }
Conditions:
  IsProd: !Equals [!Ref Imag, x]
  Other: !And [!Condition IsProd, { Condition: IsProod }]
Resources:
  Role: { Type: AWS::IAM::Role, Condition: IsPord, Properties: { AssumeRolePolicyDocument: {} } }
  Task:
    Type: AWS::ECS::TaskDefinition
    DependsOn: Rol
    Properties:
      Family: !Sub '\${Imge}-\${Role.Arn}-\${Rle.Arn}-\${AWS::Regoin}'
      Cpu: !If [IsProdd, 1, 2]
      Memory: !FindInMap [Size, a, b]
      TaskRoleArn: !GetAtt Role.Arm
      ExecutionRoleArn: { 'Fn::GetAtt': [Rolle, Arn] }
Outputs: { O: { Value: !Ref Tsk } }`),
    ).toMatchObject(
      [
        ['IsPord', 'IsProd'],
        ['Imge', 'Image'],
        ['Rle', 'Role'],
        ['AWS::Regoin', 'AWS::Region'],
        ['IsProdd', 'IsProd'],
        ['Size', 'Sizes'],
        ['Role.Arm', 'Role.Arn'],
        ['Rolle', 'Role'],
        ['Rol', 'Role'],
        ['Imag', 'Image'],
        ['IsProod', 'IsProd'],
        ['Tsk', 'Task'],
      ]
        .map(([name, closest]) => ({ kind: 'unresolvedReference', name, closest }))
        .sort((a, b) => ORDER.indexOf(a.name ?? '') - ORDER.indexOf(b.name ?? '')),
    );
  });

  /** As the file is walked: resources, then conditions, then outputs. */
  const ORDER = [
    'IsPord',
    'Imge',
    'Rle',
    'AWS::Regoin',
    'IsProdd',
    'Size',
    'Role.Arm',
    'Rolle',
    'Rol',
    'Imag',
    'IsProod',
    'Tsk',
  ];

  test.each([
    [
      'SAM makes roles of its functions',
      'Transform: AWS::Serverless-2016-10-31',
      '!GetAtt FunctionRole.Arn',
      '  Function: { Type: AWS::Serverless::Function }',
    ],
    ['SAM makes an implicit API', 'Transform: AWS::Serverless-2016-10-31', '!Ref ServerlessRestApi', ''],
    ['a macro may make anything', 'Transform: [MyMacro]', '!Ref Anything', ''],
    [
      'an include may hold anything',
      "Transform: { Name: 'AWS::Include', Parameters: { Location: s3://b/k } }",
      '!Ref Anything',
      '',
    ],
    [
      'a loop over something unknown',
      'Transform: AWS::LanguageExtensions\nParameters: { L: { Type: CommaDelimitedList } }',
      '!Ref Maria',
      '  Fn::ForEach::X: [X, !Ref L, { "M${X}": { Type: AWS::ECS::Cluster } }]',
    ],
    ['a module holds more', '', '!Ref ModBucket', '  Mod: { Type: My::Org::Thing::MODULE }'],
  ])('%s', async (_, head, expression, resources) => {
    expect(
      await mistakesIn(`${head}
Resources:
${resources}
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { Family: ${expression} } }`),
    ).toEqual([]);
  });
});

test('functions with arguments that they do not take', async () => {
  expect(
    await mistakesIn(`
Resources:${TASK}
      Cpu: !Join [a]
      Memory: { 'Fn::GetAtt': Task }
      PidMode: !Sbu x
      IpcMode: { 'Fn::Jion': [a, b] }
      TaskRoleArn: !Ref [a]
      ExecutionRoleArn: !Select [0, [a]]`),
  ).toMatchObject([
    { kind: 'wrongType', field: 'Fn::Join', expected: 'a delimiter and a list', actual: 'a list', in: 'Task' },
    { kind: 'wrongType', field: 'Fn::GetAtt', actual: 'text' },
    { kind: 'unknownField', field: 'Fn::Sbu', closest: 'Fn::Sub' },
    { kind: 'unknownField', at: "'Fn::Jion'", closest: 'Fn::Join' },
    { kind: 'wrongType', field: 'Ref', expected: 'a name' },
  ]);
});

test('an honest template has none', async () => {
  expect(
    await mistakesIn(`AWSTemplateFormatVersion: '2010-09-09'\nDescription: d\nParameters:\nResources:${TASK}\n`),
  ).toEqual([]);
});

test('a policy that is no JSON, at its first fault', async () => {
  expect(
    await mistakesIn(`Resources:
  Repo:
    Type: AWS::ECR::Repository
    Properties:
      LifecyclePolicy:
        LifecyclePolicyText: |
          { "rules": [
            { "rulePriority": 1 "selection": {} } ] }`),
  ).toMatchObject([{ kind: 'unreadable', at: '"', in: 'Repo' }]);
});
