import { removedApi } from '../../domain/removed-apis.ts';
import type { Kind } from '../../model/index.ts';
import type { Node } from '../../syntax/index.ts';
import { KUBERNETES_KINDS } from './generated/kinds.ts';

/** `apps/v1`, `v1`, `karpenter.sh/v1beta1`. Source: Kubernetes API concepts, "Resource URIs". */
const API_VERSION = /^(?:([a-z0-9.-]+)\/)?v[0-9]+(?:(?:alpha|beta)[0-9]+)?$/;

/** One object of a manifest, read as far as it takes to know what it is. */
export interface Manifest {
  readonly node: Node;
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a map is, by its own `apiVersion` and `kind`; inside a typed list (`PodList`) the list says it for its items. */
export function readManifest(node: Node, inList?: Manifest): Manifest | undefined {
  if (!node.isMap) return undefined;
  const apiVersion = textOf(node.get('apiVersion')) ?? inList?.apiVersion;
  const kind = textOf(node.get('kind')) ?? inList?.kind;
  if (apiVersion === undefined || kind === undefined || !API_VERSION.test(apiVersion)) return undefined;
  return { node, apiVersion, kind };
}

/** Does the map describe Kubernetes objects: by a kind that we know, or as any object does, by its metadata or items? */
export function isKubernetes({ node, apiVersion, kind }: Manifest): boolean {
  if (groupOf(apiVersion) === 'eksctl.io') return false;
  if (kind === 'Kustomization' || kind === 'Component') return /^kustomize\.config\.k8s\.io$/.test(groupOf(apiVersion));
  return (
    node.get('metadata')?.isMap === true ||
    node.get('items')?.isList === true ||
    knownKind(kind, apiVersion) !== undefined
  );
}

/**
 * The kind of resource; undefined for custom resources and for kinds that say nothing about containers. Of other kinds that
 * Kubernetes has removed, only that they are there is known.
 */
export function knownKind(kind: string, apiVersion: string): { kind: Kind; isNewest: boolean } | undefined {
  const known = Object.hasOwn(KUBERNETES_KINDS, kind) ? KUBERNETES_KINDS[kind] : undefined;
  const group = groupOf(apiVersion);
  if (known?.apiVersions.some((version) => groupOf(version) === group))
    return { kind: known.kind, isNewest: apiVersion === known.apiVersions[0] };
  return removedApi(apiVersion, kind) && { kind: 'k8s.object', isNewest: false };
}

/** The objects in a manifest: itself, or the items of a list of any depth. */
export function* objectsIn(manifest: Manifest): Generator<Manifest> {
  const items = manifest.kind.endsWith('List') ? manifest.node.get('items') : undefined;
  if (!items?.isList) {
    yield manifest;
    return;
  }
  const kind = manifest.kind.slice(0, -'List'.length);
  const inList = kind === '' ? undefined : { ...manifest, kind };
  for (const node of items.items()) {
    const item = readManifest(node, inList);
    if (item) yield* objectsIn(item);
  }
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function textOf(node: Node | undefined): string | undefined {
  return node?.isScalar ? node.text : undefined;
}
