import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KUBERNETES_KINDS } from '../../../src/frontends/kubernetes/generated/kinds.ts';
import { kubernetes } from '../../../src/frontends/kubernetes/index.ts';
import { parseText } from '../../../src/syntax/index.ts';
import { World } from '../../../src/values/index.ts';
import type { Resource } from '../../../src/model/index.ts';
import { lowerFiles, lowerText, tellMistakes, type Lowered } from '../lower-text.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: nginx:1.27
`;

const read = (text: string): Promise<Lowered> => lowerText(kubernetes, text, 'manifest.yaml');

async function addresses(text: string): Promise<string[]> {
  return (await read(text)).resources.map(({ kind, address }) => `${kind} ${address}`);
}

async function recognised(text: string): Promise<boolean | undefined> {
  const { root } = await parseText({ path: 'manifest.yaml', text });
  return root && kubernetes.recognises(root);
}

describe('kinds that Kubernetes removed', () => {
  it('are known by their names alone', async () => {
    const policy =
      'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: { name: restricted }\nspec: { x: 1 }\n';
    const slice =
      'apiVersion: discovery.k8s.io/v1beta1\nkind: EndpointSlice\nmetadata: { name: web, namespace: shop }\n';
    expect(await addresses(`${policy}---\n${slice}`)).toEqual([
      'k8s.object PodSecurityPolicy/restricted',
      'k8s.object EndpointSlice/shop/web',
    ]);
    expect((await read(policy)).mistakes).toEqual([]);
    expect(await addresses('apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: { name: kata }\n')).toEqual([]);
  });
});

const CLUSTER_SCOPED = new Set([
  ...['CSIDriver', 'ClusterRole', 'ClusterRoleBinding', 'CustomResourceDefinition', 'EC2NodeClass', 'IngressClass'],
  ...['IngressClassParams', 'MutatingWebhookConfiguration', 'Namespace', 'NodeClaim', 'NodePool', 'PersistentVolume'],
  ...['PriorityClass', 'StorageClass', 'ValidatingWebhookConfiguration'],
]);

describe('recognition of manifests', () => {
  it.each([
    ['an object', POD],
    ['an object of a kind that we do not know', 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\n'],
    ['a known kind without metadata', 'apiVersion: v1\nkind: Service\nspec: {}\n'],
    ['a list', 'apiVersion: v1\nkind: List\nitems: []\n'],
    ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n'],
  ])('knows %s', async (_title, text) => {
    expect(await recognised(text)).toBe(true);
  });

  it.each([
    [
      'a cluster configuration of eksctl',
      'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: c }\n',
    ],
    ['a chart', 'apiVersion: v2\nname: web\nversion: 1.0.0\n'],
    ['a version that is none', 'apiVersion: 3.0\nkind: Thing\nmetadata: {}\n'],
    ['a kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []\n'],
    ['a list', '- apiVersion: v1\n'],
    ['a text', 'kind'],
  ])('leaves %s alone', async (_title, text) => {
    expect(await recognised(text)).toBe(false);
  });
});

describe('kinds and addresses', () => {
  const kinds = Object.entries(KUBERNETES_KINDS)
    .filter(([kind]) => kind !== 'List')
    .flatMap(([kind, { apiVersions }]) => apiVersions.map((version) => [kind, version] as const));

  it.each(kinds)('lowers a %s of %s', async (kind, version) => {
    const text = `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: a\n  namespace: shop\n`;
    const address = CLUSTER_SCOPED.has(kind) ? `${kind}/a` : `${kind}/shop/a`;
    expect(await addresses(text)).toEqual([`k8s.${kind} ${address}`]);
  });

  it('has the default namespace where none is written', async () => {
    expect(await addresses(POD)).toEqual(['k8s.Pod Pod/default/web']);
  });

  it('has no name where one is generated', async () => {
    const { resources } = await read('apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: build-\n');
    expect(resources.map(({ address, name }) => [address, name])).toEqual([['Job/default/build-*', undefined]]);
  });

  it('goes by the group as well as the kind', async () => {
    expect(await addresses('apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: a }\n')).toEqual([]);
    expect(await addresses('apiVersion: v1\nkind: constructor\nmetadata: { name: a }\n')).toEqual([]);
  });

  it('keeps every document of a stream, and the items of lists in lists', async () => {
    const text = `${POD}---\n---\n${POD.replace('web', 'api')}---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Secret
    metadata: { name: s }
  - kind: List
    apiVersion: v1
    items:
      - { apiVersion: v1, kind: ConfigMap, metadata: { name: c } }
---
apiVersion: v1
kind: PodList
items:
  - metadata: { name: typed }
    spec: { containers: [{ name: a, image: b }] }
`;
    expect(await addresses(text)).toEqual([
      'k8s.Pod Pod/default/web',
      'k8s.Pod Pod/default/api',
      'k8s.Secret Secret/default/s',
      'k8s.ConfigMap ConfigMap/default/c',
      'k8s.Pod Pod/default/typed',
    ]);
  });

  it('reads JSON too', async () => {
    const { resources } = await lowerText(
      kubernetes,
      '{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "shop" } }',
    );
    expect(resources.map(({ address }) => address)).toEqual(['Namespace/shop']);
  });
});

describe('the form of objects', () => {
  const mistakesOf = async (text: string): Promise<string[]> => tellMistakes((await read(text)).mistakes);

  it('is strict, as kubectl is', async () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels: { version: 1.0, beta: on }
spec:
  replicas: "3"
  selector: { matchLabels: { app: web } }
  strategy: { type: rollingUpdate }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: nginx
          envs: []
          env: [{ name: PORT, value: 8080 }]
          ports: [{ containerPort: http }]
          resources: { limits: { memory: 1Gi, cpu: 2 } }
`;
    expect(await mistakesOf(text)).toEqual([
      "6:1.0 wrongType labels.version of metadata of Deployment 'shop/web' a number, not text",
      "6:on wrongType labels.beta of metadata of Deployment 'shop/web' true or false, not text",
      '8:"3" wrongType replicas of spec of Deployment \'shop/web\' text, not a whole number',
      "10:rollingUpdate badValue type of spec.strategy of Deployment 'shop/web' like RollingUpdate",
      "17:envs unknownField envs of container 'app' like env",
      "18:8080 wrongType value of env 'PORT' of container 'app' a number, not text",
      "19:http wrongType containerPort of ports of container 'app' text, not a whole number",
    ]);
  });

  it('misses what the API requires', async () => {
    expect(await mistakesOf('apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: {}\n')).toEqual([
      "4:spec missingField containers of spec of Pod 'web'",
    ]);
  });

  it('is not judged for older versions of an API, whose fields may have moved', async () => {
    const text = `apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { maxReplicas: 3, scaleTargetRef: { kind: Deployment, name: web }, targetCPUUtilizationPercentage: 60 }
`;
    const { resources, mistakes } = await read(text);
    const [resource] = resources as readonly Resource<'k8s.HorizontalPodAutoscaler'>[];
    const view = resource?.view(new World());
    expect(mistakes).toEqual([]);
    expect(view?.apiVersion).toMatchObject({ value: 'autoscaling/v1' });
    expect(view?.spec.maxReplicas).toMatchObject({ value: 3 });
    expect(view?.spec.metrics.state).toBe('unknown');
  });

  it('is not judged where the document cannot be read, but that of its neighbours is', async () => {
    const { resources, mistakes } = await read(`${POD.replace('image:', 'imge:')}---\n${POD}      - {\n---\n${POD}`);
    expect(resources).toHaveLength(3);
    const kinds = mistakes.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'syntax.unreadable')).toEqual(['syntax.unknownField']);
  });

  it('leaves custom resources their own fields', async () => {
    expect(
      await mistakesOf(
        'apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: { name: a }\nspec: { template: { spec: { nodeClassRef: {}, requirements: [], novelty: 1 } } }\n',
      ),
    ).toEqual([]);
  });
});

describe('placeholders', () => {
  it('are unknown, but for those that Kubernetes or a shell fills in', async () => {
    const text = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: \${GRACE}
  containers:
    - name: app
      image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:<TAG>
      args: ["--port=\${PORT}"]
      env:
        - { name: URL, value: http://$(HOST)/ }
`;
    const { resources, mistakes } = await read(text);
    const [resource] = resources as readonly Resource<'k8s.Pod'>[];
    const spec = resource?.view(new World()).spec;
    const [container] = spec?.containers.items ?? [];
    expect(mistakes).toEqual([]);
    expect(spec?.terminationGracePeriodSeconds.state).toBe('unknown');
    expect(container?.image.state).toBe('template');
    expect(container?.args.items[0]).toMatchObject({ value: '--port=${PORT}' });
    expect(container?.env.items[0]?.value).toMatchObject({ value: 'http://$(HOST)/' });
  });
});

describe('patches', () => {
  const patch = (spec: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: ${spec}\n`;

  it.each([
    ['a directive', patch('{ template: { spec: { containers: [{ $patch: delete, name: app }] } } }')],
    [
      'what only a patch can lack',
      patch('{ template: { spec: { containers: [{ name: app, securityContext: { privileged: true } }] } } }'),
    ],
  ])('are known by %s', async (_title, text) => {
    const { resources, mistakes } = await read(text);
    const [resource] = resources as readonly Resource<'k8s.Deployment'>[];
    expect(mistakes).toEqual([]);
    expect(resource?.view(new World()).spec.replicas).toMatchObject({ state: 'unknown', written: false });
  });

  it('are known by the kustomization that names them', async () => {
    const { resources, mistakes } = await lowerFiles(kubernetes, {
      'overlays/prod/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - path: ../shared/pod.yaml\npatchesStrategicMerge: [pod.yaml]\n',
      'overlays/shared/pod.yaml': POD.replace(/spec:[^]*/, 'spec: {}\n'),
      'overlays/prod/pod.yaml': POD.replace(/spec:[^]*/, 'spec: {}\n'),
      'base/pod.yaml': POD.replace(/spec:[^]*/, 'spec: {}\n'),
    });
    expect(resources).toHaveLength(3);
    expect(mistakes.map(({ origin }) => origin.span.source.path)).toEqual(['base/pod.yaml']);
  });

  it('may still misspell a field', async () => {
    const { mistakes } = await read(patch('{ replica: 3 }'));
    expect(tellMistakes(mistakes)).toEqual([
      "4:replica unknownField replica of spec of Deployment 'web' like replicas",
    ]);
  });
});

describe('anything', () => {
  it('is read without an exception', async () => {
    const text = `${POD}---\napiVersion: v1\nkind: List\nitems:\n  - &a { apiVersion: v1, kind: Secret, metadata: { name: s } }\n  - *a\n  - <<: *a\n    data: { k: dg== }\n`;
    const cut = fc.tuple(
      fc.nat(text.length),
      fc.nat(30),
      fc.constantFrom('', '{', '"', '- ', ':\n', '|\n', '&x ', '*a', '\t', '---\n', '!!int ', '~'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
        let broken = text;
        for (const [at, length, insert] of cuts) broken = broken.slice(0, at) + insert + broken.slice(at + length);
        await read(broken);
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(KUBERNETES_KINDS)),
        fc.jsonValue(),
        fc.jsonValue(),
        async (kind, metadata, spec) => {
          const apiVersion = KUBERNETES_KINDS[kind]?.apiVersions[0];
          await read(
            JSON.stringify({
              apiVersion,
              kind,
              metadata,
              spec,
              items: [spec, { apiVersion, kind, metadata: spec }],
              webhooks: [spec],
            }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
