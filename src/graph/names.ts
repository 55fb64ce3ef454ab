import type { Kind } from '../model/index.ts';

/**
 * The name that a literal reference means: the last part of an ARN or path, without what varies (revision of a task
 * definition, suffix of a secret stays). Families and names have no `:` or `/` of their own in the kinds joined here.
 */
export function referredName(kind: Kind, text: string): string {
  if (!text.startsWith('arn:')) return kind === 'ecs.taskDefinition' ? withoutRevision(text) : text;
  const resource = text.split(':').slice(5);
  const last = kind === 'ecs.taskDefinition' ? resource[0] : resource.join(':');
  // ARN resources: task-definition/web:7, service/cluster/web, role/path/name, targetgroup/name/0123456789abcdef.
  const parts = (last ?? '').split('/');
  if (kind === 'elbv2.targetGroup' || kind === 'elbv2.loadBalancer') return parts.at(-2) ?? '';
  return parts.at(-1) ?? '';
}

function withoutRevision(text: string): string {
  const colon = text.indexOf(':');
  return colon < 0 ? text : text.slice(0, colon);
}
