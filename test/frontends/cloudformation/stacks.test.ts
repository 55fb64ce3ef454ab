import { expect, test } from 'vitest';
import { ResourceIndex } from '../../../src/graph/index.ts';
import { World } from '../../../src/values/index.ts';
import { find, inEachWorld, readTemplates, show } from './read-templates.ts';

const CHILD = `
Parameters: { Cpu: { Type: String }, Env: { Type: String, Default: dev }, Subnets: { Type: CommaDelimitedList, Default: s } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Resources:
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { Family: web, Cpu: !Ref Cpu, Memory: !If [IsProd, '1024', '512'] } }
  Service:
    Type: AWS::ECS::Service
    Properties: { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: !Ref Subnets } } }
Outputs:
  Task: { Value: !Ref Task }
  Memory: { Value: !If [IsProd, big, small] }
`;

function parent(url: string): string {
  return `
Parameters: { Size: { Type: String, Default: '256' }, Stage: { Type: String, Default: dev } }
Conditions: { Live: !Equals [!Ref Stage, prod] }
Resources:
  One: { Type: AWS::EC2::Subnet }
  Nested:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ${url}
      Parameters: { Cpu: !Ref Size, Env: !Ref Stage, Subnets: !Join [',', [!Ref One, subnet-2]] }
  Service: { Type: AWS::ECS::Service, Properties: { ServiceName: outer, TaskDefinition: !GetAtt Nested.Outputs.Task } }
`;
}

test.each([
  './nested/child.yaml',
  'nested/child.yaml',
  'https://s3.amazonaws.com/bucket/nested/child.yaml',
  "!Sub 'https://\${AWS::Region}.s3/\${Size}/child.yaml'",
])('a template deployed by one stack resource gets its arguments: %s', async (url) => {
  const project = await readTemplates({ 'infra/main.yaml': parent(url), 'infra/nested/child.yaml': CHILD });
  const task = find(project, 'ecs.taskDefinition');
  const { cpu } = task.view(new World());
  expect(show(cpu)).toBe('256');
  expect(cpu.origin.via.map(({ note }) => note)).toEqual(["Set by stack 'Nested'.", "Default of parameter 'Size'."]);
});

test('outputs of a nested stack are values of its template', async () => {
  const project = await readTemplates({ 'main.yaml': parent('./child.yaml'), 'child.yaml': CHILD });
  const resources = project.resources.filter(({ path }) => path === 'main.yaml');
  const { taskDefinition } = find({ ...project, resources }, 'ecs.service').view(new World());
  expect(taskDefinition).toMatchObject({ state: 'unknown', reference: { address: 'Task' } });
  const reference = taskDefinition.state === 'unknown' ? taskDefinition.reference : undefined;
  const index = new ResourceIndex(project.resources);
  expect(reference && index.at(reference, 'ecs.taskDefinition')?.path).toBe('child.yaml');
});

test('lists are handed over joined', async () => {
  const project = await readTemplates({ 'main.yaml': parent('./child.yaml'), 'child.yaml': CHILD });
  const resources = project.resources.filter(({ path }) => path === 'child.yaml');
  const { networkConfiguration } = find({ ...project, resources }, 'ecs.service').view(new World());
  const { subnets } = networkConfiguration.awsvpcConfiguration;
  expect(subnets.open).toBe(false);
  expect(subnets.items).toMatchObject([
    { state: 'unknown', reference: { address: 'One' } },
    { state: 'known', value: 'subnet-2' },
  ]);
});

test('a condition of the child on a parameter of the parent is one question', async () => {
  const project = await readTemplates({
    'main.yaml': `${parent('./child.yaml')}  Own: { Type: AWS::ECS::TaskDefinition, Properties: { Family: own, Memory: !If [Live, '1024', '512'] } }\n`,
    'child.yaml': CHILD,
  });
  const [a, b] = [find(project, 'ecs.taskDefinition', 'Task'), find(project, 'ecs.taskDefinition', 'Own')];
  const seen = inEachWorld((world) => [show(a.view(world).memory), show(b.view(world).memory)]);
  expect(seen.map(({ result }) => result)).toEqual([
    ['512', '512'],
    ['1024', '1024'],
  ]);
});

test('a template deployed twice is read on its own', async () => {
  const twice = parent('./child.yaml').replace(
    '  Service:',
    '  Again: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child.yaml } }\n  Service:',
  );
  const project = await readTemplates({ 'main.yaml': twice, 'child.yaml': CHILD });
  expect(show(find(project, 'ecs.taskDefinition').view(new World()).cpu)).toEqual({
    $unknown: "parameter 'Cpu', which has no default",
  });
});

test('a nested stack exists where its resource does', async () => {
  const main = parent('./child.yaml').replace(
    'Type: AWS::CloudFormation::Stack',
    'Type: AWS::CloudFormation::Stack\n    Condition: Live',
  );
  const project = await readTemplates({ 'main.yaml': main, 'child.yaml': CHILD });
  const task = find(project, 'ecs.taskDefinition');
  expect(inEachWorld((world) => task.exists(world)).map(({ result }) => result)).toEqual([false, true]);
});

test('SAM applications nest too', async () => {
  const project = await readTemplates({
    'app.yaml': `
Transform: AWS::Serverless-2016-10-31
Resources: { Child: { Type: AWS::Serverless::Application, Properties: { Location: child.yaml, Parameters: { Cpu: 512 } } } }`,
    'child.yaml': CHILD,
  });
  expect(show(find(project, 'ecs.taskDefinition').view(new World()).cpu)).toBe('512');
});

test('stacks that nest each other come to an end', async () => {
  const make = (other: string): string => `
Parameters: { P: { Type: String, Default: x } }
Resources:
  N: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${other}, Parameters: { P: !Sub '\${N.Outputs.O}\${N.Outputs.O}' } } }
  T: { Type: AWS::ECS::TaskDefinition, Properties: { Family: !Sub '\${P}\${N.Outputs.O}' } }
Outputs: { O: { Value: !Sub '\${N.Outputs.O}\${P}' } }`;
  const project = await readTemplates({ 'a.yaml': make('b.yaml'), 'b.yaml': make('a.yaml') });
  for (const task of project.resources) expect(() => show(task.view(new World()))).not.toThrow();
});

const NETWORK = `
Parameters: { Env: { Type: String, Default: dev } }
Resources: { Vpc: { Type: AWS::EC2::VPC } }
Outputs:
  Known: { Value: !Ref Vpc, Export: { Name: !Sub '\${Env}:vpc' } }
  Form: { Value: !Ref Vpc, Export: { Name: !Sub '\${AWS::StackName}-vpc' } }
  Text: { Value: 10.0.0.0/16, Export: { Name: cidr } }
`;

test.each([
  ["!ImportValue 'dev:vpc'", { reference: { address: 'Vpc' } }],
  ["!ImportValue { 'Fn::Sub': '\${Env}:vpc' }", { reference: { address: 'Vpc' } }],
  ["{ 'Fn::ImportValue': !Sub '\${AWS::StackName}-vpc' }", { reference: { address: 'Vpc' } }],
  ["!ImportValue 'prod:vpc'", { reason: "export 'prod:vpc' of another stack" }],
  ["!ImportValue { 'Fn::Sub': '\${Network}-vpc' }", { reason: 'an export of another stack' }],
])('imports find their exports: %s', async (expression, expected) => {
  const project = await readTemplates({
    'network.yaml': NETWORK,
    'app.yaml': `
Parameters: { Env: { Type: String }, Network: { Type: String } }
Resources: { Group: { Type: AWS::ECS::TaskDefinition, Properties: { Family: ${expression} } } }`,
  });
  expect(find(project, 'ecs.taskDefinition').view(new World()).family).toMatchObject({ state: 'unknown', ...expected });
});

test('an imported text is known', async () => {
  const project = await readTemplates({
    'network.yaml': NETWORK,
    'app.yaml': 'Resources: { T: { Type: AWS::ECS::TaskDefinition, Properties: { Family: !ImportValue cidr } } }',
  });
  const { family } = find(project, 'ecs.taskDefinition').view(new World());
  expect(show(family)).toBe('10.0.0.0/16');
  expect(family.origin.via.map(({ note }) => note)).toEqual(['Exported here.']);
});

test('CDK names the template of a nested stack in its metadata', async () => {
  const project = await readTemplates({
    'cdk.out/App.template.json': JSON.stringify({
      Resources: {
        Nested: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: {
            TemplateURL: { 'Fn::Sub': 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-${AWS::AccountId}/0a1b.json' },
            Parameters: { Cpu: '1024' },
          },
          Metadata: { 'aws:cdk:path': 'App/Nested', 'aws:asset:path': 'AppNested.nested.template.json' },
        },
      },
    }),
    'cdk.out/AppNested.nested.template.json': JSON.stringify({
      Parameters: { Cpu: { Type: 'String' } },
      Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Cpu: { Ref: 'Cpu' } } } },
    }),
  });
  expect(show(find(project, 'ecs.taskDefinition').view(new World()).cpu)).toBe('1024');
});
