import { defineRule, json, labelOf, parseableText, settled, UNKNOWN_TEXT, visibleText, yaml } from '#kit';
import type { Graph, Kinds, Value } from '#kit';

type Task = Kinds['ecs.taskDefinition'];
type Volume = Task['volumes']['items'][number];
type Container = Task['containerDefinitions']['items'][number];

/** Docker volume drivers and programs that mount a bucket through FUSE. */
const S3_DRIVER = /(?:^|[/:_-])(?:s3fs|goofys|mountpoint-s3|s3vol|s3)(?:[/:_-]|$)/i;
const MOUNT_PROGRAM = /(?:^|[\s/"';&|(])(mount-s3|s3fs|goofys)(?=[\s"';&|)]|$)/;
const MOUNT_IMAGE = /(?:^|\/)[^/:@]*(s3fs|mountpoint-s3|mount-s3|goofys)[^/:@]*(?:[:@]|$)/;

/** An S3 bucket is no file system: ECS mounts one through S3 Files. */
export default defineRule({
  id: 'ecs/s3-as-volume',
  aka: ['catalogue:ecs-s3-as-volume'],
  summary: 'Mount S3 through an S3 Files file system, not a bucket as a volume.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'No volume type of ECS takes a bucket: EFS wants a file system id, a host path is a directory of the instance, and Fargate has neither Docker volume plugins nor the FUSE device that s3fs and mount-s3 need. S3 Files puts a file system in front of a bucket; its ARN goes into s3filesVolumeConfiguration, and the task role must be allowed to use it.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_S3FilesVolumeConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html',
  ],
  messages: {
    efs: "{field.field} of volume '{volume}' is S3 bucket '{bucket}', not an EFS file system (fs-…); for a bucket write {s3files.field} with the ARN of its S3 Files file system.",
    host: "{field.field} of volume '{volume}' is S3 bucket '{bucket}', but a host path is a directory of the instance; for a bucket write {s3files.field} with the ARN of its S3 Files file system.",
    s3files:
      "{field.field} of volume '{volume}' is S3 bucket '{bucket}' itself; write the ARN of an S3 Files file system made for it (arn:aws:s3files:…:file-system/fs-…).",
    option:
      "Option '{option}' of volume '{volume}' is S3 bucket '{bucket}', which Docker's local driver cannot mount; for a bucket write {s3files.field} with the ARN of its S3 Files file system.",
    fargateDriver:
      "Volume '{volume}' mounts S3 through the Docker driver '{driver}', and Fargate runs no Docker volume drivers; write {s3files.field} with the ARN of an S3 Files file system.",
    driver:
      "Volume '{volume}' mounts S3 through the Docker driver '{driver}', a plugin that every instance must have and that lacks locks and atomic renames; {s3files.field} mounts a bucket as a file system.",
    fargateProgram:
      "Container '{container}' mounts S3 with {program}, which needs a FUSE device, and Fargate gives containers none; use an S3 Files volume.",
    program:
      "Container '{container}' mounts S3 with {program}, but is neither privileged nor has the device /dev/fuse that this needs; an S3 Files volume needs neither.",
  },

  visit: {
    'ecs.taskDefinition'(task, { graph, report }) {
      const onFargate = graph.runsOn(task, 'FARGATE') === 'yes';
      for (const volume of task.volumes.items) {
        const data = { volume: labelOf(volume.name), s3files: volume.s3filesVolumeConfiguration.$ };
        const { efsVolumeConfiguration: efs, host, s3filesVolumeConfiguration: s3files } = volume;
        const inEfs = bucketIn(efs.fileSystemId, true) ?? bucketOf(graph, task, efs.fileSystemId);
        const inHost = bucketIn(host.sourcePath) ?? bucketOf(graph, task, host.sourcePath);
        const inS3Files = bucketIn(s3files.fileSystemArn) ?? bucketOf(graph, task, s3files.fileSystemArn);
        if (inEfs !== undefined) {
          const field = efs.fileSystemId;
          report({ at: field, message: 'efs', data: { ...data, field, bucket: inEfs } });
        }
        if (inHost !== undefined) {
          const field = host.sourcePath;
          report({ at: field, message: 'host', data: { ...data, field, bucket: inHost } });
        }
        if (inS3Files !== undefined) {
          const field = s3files.fileSystemArn;
          report({ at: field, message: 's3files', data: { volume: data.volume, field, bucket: inS3Files } });
        }
        const { driver } = volume.dockerVolumeConfiguration;
        if (S3_DRIVER.test(settled(driver) ?? '')) {
          if (onFargate) report({ at: driver, message: 'fargateDriver', data: { ...data, driver } });
          else report({ at: driver, message: 'driver', data: { ...data, driver }, severity: 'info' });
        } else {
          const option = bucketOption(volume);
          if (option) {
            report({ at: option.at, message: 'option', data: { ...data, option: option.key, bucket: option.bucket } });
          }
        }
      }
      for (const container of task.containerDefinitions.items) {
        const mount = mountProgram(container);
        if (!mount) continue;
        const data = { container: labelOf(container.name), program: mount.program };
        if (onFargate) report({ at: mount.at, message: 'fargateProgram', data, severity: 'warning' });
        else if (lacksFuse(container)) report({ at: mount.at, message: 'program', data, severity: 'info' });
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'A bucket where the EFS file system belongs.',
        code: json`
          { "family": "reports",
            "containerDefinitions": [
              { "name": "reports", "image": "example/reports:2.0.1",
                "mountPoints": [{ "sourceVolume": "exports", "containerPath": "/exports" }] }],
            "volumes": [
              { "name": "exports", "efsVolumeConfiguration": { "fileSystemId": "arn:aws:s3:::acme-exports" } }] }
          //                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ efs
        `,
      },
      {
        title: 'The right volume type, with the bucket instead of its file system.',
        code: json`
          { "family": "reports", "taskRoleArn": "arn:aws:iam::123456789012:role/reports",
            "containerDefinitions": [{ "name": "reports", "image": "example/reports:2.0.1" }],
            "volumes": [
              { "name": "exports", "s3filesVolumeConfiguration": { "fileSystemArn": "arn:aws:s3:::acme-exports" } }] }
          //                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ s3files
        `,
      },
      {
        title: 'A path cannot be an address in S3.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions:
                  - Name: reports
                    Image: example/reports:2.0.1
                Volumes:
                  - Name: exports
                    Host:
                      SourcePath: s3://acme-exports/daily
          #                       ^^^^^^^^^^^^^^^^^^^^^^^ host
        `,
      },
    ],
    good: [
      {
        title: 'An S3 Files file system in front of the bucket.',
        code: json`
          { "family": "reports", "taskRoleArn": "arn:aws:iam::123456789012:role/reports",
            "containerDefinitions": [
              { "name": "reports", "image": "example/reports:2.0.1",
                "mountPoints": [{ "sourceVolume": "exports", "containerPath": "/exports" }] }],
            "volumes": [
              { "name": "exports", "s3filesVolumeConfiguration": {
                  "fileSystemArn": "arn:aws:s3files:eu-central-1:123456789012:file-system/fs-0123456789abcdef0" } }] }
        `,
      },
    ],
  },
});

/** The bucket that a value names where something else is due; undefined when it names none, or may be right. */
function bucketIn(value: Value<string>, orName = false): string | undefined {
  const text = parseableText(value);
  if (text === undefined) return undefined;
  const found =
    /^arn:[^:]*:s3:[^:]*:[^:]*:([^/]*)/.exec(text) ??
    /^s3[an]?:\/\/([^/]+)/i.exec(text) ??
    /^(?:https?:\/\/)?([a-z0-9][a-z0-9.-]+)\.s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com/i.exec(text) ??
    (orName ? /^(?!fs-|arn:)(.*(?:^|[-_.])(?:s3|bucket)(?:[-_.].*)?)$/i.exec(text) : undefined);
  return found?.[1]?.replaceAll(UNKNOWN_TEXT, '…');
}

/**
 * The address of a resource that a value is taken from, when it calls itself a bucket (`AssetsBucket`,
 * `aws_s3_bucket.assets`) and is no file system of the tree. Buckets have no kind here: that is all there is to go by.
 */
function bucketOf(graph: Graph, task: Task, value: Value<string>): string | undefined {
  const parts = value.state === 'template' ? value.parts : [value];
  for (const part of parts) {
    const reference = typeof part !== 'string' && 'reference' in part ? part.reference : undefined;
    if (!reference || !/bucket/i.test(reference.address) || reference.attribute?.includes('.')) continue;
    const isFileSystem = (['efs.fileSystem', 's3files.fileSystem'] as const).some(
      (kind) => graph.lookUp(task, value, kind).state === 'found',
    );
    if (!isFileSystem) return reference.address;
  }
  return undefined;
}

/** An address in S3 among the options of Docker's own driver; what those of a plugin mean is its business. */
function bucketOption({ dockerVolumeConfiguration: docker }: Volume) {
  if (settled(docker.driver, 'local') !== 'local') return undefined;
  for (const { key, value } of docker.driverOpts.entries) {
    const bucket = bucketIn(value) ?? /^s3fs#([^:/]+)/.exec(visibleText(value) ?? '')?.[1];
    if (bucket !== undefined) return { key, bucket, at: value };
  }
  return undefined;
}

/** The program that mounts a bucket, by the command line, else by the image's name. */
function mountProgram({ image, command, entryPoint }: Container) {
  for (const at of [...entryPoint.items, ...command.items]) {
    const program = MOUNT_PROGRAM.exec(visibleText(at) ?? '')?.[1];
    if (program !== undefined) return { program, at };
  }
  const program = MOUNT_IMAGE.exec(visibleText(image) ?? '')?.[1];
  return program === undefined ? undefined : { program, at: image };
}

function lacksFuse({ privileged, linuxParameters }: Container): boolean {
  if (settled(privileged, false) !== false) return false;
  const { devices } = linuxParameters;
  return !devices.open && devices.items.every(({ hostPath }) => settled(hostPath, '') === '');
}
