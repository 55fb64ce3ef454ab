import rule from '../../../rules/ecs/fargate-host-port.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'tasks that run elsewhere, or nobody knows where',
      code: json`
        { "family": "web", "networkMode": "awsvpc", "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
      `,
    },
    {
      title: 'equal ports',
      code: json`
        { "family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
          { "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }] }
      `,
    },
  ],
  invalid: [
    {
      title: 'whatever the network mode, and beside EC2',
      code: json`
        { "family": "web", "networkMode": "bridge", "requiresCompatibilities": ["EC2", "FARGATE"],
          "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2",
              "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
        //                                                          ^^ differs
      `,
      messages: [
        "hostPort 80 of container 'web' differs from containerPort 8080; a Fargate task has its own network interface, so the container's port is the port: leave hostPort out.",
      ],
      fixed: `{ "family": "web", "networkMode": "bridge", "requiresCompatibilities": ["EC2", "FARGATE"],
  "containerDefinitions": [
    { "name": "web", "image": "example/web:1.4.2",
      "portMappings": [{ "containerPort": 8080 }] }] }
`,
    },
    {
      title: 'a capacity provider strategy, on one side of a condition',
      code: yaml`
        Parameters:
          Spot: { Type: String, AllowedValues: ['yes', 'no'] }
        Conditions:
          OnSpot: !Equals [!Ref Spot, 'yes']
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties:
              NetworkMode: awsvpc
              ContainerDefinitions:
                - Name: web
                  Image: example/web:1.4.2
                  PortMappings:
                    - ContainerPort: 8080
                      HostPort: 80
        #                       ^^ differs
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Web
              CapacityProviderStrategy:
                - CapacityProvider: !If [OnSpot, FARGATE_SPOT, instances]
      `,
      messages: [
        "HostPort 80 of container 'web' differs from ContainerPort 8080; a Fargate task has its own network interface, so the container's port is the port: leave HostPort out (when 'OnSpot' is true).",
      ],
    },
    {
      title: 'the default strategy of the cluster, in another file',
      code: [
        {
          path: 'web/task.json',
          text: json`
            { "family": "web", "networkMode": "awsvpc", "containerDefinitions": [
              { "name": "web", "image": "example/web:1.4.2",
                "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }] }
            //                                                        ^^ differs
          `.text,
        },
        {
          path: 'web/service.json',
          text: '{ "serviceName": "web", "cluster": "shop", "taskDefinition": "web:7", "desiredCount": 2 }',
        },
        {
          path: 'cluster.json',
          text: '{ "clusterName": "shop", "capacityProviders": ["FARGATE"], "defaultCapacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 1 }] }',
        },
      ],
    },
  ],
});
