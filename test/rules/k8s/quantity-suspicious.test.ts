import rule from '../../../rules/k8s/quantity-suspicious.ts';
import { yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

/** A workload with one container and these resources, a line each. */
const pod = (...resources: readonly string[]): { path: string; text: string } => ({
  path: 'pod.yaml',
  text: `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: example/web:1.4.2
      resources:
${resources.join('\n')}
`,
});

testRule(rule, {
  valid: [
    {
      title: 'everyday amounts',
      code: pod('        requests: { cpu: .5, memory: 128974848, ephemeral-storage: 2Gi, nvidia.com/gpu: 1 }'),
    },
    { title: 'thousandths of bytes that make many', code: pod('        limits: { memory: 536870912000m }') },
    { title: 'zero', code: pod('        requests: { cpu: 0, memory: 0 }') },
    { title: 'a small request on purpose', code: pod('        requests: { cpu: 1m, memory: 1Mi }') },
    { title: 'a placeholder', code: pod('        limits: { memory: "${MEMORY}Mi", cpu: "<CPU>" }') },
    { title: 'as many cores as large machines have', code: pod('        limits: { cpu: 192 }') },
    {
      title: 'large totals, fine shares',
      code: yaml`
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: team }
        spec: { hard: { requests.cpu: 4000, limits.memory: 20Ti, pods: 500, count/jobs.batch: 50 } }
        ---
        apiVersion: karpenter.sh/v1
        kind: NodePool
        metadata: { name: general }
        spec:
          limits: { cpu: 1k, memory: 4000Gi }
          template:
            spec:
              nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: general }
              requirements: []
      `,
    },
    {
      title: 'metrics of one’s own are not memory',
      code: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec:
          maxReplicas: 4
          scaleTargetRef: { kind: Deployment, name: web }
          metrics:
            - { type: Pods, pods: { metric: { name: requests }, target: { type: AverageValue, averageValue: 500m } } }
      `,
    },
  ],
  invalid: [
    {
      title: 'memory in thousandths, a limit',
      code: pod('        limits:', '          memory: 512m', '#                 ^^^^ thousandths'),
      messages: [
        "limits.memory '512m' of container 'web' is one byte, since m stands for thousandths; write 512Mi for mebibytes.",
      ],
      fixed: pod('        limits:', '          memory: 512Mi').text,
    },
    {
      title: 'units that do not exist',
      code: pod(
        '        requests:',
        '          memory: 1.5GiB',
        '#                    ^^^ unit',
        '          cpu: half',
        '#              ^^^^ invalid',
        '          ephemeral-storage: "2 Gi"',
        '#                              ^^^ unit',
      ),
      messages: [
        "The unit 'GiB' of requests.memory '1.5GiB' in container 'web' should be no unit, a decimal one (n, u, m, k, M, G, T, P, E) or a binary one (Ki, Mi, Gi, Ti, Pi, Ei); as it is, Kubernetes refuses it.",
        "requests.cpu 'half' of container 'web' should be a number such as '1' or '0.5', then its unit; as it is, Kubernetes refuses it.",
        "The unit 'Gi' of requests.ephemeral-storage '2 Gi' in container 'web' should be no unit, a decimal one (n, u, m, k, M, G, T, P, E) or a binary one (Ki, Mi, Gi, Ti, Pi, Ei); as it is, Kubernetes refuses it.",
      ],
      fixed: pod(
        '        requests:',
        '          memory: 1.5Gi',
        '          cpu: half',
        '          ephemeral-storage: "2Gi"',
      ).text,
    },
    {
      title: 'a lone number of megabytes, and of gigabytes',
      code: pod(
        '        requests:',
        '          memory: 256',
        '#                 ^^^ bytes',
        '        limits:',
        '          memory: 4',
        '#                 ^ bytes',
      ),
      messages: [
        "requests.memory '256' of container 'web' is 256 bytes, in which no program fits; without a unit it is bytes, so write one, such as 256Mi.",
        "limits.memory '4' of container 'web' is 4 bytes, in which no program fits; without a unit it is bytes, so write one, such as 4Gi.",
      ],
      fixed: pod('        requests:', '          memory: 256Mi', '        limits:', '          memory: 4').text,
    },
    {
      title: 'cores counted in thousandths or in mebibytes',
      code: pod(
        '        requests:',
        '          cpu: 500',
        '#              ^^^ cores',
        '        limits:',
        '          cpu: 100Mi',
        '#              ^^^^^ cores',
      ),
      messages: [
        "requests.cpu '500' of container 'web' is 500 cores, more than most machines have; write 500m for thousandths of a core.",
        "limits.cpu '100Mi' of container 'web' is 104,857,600 cores, more than any machine has; write 100m for thousandths of a core.",
      ],
    },
    {
      title: 'every kind of workload, init containers, volumes and claims',
      code: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          serviceName: db
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec:
              initContainers:
                - name: chown
                  image: example/chown:1
                  resources: { limits: { memory: 64m } }
        #                                        ^^^ thousandths
              containers: [{ name: db, image: example/db:1 }]
              volumes: [{ name: scratch, emptyDir: { sizeLimit: 500m } }]
        #                                                       ^^^^ thousandths
          volumeClaimTemplates:
            - metadata: { name: data }
              spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 20GB } } }
        #                                                                               ^^ unit
      `,
    },
    {
      title: 'bounds and targets',
      code: yaml`
        apiVersion: v1
        kind: LimitRange
        metadata: { name: defaults }
        spec:
          limits:
            - type: Container
              default: { memory: 512m }
        #                        ^^^^ thousandths
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: team }
        spec: { hard: { requests.cpu: 10Mi, requests.memory: 64 } }
        #                             ^^^^ cores
        #                                                    ^^ bytes
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec:
          maxReplicas: 4
          scaleTargetRef: { kind: Deployment, name: web }
          metrics:
            - { type: Resource, resource: { name: memory, target: { type: AverageValue, averageValue: 500m } } }
        #                                                                                             ^^^^ thousandths
      `,
    },
  ],
});
