import { matchesWildcard } from '../domain/wildcard.ts';
import { resourceOf, type Kinds } from '../model/index.ts';
import { settled, type Answer, type Table, type Value } from '../values/index.ts';
import type { Core } from './core.ts';
import { foldersAbove, isUnder } from './folders.ts';

/** A pod as a workload describes it: its own or its template's specification, labels and namespace. */
export interface PodPlan {
  /** The resource that describes it. */
  readonly workload: { readonly metadata: Kinds['k8s.Pod']['metadata'] };
  readonly spec: Kinds['k8s.Pod']['spec'];
  readonly labels: Table<Value<string>>;
  readonly namespace: Value<string>;
}

type Profile = Kinds['eks.fargateProfile'];
type Selector = Profile['selectors']['items'][number];

/** The profile that takes a pod to Fargate, and its selector that matches. */
export interface FargateMatch {
  readonly profile: Profile;
  readonly selector: Selector;
}

/** A pod that several profiles select may name one of them. Source: EKS user guide, "Define which Pods use AWS Fargate when launched". */
const PROFILE_LABEL = 'eks.amazonaws.com/fargate-profile';

/**
 * The EKS Fargate profile in the tree that selects this pod: namespace and every label of one selector match, `*` and `?`
 * being wildcards. Of several, the one that the pod's label names, else the first by name. Source: as above. Only the
 * cluster that the pod's folder or the nearest folder above holds is looked at, and none where there are several.
 */
export function fargateMatchOf(core: Core, pod: PodPlan): FargateMatch | undefined {
  const matches = profilesNear(core, pod).flatMap((profile): FargateMatch[] => {
    const selector = profile.selectors.items.find((each) => selects(each, pod) === 'yes');
    return selector ? [{ profile, selector }] : [];
  });
  const name = ({ profile }: FargateMatch): string => settled(profile.fargateProfileName) ?? '';
  const wanted = pod.labels.get(PROFILE_LABEL);
  const labelled = wanted && matches.find((match) => name(match) === settled(wanted));
  return labelled ?? matches.sort((a, b) => (name(a) < name(b) ? -1 : 1))[0];
}

/** The profiles of the one cluster that the pod's manifest may be meant for, as far as folders tell. */
function profilesNear(core: Core, pod: PodPlan): readonly Profile[] {
  const profiles = core.all('eks.fargateProfile');
  if (profiles.length === 0) return [];
  const clusters = core.all('eks.cluster');
  for (const folder of foldersAbove(pod.workload)) {
    const near = profiles.filter((profile) => isUnder(profile, folder));
    const names = new Set([
      ...near.map((profile) => clusterOf(core, profile)),
      ...clusters.filter((cluster) => isUnder(cluster, folder)),
    ]);
    if (names.size > 0) return names.size === 1 ? near : [];
  }
  return [];
}

/** What tells the clusters of profiles apart: the cluster itself, else its name, else the file that holds the profile. */
function clusterOf(core: Core, profile: Profile): unknown {
  const cluster = core.join(profile.clusterName, 'eks.cluster', profile);
  return cluster.state === 'found' ? cluster.view : (settled(profile.clusterName) ?? resourceOf(profile)?.path);
}

function selects(selector: Selector, pod: PodPlan): Answer {
  const wanted = settled(selector.namespace);
  const namespace = settled(pod.namespace, 'default');
  if (wanted === undefined || selector.labels.state === 'unknown' || selector.labels.open) return 'unsure';
  // A selector of all namespaces needs no namespace.
  if (namespace === undefined && wanted !== '*') return 'unsure';
  const answers = [matchesWildcard(wanted, namespace ?? '')];
  for (const { key, value } of selector.labels.entries) answers.push(hasLabel(pod.labels, key, settled(value)));
  if (answers.includes('no')) return 'no';
  return answers.includes('unsure') ? 'unsure' : 'yes';
}

function hasLabel(labels: PodPlan['labels'], key: string, pattern: string | undefined): Answer {
  const found = labels.entries.filter((label) => matchesWildcard(key, label.key) === 'yes');
  const answers = found.map(({ value }): Answer => {
    const label = settled(value);
    return pattern === undefined || label === undefined ? 'unsure' : matchesWildcard(pattern, label);
  });
  if (answers.includes('yes')) return 'yes';
  return labels.open || answers.includes('unsure') ? 'unsure' : 'no';
}
