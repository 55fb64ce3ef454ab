import { defineRule, nameOf, passingText, placeOfWall, portsText, settled, wornText, yaml } from '#kit';
import type { BalancerTraffic, Endpoint, Graph, Kinds, Related, Report, Wall } from '#kit';

type Service = Kinds['ecs.service'] | Kinds['ecs.taskSet'];
type Registration = Service['loadBalancers']['items'][number];

const messages = {
  ingress:
    "{whose} cannot reach {ports} of service '{service}': {groups} {admit} {passing}; admit {ports} from {other}.",
  egress:
    "{whose} cannot reach {ports} of service '{service}': {groups} {admit} {passing} out to {tasks}; let {ports} out to {other}.",
} as const;

/** A listener, a target group and a service are no way through: the security groups at both ends must agree. */
export default defineRule({
  id: 'network/balancer-cannot-reach-task',
  aka: [
    'catalogue:ecs-static-port-sg',
    'catalogue:ecs-dynamic-port-sg-ephemeral',
    'catalogue:sg-lb-to-task-missing',
    'catalogue:lb-sg-egress-targets',
    ...['kics:78055456', 'kics:01d5a458'],
  ],
  awsErrors: ['failed ELB health checks', 'Target.Timeout', 'Request timed out'],
  summary: 'Let load balancers reach their tasks through the security groups at both ends.',
  category: 'reliability',
  severity: 'error',
  since: '0.1.0',
  why: 'What the groups of a load balancer do not let out, or those of the tasks do not let in, is dropped in silence: health checks time out, and ECS stops and starts the tasks for ever. The port is that of the container, and that of the health check where it is another. Terraform takes away the rule that lets everything out of a new group.',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  ],
  messages,

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
        title: 'The group of the tasks admits the port that the listener has, not the one of the container.',
        code: yaml`
          Resources:
            BalancerGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Load balancer
                SecurityGroupIngress:
                  - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
            TaskGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Tasks
                SecurityGroupIngress:
                  - IpProtocol: tcp
                    FromPort: 443
          #                   ^^^ ingress
                    ToPort: 443
                    SourceSecurityGroupId: !Ref BalancerGroup
            Balancer:
              Type: AWS::ElasticLoadBalancingV2::LoadBalancer
              Properties: { Subnets: [subnet-0a1b2c3d, subnet-1a2b3c4d], SecurityGroups: [!Ref BalancerGroup] }
            Listener:
              Type: AWS::ElasticLoadBalancingV2::Listener
              Properties:
                LoadBalancerArn: !Ref Balancer
                Port: 443
                Protocol: HTTPS
                DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
            Targets:
              Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Properties: { TargetType: ip, Protocol: HTTP, Port: 8080, VpcId: vpc-0a1b2c3d }
            Service:
              Type: AWS::ECS::Service
              Properties:
                LaunchType: FARGATE
                TaskDefinition: web
                NetworkConfiguration:
                  AwsvpcConfiguration: { Subnets: [subnet-0a1b2c3d], SecurityGroups: [!Ref TaskGroup] }
                LoadBalancers:
                  - { ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Targets }
        `,
      },
    ],
    good: [
      {
        title: 'The container port, and the port of the health checks, from the group of the load balancer.',
        code: yaml`
          Resources:
            BalancerGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Load balancer
                SecurityGroupIngress:
                  - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
            TaskGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Tasks
                SecurityGroupIngress:
                  - { IpProtocol: tcp, FromPort: 8080, ToPort: 8081, SourceSecurityGroupId: !Ref BalancerGroup }
            Balancer:
              Type: AWS::ElasticLoadBalancingV2::LoadBalancer
              Properties: { Subnets: [subnet-0a1b2c3d, subnet-1a2b3c4d], SecurityGroups: [!Ref BalancerGroup] }
            Listener:
              Type: AWS::ElasticLoadBalancingV2::Listener
              Properties:
                LoadBalancerArn: !Ref Balancer
                Port: 443
                Protocol: HTTPS
                DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
            Targets:
              Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Properties: { TargetType: ip, Protocol: HTTP, Port: 8080, HealthCheckPort: '8081', VpcId: vpc-0a1b2c3d }
            Service:
              Type: AWS::ECS::Service
              Properties:
                LaunchType: FARGATE
                TaskDefinition: web
                NetworkConfiguration:
                  AwsvpcConfiguration: { Subnets: [subnet-0a1b2c3d], SecurityGroups: [!Ref TaskGroup] }
                LoadBalancers:
                  - { ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Targets }
        `,
      },
    ],
  },
});

/** What a load balancer sends to a target of a service, and what a finding tells of them. */
interface Route {
  readonly whose: string;
  readonly service: string;
  readonly tasks: string;
  readonly traffic: BalancerTraffic;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly related: readonly Related[];
}

type Direction = keyof typeof messages;

function* judge(service: Service, name: string, graph: Graph): Generator<Report<typeof messages>> {
  for (const { target, group, balancer } of targetsOf(service, graph)) {
    const told = new Map<Direction, BalancerTraffic>();
    for (const traffic of graph.trafficTo(group, target)) {
      const route: Route = {
        whose: `${traffic.as === 'health' ? 'Health checks of load' : 'Load'} balancer '${graph.nameOf(balancer)}'`,
        service: name,
        tasks: target.isTask ? 'its tasks' : 'its instances',
        traffic,
        from: graph.balancerEnd(balancer, traffic.as),
        to: target.end,
        related: [
          { at: traffic.at, note: 'The port comes from here.' },
          { at: group, note: 'The target group between them.' },
          { at: balancer, note: 'The load balancer.' },
        ],
      };
      const passage = graph.passage(route.from, route.to);
      for (const direction of ['ingress', 'egress'] as const) {
        if (!isClosed(passage[direction], traffic)) continue;
        // Health checks of the port that requests have are no second mistake.
        if (told.get(direction)?.ports.contains(traffic.ports)) continue;
        told.set(direction, traffic);
        yield reportOf(direction, passage[direction], route, graph);
      }
    }
  }
}

/** The target groups that a service registers in, and the load balancers before them. */
function* targetsOf(service: Service, graph: Graph) {
  for (const registration of service.loadBalancers.items) {
    const routes = routesTo(service, registration, graph);
    const target = routes.length === 0 ? undefined : graph.registeredTarget(service, registration);
    // A group of the other type takes no tasks, which is told elsewhere.
    const wanted = target?.isTask === true ? 'ip' : 'instance';
    for (const { group, balancer } of routes)
      if (target && settled(group.targetType, 'instance') === wanted) yield { target, group, balancer };
  }
}

/** The load balancers in the tree that send traffic to what a service registers, and by which target group. */
function routesTo(service: Service, registration: Registration, graph: Graph) {
  const { targetGroupArn, advancedConfiguration } = registration;
  return [targetGroupArn, advancedConfiguration.alternateTargetGroupArn].flatMap((arn) => {
    const group = graph.targetGroupOf(service, arn);
    if (group.state !== 'found') return [];
    return graph.balancersOf(group.view).map((balancer) => ({ group: group.view, balancer }));
  });
}

/** Does a wall certainly hold the traffic back? Of the ports that Docker may choose, one that gets through is enough. */
function isClosed({ ports }: Wall, { ports: wanted, isDynamic }: BalancerTraffic): boolean {
  return (isDynamic ? ports.overlaps(wanted) : ports.contains(wanted)) === 'no';
}

/** A Network Load Balancer without groups is known by its addresses. */
const NO_GROUPS = 'the subnets of the load balancer';

function reportOf(direction: Direction, wall: Wall, route: Route, graph: Graph): Report<typeof messages> {
  const { whose, service, tasks, traffic, from, to, related } = route;
  const isIngress = direction === 'ingress';
  const [wearer, other] = isIngress ? [to, from] : [from, to];
  const passing = passingText(wall);
  const one = wearer.groups.length === 1;
  const data = {
    whose,
    service,
    ports: traffic.isDynamic
      ? `the dynamic ports ${traffic.ports.format()}`
      : portsText(traffic.ports.subtract(wall.ports.possible)),
    groups: wornText(wearer, graph, NO_GROUPS),
    other: wornText(other, graph, NO_GROUPS),
  };
  const at = placeOfWall(wall, wearer, traffic.at);
  if (isIngress) {
    const what = passing ? `it on ${passing} only` : 'nothing from it';
    return { at, message: 'ingress', data: { ...data, admit: one ? 'admits' : 'admit', passing: what }, related };
  }
  const what = passing ? `only ${passing}` : 'nothing';
  return { at, message: 'egress', data: { ...data, admit: one ? 'lets' : 'let', passing: what, tasks }, related };
}
