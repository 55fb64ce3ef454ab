import rule from '../../../rules/ecs/load-balancer-container-mismatch.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

const task = {
  path: 'task.json',
  text: '{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 8080 }, { "containerPort": 8443 }] }, { "name": "cache", "image": "redis:7.4.1" }] }',
};

testRule(rule, {
  valid: [
    {
      title: 'a container and port of the task definition, by name across files',
      code: [
        task,
        {
          path: 'service.json',
          text: '{ "serviceName": "web", "taskDefinition": "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:3", "loadBalancers": [{ "targetGroupArn": "arn:tg", "containerName": "web", "containerPort": 8443 }] }',
        },
      ],
    },
    {
      title: 'names and ports that are not known, and containers from elsewhere',
      code: yaml`
        Parameters:
          Name: { Type: String }
          Port: { Type: Number }
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - { Name: !Ref Name, Image: 'example/web:1.4.2' }
                - { Name: api, Image: 'example/api:1.4.2', PortMappings: [{ ContainerPort: !Ref Port }] }
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Task
              LoadBalancers:
                - { ContainerName: web, ContainerPort: 80, TargetGroupArn: !ImportValue web }
                - { ContainerName: api, ContainerPort: 80, TargetGroupArn: !ImportValue api }
          Other:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !ImportValue task
              LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !ImportValue web }]
      `,
    },
  ],
  invalid: [
    {
      title: 'a slip of the pen, a wrong port, and a container without ports',
      code: [
        {
          path: 'service.json',
          text: json`
            { "serviceName": "web", "taskDefinition": "web", "loadBalancers": [
              { "targetGroupArn": "arn:a", "containerName": "wbe", "containerPort": 8080 },
            //                                              ^^^^^ container
              { "targetGroupArn": "arn:b", "containerName": "web", "containerPort": 80 },
            //                                                                      ^^ port
              { "targetGroupArn": "arn:c", "containerName": "cache", "containerPort": 6379 },
            //                                                                        ^^^^ port
              { "targetGroupArn": "arn:d", "containerName": "frontend", "containerPort": 8080 }] }
            //                                              ^^^^^^^^^^ container
          `.text,
        },
        task,
      ],
      messages: [
        "Service 'web' sends traffic to container 'wbe', but task 'web' has no such container; did you mean 'web'?",
        "Service 'web' targets port 80 of container 'web', which maps 8080, 8443.",
        "Service 'web' targets port 6379 of container 'cache', which maps no port.",
        "Service 'web' sends traffic to container 'frontend', but task 'web' has no such container; it has 'web', 'cache'.",
      ],
      fixed: `{ "serviceName": "web", "taskDefinition": "web", "loadBalancers": [
  { "targetGroupArn": "arn:a", "containerName": "web", "containerPort": 8080 },
  { "targetGroupArn": "arn:b", "containerName": "web", "containerPort": 80 },
  { "targetGroupArn": "arn:c", "containerName": "cache", "containerPort": 6379 },
  { "targetGroupArn": "arn:d", "containerName": "frontend", "containerPort": 8080 }] }
`,
    },
    {
      title: 'outside a mapped range, and one side of a condition',
      code: yaml`
        Parameters:
          Env: { Type: String, AllowedValues: [prod, test] }
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: web
              ContainerDefinitions:
                - Name: web
                  Image: example/web:1.4.2
                  PortMappings:
                    - ContainerPortRange: 8000-8100
                    - !If [IsProd, { ContainerPort: 80 }, !Ref 'AWS::NoValue']
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Task
              LoadBalancers:
                - ContainerName: web
                  ContainerPort: 80
        #                        ^^ port
                  TargetGroupArn: !ImportValue web
      `,
      messages: [
        "Service 'Service' targets port 80 of container 'web', which maps 8000-8100 (when 'IsProd' is false).",
      ],
    },
  ],
});
