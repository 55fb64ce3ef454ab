import { containersOf, defineRule, labelOf, remove, settled, visitPods, yaml } from '#kit';
import type { PodPlan, Value } from '#kit';

const messages = {
  privileged:
    "Container '{container}' is privileged, so whoever takes it over has the node and all of its pods; leave {field.field} out, and add the capabilities that it needs.",
  plugin:
    "Container '{container}' is privileged, as plug-ins of the node may have to be; whoever takes it over has the node, so pin its image and keep its pod small.",
  fargate:
    "Container '{container}' is privileged, but Fargate profile '{profile}' selects its pod, and Fargate refuses privileged pods; leave {field.field} out, or run it on nodes.",
} as const;

/** A privileged container is a process of the node's root. */
export default defineRule({
  id: 'k8s/privileged-container',
  aka: [
    'catalogue:container-privileged',
    'catalogue:fargate-pod-privileged',
    'kube-linter:privileged-container',
    'kube-score:container-security-context-privileged',
    'polaris:runAsPrivileged',
    'kubesec:Privileged',
    'checkov:CKV_K8S_16',
    'trivy:KSV-0017',
    'kubescape:C-0057',
    'kyverno:pod-security/disallow-privileged-containers',
    'monokle:PSS103',
  ],
  awsErrors: ['Pod not supported on Fargate: invalid SecurityContext fields: Privileged'],
  summary: 'Run containers without privileged.',
  category: 'security',
  severity: 'warning',
  since: '0.1.0',
  fixable: true,
  why: 'A privileged container has all capabilities and all devices of its node: whoever breaks out of the program in it has the node, its other pods and the role of its instance. Most programs need one capability or none. Agents that serve the node itself (network and storage plug-ins, device plug-ins) need it; for them it is information. Fargate refuses privileged pods.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html',
  ],
  messages,

  visit: visitPods<typeof messages>((pod, { graph, resource, report }) => {
    for (const { name, securityContext } of [...containersOf(pod), ...pod.spec.ephemeralContainers.items]) {
      const field = securityContext.privileged;
      if (settled(field) !== true) continue;
      const data = { container: labelOf(name), field };
      const match = graph.fargateMatchOf(pod);
      if (match) {
        report({
          at: field,
          message: 'fargate',
          data: { ...data, profile: graph.nameOf(match.profile) },
          severity: 'error',
          related: [{ at: match.selector, note: 'The selector that takes the pod to Fargate.' }],
        });
      } else if (resource.kind === 'k8s.DaemonSet' && servesNode(pod)) {
        report({ at: field, message: 'plugin', data: { container: labelOf(name) }, severity: 'info' });
      } else {
        const fix = { title: `Leave ${field.origin.name} out`, safety: 'unsafe', changes: [remove(field)] } as const;
        report({ at: field, message: 'privileged', data, fix });
      }
    }
  }),

  examples: {
    bad: [
      {
        title: 'To bind a low port, a capability is enough.',
        code: yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: web }
          spec:
            selector: { matchLabels: { app: web } }
            template:
              metadata: { labels: { app: web } }
              spec:
                containers:
                  - name: web
                    image: example/web:1.4.2
                    securityContext:
                      privileged: true
          #                       ^^^^ privileged
        `,
      },
    ],
    good: [
      {
        title: 'The one capability that it needs.',
        code: yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: web }
          spec:
            selector: { matchLabels: { app: web } }
            template:
              metadata: { labels: { app: web } }
              spec:
                containers:
                  - name: web
                    image: example/web:1.4.2
                    securityContext:
                      capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }
        `,
      },
    ],
  },
});

/** Folders through which the kubelet's plug-ins for storage, devices and networks are installed and found. */
const PLUGIN_FOLDER = /^\/(?:var\/lib\/kubelet|etc\/cni|opt\/cni)(?:\/|$)/;
/** Network agents that have none of these. */
const NETWORK_AGENT = /(?:^|\/)(?:kube-proxy|amazon-k8s-cni|aws-network-policy-agent)(?:[:@]|$)/;

/** Is the pod a plug-in of its node: does it mount such a folder, or run such an agent? */
function servesNode(pod: PodPlan): boolean {
  const matches = (form: RegExp, value: Value<string>): boolean => form.test(settled(value) ?? '');
  return (
    pod.spec.volumes.items.some(({ hostPath }) => matches(PLUGIN_FOLDER, hostPath.path)) ||
    containersOf(pod).some(({ image }) => matches(NETWORK_AGENT, image))
  );
}
