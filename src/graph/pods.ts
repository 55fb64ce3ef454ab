import { matchesWildcard } from '../domain/wildcard.ts';
import type { Kinds } from '../model/index.ts';
import { settled, type Answer, type Table, type Value } from '../values/index.ts';
import type { Core } from './core.ts';

/** A pod as a workload describes it: its own or its template's specification, labels and namespace. */
export interface PodPlan {
  readonly spec: Kinds['k8s.Pod']['spec'];
  readonly labels: Table<Value<string>>;
  readonly namespace: Value<string>;
}

type Selector = Kinds['eks.fargateProfile']['selectors']['items'][number];

/**
 * The EKS Fargate profile in the tree that selects this pod: namespace and every label of one selector match, `*` and `?`
 * being wildcards. Source: EKS user guide, "Define which Pods use AWS Fargate when launched".
 */
export function fargateProfileOf(core: Core, pod: PodPlan): Kinds['eks.fargateProfile'] | undefined {
  return core
    .all('eks.fargateProfile')
    .find((profile) => profile.selectors.items.some((selector) => selects(selector, pod) === 'yes'));
}

function selects(selector: Selector, pod: PodPlan): Answer {
  const namespace = settled(pod.namespace, 'default');
  const wanted = settled(selector.namespace);
  if (namespace === undefined || wanted === undefined || selector.labels.state === 'unknown') return 'unsure';
  if (matchesWildcard(wanted, namespace) === 'no') return 'no';
  for (const { key, value } of selector.labels.entries) {
    const pattern = settled(value);
    const found = pod.labels.entries.find((label) => matchesWildcard(key, label.key) === 'yes');
    if (!found) return pod.labels.open ? 'unsure' : 'no';
    const label = settled(found.value);
    if (pattern === undefined || label === undefined) return 'unsure';
    if (matchesWildcard(pattern, label) === 'no') return 'no';
  }
  return 'yes';
}
