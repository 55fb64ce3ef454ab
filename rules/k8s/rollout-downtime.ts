import { countOf, defineRule, isSet, labelOf, parsePodShare, podOf, recreation, rolloutOfDeployment } from '#kit';
import { set, settled, yaml, type Kinds, type PodShare, type Value } from '#kit';

type PodSpec = Kinds['k8s.Deployment']['spec']['template']['spec'];

/** Whoever calls the Service during the rollout finds nobody at home. */
export default defineRule({
  id: 'k8s/rollout-downtime',
  aka: [
    'catalogue:deployment-rollout-downtime',
    ...['kube-linter:no-rolling-update-strategy', 'kube-score:deployment-strategy', 'kubescape:C-0305'],
  ],
  summary: 'Keep at least one pod ready while a Deployment behind a Service is rolled out.',
  category: 'reliability',
  severity: 'warning',
  since: '0.1.0',
  fixable: true,
  why: 'Recreate stops every pod of a Deployment before it starts a new one, and so may RollingUpdate where maxUnavailable comes to all of the replicas: 1 of 1, or 100%. Until the first new pod is ready, the Services in front of it have nowhere to send traffic to, at every deployment. An autoscaler may go down to its minReplicas, so that is what counts. Where pods share a volume that only one of them may mount, or take a port of their node, it often cannot be otherwise, and this is information.',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/#DeploymentSpec',
  ],
  messages: {
    recreate:
      "Strategy Recreate stops all pods of Deployment '{deployment}' before a new one starts, so Service '{service}' has none to send traffic to at every rollout; RollingUpdate starts new ones first.",
    unavailable:
      "With {replicas}, maxUnavailable {unavailable} lets a rollout of Deployment '{deployment}' stop {stopped} before a new one is ready, so Service '{service}' has none to send traffic to; maxUnavailable 0 {surge}starts new ones first.",
  },

  visit: {
    'k8s.Deployment'(deployment, { graph, report }) {
      const { strategy, template } = deployment.spec;
      const { maxSurge, maxUnavailable } = strategy.rollingUpdate;
      const type = settled(strategy.type, 'RollingUpdate');
      const at = type === 'Recreate' ? strategy.type : maxUnavailable;
      // Nothing of the defaults takes all pods away.
      if (type === undefined || at.state !== 'known') return;
      const autoscaler = graph.autoscalerOf(deployment);
      const replicas = settled(autoscaler ? autoscaler.spec.minReplicas : deployment.spec.replicas, 1);
      const [missing, surge] = [shareOf(maxUnavailable), shareOf(maxSurge)];
      if (replicas === undefined || (type === 'RollingUpdate' && (!missing || !surge))) return;
      const rollout =
        type === 'Recreate'
          ? recreation(replicas)
          : rolloutOfDeployment({ replicas, maxSurge: surge, maxUnavailable: missing });
      if (!rollout.downtime) return;
      const [service] = graph.servicesBefore(podOf(deployment));
      if (!service) return;

      const data = { deployment: labelOf(deployment.metadata.name), service: labelOf(service.metadata.name) };
      const related = [
        { at: service.spec.selector, note: 'The Service that sends traffic to its pods.' },
        autoscaler && { at: autoscaler.spec.minReplicas, note: 'The fewest pods that the autoscaler goes down to.' },
      ];
      const severity = standsAlone(template.spec) ? 'info' : 'warning';
      if (type === 'Recreate') {
        report({ at, message: 'recreate', data, related, severity });
        return;
      }
      report({
        at,
        message: 'unavailable',
        data: {
          ...data,
          replicas: countOf(replicas, 'replica'),
          unavailable: maxUnavailable,
          stopped: replicas === 1 ? 'its only pod' : `all ${String(replicas)} pods`,
          surge: rollout.surge > 0 ? '' : 'with maxSurge 1 ',
        },
        related,
        severity,
        fix: {
          title: rollout.surge > 0 ? 'Set maxUnavailable to 0' : 'Set maxUnavailable to 0 and maxSurge to 1',
          safety: 'unsafe',
          changes: [set(maxUnavailable, 0), ...(rollout.surge > 0 ? [] : [set(maxSurge, 1)])],
        },
      });
    },
  },

  examples: {
    bad: [
      {
        title: 'The one pod goes before its successor comes.',
        code: yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: web }
          spec:
            replicas: 1
            selector: { matchLabels: { app: web } }
            strategy:
              rollingUpdate: { maxSurge: 1, maxUnavailable: 1 }
          #                                                 ^ unavailable
            template:
              metadata: { labels: { app: web } }
              spec: { containers: [{ name: web, image: example/web:1.4.2 }] }
          ---
          apiVersion: v1
          kind: Service
          metadata: { name: web }
          spec: { selector: { app: web }, ports: [{ port: 80 }] }
        `,
      },
      {
        title: 'All go before any comes.',
        code: yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: web }
          spec:
            replicas: 3
            selector: { matchLabels: { app: web } }
            strategy: { type: Recreate }
          #                   ^^^^^^^^ recreate
            template:
              metadata: { labels: { app: web } }
              spec: { containers: [{ name: web, image: example/web:1.4.2 }] }
          ---
          apiVersion: v1
          kind: Service
          metadata: { name: web }
          spec: { selector: { app: web }, ports: [{ port: 80 }] }
        `,
      },
    ],
    good: [
      {
        title: 'The new pod is ready before the old one goes.',
        code: yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: web }
          spec:
            replicas: 1
            selector: { matchLabels: { app: web } }
            strategy:
              rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
            template:
              metadata: { labels: { app: web } }
              spec: { containers: [{ name: web, image: example/web:1.4.2 }] }
          ---
          apiVersion: v1
          kind: Service
          metadata: { name: web }
          spec: { selector: { app: web }, ports: [{ port: 80 }] }
        `,
      },
    ],
  },
});

/** A quarter where nothing is written; undefined when it is not certain. */
function shareOf(written: Value<number | string>): PodShare | undefined {
  const share = settled(written, '25%');
  return share === undefined ? undefined : parsePodShare(share);
}

/** Is there what often one pod alone may have: a volume that outlives it, a port of its node? */
function standsAlone({ volumes, containers, hostNetwork }: PodSpec): boolean {
  return (
    volumes.items.some(({ persistentVolumeClaim }) => isSet(persistentVolumeClaim) === 'yes') ||
    containers.items.some(({ ports }) => ports.items.some(({ hostPort }) => isSet(hostPort) === 'yes')) ||
    settled(hostNetwork) === true
  );
}
