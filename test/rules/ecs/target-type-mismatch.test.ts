import rule from '../../../rules/ecs/target-type-mismatch.ts';
import { yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'bridge by default, instances by default',
      code: yaml`
        Resources:
          Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80 } }
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties: { RequiresCompatibilities: [EC2], ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2' }] }
          Service:
            Type: AWS::ECS::Service
            Properties:
              LaunchType: EC2
              TaskDefinition: !Ref Task
              LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets }]
      `,
    },
    {
      title: 'a type, a mode and a group that are not known',
      code: yaml`
        Parameters:
          Type: { Type: String }
          Mode: { Type: String }
        Resources:
          Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: !Ref Type } }
          Default: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80 } }
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties: { NetworkMode: awsvpc, ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2' }] }
          Unsure:
            Type: AWS::ECS::TaskDefinition
            Properties: { NetworkMode: !Ref Mode, ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2' }] }
          A:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Task
              LoadBalancers:
                - { ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets }
                - { ContainerName: web, ContainerPort: 80, TargetGroupArn: !ImportValue targets }
          B:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Unsure
              LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Default }]
          C:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !ImportValue task
              Cluster: !ImportValue cluster
              LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Default }]
      `,
    },
  ],
  invalid: [
    {
      title: 'written wrong, both ways, and in the group that a blue/green deployment shifts to',
      code: yaml`
        Resources:
          Instances:
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties:
              Name: blue
              TargetType: instance
        #                 ^^^^^^^^ wrong
          Addresses:
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties:
              TargetType: ip
        #                 ^^ wrong
          Functions:
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties:
              TargetType: lambda
        #                 ^^^^^^ never
          Own:
            Type: AWS::ECS::TaskDefinition
            Properties: { NetworkMode: awsvpc, ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2' }] }
          Shared:
            Type: AWS::ECS::TaskDefinition
            Properties: { NetworkMode: bridge, ContainerDefinitions: [{ Name: api, Image: 'example/api:1.4.2' }] }
          Web:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Own
              LoadBalancers:
                - ContainerName: web
                  ContainerPort: 80
                  TargetGroupArn: !ImportValue green
                  AdvancedConfiguration: { AlternateTargetGroupArn: !Ref Instances }
          Api:
            Type: AWS::ECS::Service
            Properties:
              ServiceName: api
              TaskDefinition: !Ref Shared
              LoadBalancers:
                - { ContainerName: api, ContainerPort: 80, TargetGroupArn: !Ref Addresses }
                - { ContainerName: api, ContainerPort: 81, TargetGroupArn: !Ref Functions }
      `,
      messages: [
        "Target group 'blue' has TargetType 'instance', but tasks of service 'Web' are in network mode 'awsvpc' and register by their own address; set TargetType to 'ip'.",
        "Target group 'Addresses' has TargetType 'ip', but tasks of service 'api' are in network mode 'bridge' and register as a port of their instance; set TargetType to 'instance'.",
        "Target group 'Functions' has TargetType 'lambda', in which ECS registers no tasks, but service 'api' names it; set TargetType to 'ip' for awsvpc tasks, to 'instance' for others.",
      ],
    },
    {
      title: 'a task definition elsewhere: the subnets tell, and Fargate does',
      code: yaml`
        Resources:
          ForA:
        # ^^^^ wrong
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties: { Port: 80 }
          ForB:
        # ^^^^ wrong
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties: { Port: 80 }
          A:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !ImportValue task
              NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-0123456789abcdef0] } }
              LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref ForA }]
          B:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !ImportValue task
              LaunchType: FARGATE
              LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref ForB }]
      `,
      messages: [
        "Target group 'ForA' has TargetType 'instance', the default, but tasks of service 'A' are in network mode 'awsvpc' and register by their own address; set TargetType to 'ip'.",
        "Target group 'ForB' has TargetType 'instance', the default, but tasks of service 'B' are in network mode 'awsvpc' and register by their own address; set TargetType to 'ip'.",
      ],
    },
    {
      title: 'one side of a condition, and a task set',
      code: yaml`
        Parameters:
          Env: { Type: String, AllowedValues: [prod, test] }
        Conditions:
          OnFargate: !Equals [!Ref Env, prod]
        Resources:
          Targets:
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties:
              TargetType: instance
        #                 ^^^^^^^^ wrong
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              NetworkMode: !If [OnFargate, awsvpc, bridge]
              ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2' }]
          Set:
            Type: AWS::ECS::TaskSet
            Properties:
              Cluster: shop
              Service: web
              ExternalId: blue
              TaskDefinition: !Ref Task
              LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets }]
      `,
      messages: [
        "Target group 'Targets' has TargetType 'instance', but tasks of service 'blue' are in network mode 'awsvpc' and register by their own address; set TargetType to 'ip' (when 'OnFargate' is true).",
      ],
    },
  ],
});
