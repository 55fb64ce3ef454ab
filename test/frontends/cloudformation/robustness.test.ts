import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explore, type World } from '../../../src/values/index.ts';
import { mutated } from '../../syntax/mutations.ts';
import { readTemplates, show } from './read-templates.ts';

const YAML = `
Transform: AWS::LanguageExtensions
Parameters:
  Env: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Names: { Type: CommaDelimitedList, Default: 'a,b' }
Mappings: { M: { dev: { cpu: 256 } } }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Big: !And [!Condition IsProd, !Not [!Equals [!Ref Names, x]]]
Resources:
  Task: &task
    Type: AWS::ECS::TaskDefinition
    Condition: Big
    Properties:
      Family: !Sub ['\${a}-\${Env}', { a: !Select [0, !Ref Names] }]
      Cpu: !FindInMap [M, !Ref Env, cpu]
      Memory: !If [IsProd, '1024', !Ref AWS::NoValue]
      ContainerDefinitions:
        - Name: web
          Image: !Join ['/', [!Ref AWS::AccountId, web]]
          DockerLabels: { Fn::ForEach::L: [L, !Ref Names, { 'x\${L}': !Ref L }] }
          Environment: [{ Name: A, Value: '{{resolve:ssm:/x}}' }]
  Fn::ForEach::R: [R, [x, y], { 'Role\${R}': { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { a: !GetAtt Task.Arn } } } }]
  Repo:
    Type: AWS::ECR::Repository
    Properties: { LifecyclePolicy: { LifecyclePolicyText: !Sub '{"rules":[{"a":"\${Env}"}]}' } }
  Nested: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./other.yaml, Parameters: { Env: !ImportValue e } } }
  Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: g, SecurityGroupIngress: [{ IpProtocol: -1, CidrIp: !Select [0, !Cidr [10.0.0.0/8, 2, 8]] }] } }
Outputs: { O: { Value: !Base64 { 'Fn::Sub': '\${Nested.Outputs.O}' }, Export: { Name: e } } }
`;

const JSON_TEXT = JSON.stringify({
  Parameters: { Env: { Type: 'String', Default: 'dev' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
  Resources: {
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: { Family: { 'Fn::If': ['IsProd', { 'Fn::Sub': 'a${Env}' }, { Ref: 'AWS::NoValue' }] } },
    },
  },
});

/** Reads everything of every resource in every world, and every place. */
async function readAll(files: Readonly<Record<string, string>>): Promise<void> {
  const { resources, mistakes } = await readTemplates(files);
  let offsets = 0;
  for (const { origin } of mistakes) offsets += origin.span.start + origin.head.start;
  for (const resource of resources) {
    explore((world: World) => {
      if (resource.exists(world)) show(resource.view(world));
      offsets += resource.span.start + resource.origin.head.start;
    });
  }
  expect(offsets).toBeGreaterThanOrEqual(0);
}

describe('nothing in a template makes it throw', () => {
  test('slices deleted, doubled and inserted', async () => {
    await fc.assert(
      fc.asyncProperty(mutated([YAML, JSON_TEXT]), (text) => readAll({ 'template.yaml': text, 'other.yaml': YAML })),
      { numRuns: 300 },
    );
  });

  test('any value in place of any other', async () => {
    const value = fc.json({ maxDepth: 3 });
    const functions = fc.constantFrom(
      'Ref',
      'Fn::Sub',
      'Fn::GetAtt',
      'Fn::Join',
      'Fn::Select',
      'Fn::Split',
      'Fn::If',
      'Fn::FindInMap',
      'Fn::Cidr',
      'Fn::ImportValue',
      'Fn::Base64',
      'Fn::Length',
      'Fn::ToJsonString',
      'Fn::Transform',
      'Fn::GetAZs',
      'Fn::Equals',
      'Fn::ForEach::X',
      'Condition',
      'Type',
      'Properties',
    );
    const places = fc.constantFrom('Parameters', 'Conditions', 'Mappings', 'Outputs', 'Transform', 'Metadata');
    await fc.assert(
      fc.asyncProperty(value, functions, value, places, (a, name, b, place) =>
        readAll({
          'template.yaml': `{"${place}": ${a}, "Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": {"${name}": ${b}}, "Cpu": ${a}, "Volumes": {"${name}": ${b}}}, "Condition": ${a}, "DependsOn": ${b}}, "U": ${b}, "V": {"Type": ${a}, "Properties": ${b}}}}`,
        }),
      ),
      { numRuns: 300 },
    );
  });
});

describe('shapes that nobody means', () => {
  test.each([
    'Resources: { T: { Type: AWS::ECS::TaskDefinition, Properties: null } }',
    'Resources: { T: { Type: AWS::ECS::TaskDefinition, Properties: [a] } }',
    'Resources: { T: { Type: AWS::ECS::TaskDefinition, Properties: text } }',
    'Resources: { T: { Type: AWS::ECS::TaskDefinition, Properties: !Ref X } }',
    'Resources: { T: { Type: AWS::ECS::TaskDefinition, Condition: [a], DependsOn: {} } }',
    'Resources: { __proto__: { Type: AWS::ECS::Cluster }, constructor: { Type: AWS::ECS::Cluster, Properties: { ClusterName: !Ref __proto__ } } }',
    'Parameters: []\nConditions: text\nMappings: [a]\nOutputs: 1\nResources: { T: { Type: AWS::ECS::Cluster } }',
    'Resources: { T: { Type: AWS::ECS::Cluster, Properties: { Fn::ForEach::X: text } } }',
    'Conditions: { A: !Condition A }\nResources: { T: { Type: AWS::ECS::Cluster, Condition: A } }',
  ])('%s', async (text) => {
    await readAll({ 'template.yaml': text });
  });

  test('deep nesting of functions and of maps', async () => {
    const nested = `${"{'Fn::Base64': ".repeat(400)}x${'}'.repeat(400)}`;
    const conditions = `${"{'Fn::Not': [".repeat(400)}!Condition A${']}'.repeat(400)}`;
    await readAll({
      'template.yaml': `{Conditions: {A: ${conditions}}, Resources: {T: {Type: AWS::ECS::Cluster, Condition: A, Properties: {ClusterName: ${nested}}}}}`,
    });
  });

  test('texts that double with every step', async () => {
    let expression = 'x';
    for (let step = 0; step < 40; step++) expression = `!Sub ['\${a}\${a}', { a: ${expression} }]`;
    await readAll({
      'template.yaml': `Resources: {T: {Type: AWS::ECS::Cluster, Properties: {ClusterName: ${expression}}}}`,
    });
  });

  test('outputs that double with every stack', async () => {
    const files: Record<string, string> = {};
    for (let index = 0; index < 30; index++) {
      files[`s${index}.yaml`] = `
Resources:
  N: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: s${index + 1}.yaml } }
  C: { Type: AWS::ECS::Cluster, Properties: { ClusterName: !Sub '\${N.Outputs.O}\${N.Outputs.O}' } }
Outputs: { O: { Value: !Join ['', [!GetAtt N.Outputs.O, !GetAtt N.Outputs.O]] } }`;
    }
    await readAll(files);
  });
});
