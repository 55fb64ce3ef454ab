/** Kinds whose objects belong to no namespace. Source: `kubectl api-resources --namespaced=false`, and each CRD's scope. */
const CLUSTER_SCOPED = new Set([
  'CSIDriver',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'EC2NodeClass',
  'IngressClass',
  'IngressClassParams',
  'MutatingWebhookConfiguration',
  'Namespace',
  'NodeClaim',
  'NodePool',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
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
