import { expect, test } from 'vitest';
import { World } from '../../../src/values/index.ts';
import { find, readTemplates, show, viewOf } from './read-templates.ts';

test('a loop makes resources, and its variable reaches into them', async () => {
  const project = await readTemplates(`
Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList, Default: 'web,api' } }
Resources:
  Fn::ForEach::Tasks:
    - Name
    - !Ref Names
    - Task\${Name}:
        Type: AWS::ECS::TaskDefinition
        Properties: { Family: !Sub 'x-\${Name}', Cpu: !Ref Name, TaskRoleArn: !GetAtt ['Role\${Name}', Arn] }
      Role\${Name}: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {}, RoleName: 'r-\${Name}' } }
`);
  expect(project.resources.map(({ address, name }) => [address, name])).toEqual([
    ['Taskweb', 'x-web'],
    ['Roleweb', 'r-web'],
    ['Taskapi', 'x-api'],
    ['Roleapi', 'r-api'],
  ]);
  const task = find(project, 'ecs.taskDefinition', 'Taskapi').view(new World());
  expect(show(task.cpu)).toBe('api');
  expect(task.taskRoleArn).toMatchObject({ state: 'unknown', reference: { address: 'Roleapi', attribute: 'Arn' } });
  expect(task.cpu.origin.removal?.()).toBeUndefined();
});

test('loops nest, also among properties', async () => {
  const view = await viewOf(
    `
Transform: AWS::LanguageExtensions
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: web
      ContainerDefinitions:
        - Name: web
          Image: web
          DockerLabels:
            Fn::ForEach::A:
              - A
              - [x, y]
              - Fn::ForEach::B: [B, ['1', '2'], { '\${A}&{B}': !Ref B }]
            own: z
`,
    'ecs.taskDefinition',
  );
  expect(show(view.containerDefinitions.items[0]?.dockerLabels)).toEqual({
    x1: '1',
    x2: '2',
    y1: '1',
    y2: '2',
    own: 'z',
  });
});

test('a loop over something unknown leaves the map open', async () => {
  const view = await viewOf(
    `
Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList } }
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Fn::ForEach::A: [A, !Ref Names, { '\${A}': 1 }]
      Family: web
`,
    'ecs.taskDefinition',
  );
  expect(view.$.open).toBe(true);
  expect(view.cpu).toMatchObject({ state: 'unknown', written: false });
  expect(show(view.family)).toBe('web');
});

test('a transform within a map leaves it open', async () => {
  const view = await viewOf(
    `
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: { Family: web, 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: s3://b/k } } }
`,
    'ecs.taskDefinition',
  );
  expect(view.$.open).toBe(true);
  expect(show(view.family)).toBe('web');
});

test('loops that would never end are cut short', async () => {
  const many = Array.from({ length: 60 }, (_, index) => `v${index}`).join(', ');
  const loops = ['A', 'B', 'C', 'D', 'E'].map((name) => `Fn::ForEach::${name}: [${name}, [${many}], {`).join(' ');
  const project = await readTemplates(`
Transform: AWS::LanguageExtensions
Resources: { Task: { Type: AWS::ECS::TaskDefinition, Properties: { ${loops} }]}]}]}]}] } } }
`);
  expect(find(project, 'ecs.taskDefinition').view(new World()).$.open).toBe(true);
});
