import { defineRule, nameOf, passingText, placeOfWall, PortSet, portsText, settled, shareZone, TCP } from '#kit';
import { wornText, yaml, type Endpoint, type Graph, type Kinds, type Launch, type Report, type Value } from '#kit';

type Task = Kinds['ecs.taskDefinition'];
type FileSystem = Kinds['efs.fileSystem'];

const messages = {
  ingress:
    "Tasks that '{by}' starts cannot mount file system '{files}': {groups} of its mount target {admit} {passing}; admit {ports} from {other}.",
  egress:
    "Tasks that '{by}' starts cannot mount file system '{files}': their {groups} {admit} {passing} out to it; let {ports} out to {other}.",
  nowhere:
    "Task '{task}' mounts file system '{files}', which has no mount target here; add one in each zone that its tasks start in.",
  zone: "Tasks that '{by}' starts in zone '{zone}' cannot mount file system '{files}', which has no mount target there; add one, or leave the subnet out.",
} as const;

/** NFS, with encryption in transit as without. Source: EFS user guide, "Using VPC security groups". */
const NFS = PortSet.of(TCP, 2049, 2049);

/** A file system is mounted through the mount target in the task's zone, which has security groups like any interface. */
export default defineRule({
  id: 'network/efs-unreachable',
  aka: ['catalogue:ecs-efs-sg-2049', 'catalogue:ecs-efs-mount-target-missing'],
  awsErrors: [
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes',
    'mount.nfs4: Connection timed out',
    'Failed to resolve "fs-',
  ],
  summary: 'Let tasks reach the mount targets of the file systems that they mount.',
  category: 'reliability',
  severity: 'error',
  since: '0.1.0',
  why: 'ECS mounts the volume before any container starts, over TCP port 2049, from the interface of an awsvpc task or else of its instance. Where security groups hold that back, or the zone has no mount target, the mount times out or its name does not resolve, and the task never starts.',
  references: [
    'https://docs.aws.amazon.com/efs/latest/ug/network-access.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html',
    'https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html',
  ],
  messages,

  visit: {
    'ecs.taskDefinition'(task, { graph, resource, report }) {
      const name = nameOf(task.family, resource);
      for (const { id, fileSystem } of mountedFileSystems(task, graph)) {
        const targets = graph.mountTargetsOf(fileSystem);
        const files = graph.nameOf(fileSystem);
        if (targets.items.length === 0 && !targets.near)
          report({ at: id, message: 'nowhere', data: { task: name, files }, severity: 'warning' });
        for (const launch of graph.launchesOf(task)) {
          const end = graph.launchEnd(task, launch);
          if (end) for (const finding of judge({ launch, end, id, fileSystem }, graph)) report(finding);
        }
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'The mount target wears the group of the tasks, which admits nobody, not even its own.',
        code: yaml`
          Resources:
            TaskGroup:
          # ^^^^^^^^^ ingress
              Type: AWS::EC2::SecurityGroup
              Properties: { GroupDescription: Tasks }
            Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
            MountTarget:
              Type: AWS::EFS::MountTarget
              Properties: { FileSystemId: !Ref Files, SubnetId: subnet-0a1b2c3d, SecurityGroups: [!Ref TaskGroup] }
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: web
                NetworkMode: awsvpc
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    MountPoints: [{ SourceVolume: files, ContainerPath: /files }]
                Volumes:
                  - { Name: files, EFSVolumeConfiguration: { FilesystemId: !Ref Files, TransitEncryption: ENABLED } }
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Task
                NetworkConfiguration:
                  AwsvpcConfiguration: { Subnets: [subnet-0a1b2c3d], SecurityGroups: [!Ref TaskGroup] }
        `,
      },
    ],
    good: [
      {
        title: 'The group of the mount target admits NFS from the group of the tasks.',
        code: yaml`
          Resources:
            TaskGroup:
              Type: AWS::EC2::SecurityGroup
              Properties: { GroupDescription: Tasks }
            FileGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Files
                SecurityGroupIngress:
                  - { IpProtocol: tcp, FromPort: 2049, ToPort: 2049, SourceSecurityGroupId: !Ref TaskGroup }
            Files: { Type: AWS::EFS::FileSystem, Properties: { Encrypted: true } }
            MountTarget:
              Type: AWS::EFS::MountTarget
              Properties: { FileSystemId: !Ref Files, SubnetId: subnet-0a1b2c3d, SecurityGroups: [!Ref FileGroup] }
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                Family: web
                NetworkMode: awsvpc
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    MountPoints: [{ SourceVolume: files, ContainerPath: /files }]
                Volumes:
                  - { Name: files, EFSVolumeConfiguration: { FilesystemId: !Ref Files, TransitEncryption: ENABLED } }
            Service:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: !Ref Task
                NetworkConfiguration:
                  AwsvpcConfiguration: { Subnets: [subnet-0a1b2c3d], SecurityGroups: [!Ref TaskGroup] }
        `,
      },
    ],
  },
});

/** File systems of the tree that a container certainly mounts, and what names them. */
function* mountedFileSystems(task: Task, graph: Graph) {
  const mounted = new Set<string | undefined>();
  for (const { mountPoints } of task.containerDefinitions.items)
    for (const { sourceVolume } of mountPoints.items) mounted.add(settled(sourceVolume));
  for (const { name, efsVolumeConfiguration } of task.volumes.items) {
    const volume = settled(name);
    if (volume === undefined || !mounted.has(volume)) continue;
    const id = efsVolumeConfiguration.fileSystemId;
    const fileSystem = graph.lookUp(task, id, 'efs.fileSystem');
    if (fileSystem.state === 'found') yield { id, fileSystem: fileSystem.view };
  }
}

/** Something that starts tasks, and a file system that they mount. */
interface Mount {
  readonly launch: Launch;
  readonly end: Endpoint;
  readonly id: Value<string>;
  readonly fileSystem: FileSystem;
}

function* judge(mount: Mount, graph: Graph): Generator<Report<typeof messages>> {
  const { end, fileSystem } = mount;
  const targets = graph.mountTargetsOf(fileSystem);
  const data = { by: graph.nameOf(mount.launch.owner), files: graph.nameOf(fileSystem) };
  const ends = targets.items.map((target) => graph.mountTargetEnd(target));
  for (const subnet of targets.near || ends.length === 0 ? [] : end.subnets) {
    const { zone } = subnet;
    const isMissing = ends.every(({ subnets }) => subnets.every((other) => shareZone(subnet, other) === 'no'));
    if (zone !== undefined && isMissing)
      yield { at: subnet.at, message: 'zone', data: { ...data, zone }, severity: 'warning' };
  }
  const closed = targets.items.filter(
    (target) => graph.passage(end, graph.mountTargetEnd(target)).ports.contains(NFS) === 'no',
  );
  // Tasks use the mount target of their zone: one that they may not use is no mistake as long as another may serve.
  const isCut = closed.length === targets.items.length && !targets.near;
  for (const target of closed) {
    const [stand] = graph.mountTargetEnd(target).subnets;
    if (!isCut && !(stand && end.subnets.some((subnet) => shareZone(subnet, stand) === 'yes'))) continue;
    yield* reportsOn(mount, target, data, graph);
  }
}

function* reportsOn(
  { end, id }: Mount,
  target: Kinds['efs.mountTarget'],
  data: { readonly by: string; readonly files: string },
  graph: Graph,
): Generator<Report<typeof messages>> {
  const other = graph.mountTargetEnd(target);
  const { ingress, egress } = graph.passage(end, other);
  const ports = portsText(NFS);
  const related = [
    { at: id, note: 'The task mounts it here.' },
    { at: target, note: 'The mount target.' },
  ];
  if (ingress.ports.contains(NFS) === 'no') {
    const groups = wornText(other, graph, 'nothing');
    const admit = other.groups.length === 1 ? 'admits' : 'admit';
    const some = passingText(ingress);
    const passing = some === undefined ? 'nothing from them' : `them on ${some} only`;
    const words = { ...data, ports, groups, admit, passing, other: wornText(end, graph, 'their subnets') };
    yield { at: placeOfWall(ingress, other, target), message: 'ingress', data: words, related };
  }
  if (egress.ports.contains(NFS) === 'no') {
    const groups = wornText(end, graph, 'nothing');
    const admit = end.groups.length === 1 ? 'lets' : 'let';
    const some = passingText(egress);
    const passing = some === undefined ? 'nothing' : `only ${some}`;
    const words = { ...data, ports, groups, admit, passing, other: wornText(other, graph, 'its subnets') };
    yield { at: placeOfWall(egress, end, id), message: 'egress', data: words, related };
  }
}
