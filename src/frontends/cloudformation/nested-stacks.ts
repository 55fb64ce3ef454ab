import type { Node } from '../../syntax/index.ts';
import { settle, World } from '../../values/index.ts';
import type { Template, TemplateResource } from './template.ts';

/** A stack resource whose template lies in the tree. */
export interface Nested {
  readonly template: Template;
  readonly logicalId: string;
  readonly child: Template;
  readonly parameters: Node | undefined;
}

/** Resource types that deploy another template, and the property that names it. */
const LOCATIONS: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

export function findNested(templates: readonly Template[]): readonly Nested[] {
  const nested: Nested[] = [];
  const files = new Files(templates);
  for (const template of templates) {
    for (const resource of template.resources.values()) {
      const child = files.childOf(resource, template);
      if (!child || child === template) continue;
      const { logicalId, properties } = resource;
      nested.push({ template, logicalId, child, parameters: properties?.get('Parameters') });
    }
  }
  return nested;
}

/** The templates of the tree by their paths. */
class Files {
  readonly #byPath = new Map<string, Template>();
  readonly #byName = new Map<string, Template[]>();

  constructor(templates: readonly Template[]) {
    for (const template of templates) {
      this.#byPath.set(template.id, template);
      const name = template.path.slice(template.path.lastIndexOf('/') + 1);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), template]);
    }
  }

  childOf(resource: TemplateResource, template: Template): Template | undefined {
    if (!Object.hasOwn(LOCATIONS, resource.type)) return undefined;
    const folder = template.path.split('/').slice(0, -1);
    // CDK names the file of a nested stack only in its metadata; the URL has its hash.
    const asset = resource.node.get('Metadata')?.get('aws:asset:path');
    if (asset?.isScalar) return this.#byPath.get(resolvePath(folder, asset.text));
    const location = resource.properties?.get(LOCATIONS[resource.type] ?? '');
    if (!location) return undefined;
    const term = settle(resource.evaluator.evaluate(location), new World());
    if (term.state === 'scalar') {
      const { text } = term;
      if (/^(?:https?|s3):/.test(text)) return this.#atUrl(text.split(/[?#]/)[0]?.split('/').slice(3) ?? []);
      return this.#byPath.get(resolvePath(folder, text.replace(/^file:\/\//, '')));
    }
    if (term.state !== 'template') return undefined;
    // Of `https://bucket/${Prefix}infra/vpc.yaml` the segments behind the last unknown are certain.
    const tail = term.parts.at(-1);
    return typeof tail === 'string' && tail.includes('/') ? this.#atUrl(tail.split('/').slice(1)) : undefined;
  }

  /** The one file that shares most of its last segments with a URL, the name at least. */
  #atUrl(segments: readonly string[]): Template | undefined {
    const candidates = this.#byName.get(segments.at(-1) ?? '') ?? [];
    const shared = candidates.map((template) => sharedTail(template.path.split('/'), segments));
    const most = Math.max(...shared);
    const nearest = candidates.filter((_, index) => shared[index] === most);
    return nearest.length === 1 ? nearest[0] : undefined;
  }
}

function sharedTail(path: readonly string[], segments: readonly string[]): number {
  let count = 0;
  while (count < path.length && count < segments.length && path.at(-1 - count) === segments.at(-1 - count)) count++;
  return count;
}

function resolvePath(folder: readonly string[], relative: string): string {
  const path = [...folder];
  for (const segment of relative.split('/')) {
    if (segment === '..') {
      if (path.length === 0 || path.at(-1) === '..') path.push('..');
      else path.pop();
    } else if (segment !== '.' && segment !== '') path.push(segment);
  }
  return path.join('/');
}
