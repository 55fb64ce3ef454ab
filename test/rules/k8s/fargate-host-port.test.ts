import rule from '../../../rules/k8s/fargate-host-port.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { plan } from '../../kit/plan.ts';
import { testRule } from '../../kit/rule-tester.ts';

/** A pod with a host port; carets below it say that it is found. */
const pod = (namespace: string, labels: string, mark = ''): { path: string; text: string } => ({
  path: 'pod.yaml',
  text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  ${namespace}
  labels: { ${labels} }
spec:
  containers:
    - name: web
      image: example/web:1.4.2
      ports: [{ containerPort: 8080, hostPort: 80 }]
${mark}`,
});
const MARK = '#                                              ^^ refused\n';

const profile = (selectors: string): { path: string; text: string } => ({
  path: 'cluster.yaml',
  text: `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: shop, region: eu-central-1 }
fargateProfiles:
  - name: shop
    selectors: ${selectors}
`,
});

testRule(rule, {
  valid: [
    { title: 'no profile at all', code: pod('namespace: shop', 'app: web') },
    { title: 'another namespace', code: [pod('namespace: shop', 'app: web'), profile('[{ namespace: default }]')] },
    {
      title: 'a label that the pod lacks, or has with another value',
      code: [
        pod('namespace: shop', 'app: web, tier: front'),
        profile(
          '[{ namespace: shop, labels: { compute: fargate } }, { namespace: shop, labels: { app: web, tier: back } }]',
        ),
      ],
    },
    {
      title: 'a namespace that nobody knows',
      code: [
        pod('namespace: shop', 'app: web'),
        {
          path: 'stack.yaml',
          text: `Parameters: { Namespace: { Type: String } }
Resources:
  Profile:
    Type: AWS::EKS::FargateProfile
    Properties:
      ClusterName: shop
      PodExecutionRoleArn: arn:aws:iam::123456789012:role/pods
      Selectors: [{ Namespace: !Ref Namespace }]
`,
        },
      ],
    },
    {
      title: 'a host port of 0 is none',
      code: [
        profile('[{ namespace: default }]'),
        json`
          { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" }, "spec": { "containers": [
            { "name": "web", "image": "example/web:1.4.2", "ports": [{ "containerPort": 8080, "hostPort": 0, "hostIP": "" }] }] } }
        `,
      ],
    },
  ],
  invalid: [
    {
      title: 'wildcards in namespace, key and value',
      code: [
        pod('namespace: shop-eu', 'app: web, shop.example/tier: front', MARK),
        profile('[{ namespace: shop-*, labels: { "shop.example/*": fr?nt } }]'),
      ],
      messages: [
        "Container 'web' asks for hostPort 80, but Fargate profile 'shop' selects its pod, and Fargate refuses pods with ports or addresses of the host; leave hostPort out.",
      ],
    },
    {
      title: 'the default namespace, where none is written',
      code: [pod('generateName: web-', 'app: web', MARK), profile('[{ namespace: default }]')],
    },
    {
      title: 'CloudFormation, with the labels of a template',
      code: [
        yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: web, namespace: shop }
          spec:
            selector: { matchLabels: { app: web } }
            template:
              metadata: { labels: { app: web, compute: fargate } }
              spec:
                initContainers:
                  - name: probe
                    image: example/probe:1.0.0
                    ports: [{ containerPort: 9000, hostPort: 9000, hostIP: 10.0.0.1 }]
          #                                                  ^^^^ refused
                containers:
                  - name: web
                    image: example/web:1.4.2
                    ports: [{ containerPort: 8080, hostIP: 127.0.0.1 }]
          #                                                ^^^^^^^^^ refused
        `,
        {
          path: 'stack.json',
          text: `{ "Resources": { "Profile": { "Type": "AWS::EKS::FargateProfile", "Properties": {
            "ClusterName": "shop", "PodExecutionRoleArn": "arn:aws:iam::123456789012:role/pods",
            "Selectors": [{ "Namespace": "shop", "Labels": [{ "Key": "compute", "Value": "fargate" }] }] } } } }`,
        },
      ],
      messages: [
        "Container 'probe' asks for hostPort 9000, but Fargate profile 'Profile' selects its pod, and Fargate refuses pods with ports or addresses of the host; leave hostPort out.",
        "Container 'web' asks for hostIP 127.0.0.1, but Fargate profile 'Profile' selects its pod, and Fargate refuses pods with ports or addresses of the host; leave hostIP out.",
      ],
    },
    {
      title: 'a plan of Terraform',
      code: [
        pod('namespace: shop', 'app: web', MARK),
        plan('aws_eks_fargate_profile', 'shop', {
          fargate_profile_name: 'shop',
          selector: [{ namespace: 'shop', labels: null }],
        }),
      ],
    },
    {
      title: 'Terraform in JSON, and the fix',
      code: [
        pod('namespace: shop', 'app: web', MARK),
        {
          path: 'main.tf.json',
          text: `{ "resource": { "aws_eks_fargate_profile": { "shop": { "fargate_profile_name": "shop", "cluster_name": "shop",
            "pod_execution_role_arn": "arn:aws:iam::123456789012:role/pods", "selector": { "namespace": "shop" } } } } }`,
        },
      ],
      fixed: pod('namespace: shop', 'app: web').text.replace(', hostPort: 80', ''),
    },
  ],
});
