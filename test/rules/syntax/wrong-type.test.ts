import rule from '../../../rules/syntax/wrong-type.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'CloudFormation reads numbers and texts alike',
      code: yaml`
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Cpu: 256
              ContainerDefinitions:
                - { Name: web, Image: example/web:1.4.2, Memory: '256', Essential: 'true' }
      `,
    },
    {
      title: 'what a later step fills in, and null',
      code: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: \${REPLICAS}
          minReadySeconds: null
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: example/web:1.4.2 }] }
      `,
    },
  ],
  invalid: [
    {
      title: 'an item of a list, of which the list itself is no fault',
      code: json`
        { "family": "web", "containerDefinitions": [ "web" ] }
        //                                           ^^^^^ type
      `,
      messages: ["Field 'containerDefinitions' of task definition 'web' takes a list of maps, not one with text."],
    },
    {
      title: 'numbers that are not whole, or beyond counting',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2", "memory": 0.5, "cpu": 1e999 }] }
        //                                                         ^^^ type
        //                                                                     ^^^^^ type
      `,
      messages: [
        "Field 'memory' of container 'web' takes a whole number, not a fraction.",
        "Field 'cpu' of container 'web' takes a whole number, not a number so large.",
      ],
    },
    {
      title: 'numbers in quotes, where the API takes numbers',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2", "memory": "256", "portMappings": { "containerPort": 8080 } }] }
        //                                                         ^^^^^ type
        //                                                                ^^^^^^^^^^^^^^ type
      `,
      messages: [
        "Field 'memory' of container 'web' takes a whole number, not text.",
        "Field 'portMappings' of container 'web' takes a list, not a map.",
      ],
    },
    {
      title: 'values of variables and labels, with their fix',
      code: {
        path: 'pod.yaml',
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { release: 1.30 }
#                    ^^^^ quotes
spec:
  containers:
    - name: web
      image: example/web:1.4.2
      env: [{ name: DEBUG, value: yes }, { name: TRACE, value: n }]
#                                 ^^^ quotes
#                                                              ^ quotes
`,
      },
      messages: [
        "Field 'labels.release' of metadata of Pod 'web' takes text, not a number; put it in quotes.",
        "Field 'value' of env 'DEBUG' of container 'web' takes text, not true or false; put it in quotes.",
        "Field 'value' of env 'TRACE' of container 'web' takes text, not true or false; put it in quotes.",
      ],
      fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { release: "1.30" }
spec:
  containers:
    - name: web
      image: example/web:1.4.2
      env: [{ name: DEBUG, value: "yes" }, { name: TRACE, value: "n" }]
`,
    },
    {
      title: 'Terraform, within the container definitions',
      code: {
        path: 'main.tf.json',
        text: `{ "resource": { "aws_ecs_task_definition": { "web": { "family": "web",
  "container_definitions": "[{\\"name\\":\\"web\\",\\"image\\":\\"example/web:1.4.2\\",\\"command\\":\\"serve\\"}]" } } } }
//                                                                                         ^^^^^^^^^ type
`,
      },
      messages: ["Field 'command' of container 'web' takes a list, not text."],
    },
  ],
});
