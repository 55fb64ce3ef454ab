import type { Node } from '../../syntax/index.ts';

/** `AWS::ECS::Service`, `Custom::Thing`, `Alexa::ASK::Skill`, a third party's `Org::Service::Name`, with `::MODULE`. */
const TYPE = /^[A-Za-z0-9]+::[A-Za-z0-9_@-]+(?:::[A-Za-z0-9_@-]+)*$/;

/**
 * Is this a template: a map whose `Resources` is a map with a resource type in it, or with a loop that makes resources?
 * An AppSpec's `Resources` is a list, and a serverless.yml has its template one level down.
 */
export function isTemplate(root: Node): boolean {
  const resources = root.isMap ? root.get('Resources') : undefined;
  if (!resources?.isMap) return false;
  for (const { key, value } of resources.entries()) {
    if (key.text.startsWith('Fn::ForEach::')) return true;
    const type = value.isMap ? value.get('Type') : undefined;
    if (type?.isScalar && TYPE.test(type.text)) return true;
  }
  return false;
}
