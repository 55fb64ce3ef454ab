import {
  closest,
  defineRule,
  isParseFailure,
  labelOf,
  nameOf,
  parsePortRange,
  set,
  settled,
  yaml,
  type Value,
} from '#kit';
import type { FixProposal, Graph, Kinds } from '#kit';

type Service = Kinds['ecs.service'] | Kinds['ecs.taskSet'];
type Entry = Service['loadBalancers']['items'][number];
type Task = Kinds['ecs.taskDefinition'];
type Container = Task['containerDefinitions']['items'][number];

/** A load balancer reaches a container by its name and a port that it maps. */
export default defineRule({
  id: 'ecs/load-balancer-container-mismatch',
  aka: [
    'catalogue:ecs-service-lb-container-unknown',
    'catalogue:ecs-service-lb-port-unknown',
    'ecspresso:verify:LoadBalancer-container',
    'ecspresso:verify:LoadBalancer-port',
  ],
  awsErrors: [
    'The container web does not exist in the task definition',
    'The container web did not have a container port 80 defined',
  ],
  summary: 'Send load balancer traffic to a container of the task, on a port that it maps.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'CreateService looks the container and its port up in the task definition, and refuses the service when there is no such container or the container does not map that port.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html',
  ],
  messages: {
    container:
      "Service '{service}' sends traffic to container '{container}', but task '{task}' has no such container{hint}",
    port: "Service '{service}' targets port {port} of container '{container}', which maps {mapped}.",
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
        title: 'The port outside is the listener’s business.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    PortMappings:
                      - ContainerPort: 8080
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Task
                LoadBalancers:
                  - ContainerName: web
                    ContainerPort: 80
          #                        ^^ port
                    TargetGroupArn: !ImportValue web-targets
        `,
      },
      {
        title: 'The name of the service is not the name of its container.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    PortMappings:
                      - ContainerPort: 8080
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Task
                LoadBalancers:
                  - ContainerName: shop
          #                        ^^^^ container
                    ContainerPort: 8080
                    TargetGroupArn: !ImportValue web-targets
        `,
      },
    ],
    good: [
      {
        title: 'A port in a mapped range.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                NetworkMode: awsvpc
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    PortMappings:
                      - ContainerPortRange: 8000-8100
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Task
                LoadBalancers:
                  - ContainerName: web
                    ContainerPort: 8080
                    TargetGroupArn: !ImportValue web-targets
        `,
      },
    ],
  },
});

function* judge(service: Service, name: string, graph: Graph) {
  const task = graph.taskDefinitionOf(service);
  if (task.state !== 'found') return;
  const { containerDefinitions: containers, family } = task.view;
  for (const entry of service.loadBalancers.items) {
    const wanted = settled(entry.containerName);
    if (wanted === undefined) continue;
    const container = containers.items.find((each) => settled(each.name) === wanted);
    if (container) {
      const finding = judgePort(entry, container, name);
      if (finding) yield finding;
      continue;
    }
    const names = containers.items.map((each) => settled(each.name));
    const known = names.filter((each) => each !== undefined);
    if (containers.open || known.length < names.length) continue;
    const meant = known.length === 1 ? known[0] : closest(wanted, known);
    const fix = meant === undefined ? undefined : change(entry.containerName, meant);
    const data = {
      service: name,
      container: wanted,
      task: nameOf(family, task.resource),
      hint: hintFor(wanted, known),
    };
    const related = [{ at: containers, note: 'The containers of the task.' }];
    yield { at: entry.containerName, message: 'container' as const, data, related, fix };
  }
}

function judgePort({ containerPort }: Entry, container: Container, service: string) {
  const port = settled(containerPort);
  const { portMappings } = container;
  if (port === undefined || portMappings.open) return undefined;
  const mapped: (number | string)[] = [];
  for (const mapping of portMappings.items) {
    const single = settled(mapping.containerPort, 'none');
    const range = settled(mapping.containerPortRange, 'none');
    if (single === undefined || range === undefined) return undefined;
    if (single !== 'none') mapped.push(single);
    if (range === 'none') continue;
    const ports = parsePortRange(range);
    if (isParseFailure(ports) || (ports.from <= port && port <= ports.to)) return undefined;
    mapped.push(range);
  }
  if (mapped.includes(port)) return undefined;
  const [first] = mapped;
  const data = {
    service,
    port,
    container: labelOf(container.name),
    mapped: mapped.length === 0 ? 'no port' : mapped.join(', '),
  };
  return {
    at: containerPort,
    message: 'port' as const,
    data,
    related: [
      mapped.length === 0
        ? { at: container, note: 'The container maps no ports.' }
        : { at: portMappings, note: 'Ports mapped here.' },
    ],
    fix: mapped.length === 1 && typeof first === 'number' ? change(containerPort, first) : undefined,
  };
}

/** The closest name; else all, when they are few. */
function hintFor(wanted: string, names: readonly string[]): string {
  const near = closest(wanted, names);
  if (near !== undefined) return `; did you mean '${near}'?`;
  return names.length === 0 || names.length > 4 ? '.' : `; it has ${names.map((name) => `'${name}'`).join(', ')}.`;
}

/** What is meant is a guess, be it a good one. */
function change(at: Value<string> | Value<number>, value: string | number): FixProposal {
  return {
    title: `Write ${typeof value === 'string' ? `'${value}'` : String(value)}`,
    safety: 'unsafe',
    changes: [set(at, value)],
  };
}
