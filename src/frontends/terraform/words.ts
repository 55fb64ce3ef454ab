/** Arguments that are not the API's name in snake case, by table, then `Shape.field`. Source: provider schema 5.100. */
export const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ecs: {
    'TaskDefinition.volumes': 'volume',
    'TaskDefinition.inferenceAccelerators': 'inference_accelerator',
    'Volume.configuredAtLaunch': 'configure_at_launch',
    'Service.serviceName': 'name',
    'Service.loadBalancers': 'load_balancer',
    'Service.role': 'iam_role',
    'Service.placementStrategy': 'ordered_placement_strategy',
    'Service.volumeConfigurations': 'volume_configuration',
    'TaskSet.loadBalancers': 'load_balancer',
    'ServiceConnectConfiguration.services': 'service',
    'ServiceConnectService.clientAliases': 'client_alias',
    'ServiceConnectTlsConfiguration.issuerCertificateAuthority': 'issuer_cert_authority',
    'LogConfiguration.secretOptions': 'secret_option',
    'ServiceManagedEBSVolumeConfiguration.sizeInGiB': 'size_in_gb',
    'ServiceManagedEBSVolumeConfiguration.filesystemType': 'file_system_type',
    'Cluster.clusterName': 'name',
    'Cluster.settings': 'setting',
    'ExecuteCommandLogConfiguration.s3EncryptionEnabled': 's3_bucket_encryption_enabled',
    'ClusterCapacityProviderAssociations.cluster': 'cluster_name',
  },
};
