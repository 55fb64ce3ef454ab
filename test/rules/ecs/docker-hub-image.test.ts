import rule from '../../../rules/ecs/docker-hub-image.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'other registries, stand-ins, and names that Docker Hub does not have',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "a", "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/nginx:1.27" },
          { "name": "b", "image": "ghcr.io/example/web:2.1.0" },
          { "name": "c", "image": "localhost:5000/nginx" },
          { "name": "d", "image": "<IMAGE1_NAME>" },
          { "name": "e", "image": "\${REGISTRY}/nginx:1.27" },
          { "name": "f", "image": "my-app:1.0" }] }
      `,
    },
    {
      title: 'an image that comes from outside, and credentials that may',
      code: yaml`
        Parameters:
          Image: { Type: String }
          Account: { Type: String, Default: '' }
        Conditions:
          HasAccount: !Not [!Equals [!Ref Account, '']]
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - { Name: a, Image: !Ref Image }
                - { Name: b, Image: nginx:1.27, RepositoryCredentials: { CredentialsParameter: !Ref Account } }
      `,
    },
  ],
  invalid: [
    {
      title: 'Docker Hub by any name',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "a", "image": "docker.io/library/redis:7.4" },
        //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ official
          { "name": "b", "image": "registry-1.docker.io/example/web:2.1.0" },
        //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ other
          { "name": "c", "image": "example/api:\${TAG}" }] }
        //                        ^^^^^^^^^^^^^^^^^^^^ other
      `,
    },
    {
      title: 'an official image whose place in the mirror is not certain: a tag that is not known, a digest',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "a", "image": "nginx:\${TAG}" },
        //                        ^^^^^^^^^^^^^^ other
          { "name": "b", "image": "redis@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }] }
        //                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ other
      `,
    },
    {
      title: 'in Terraform, with the mirror as the fix',
      code: {
        path: 'main.tf',
        text: `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "nginx:1.27.4" }])
#                                                             ^^^^^^^^^^^^^^ official
}
`,
      },
      messages: [
        "Image 'nginx:1.27.4' of container 'web' is pulled from Docker Hub anonymously, which is limited by address; Amazon ECR Public has it as 'public.ecr.aws/docker/library/nginx:1.27.4'.",
      ],
      fixed: `resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "public.ecr.aws/docker/library/nginx:1.27.4" }])
}
`,
    },
  ],
});
