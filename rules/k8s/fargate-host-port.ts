import { containersOf, defineRule, labelOf, remove, settled, visitPods, yaml } from '#kit';

const messages = {
  refused:
    "Container '{container}' asks for {field.field} {field}, but Fargate profile '{profile}' selects its pod, and Fargate refuses pods with ports or addresses of the host; leave {field.field} out.",
} as const;

/** A pod on Fargate has a machine to itself, and no node whose ports others could use. */
export default defineRule({
  id: 'k8s/fargate-host-port',
  aka: ['catalogue:fargate-pod-host-port'],
  awsErrors: ['Pod not supported on Fargate: port contains HostIP or HostPort'],
  summary: 'Leave hostPort and hostIP out of pods that a Fargate profile selects.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'Every pod whose namespace and labels match a selector of a Fargate profile is handed to the scheduler of Fargate, which refuses pods with host ports: they stay Pending for good. Other pods reach it by its own address and containerPort, and clients through a Service.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html',
  ],
  messages,

  visit: visitPods<typeof messages>((pod, { graph, resource, report }) => {
    for (const { name, ports } of containersOf(pod)) {
      for (const { hostPort, hostIP } of ports.items) {
        // A port of 0 and an empty address are those of no host.
        const wrong = [hostPort, hostIP].filter((value) => settled<string | number>(value));
        const [field] = wrong;
        const match = field && graph.fargateMatchOf(pod);
        if (!match) continue;
        report({
          at: field,
          message: 'refused',
          data: { container: labelOf(name), field, profile: graph.nameOf(match.profile) },
          related: [{ at: match.selector, note: 'The selector that takes the pod to Fargate.' }],
          // Without its host port, a DaemonSet is refused all the same.
          fix:
            resource.kind === 'k8s.DaemonSet'
              ? undefined
              : { title: 'Leave the host out', safety: 'safe', changes: wrong.map(remove) },
        });
      }
    }
  }),

  examples: {
    bad: [
      {
        title: 'The profile takes every pod of the namespace.',
        code: yaml`
          apiVersion: eksctl.io/v1alpha5
          kind: ClusterConfig
          metadata: { name: shop, region: eu-central-1 }
          fargateProfiles:
            - name: shop
              selectors:
                - namespace: shop
          ---
          apiVersion: v1
          kind: Pod
          metadata: { name: web, namespace: shop }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                ports:
                  - containerPort: 8080
                    hostPort: 80
          #                   ^^ refused
        `,
      },
    ],
    good: [
      {
        title: 'The pod’s own port is enough.',
        code: yaml`
          apiVersion: eksctl.io/v1alpha5
          kind: ClusterConfig
          metadata: { name: shop, region: eu-central-1 }
          fargateProfiles:
            - name: shop
              selectors:
                - namespace: shop
          ---
          apiVersion: v1
          kind: Pod
          metadata: { name: web, namespace: shop }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                ports:
                  - containerPort: 8080
        `,
      },
    ],
  },
});
