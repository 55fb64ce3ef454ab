import rule from '../../../rules/ecs/host-port-mismatch.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'equal ports, port 0, and bridge mode',
      code: json`
        { "family": "web", "networkMode": "host", "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2", "portMappings": [
            { "containerPort": 8080, "hostPort": 8080 }, { "containerPort": 9090, "hostPort": 0 }] }] }
      `,
    },
    {
      title: 'bridge mode maps ports, and is the default',
      code: json`
        { "family": "web", "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
      `,
    },
    {
      title: 'a task on Fargate, which ecs/fargate-host-port sees',
      code: json`
        { "family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
      `,
    },
    {
      title: 'a mode and a port that nobody knows yet',
      code: yaml`
        Parameters:
          Mode: { Type: String }
          Port: { Type: Number }
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              NetworkMode: !Ref Mode
              ContainerDefinitions:
                - Name: web
                  Image: example/web:1.4.2
                  PortMappings: [{ ContainerPort: 8080, HostPort: 80 }]
          Api:
            Type: AWS::ECS::TaskDefinition
            Properties:
              NetworkMode: awsvpc
              ContainerDefinitions:
                - Name: api
                  Image: example/api:1.4.2
                  PortMappings: [{ ContainerPort: !Ref Port, HostPort: 80 }]
      `,
    },
  ],
  invalid: [
    {
      title: 'host mode, two containers, and what the fix leaves',
      code: json`
        { "family": "web", "networkMode": "host", "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2",
            "portMappings": [{ "containerPort": 8080, "hostPort": 80 }, { "containerPort": 8443 }] },
        //                                                        ^^ differs
          { "name": "metrics", "image": "example/metrics:1.0.0",
            "portMappings": [{ "hostPort": 9100, "containerPort": 9090 }] }] }
        //                                 ^^^^ differs
      `,
      messages: [
        "hostPort 80 differs from containerPort 8080; in network mode 'host' they must be equal.",
        "hostPort 9100 differs from containerPort 9090; in network mode 'host' they must be equal.",
      ],
      fixed: `{ "family": "web", "networkMode": "host", "containerDefinitions": [
  { "name": "web", "image": "example/web:1.4.2",
    "portMappings": [{ "containerPort": 8080 }, { "containerPort": 8443 }] },
  { "name": "metrics", "image": "example/metrics:1.0.0",
    "portMappings": [{ "containerPort": 9090 }] }] }
`,
    },
    {
      title: 'one branch of a condition, in the spelling of CloudFormation',
      code: yaml`
        Parameters:
          Env: { Type: String, AllowedValues: [prod, test] }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              NetworkMode: !If [IsProd, awsvpc, bridge]
              ContainerDefinitions:
                - Name: web
                  Image: example/web:1.4.2
                  PortMappings:
                    - ContainerPort: 8080
                      HostPort: 80
        #                       ^^ differs
      `,
      messages: [
        "HostPort 80 differs from ContainerPort 8080; in network mode 'awsvpc' they must be equal (when 'IsProd' is true).",
      ],
    },
  ],
});
