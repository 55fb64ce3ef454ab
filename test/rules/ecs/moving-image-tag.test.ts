import { expect, it } from 'vitest';
import rule from '../../../rules/ecs/moving-image-tag.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { lintTexts } from '../../kit/lint-text.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'versions, digests, builds, and placeholders',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "a", "image": "example/web:v2" },
          { "name": "b", "image": "example/web:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
          { "name": "c", "image": "example/web:nightly-20260102" },
          { "name": "d", "image": "<IMAGE1_NAME>" },
          { "name": "e", "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:\${TAG}" },
          { "name": "f", "image": "registry.example.com:5000/web:main-4f2a91c" },
          { "name": "g", "image": "{{ image }}" },
          { "name": "h", "image": "your-app-image" }] }
      `,
    },
    {
      title: 'images that come from outside',
      code: yaml`
        Parameters:
          Image: { Type: String }
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - { Name: a, Image: !Ref Image }
                - { Name: b, Image: !Sub '\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/\${Image}' }
                - { Name: c, Image: !ImportValue web-image }
      `,
    },
  ],
  invalid: [
    {
      title: 'tags that move, in every registry',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "a", "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web" },
        //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ untagged
          { "name": "b", "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:init-latest" },
        //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ moves
          { "name": "c", "image": "registry.example.com:5000/web" },
        //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ untagged
          { "name": "d", "image": "\${REGISTRY}/web:main" }] }
        //                        ^^^^^^^^^^^^^^^^^^^^^^ moves
      `,
      messages: [
        "Image '123456789012.dkr.ecr.eu-central-1.amazonaws.com/web' of container 'a' has no tag, which means 'latest' and can move; pin a version or a digest.",
        "Image 'public.ecr.aws/aws-observability/aws-for-fluent-bit:init-latest' of container 'b' uses a tag that can move; pin a version or a digest.",
        "Image 'registry.example.com:5000/web' of container 'c' has no tag, which means 'latest' and can move; pin a version or a digest.",
        "Image '…/web:main' of container 'd' uses a tag that can move; pin a version or a digest.",
      ],
    },
    {
      title: 'a container without a name',
      code: yaml`
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Image: nginx:stable-alpine
        #                ^^^^^^^^^^^^^^^^^^^ moves
      `,
      messages: ["Image 'nginx:stable-alpine' of container '…' uses a tag that can move; pin a version or a digest."],
    },
    {
      title: 'a repository of the template, and one side of a condition',
      code: yaml`
        Parameters:
          Env: { Type: String, AllowedValues: [prod, test] }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
        Resources:
          Repository:
            Type: AWS::ECR::Repository
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Name: web
                  Image: !GetAtt Repository.RepositoryUri
        #                        ^^^^^^^^^^^^^^^^^^^^^^^^ bareRepository
                - Name: cache
                  Image: !If [IsProd, 'redis:7.4.1', redis]
        #                                            ^^^^^ untagged
                - Name: proxy
                  Image: !Sub '\${Repository.RepositoryUri}:latest'
        #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ moves
      `,
      messages: [
        "Container 'web' takes its image from repository 'Repository' without a tag, which means 'latest' and can move; append a version or a digest.",
        "Image 'redis' of container 'cache' has no tag, which means 'latest' and can move; pin a version or a digest (when 'IsProd' is false).",
        "Image '…:latest' of container 'proxy' uses a tag that can move; pin a version or a digest.",
      ],
    },
  ],
});

it('is a warning where nothing holds the digest, else information', async () => {
  const task = (family: string, more: string): { path: string; text: string } => ({
    path: `${family}.json`,
    text: `{ "family": "${family}", "containerDefinitions": [{ "name": "web", "image": "nginx:latest"${more} }] }`,
  });
  const { findings } = await lintTexts(
    [rule],
    [
      task('alone', ''),
      task('loose', ', "versionConsistency": "disabled"'),
      task('run', ''),
      task('served', ''),
      {
        path: 'run-task.json',
        text: '{ "cluster": "jobs", "taskDefinition": "run", "launchType": "FARGATE", "count": 2 }',
      },
      { path: 'service.json', text: '{ "serviceName": "served", "taskDefinition": "served", "desiredCount": 2 }' },
    ],
  );
  expect(findings.map(({ severity }) => severity)).toEqual(['info', 'warning', 'warning', 'info']);
});
