import type { Kind } from '../model/index.ts';

/**
 * The name that a literal reference means: that part of an ARN or path, without what varies (the revision of a task
 * definition). A text that is neither is the name itself. Names have no `/` or `:` of their own but those of repositories,
 * which have slashes. Source: IAM service authorization reference, resource types.
 */
export function referredName(kind: Kind, text: string): string {
  const resource = text.startsWith('arn:') ? text.split(':').slice(5) : undefined;
  switch (kind) {
    // task-definition/web:7, web:7
    case 'ecs.taskDefinition':
      return lastPart(resource?.[0] ?? text.split(':')[0] ?? '');
    // service/cluster/web; scaling targets and alarms write it without the ARN.
    case 'ecs.service':
      return lastPart(resource?.join(':') ?? text);
    // repository/shop/web
    case 'ecr.repository':
      return resource ? resource.join(':').replace(/^repository\//, '') : text;
    // targetgroup/web/0123456789abcdef, loadbalancer/app/web/0123456789abcdef
    case 'elbv2.targetGroup':
    case 'elbv2.loadBalancer':
      return resource ? (resource.join(':').split('/').at(-2) ?? '') : text;
    // role/path/web, cluster/shop, function:web
    default:
      return resource ? lastPart(resource.join(':')) : text;
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
