/**
 * All resource types of the services around which everything else here turns.
 * Source: CloudFormation resource specification, read 2026-11-22.
 */
export const TYPES_OF_SERVICES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'AWS::ECS',
    new Set([
      'CapacityProvider',
      'Cluster',
      'ClusterCapacityProviderAssociations',
      'Daemon',
      'DaemonTaskDefinition',
      'ExpressGatewayService',
      'PrimaryTaskSet',
      'Service',
      'TaskDefinition',
      'TaskSet',
    ]),
  ],
  [
    'AWS::ECR',
    new Set([
      'PublicRepository',
      'PullThroughCacheRule',
      'PullTimeUpdateExclusion',
      'RegistryPolicy',
      'RegistryScanningConfiguration',
      'ReplicationConfiguration',
      'Repository',
      'RepositoryCreationTemplate',
      'SigningConfiguration',
    ]),
  ],
  [
    'AWS::EKS',
    new Set([
      'AccessEntry',
      'Addon',
      'Capability',
      'CertificateAuthority',
      'Cluster',
      'FargateProfile',
      'IdentityProviderConfig',
      'Nodegroup',
      'PodIdentityAssociation',
    ]),
  ],
  ['AWS::S3Files', new Set(['AccessPoint', 'FileSystem', 'FileSystemPolicy', 'MountTarget'])],
]);
