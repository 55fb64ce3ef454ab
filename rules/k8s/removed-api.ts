import {
  compareKubernetesVersions,
  defineRule,
  formatKubernetesVersion,
  isParseFailure,
  labelOf,
  oldestEksVersion,
  parseKubernetesVersion,
  removedApi,
  set,
  settled,
  visitObjects,
  yaml,
} from '#kit';
import type { Context, Graph, KubernetesObject, KubernetesVersion, RemovedApi, Value } from '#kit';

const messages = {
  removed:
    "Kubernetes {removed} removed {kind} from '{apiVersion}', and {target}, so {kind} '{name}' is refused; {remedy}.",
  leaving:
    "Kubernetes {removed} removed {kind} from '{apiVersion}', so the versions in standard support on EKS, {oldest} and newer, refuse {kind} '{name}'; {remedy}.",
} as const;

/** Kubernetes drops old versions of its APIs, and then knows no such object. */
export default defineRule({
  id: 'k8s/removed-api',
  aka: [
    'catalogue:api-removed',
    'kube-linter:no-extensions-v1beta',
    'kube-score:stable-version',
    'trivy:KSV-0107',
    'kyverno:best-practices/check-deprecated-apis',
    'kubeconform:missing-schema',
    'monokle:K8S002',
    'monokle:K8S003',
  ],
  awsErrors: ['no matches for kind', 'resource mapping not found for name'],
  summary: 'Write objects in versions of the Kubernetes API that the cluster serves.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'A beta version of an API goes a few releases after its successor came, and the API server then knows no such kind: kubectl, Helm and controllers fail, at the latest on the first deployment after the upgrade of the cluster. The version counts that the cluster in the same folder or above has in these files, else --kubernetes-version, else the oldest that EKS supports; what is gone only from the oldest in standard support is a warning.',
  references: [
    'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  ],
  messages,

  visit: visitObjects<typeof messages>((object, context) => {
    const [apiVersion, kind] = [settled(object.apiVersion), settled(object.kind)];
    const api = apiVersion === undefined || kind === undefined ? undefined : removedApi(apiVersion, kind);
    const target = api && targetWithout(api, object, context);
    if (!target) return;
    const { replacement, sameShape } = api;
    const place = {
      at: object.apiVersion,
      fix:
        replacement !== undefined && sameShape
          ? ({ title: `Write ${replacement}`, safety: 'safe', changes: [set(object.apiVersion, replacement)] } as const)
          : undefined,
    };
    const data = {
      removed: api.removedIn,
      kind: api.kind,
      apiVersion: api.apiVersion,
      name: labelOf(object.metadata.name),
      remedy: remedyFor(api),
    };
    if (target.is === 'oldest in standard support') {
      const oldest = formatKubernetesVersion(target.version);
      context.report({ ...place, message: 'leaving', severity: 'warning', data: { ...data, oldest } });
    } else {
      const related = [target.at && { at: target.at, note: 'The version of the cluster.' }];
      context.report({ ...place, message: 'removed', data: { ...data, target: targetText(target) }, related });
    }
  }),

  examples: {
    bad: [
      {
        title: 'No cluster has it any more.',
        code: yaml`
          apiVersion: batch/v1beta1
          #           ^^^^^^^^^^^^^ removed
          kind: CronJob
          metadata: { name: report }
          spec:
            schedule: '0 3 * * *'
            jobTemplate:
              spec:
                template:
                  spec:
                    restartPolicy: Never
                    containers: [{ name: report, image: example/report:1.4.2 }]
        `,
      },
      {
        title: 'The cluster has a successor, some fields of which differ.',
        code: yaml`
          apiVersion: eksctl.io/v1alpha5
          kind: ClusterConfig
          metadata: { name: shop, region: eu-central-1, version: '1.33' }
          ---
          apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
          #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed
          kind: PriorityLevelConfiguration
          metadata: { name: batch }
          spec: { type: Limited, limited: { nominalConcurrencyShares: 5 } }
        `,
      },
    ],
    good: [
      {
        title: 'The current version.',
        code: yaml`
          apiVersion: batch/v1
          kind: CronJob
          metadata: { name: report }
          spec:
            schedule: '0 3 * * *'
            jobTemplate:
              spec:
                template:
                  spec:
                    restartPolicy: Never
                    containers: [{ name: report, image: example/report:1.4.2 }]
        `,
      },
      {
        title: 'A cluster that still serves it.',
        code: yaml`
          apiVersion: eksctl.io/v1alpha5
          kind: ClusterConfig
          metadata: { name: shop, region: eu-central-1, version: '1.31' }
          ---
          apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
          kind: PriorityLevelConfiguration
          metadata: { name: batch }
          spec: { type: Limited, limited: { nominalConcurrencyShares: 5 } }
        `,
      },
    ],
  },
});

/** A Kubernetes that the object may be meant for. */
interface Target {
  readonly is: 'the cluster' | 'oldest on EKS' | 'oldest in standard support';
  readonly version: KubernetesVersion;
  /** Where the cluster says it. */
  readonly at?: Value<string>;
}

function targetText({ is, version }: Target): string {
  const text = formatKubernetesVersion(version);
  return is === 'the cluster' ? `the cluster runs ${text}` : `EKS has no cluster older than ${text}`;
}

/** The Kubernetes on which the object will be created and that does not serve it; undefined where it is served. */
function targetWithout(
  api: RemovedApi,
  object: KubernetesObject,
  context: Context<typeof messages>,
): Target | undefined {
  const removed = versionOf(api.removedIn);
  return targetsOf(object, context).find(
    ({ version }) => removed !== undefined && compareKubernetesVersions(version, removed) >= 0,
  );
}

/** The cluster, where it is known; else the oldest that there can be, and the oldest that one should have. */
function targetsOf(object: KubernetesObject, { graph, settings }: Context<typeof messages>): readonly Target[] {
  const near = versionNear(object, graph);
  if (near) return [{ is: 'the cluster', ...near }];
  const given = versionOf(settings.kubernetesVersion);
  if (given) return [{ is: 'the cluster', version: given }];
  return [
    { is: 'oldest on EKS', version: oldestEksVersion('any', settings.today) },
    { is: 'oldest in standard support', version: oldestEksVersion('standard', settings.today) },
  ];
}

/** The version of the clusters nearby, where all of them have the same. */
function versionNear(
  object: KubernetesObject,
  graph: Graph,
): { readonly version: KubernetesVersion; readonly at: Value<string> } | undefined {
  const versions = graph.clustersNear(object).map(({ version }) => version);
  const [at] = versions;
  const text = at && settled(at);
  const version = versionOf(text);
  return at && version && versions.every((other) => settled(other) === text) ? { version, at } : undefined;
}

function versionOf(text: string | undefined): KubernetesVersion | undefined {
  const version = text === undefined ? undefined : parseKubernetesVersion(text);
  return version && !isParseFailure(version) ? version : undefined;
}

function remedyFor({ replacement, sameShape, instead }: RemovedApi): string {
  if (replacement === undefined) return instead === undefined ? 'it has no successor' : `use ${instead}`;
  return sameShape ? `write '${replacement}'` : `write it as '${replacement}', where some fields differ`;
}
