/** Kinds whose objects belong to no namespace. Source: `kubectl api-resources --namespaced=false`, and each CRD's scope. */
const CLUSTER_SCOPED = new Set([
  'APIService',
  'AuditSink',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterCIDR',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'DeviceClass',
  'EC2NodeClass',
  'FlowSchema',
  'IPAddress',
  'IngressClass',
  'IngressClassParams',
  'MutatingWebhookConfiguration',
  'Namespace',
  'NodeClaim',
  'NodePool',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceClass',
  'ResourceSlice',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersionMigration',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/**
 * Kinds whose older API versions write the same things under other names, so that a field that is missing in an old one
 * may be there in another form. Source: Kubernetes deprecated API migration guide; Karpenter, "Migrating to v1".
 */
const RESHAPED = new Set([
  'CustomResourceDefinition',
  'EC2NodeClass',
  'HorizontalPodAutoscaler',
  'Ingress',
  'NodeClaim',
  'NodePool',
]);

export function isReshaped(kind: string): boolean {
  return RESHAPED.has(kind);
}
