import { defineRule, isSet, nameOf, set, settled, yaml, type Graph, type Kinds, type Value } from '#kit';

type Service = Kinds['ecs.service'] | Kinds['ecs.taskSet'];

/** A task with a network interface of its own is an address; one without is a port of its instance. */
export default defineRule({
  id: 'ecs/target-type-mismatch',
  aka: ['catalogue:ecs-service-lb-target-type'],
  awsErrors: [
    'has target type instance, which is incompatible with the awsvpc network mode specified in the task definition',
    'has target type ip, which is incompatible with the bridge network mode specified in the task definition',
  ],
  summary: 'Match the type of a target group to the network mode of the tasks that register in it.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'Tasks in awsvpc mode, and so all on Fargate, register by the address of their own network interface, which takes target type ip. Tasks in bridge and host mode register as a port of their instance, which takes target type instance, the default. In a group of functions or load balancers ECS registers nothing. CreateService refuses the combination.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-type',
  ],
  messages: {
    wrong:
      "Target group '{group}' has {type.field} '{actual}'{origin}, but tasks of service '{service}' are in network mode '{mode}' and register {what}; set {type.field} to '{wanted}'.",
    never:
      "Target group '{group}' has {type.field} '{actual}', in which ECS registers no tasks, but service '{service}' names it; set {type.field} to 'ip' for awsvpc tasks, to 'instance' for others.",
  },

  visit: {
    'ecs.service'(service, { graph, resource, report }) {
      for (const finding of judge(service, nameOf(service.serviceName, resource), graph)) report(finding);
    },
    'ecs.taskSet'(taskSet, { graph, resource, report }) {
      for (const finding of judge(taskSet, nameOf(taskSet.externalId, resource), graph)) report(finding);
    },
  },

  examples: {
    bad: [
      {
        title: 'The default type, for tasks with their own network interface.',
        code: yaml`
          Resources:
            WebTargets:
          # ^^^^^^^^^^ wrong
              Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Properties:
                Port: 8080
                Protocol: HTTP
                VpcId: vpc-0123456789abcdef0
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                NetworkMode: awsvpc
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    PortMappings: [{ ContainerPort: 8080 }]
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Task
                LoadBalancers:
                  - { ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref WebTargets }
        `,
      },
      {
        title: 'Kept from before the move to Fargate.',
        code: yaml`
          Resources:
            WebTargets:
              Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Properties:
                Port: 8080
                Protocol: HTTP
                TargetType: instance
          #                 ^^^^^^^^ wrong
                VpcId: vpc-0123456789abcdef0
            Service:
              Type: AWS::ECS::Service
              Properties:
                LaunchType: FARGATE
                TaskDefinition: web
                LoadBalancers:
                  - { ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref WebTargets }
        `,
      },
    ],
    good: [
      {
        title: 'Addresses as targets.',
        code: yaml`
          Resources:
            WebTargets:
              Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Properties:
                Port: 8080
                Protocol: HTTP
                TargetType: ip
                VpcId: vpc-0123456789abcdef0
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                NetworkMode: awsvpc
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    PortMappings: [{ ContainerPort: 8080 }]
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Task
                LoadBalancers:
                  - { ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref WebTargets }
        `,
      },
    ],
  },
});

/** How tasks register. Source: ECS API reference, LoadBalancer.targetGroupArn. */
const REGISTRATION = {
  awsvpc: { wanted: 'ip', what: 'by their own address' },
  bridge: { wanted: 'instance', what: 'as a port of their instance' },
  host: { wanted: 'instance', what: 'as a port of their instance' },
} as const;

function* judge(service: Service, name: string, graph: Graph) {
  const network = graph.networkModeOf(service);
  for (const arn of targetGroupsOf(service)) {
    const group = graph.targetGroupOf(service, arn);
    if (group.state !== 'found') continue;
    const type = group.view.targetType;
    const actual = settled(type, 'instance');
    if (actual === undefined) continue;
    const data = { group: nameOf(group.view.name, group.resource), type, actual, service: name };
    const at = isSet(type) === 'yes' ? type : group.view;
    const here = { at: arn, note: 'The service registers its tasks here.' };
    if (actual === 'lambda' || actual === 'alb') {
      yield { at, message: 'never' as const, data, related: [here] };
      continue;
    }
    // Network mode none has no ports to register, which is another mistake.
    if (!network || network.mode === 'none') continue;
    const { mode } = network;
    const { wanted, what } = REGISTRATION[mode];
    if (actual === wanted) continue;
    const origin = isSet(type) === 'yes' ? '' : ', the default';
    const related = [{ at: network.at, note: `Network mode '${mode}' comes from here.` }, here];
    // A target group cannot change its type: it is replaced.
    const fix = {
      title: `Set ${type.origin.name} to '${wanted}'`,
      safety: 'unsafe' as const,
      changes: [set(type, wanted)],
    };
    yield { at, message: 'wrong' as const, data: { ...data, mode, what, wanted, origin }, related, fix };
  }
}

function* targetGroupsOf({ loadBalancers }: Service): Generator<Value<string>> {
  for (const { targetGroupArn, advancedConfiguration } of loadBalancers.items) {
    yield targetGroupArn;
    yield advancedConfiguration.alternateTargetGroupArn;
  }
}
