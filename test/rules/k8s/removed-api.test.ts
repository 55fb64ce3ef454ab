import removedApi from '../../../rules/k8s/removed-api.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

const DAY = { today: '2026-11-22' };

const CRON_JOB = `kind: CronJob
metadata: { name: report }
spec:
  schedule: '0 3 * * *'
  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [] } } } }
`;

const cluster = (name: string, version: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: ${name}, region: eu-central-1, version: '${version}' }
`;

testRule(removedApi, {
  valid: [
    {
      title: 'current versions, and custom resources of the same kind',
      code: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web }
        ---
        apiVersion: example.com/v1beta1
        kind: CronJob
        metadata: { name: report }
        ---
        apiVersion: elbv2.k8s.aws/v1alpha1
        kind: TargetGroupBinding
        metadata: { name: web }
      `,
    },
    {
      title: 'a cluster that the user names, which still serves it',
      code: { path: 'cron.yaml', text: `apiVersion: batch/v1beta1\n${CRON_JOB}` },
      settings: { ...DAY, kubernetesVersion: '1.24' },
    },
    {
      title: 'an old cluster in the same tree',
      code: [
        { path: 'infra/cluster.yaml', text: cluster('shop', '1.24') },
        { path: 'k8s/cron.yaml', text: `apiVersion: batch/v1beta1\n${CRON_JOB}` },
      ],
      settings: { ...DAY, kubernetesVersion: '1.34' },
    },
    {
      title: 'newer than what any version in support has dropped',
      code: yaml`
        apiVersion: storage.k8s.io/v1alpha1
        kind: VolumeAttributesClass
        metadata: { name: fast }
      `,
      settings: DAY,
    },
  ],
  invalid: [
    {
      title: 'what no version on EKS serves, with its safe fix',
      code: {
        path: 'cron.yaml',
        text: `apiVersion: batch/v1beta1\n#           ^^^^^^^^^^^^^ removed\n${CRON_JOB}`,
      },
      settings: DAY,
      messages: [
        "Kubernetes 1.25 removed CronJob from 'batch/v1beta1', and EKS has no cluster older than 1.31, so CronJob 'report' is refused; write 'batch/v1'.",
      ],
      fixed: `apiVersion: batch/v1\n${CRON_JOB}`,
    },
    {
      title: 'fields that differ, and no successor at all, without a fix',
      code: yaml`
        apiVersion: policy/v1beta1
        #           ^^^^^^^^^^^^^^ removed
        kind: PodDisruptionBudget
        metadata: { name: web }
        spec: { minAvailable: 1, selector: {} }
        ---
        apiVersion: policy/v1beta1
        #           ^^^^^^^^^^^^^^ removed
        kind: PodSecurityPolicy
        metadata: { name: restricted }
        spec: { privileged: false }
      `,
      settings: DAY,
      messages: [
        "Kubernetes 1.25 removed PodDisruptionBudget from 'policy/v1beta1', and EKS has no cluster older than 1.31, so PodDisruptionBudget 'web' is refused; write it as 'policy/v1', where some fields differ.",
        "Kubernetes 1.25 removed PodSecurityPolicy from 'policy/v1beta1', and EKS has no cluster older than 1.31, so PodSecurityPolicy 'restricted' is refused; use labels of Pod Security admission on the namespaces.",
      ],
    },
    {
      title: 'what only versions in standard support have dropped',
      code: yaml`
        apiVersion: admissionregistration.k8s.io/v1beta1
        #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leaving
        kind: ValidatingAdmissionPolicy
        metadata: { name: images }
      `,
      settings: DAY,
      messages: [
        "Kubernetes 1.34 removed ValidatingAdmissionPolicy from 'admissionregistration.k8s.io/v1beta1', so the versions in standard support on EKS, 1.34 and newer, refuse ValidatingAdmissionPolicy 'images'; write it as 'admissionregistration.k8s.io/v1', where some fields differ.",
      ],
    },
    {
      title: 'items of a list, in JSON, of workloads that we still understand',
      code: json`
        { "apiVersion": "v1", "kind": "List", "items": [
          { "apiVersion": "extensions/v1beta1", "kind": "Deployment", "metadata": { "name": "web" } },
          //              ^^^^^^^^^^^^^^^^^^^^ removed
          { "apiVersion": "autoscaling/v2beta2", "kind": "HorizontalPodAutoscaler", "metadata": { "name": "web" } }] }
          //              ^^^^^^^^^^^^^^^^^^^^^ removed
      `,
      settings: DAY,
    },
    {
      title: 'the cluster nearest to the manifest counts, not another one of the tree',
      code: [
        {
          path: 'blue/k8s/cron.yaml',
          text: `apiVersion: batch/v1beta1\n#           ^^^^^^^^^^^^^ removed\n${CRON_JOB}`,
        },
        { path: 'blue/cluster.yaml', text: cluster('blue', '1.29') },
        { path: 'green/cluster.yaml', text: cluster('green', '1.24') },
        { path: 'green/k8s/cron.yaml', text: `apiVersion: batch/v1beta1\n${CRON_JOB}` },
      ],
      settings: DAY,
      messages: [
        "Kubernetes 1.25 removed CronJob from 'batch/v1beta1', and the cluster runs 1.29, so CronJob 'report' is refused; write 'batch/v1'.",
      ],
    },
    {
      title: 'two clusters of different versions say nothing; what the user says counts',
      code: [
        { path: 'blue.yaml', text: cluster('blue', '1.29') },
        { path: 'green.yaml', text: cluster('green', '1.24') },
        { path: 'cron.yaml', text: `apiVersion: batch/v1beta1\n#           ^^^^^^^^^^^^^ removed\n${CRON_JOB}` },
      ],
      settings: { ...DAY, kubernetesVersion: '1.30' },
      messages: [
        "Kubernetes 1.25 removed CronJob from 'batch/v1beta1', and the cluster runs 1.30, so CronJob 'report' is refused; write 'batch/v1'.",
      ],
    },
    {
      title: 'a cluster of Terraform',
      code: [
        {
          path: 'cron.yaml',
          text: `apiVersion: batch/v1beta1\n#           ^^^^^^^^^^^^^ removed\n${CRON_JOB}`,
        },
        {
          path: 'main.tf',
          text: 'resource "aws_eks_cluster" "shop" {\n  name    = "shop"\n  version = "1.26"\n}\n',
        },
      ],
      settings: DAY,
    },
    {
      title: 'a part that a kustomization merges',
      code: [
        {
          path: 'kustomization.yaml',
          text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{ path: patch.yaml }]\n',
        },
        {
          path: 'patch.yaml',
          text: 'apiVersion: apps/v1beta2\n#           ^^^^^^^^^^^^ removed\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n',
        },
      ],
      settings: DAY,
    },
  ],
});
