import type { Document, Node } from '../../syntax/index.ts';
import type { Input } from '../frontend.ts';
import type { Manifest } from './manifest.ts';

/**
 * Files that a kustomization of the project names as patches: they hold parts of objects.
 * Source: Kustomize reference, "patches" and "patchesStrategicMerge".
 */
export function patchFiles(inputs: readonly Input[]): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { root } of inputs) {
    if (!/^(Kustomization|Component)$/.test(root.get('kind')?.text ?? '')) continue;
    for (const path of patchPaths(root)) files.add(resolve(root.document.source.path, path));
  }
  return files;
}

function* patchPaths(kustomization: Node): Generator<string> {
  for (const key of ['patches', 'patchesJson6902', 'patchesStrategicMerge']) {
    for (const patch of kustomization.get(key)?.items() ?? []) {
      const path = patch.isMap ? patch.get('path') : patch;
      if (path?.isScalar) yield path.text;
    }
  }
}

/** A path as a file of this folder writes it, relative to the working folder; `..` beyond that is left out. */
function resolve(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

const directives = new WeakMap<Document, boolean>();

/**
 * Is the object a part that something merges into a whole one? A directive of a strategic merge says so, and so does
 * the lack of what makes an object of its kind work at all: nobody forgets both the selector and the images.
 */
export function isPatch({ node, kind }: Manifest): boolean {
  if (mentionsDirective(node.document)) return true;
  switch (kind) {
    case 'DaemonSet':
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
      return isPartOfWorkload(node.get('spec'));
    case 'MutatingWebhookConfiguration':
    case 'ValidatingWebhookConfiguration':
      return some(
        node.get('webhooks'),
        (webhook) => !webhook.get('clientConfig') && !webhook.get('admissionReviewVersions'),
      );
    default:
      return false;
  }
}

function mentionsDirective(document: Document): boolean {
  let known = directives.get(document);
  if (known === undefined) directives.set(document, (known = document.text.includes('$patch')));
  return known;
}

function isPartOfWorkload(spec: Node | undefined): boolean {
  if (!spec?.isMap || spec.get('selector')) return false;
  const template = spec.get('template');
  const containers = template?.get('spec')?.get('containers');
  return (
    !template?.get('metadata')?.get('labels') || !containers || some(containers, (container) => !container.get('image'))
  );
}

function some(list: Node | undefined, test: (map: Node) => boolean): boolean {
  for (const item of list?.items() ?? []) if (item.isMap && test(item)) return true;
  return false;
}
