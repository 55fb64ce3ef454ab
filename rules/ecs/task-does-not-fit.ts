import {
  allOf,
  countOf,
  defineRule,
  instanceType,
  isParseFailure,
  isSet,
  nameOf,
  parseCpuUnits,
  parseMemoryMiB,
  settled,
  shortagesOf,
  yaml,
  type InstancePool,
  type InstanceRange,
  type InstanceSupply,
  type Kinds,
  type Place,
  type Shortage,
  type TaskDemand,
} from '#kit';

type TaskDefinition = Kinds['ecs.taskDefinition'];
type Container = TaskDefinition['containerDefinitions']['items'][number];

/** What a message speaks of first. */
const RESOURCES = ['memory', 'cpu', 'gpu'] as const satisfies readonly Shortage[];
type Resource = (typeof RESOURCES)[number];

/** A task is placed on one instance; when none that may come is large enough, it waits for good. */
export default defineRule({
  id: 'ecs/task-does-not-fit',
  aka: ['catalogue:ecs-task-does-not-fit-instance'],
  awsErrors: [
    'was unable to place a task because no container instance met all of its requirements',
    'The closest matching container-instance has insufficient memory available',
    'has insufficient CPU units available',
    'RESOURCE:MEMORY',
    'RESOURCE:CPU',
    'RESOURCE:GPU',
  ],
  summary: 'Give services on EC2 instances that one of their tasks fits on.',
  category: 'reliability',
  severity: 'warning',
  since: '0.1.0',
  why: 'The scheduler looks for an instance with all the CPU units, memory and GPUs that a task reserves, and an instance never has all of its nominal memory to give: kernel and agent keep some. When every instance type that the service’s capacity providers and Auto Scaling groups can start is too small, even an empty instance does not help, and managed scaling adds instances in vain.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html',
    'https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html',
  ],
  messages: {
    short:
      "A task of '{task}' takes {needs}, more than any instance of service '{service}' has for tasks: {instances}; ECS will place none.",
  },

  visit: {
    'ecs.service'(service, { graph, resource, report }) {
      const task = graph.taskDefinitionOf(service);
      const pool = task.state === 'found' ? graph.instancesOf(service) : undefined;
      const instances = pool && instancesIn(pool);
      if (task.state !== 'found' || !instances || instances.length === 0) return;
      const demand = demandOf(task.view);
      const lacking = instances.map((instance) => ({ ...instance, lacks: shortagesOf(demand, instance.supply) }));
      if (lacking.some(({ lacks }) => lacks.length === 0)) return;
      const short = RESOURCES.filter((each) => lacking.some(({ lacks }) => lacks.includes(each)));
      const worst =
        RESOURCES.find((each) => lacking.every(({ lacks }) => lacks.includes(each))) ?? short[0] ?? 'memory';
      const figures = lacking.map(
        ({ name, supply, lacks }) => `${name} has ${allOf(lacks.map((each) => supplyText(each, supply)))}`,
      );
      report({
        at: placeOf(task.view, worst),
        message: 'short',
        data: {
          task: graph.nameOf(task.view),
          service: nameOf(service.serviceName, resource),
          needs: allOf(short.map((each) => demandText(each, demand))),
          instances: allOf(figures),
        },
        related: lacking.slice(0, 3).map(({ at }) => ({ at, note: 'The size of instances is set here.' })),
      });
    },
  },

  examples: {
    bad: [
      {
        title: 'A task of 1 GiB for instances of 1 GiB, which need some of it themselves.',
        code: yaml`
          Resources:
            Cluster:
              Type: AWS::ECS::Cluster
              Properties: { ClusterName: shop }
            Machine:
              Type: AWS::EC2::LaunchTemplate
              Properties:
                LaunchTemplateData: { InstanceType: t3.micro, ImageId: ami-0a1b2c3d4e5f60718 }
            Group:
              Type: AWS::AutoScaling::AutoScalingGroup
              Properties:
                MinSize: '0'
                MaxSize: '4'
                LaunchTemplate: { LaunchTemplateId: !Ref Machine, Version: !GetAtt Machine.LatestVersionNumber }
            Provider:
              Type: AWS::ECS::CapacityProvider
              Properties:
                AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Group }
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: web
                Memory: '1024'
          #             ^^^^^^ short
                ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2' }]
            Service:
              Type: AWS::ECS::Service
              Properties:
                ServiceName: web
                Cluster: !Ref Cluster
                TaskDefinition: !Ref Task
                CapacityProviderStrategy: [{ CapacityProvider: !Ref Provider, Weight: 1 }]
        `,
      },
    ],
    good: [
      {
        title: 'One of the types is large enough.',
        code: yaml`
          Resources:
            Cluster:
              Type: AWS::ECS::Cluster
              Properties: { ClusterName: shop }
            Machine:
              Type: AWS::EC2::LaunchTemplate
              Properties:
                LaunchTemplateData: { ImageId: ami-0a1b2c3d4e5f60718 }
            Group:
              Type: AWS::AutoScaling::AutoScalingGroup
              Properties:
                MinSize: '0'
                MaxSize: '4'
                MixedInstancesPolicy:
                  LaunchTemplate:
                    LaunchTemplateSpecification: { LaunchTemplateId: !Ref Machine, Version: '1' }
                    Overrides: [{ InstanceType: t3.micro }, { InstanceType: t3.small }]
            Provider:
              Type: AWS::ECS::CapacityProvider
              Properties:
                AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Group }
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: web
                Memory: '1024'
                ContainerDefinitions: [{ Name: web, Image: 'example/web:1.4.2' }]
            Service:
              Type: AWS::ECS::Service
              Properties:
                ServiceName: web
                Cluster: !Ref Cluster
                TaskDefinition: !Ref Task
                CapacityProviderStrategy: [{ CapacityProvider: !Ref Provider, Weight: 1 }]
        `,
      },
    ],
  },
});

interface Instance {
  readonly name: string;
  readonly supply: InstanceSupply;
  readonly at: Place;
}

/** Each instance that may come, once; undefined when one of them is not known. */
function instancesIn({ types, ranges, open }: InstancePool): readonly Instance[] | undefined {
  if (open) return undefined;
  const instances = new Map<string, Instance>();
  for (const at of types) {
    const name = settled(at);
    const supply = name === undefined ? undefined : instanceType(name);
    if (name === undefined || !supply) return undefined;
    if (!instances.has(name)) instances.set(name, { name, supply, at });
  }
  for (const range of ranges) {
    const found = instancesOfRange(range);
    if (!found) return undefined;
    for (const each of found) if (!instances.has(each.name)) instances.set(each.name, each);
  }
  return [...instances.values()];
}

/** Those that a range allows by name, else the largest that its bounds leave. */
function instancesOfRange(range: InstanceRange): readonly Instance[] | undefined {
  const { vCpuCount, memoryMiB, acceleratorCount, allowedInstanceTypes } = range;
  const allowed = allowedInstanceTypes.items.map((at) => ({ at, supply: instanceType(settled(at) ?? '') }));
  if (allowed.length > 0 && !allowedInstanceTypes.open && allowed.every(({ supply }) => supply)) {
    return allowed.flatMap(({ at, supply }) => (supply ? [{ at, supply, name: supply.name }] : []));
  }
  const bounds = [vCpuCount.max, memoryMiB.max, acceleratorCount.max];
  if (bounds.some((bound) => isSet(bound) !== 'no' && settled(bound) === undefined)) return undefined;
  const [vcpus, memory, gpus] = bounds.map((bound) => settled(bound));
  return [{ name: 'the largest', supply: { vcpus, memoryMiB: memory, gpus }, at: range }];
}

/** What is certain of a task's demand: its own size, else the sum over its containers, as far as they are known. */
function demandOf({ cpu, memory, containerDefinitions: { items } }: TaskDefinition): TaskDemand {
  return {
    cpuUnits: isSet(cpu) === 'no' ? sumOf(items.map(cpuOf)) : read(settled(cpu), parseCpuUnits),
    memoryMiB: isSet(memory) === 'no' ? sumOf(items.map(memoryOf)) : read(settled(memory), parseMemoryMiB),
    gpus: sumOf(items.map(gpusOf)),
  };
}

function cpuOf({ cpu }: Container): number {
  return settled(cpu) ?? 0;
}

/** A container without a reservation reserves its limit. Source: ECS API reference, ContainerDefinition.memory. */
function memoryOf({ memory, memoryReservation }: Container): number {
  return settled(isSet(memoryReservation) === 'no' ? memory : memoryReservation) ?? 0;
}

function gpusOf({ resourceRequirements }: Container): number {
  const requirement = resourceRequirements.items.find(({ type }) => settled(type) === 'GPU');
  return Number(requirement && settled(requirement.value)) || 0;
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function read(written: string | undefined, parse: typeof parseCpuUnits): number | undefined {
  const amount = written === undefined ? undefined : parse(written);
  return amount === undefined || isParseFailure(amount) ? undefined : amount;
}

/** Where the demand is written: the task's size, else the one container that has it, else all containers. */
function placeOf(task: TaskDefinition, resource: Resource): Place {
  const { cpu, memory, containerDefinitions } = task;
  const own = { cpu, memory, gpu: undefined }[resource];
  if (own && isSet(own) === 'yes') return own;
  const demand = { cpu: cpuOf, memory: memoryOf, gpu: gpusOf }[resource];
  const [container, ...others] = containerDefinitions.items.filter((each) => demand(each) > 0);
  if (!container || others.length > 0) return containerDefinitions;
  switch (resource) {
    case 'cpu':
      return container.cpu;
    case 'memory':
      return isSet(container.memoryReservation) === 'no' ? container.memory : container.memoryReservation;
    case 'gpu':
      return container.resourceRequirements;
  }
}

function demandText(resource: Resource, { cpuUnits = 0, memoryMiB = 0, gpus = 0 }: TaskDemand): string {
  if (resource === 'gpu') return countOf(gpus, 'GPU');
  return resource === 'cpu' ? `${String(cpuUnits)} CPU units` : `${String(memoryMiB)} MiB of memory`;
}

function supplyText(shortage: Shortage, { vcpus = 0, memoryMiB = 0, gpus = 0 }: InstanceSupply): string {
  if (shortage === 'gpu') return gpus === 0 ? 'no GPU' : countOf(gpus, 'GPU');
  return shortage === 'cpu' ? `${String(vcpus * 1024)} CPU units` : `${String(memoryMiB)} MiB with its system`;
}
