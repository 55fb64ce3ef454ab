import { resourceOf, type Kind, type Kinds, type Resource } from '../model/index.ts';
import { settled, World } from '../values/index.ts';
import type { Core, ResourceIndex } from './core.ts';
import type { PodPlan } from './pods.ts';

/** A workload whose number of pods something else may set. */
export type ScalableKind = 'k8s.Deployment' | 'k8s.StatefulSet' | 'k8s.ReplicaSet';

/**
 * The Services that send traffic to a pod: of its namespace, each of their labels among the pod's. Several sets of
 * manifests in one tree may use the same names, so only Services of the pod's own folder, or of one above or below it,
 * are meant. Source: Kubernetes API reference, ServiceSpec.selector.
 */
export function servicesBefore(core: Core, pod: PodPlan): readonly Kinds['k8s.Service'][] {
  const workload = resourceOf(pod.workload);
  if (!workload) return [];
  const found: Kinds['k8s.Service'][] = [];
  const byLabel = core.index.shared(servicesByLabel);
  for (const { key, value } of pod.labels.entries) {
    for (const candidate of byLabel.get(labelText(key, settled(value))) ?? []) {
      if (!areNear(candidate, workload) || !candidate.exists(core.world)) continue;
      const service = core.index.view(candidate, core.world);
      if (namespaceOf(service) === settled(pod.namespace, 'default') && selects(service, pod)) found.push(service);
    }
  }
  return found;
}

/** The HorizontalPodAutoscaler that sets how many pods a workload has, found as its Services are. */
export function autoscalerOf(
  core: Core,
  workload: Kinds[ScalableKind],
): Kinds['k8s.HorizontalPodAutoscaler'] | undefined {
  const resource = resourceOf(workload);
  if (!resource) return undefined;
  const target = targetText(resource.kind.replace('k8s.', ''), settled(workload.metadata.name));
  for (const candidate of core.index.shared(autoscalersByTarget).get(target) ?? []) {
    if (!areNear(candidate, resource) || !candidate.exists(core.world)) continue;
    const autoscaler = core.index.view(candidate, core.world);
    if (namespaceOf(autoscaler) === namespaceOf(workload)) return autoscaler;
  }
  return undefined;
}

/** Each Service under the first label that it selects, so that no pod is held against every Service. */
function servicesByLabel(index: ResourceIndex): ReadonlyMap<string, readonly Resource<'k8s.Service'>[]> {
  return indexBy(index, 'k8s.Service', ({ spec }) => {
    const [first] = spec.selector.entries;
    return first && labelText(first.key, settled(first.value));
  });
}

function autoscalersByTarget(
  index: ResourceIndex,
): ReadonlyMap<string, readonly Resource<'k8s.HorizontalPodAutoscaler'>[]> {
  return indexBy(index, 'k8s.HorizontalPodAutoscaler', ({ spec: { scaleTargetRef } }) =>
    targetText(settled(scaleTargetRef.kind), settled(scaleTargetRef.name)),
  );
}

function indexBy<K extends Kind>(
  index: ResourceIndex,
  kind: K,
  keyOf: (view: Kinds[K]) => string | undefined,
): ReadonlyMap<string, readonly Resource<K>[]> {
  const byKey = new Map<string, Resource<K>[]>();
  for (const resource of index.ofKind(kind)) {
    const key = keyOf(index.view(resource, new World()));
    if (key === undefined) continue;
    const known = byKey.get(key);
    if (known) known.push(resource);
    else byKey.set(key, [resource]);
  }
  return byKey;
}

function selects({ spec: { selector } }: Kinds['k8s.Service'], { labels }: PodPlan): boolean {
  return (
    !selector.open &&
    selector.entries.every(({ key, value }) => {
      const [wanted, label] = [settled(value), labels.get(key)];
      return wanted !== undefined && label !== undefined && settled(label) === wanted;
    })
  );
}

function namespaceOf({ metadata }: Kinds[ScalableKind | 'k8s.Service' | 'k8s.HorizontalPodAutoscaler']): unknown {
  return settled(metadata.namespace, 'default');
}

function areNear(a: { readonly path: string }, b: { readonly path: string }): boolean {
  const [one, other] = [folderOf(a.path), folderOf(b.path)];
  return one.startsWith(other) || other.startsWith(one);
}

/** With its last slash, so that one folder is above another if its text begins the other's. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function labelText(key: string, value: string | undefined): string {
  return `${key}=${value ?? ''}`;
}

function targetText(kind: string | undefined, name: string | undefined): string {
  return `${kind ?? ''}/${name ?? ''}`;
}
