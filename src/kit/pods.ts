import type { PodPlan } from '../graph/index.ts';
import type { Kinds } from '../model/index.ts';
import type { Context, Visitors } from './rule.ts';

export type Container = Kinds['k8s.Pod']['spec']['containers']['items'][number];

type Template = Kinds['k8s.Deployment']['spec']['template'];
type TemplateKind = 'k8s.Deployment' | 'k8s.StatefulSet' | 'k8s.DaemonSet' | 'k8s.ReplicaSet' | 'k8s.Job';
type Workload = Kinds[TemplateKind | 'k8s.CronJob'];

/** The pods that a workload makes. */
export function podOf(workload: Kinds[TemplateKind]): PodPlan {
  return podFrom(workload.spec.template, workload);
}

function podFrom({ spec, metadata }: Template, workload: Workload): PodPlan {
  return { workload, spec, labels: metadata.labels, namespace: workload.metadata.namespace };
}

/**
 * Visitors that see the pod of every workload that has one: Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job and
 * CronJob.
 */
export function visitPods<Messages extends Record<string, string>>(
  visit: (pod: PodPlan, context: Context<Messages>) => void,
): Visitors<Messages> {
  return {
    'k8s.Pod': (pod, context) =>
      visit({ workload: pod, spec: pod.spec, labels: pod.metadata.labels, namespace: pod.metadata.namespace }, context),
    'k8s.Deployment': (workload, context) => visit(podOf(workload), context),
    'k8s.StatefulSet': (workload, context) => visit(podOf(workload), context),
    'k8s.DaemonSet': (workload, context) => visit(podOf(workload), context),
    'k8s.ReplicaSet': (workload, context) => visit(podOf(workload), context),
    'k8s.Job': (workload, context) => visit(podOf(workload), context),
    'k8s.CronJob': (workload, context) => visit(podFrom(workload.spec.jobTemplate.spec.template, workload), context),
  };
}

/** Containers of a pod, init containers first, in the order in which they start. */
export function containersOf(pod: PodPlan): readonly Container[] {
  return [...pod.spec.initContainers.items, ...pod.spec.containers.items];
}
