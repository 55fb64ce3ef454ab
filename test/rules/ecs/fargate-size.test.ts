import { describe, expect, it } from 'vitest';
import rule from '../../../rules/ecs/fargate-size.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { lintTexts } from '../../kit/lint-text.ts';
import { testRule } from '../../kit/rule-tester.ts';

const task = (cpu: string, memory: string, more = ''): string =>
  `{ "family": "api", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "${cpu}", "memory": "${memory}"${more}, "containerDefinitions": [{ "name": "api", "image": "example/api:5.0.3" }] }`;
const windows = ', "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }';

testRule(rule, {
  valid: [
    {
      title: 'sizes that are not known yet',
      code: yaml`
        Parameters:
          Cpu: { Type: String }
          Memory: { Type: String }
        Resources:
          Api:
            Type: AWS::ECS::TaskDefinition
            Properties:
              RequiresCompatibilities: [FARGATE]
              Cpu: !Ref Cpu
              Memory: 3000
              ContainerDefinitions: [{ Name: api, Image: 'example/api:5.0.3' }]
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              RequiresCompatibilities: [FARGATE]
              Cpu: 256
              Memory: !Ref Memory
              ContainerDefinitions: [{ Name: web, Image: 'example/web:5.0.3' }]
      `,
    },
  ],
  invalid: [
    {
      title: 'beside EC2, in other spellings, and the next size up',
      code: json`
        { "family": "api", "requiresCompatibilities": ["EC2", "FARGATE"], "networkMode": "awsvpc",
          "cpu": ".5 vcpu", "memory": "0.5GB",
        //                            ^^^^^^^ pair
          "containerDefinitions": [{ "name": "api", "image": "example/api:5.0.3" }] }
      `,
      messages: [
        "Task 'api' asks for 512 CPU units with 512 MiB, which Fargate does not offer; 512 takes 1024, 2048, 3072 or 4096.",
      ],
      fixed: `{ "family": "api", "requiresCompatibilities": ["EC2", "FARGATE"], "networkMode": "awsvpc",
  "cpu": ".5 vcpu", "memory": "1024",
  "containerDefinitions": [{ "name": "api", "image": "example/api:5.0.3" }] }
`,
    },
    {
      title: 'a size of CPU that there is not',
      code: json`
        { "family": "api", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
          "cpu": "300", "memory": "700",
        //       ^^^^^ cpu
          "containerDefinitions": [{ "name": "api", "image": "example/api:5.0.3" }] }
      `,
      messages: [
        "Task 'api' asks for 300 CPU units, which Fargate does not offer; it offers 256, 512, 1024, 2048, 4096, 8192 or 16384.",
      ],
      fixed: `{ "family": "api", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
  "cpu": "512", "memory": "1024",
  "containerDefinitions": [{ "name": "api", "image": "example/api:5.0.3" }] }
`,
    },
    {
      title: 'Windows has fewer sizes, steps are named where there are many',
      code: [
        {
          path: 'a.json',
          text: json`
          { "family": "a", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "memory": "2048",
            "cpu": "512", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
          //       ^^^^^ cpu
            "containerDefinitions": [{ "name": "a", "image": "example/a:5.0.3" }] }
        `.text,
        },
        {
          path: 'b.json',
          text: json`
          { "family": "b", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "8 vCPU",
            "memory": "17 GB",
          //          ^^^^^^^ pair
            "containerDefinitions": [{ "name": "b", "image": "example/b:5.0.3" }] }
        `.text,
        },
        {
          path: 'c.json',
          text: json`
          { "family": "c", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1024",
            "memory": "2 gigs",
          //          ^^^^^^^^ unreadable
            "containerDefinitions": [{ "name": "c", "image": "example/c:5.0.3" }] }
        `.text,
        },
      ],
      messages: [
        "Task 'a' asks for 512 CPU units, which Fargate does not offer for Windows; it offers 1024, 2048 or 4096.",
        "Task 'b' asks for 8192 CPU units with 17408 MiB, which Fargate does not offer; 8192 takes 16384 to 61440 in steps of 4096.",
        "memory '2 gigs' of task 'c' is no size; write MiB such as '512', or gigabytes such as '1 GB'.",
      ],
    },
    {
      title: 'a size that is left out, on one side of a condition',
      code: yaml`
        Parameters:
          Env: { Type: String, AllowedValues: [prod, test] }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
        Resources:
          Api:
        # ^^^ missing
            Type: AWS::ECS::TaskDefinition
            Properties:
              RequiresCompatibilities: [FARGATE]
              Cpu: 256
              Memory: !If [IsProd, 4096, !Ref 'AWS::NoValue']
        #                          ^^^^ pair
              ContainerDefinitions: [{ Name: api, Image: 'example/api:5.0.3' }]
      `,
      messages: [
        "Task 'Api' runs on Fargate, but has no Memory; Fargate takes the size from the task, not from its containers (when 'IsProd' is false).",
        "Task 'Api' asks for 256 CPU units with 4096 MiB, which Fargate does not offer; 256 takes 512, 1024 or 2048 (when 'IsProd' is true).",
      ],
    },
  ],
});

describe('ecs/fargate-size', () => {
  it.each([
    ['256', '512', ''],
    ['.25 vCPU', '2 GB', ''],
    ['1024', '8192', ''],
    ['1 vcpu', '2GB', windows],
    ['4096', '30720', windows],
    ['8192', '61440', ''],
    ['16 vCPU', '120 GB', ''],
  ])('accepts %s with %s%s', async (cpu, memory, more) => {
    const { findings } = await lintTexts([rule], [{ path: 'task.json', text: task(cpu, memory, more) }]);
    expect(findings).toEqual([]);
  });
});
