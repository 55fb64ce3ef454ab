import rule from '../../../rules/syntax/unknown-field.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'what describe-task-definition adds is a mistake of another kind',
      code: json`
        { "family": "web", "revision": 7, "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2" }] }
      `,
    },
    {
      title: 'keys of the user’s own choice',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2", "dockerLabels": { "memoryReservaton": "1" },
            "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-gruop": "web" } } }] }
      `,
    },
    {
      title: 'custom resources, and types of others',
      code: yaml`
        Resources:
          Topic: { Type: AWS::SNS::Topic, Properties: { Nmae: web } }
          Thing: { Type: Custom::Thing, Properties: { Anything: 1 } }
      `,
    },
  ],
  invalid: [
    {
      title: 'CloudFormation in JSON, with its fix',
      code: {
        path: 'stack.json',
        text: `{ "Resources": { "Service": { "Type": "AWS::ECS::Service", "Properties": {
  "TaskDefinition": "web", "DesiredCuont": 2, "Cluster": "shop" } } } }
//                         ^^^^^^^^^^^^^^ misspelt
`,
      },
      messages: [
        "Unknown field 'DesiredCuont' in resource 'Service' (AWS::ECS::Service); did you mean 'DesiredCount'?",
      ],
      fixed: `{ "Resources": { "Service": { "Type": "AWS::ECS::Service", "Properties": {
  "TaskDefinition": "web", "DesiredCount": 2, "Cluster": "shop" } } } }
`,
    },
    {
      title: 'both branches of a condition',
      code: yaml`
        Parameters: { Stage: { Type: String, AllowedValues: [prod, dev] } }
        Conditions: { IsProd: !Equals [!Ref Stage, prod] }
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - !If
                  - IsProd
                  - { Name: web, Image: example/web:1.4.2, Memry: 256 }
        #                                                  ^^^^^ misspelt
                  - { Name: web, Image: example/web:1.4.2, Hostnam: web }
        #                                                  ^^^^^^^ misspelt
      `,
      messages: [
        "Unknown field 'Memry' in container 'web'; did you mean 'Memory'?",
        "Unknown field 'Hostnam' in container 'web'; did you mean 'Hostname'?",
      ],
    },
    {
      title: 'Kubernetes, in an init container and where nothing is near',
      code: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers:
            - { name: migrate, image: example/web:1.4.2, imagePullPolcy: Always }
        #                                                ^^^^^^^^^^^^^^ misspelt
          containers:
            - name: web
              image: example/web:1.4.2
              replicas: 3
        #     ^^^^^^^^ unknown
      `,
      messages: [
        "Unknown field 'imagePullPolcy' in container 'migrate'; did you mean 'imagePullPolicy'?",
        "Unknown field 'replicas' in container 'web', which is refused or ignored; check its name and its place.",
      ],
    },
    {
      title: 'eksctl',
      code: yaml`
        apiVersion: eksctl.io/v1alpha5
        kind: ClusterConfig
        metadata: { name: shop, region: eu-central-1 }
        managedNodeGroups:
          - name: web
            desiredCapcity: 2
        #   ^^^^^^^^^^^^^^ misspelt
      `,
    },
    {
      title: 'Terraform, in the block and within the container definitions',
      code: {
        path: 'main.tf.json',
        text: `{ "resource": { "aws_ecs_task_definition": { "web": { "family": "web", "memry": 512,
//                                                                     ^^^^^^^ misspelt
  "container_definitions": "[{\\"name\\":\\"web\\",\\"image\\":\\"example/web:1.4.2\\",\\"esential\\":true}]" } } } }
//                                                                             ^^^^^^^^^^^^ misspelt
`,
      },
      messages: [
        "Unknown field 'memry' in aws_ecs_task_definition.web; did you mean 'memory'?",
        "Unknown field 'esential' in container 'web'; did you mean 'essential'?",
      ],
    },
  ],
});
