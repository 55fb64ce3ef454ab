import { expect, it } from 'vitest';
import rule from '../../../rules/k8s/rollout-downtime.ts';
import { lintTexts } from '../../kit/lint-text.ts';
import { testRule } from '../../kit/rule-tester.ts';

interface Manifest {
  readonly path: string;
  readonly text: string;
}

/** A Deployment with this strategy; `mark` is the line of markers below it. */
function deployment(strategy: string, mark = '', replicas = '', pod = ''): Manifest {
  return {
    path: 'shop/web.yaml',
    text: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  ${replicas}
  selector: { matchLabels: { app: web } }
  strategy: ${strategy}
${mark && `${mark}\n`}  template:
    metadata: { labels: { app: web, tier: front } }
    spec: { containers: [{ name: web, image: example/web:1.4.2 }]${pod} }
`,
  };
}

function service(labels = '{ app: web }', more = '', path = 'shop/service.yaml'): Manifest {
  const text = `apiVersion: v1
kind: Service
metadata: { name: front${more} }
spec: { selector: ${labels}, ports: [{ port: 80 }] }
`;
  return { path, text };
}

function autoscaler(minimum = ''): Manifest {
  const text = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${minimum}maxReplicas: 4 }
`;
  return { path: 'shop/hpa.yaml', text };
}

const RECREATE = '{ type: Recreate }';
const ONE = '{ rollingUpdate: { maxUnavailable: 1 } }';

testRule(rule, {
  valid: [
    { title: 'the defaults, even of one pod', code: [deployment('{}'), service()] },
    { title: 'one of two may be missing', code: [deployment(ONE, '', 'replicas: 2'), service()] },
    {
      title: 'a share that is rounded down to nothing',
      code: [deployment('{ rollingUpdate: { maxUnavailable: 50% } }'), service()],
    },
    { title: 'nobody calls its pods', code: [deployment(RECREATE)] },
    { title: 'the Service selects other pods', code: [deployment(RECREATE), service('{ app: web, tier: back }')] },
    { title: 'the Service selects by hand', code: [deployment(RECREATE), service('{}')] },
    { title: 'a Service of another namespace', code: [deployment(RECREATE), service(undefined, ', namespace: shop')] },
    {
      title: 'a Service of another set of manifests',
      code: [deployment(RECREATE), service(undefined, '', 'blog/service.yaml')],
    },
    { title: 'no pods at all', code: [deployment(RECREATE, '', 'replicas: 0'), service()] },
    { title: 'what Kubernetes refuses', code: [deployment("{ rollingUpdate: { maxUnavailable: '1' } }"), service()] },
    { title: 'the autoscaler keeps more', code: [deployment(ONE), service(), autoscaler('minReplicas: 2, ')] },
    {
      title: 'a strategy that a chart fills in beside a figure',
      code: [deployment('{ type: "${STRATEGY}", rollingUpdate: { maxUnavailable: 1 } }'), service()],
    },
    { title: 'a strategy that a chart fills in', code: [deployment('{ type: "${STRATEGY}" }'), service()] },
  ],
  invalid: [
    {
      title: 'one replica is the default',
      code: [deployment(ONE, '#                                              ^ unavailable'), service()],
      messages: [
        "With 1 replica, maxUnavailable 1 lets a rollout of Deployment 'web' stop its only pod before a new one is ready, so Service 'front' has none to send traffic to; maxUnavailable 0 starts new ones first.",
      ],
      fixed: deployment('{ rollingUpdate: { maxUnavailable: 0 } }').text,
    },
    {
      title: 'all of them, and no room for more',
      code: [
        deployment(
          '{ rollingUpdate: { maxSurge: 0, maxUnavailable: 100% } }',
          '#                                                           ^^^^ unavailable',
          'replicas: 3',
        ),
        service(),
      ],
      messages: [
        "With 3 replicas, maxUnavailable 100% lets a rollout of Deployment 'web' stop all 3 pods before a new one is ready, so Service 'front' has none to send traffic to; maxUnavailable 0 with maxSurge 1 starts new ones first.",
      ],
      fixed: deployment('{ rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }', '', 'replicas: 3').text,
    },
    {
      title: 'the autoscaler goes down to one',
      code: [
        deployment(ONE, '#                                              ^ unavailable', 'replicas: 5'),
        service(),
        autoscaler(),
      ],
    },
    {
      title: 'the Service stands in a folder above',
      code: [
        deployment(RECREATE, '#                   ^^^^^^^^ recreate'),
        service('{ tier: front, app: web }', '', 'service.yaml'),
      ],
    },
  ],
});

it.each([
  ['a volume for a time', ', volumes: [{ name: tmp, emptyDir: {} }]', 'warning'],
  ['a volume that stays', ', volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]', 'info'],
  ['the network of its node', ', hostNetwork: true', 'info'],
])('weighs what one pod alone may have: %s', async (_title, pod, severity) => {
  const { findings } = await lintTexts([rule], [deployment(RECREATE, '', '', pod), service()]);
  expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});
