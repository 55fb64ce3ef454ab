import type { Node } from '../../syntax/index.ts';
import type { Input } from '../frontend.ts';

/**
 * Names of images to which a kustomization of the project gives another tag or digest before they are deployed: what a
 * manifest says of them then counts for nothing. Source: Kustomize reference, "images".
 */
export function overriddenImages(inputs: readonly Input[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { root } of inputs) {
    if (!/^(Kustomization|Component)$/.test(root.get('kind')?.text ?? '')) continue;
    for (const image of root.get('images')?.items() ?? []) {
      const name = image.isMap ? image.get('name') : undefined;
      if (name?.isScalar && (image.get('newTag') ?? image.get('digest'))) names.add(name.text);
    }
  }
  return names;
}

/** Is the node an image of this name, with whatever tag? */
export function isImageOf(names: ReadonlySet<string>, node: Node, key: Node | undefined): boolean {
  if (key?.text !== 'image' || !node.isScalar) return false;
  // A colon before the last slash belongs to the registry's port.
  const [name = ''] = /^(?:.*\/)?[^/:@]*/.exec(node.text) ?? [];
  return names.has(name);
}
