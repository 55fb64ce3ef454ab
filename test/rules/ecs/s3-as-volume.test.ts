import rule from '../../../rules/ecs/s3-as-volume.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'every kind of volume as it should be',
      code: json`
        { "family": "reports", "requiresCompatibilities": ["EC2"],
          "containerDefinitions": [{ "name": "reports", "image": "example/s3-sync:2.0.1",
            "command": ["aws", "s3", "sync", "s3://acme-exports", "/data"] }],
          "volumes": [
            { "name": "efs", "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } },
            { "name": "efs-arn", "efsVolumeConfiguration": {
              "fileSystemId": "arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/fs-0123456789abcdef0" } },
            { "name": "s3", "host": { "sourcePath": "/mnt/s3/acme-exports" } },
            { "name": "s3-cache", "dockerVolumeConfiguration": { "driver": "local", "scope": "shared" } },
            { "name": "block", "dockerVolumeConfiguration": { "driver": "rexray/ebs", "scope": "shared" } }] }
      `,
    },
    {
      title: 'file systems that are not known yet, one of them called after a bucket',
      code: yaml`
        Parameters:
          FileSystem: { Type: String }
        Resources:
          BucketFiles:
            Type: AWS::S3Files::FileSystem
            Properties: { Bucket: 'arn:aws:s3:::acme-exports', RoleArn: 'arn:aws:iam::123456789012:role/s3files' }
          Reports:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions: [{ Name: reports, Image: 'example/reports:2.0.1' }]
              Volumes:
                - { Name: given, EFSVolumeConfiguration: { FilesystemId: !Ref FileSystem } }
                - { Name: imported, EFSVolumeConfiguration: { FilesystemId: !ImportValue bucket-file-system } }
                - { Name: bucket, S3FilesVolumeConfiguration: { FileSystemArn: !GetAtt BucketFiles.FileSystemArn } }
      `,
    },
    {
      title: 'a container that mounts with FUSE on EC2, and may',
      code: json`
        { "family": "reports", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
          { "name": "a", "image": "example/s3fs:1.0.0", "privileged": true },
          { "name": "b", "image": "example/mount:1.0.0", "command": ["mount-s3", "acme-exports", "/exports"],
            "linuxParameters": { "devices": [{ "hostPath": "/dev/fuse" }] } }] }
      `,
    },
  ],
  invalid: [
    {
      title: 'buckets in every disguise',
      code: json`
        { "family": "reports", "containerDefinitions": [{ "name": "reports", "image": "example/reports:2.0.1" }],
          "volumes": [
            { "name": "a", "efsVolumeConfiguration": { "fileSystemId": "acme-exports-bucket" } },
        //                                                             ^^^^^^^^^^^^^^^^^^^^^ efs
            { "name": "b", "efsVolumeConfiguration": { "fileSystemId": "acme.s3.eu-central-1.amazonaws.com" } },
        //                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ efs
            { "name": "c", "host": { "sourcePath": "arn:aws:s3:::acme-exports/daily" } },
        //                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ host
            { "name": "d", "s3filesVolumeConfiguration": { "fileSystemArn": "s3://acme-exports" } },
        //                                                                  ^^^^^^^^^^^^^^^^^^^ s3files
            { "name": "e", "dockerVolumeConfiguration": { "driverOpts": { "device": "s3://acme-exports" } } }] }
        //                                                                          ^^^^^^^^^^^^^^^^^^^ option
      `,
      messages: [
        "fileSystemId of volume 'a' is S3 bucket 'acme-exports-bucket', not an EFS file system (fs-…); for a bucket write s3filesVolumeConfiguration with the ARN of its S3 Files file system.",
        "fileSystemId of volume 'b' is S3 bucket 'acme', not an EFS file system (fs-…); for a bucket write s3filesVolumeConfiguration with the ARN of its S3 Files file system.",
        "sourcePath of volume 'c' is S3 bucket 'acme-exports', but a host path is a directory of the instance; for a bucket write s3filesVolumeConfiguration with the ARN of its S3 Files file system.",
        "fileSystemArn of volume 'd' is S3 bucket 'acme-exports' itself; write the ARN of an S3 Files file system made for it (arn:aws:s3files:…:file-system/fs-…).",
        "Option 'device' of volume 'e' is S3 bucket 'acme-exports', which Docker's local driver cannot mount; for a bucket write s3filesVolumeConfiguration with the ARN of its S3 Files file system.",
      ],
    },
    {
      title: 'a bucket of the same template, in the spelling of CloudFormation',
      code: yaml`
        Resources:
          ExportsBucket:
            Type: AWS::S3::Bucket
          Reports:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions: [{ Name: reports, Image: 'example/reports:2.0.1' }]
              Volumes:
                - Name: a
                  EFSVolumeConfiguration:
                    FilesystemId: !Ref ExportsBucket
        #                              ^^^^^^^^^^^^^ efs
                - Name: b
                  S3FilesVolumeConfiguration:
                    FileSystemArn: !GetAtt ExportsBucket.Arn
        #                                  ^^^^^^^^^^^^^^^^^ s3files
                - Name: c
                  Host:
                    SourcePath: !Sub s3://\${ExportsBucket}/daily
        #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ host
      `,
      messages: [
        "FilesystemId of volume 'a' is S3 bucket 'ExportsBucket', not an EFS file system (fs-…); for a bucket write S3FilesVolumeConfiguration with the ARN of its S3 Files file system.",
        "FileSystemArn of volume 'b' is S3 bucket 'ExportsBucket' itself; write the ARN of an S3 Files file system made for it (arn:aws:s3files:…:file-system/fs-…).",
        "SourcePath of volume 'c' is S3 bucket '…', but a host path is a directory of the instance; for a bucket write S3FilesVolumeConfiguration with the ARN of its S3 Files file system.",
      ],
    },
    {
      title: 'Docker plugins and FUSE where they cannot be',
      code: json`
        { "family": "reports", "requiresCompatibilities": ["FARGATE"],
          "containerDefinitions": [
            { "name": "mount", "image": "example/mount:1.0.0",
              "command": ["sh", "-c", "s3fs acme-exports /exports && sleep infinity"] }],
        //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fargateProgram
          "volumes": [{ "name": "exports", "dockerVolumeConfiguration": { "driver": "rexray/s3fs:0.11.4" } }] }
        //                                                                          ^^^^^^^^^^^^^^^^^^^^ fargateDriver
      `,
      messages: [
        "Container 'mount' mounts S3 with s3fs, which needs a FUSE device, and Fargate gives containers none; use an S3 Files volume.",
        "Volume 'exports' mounts S3 through the Docker driver 'rexray/s3fs:0.11.4', and Fargate runs no Docker volume drivers; write s3filesVolumeConfiguration with the ARN of an S3 Files file system.",
      ],
    },
    {
      title: 'the same on EC2, where it can be made to work',
      code: json`
        { "family": "reports", "requiresCompatibilities": ["EC2"],
          "containerDefinitions": [{ "name": "mount", "image": "efrecon/s3fs:1.94" }],
        //                                                     ^^^^^^^^^^^^^^^^^^^ program
          "volumes": [{ "name": "exports", "dockerVolumeConfiguration": { "driver": "s3fs" } }] }
        //                                                                          ^^^^^^ driver
      `,
    },
  ],
});
