import rule from '../../../rules/k8s/privileged-container.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'false, null, and what a later step fills in',
      code: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: web, image: example/web:1.4.2, securityContext: { privileged: false } }
            - { name: api, image: example/api:1.4.2, securityContext: { privileged: null } }
            - { name: log, image: example/log:1.4.2, securityContext: { privileged: \${PRIVILEGED} } }
      `,
    },
  ],
  invalid: [
    {
      title: 'every kind of workload, and init containers',
      code: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: search }
        spec:
          serviceName: search
          selector: { matchLabels: { app: search } }
          template:
            metadata: { labels: { app: search } }
            spec:
              initContainers:
                - { name: sysctl, image: example/sysctl:1.0.0, securityContext: { privileged: true } }
        #                                                                                     ^^^^ privileged
              containers:
                - { name: search, image: example/search:1.0.0 }
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: build }
        spec:
          schedule: '0 3 * * *'
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - { name: docker, image: 'docker:27.1-dind', securityContext: { privileged: true } }
        #                                                                                       ^^^^ privileged
      `,
      messages: [
        "Container 'sysctl' is privileged, so whoever takes it over has the node and all of its pods; leave privileged out, and add the capabilities that it needs.",
        "Container 'docker' is privileged, so whoever takes it over has the node and all of its pods; leave privileged out, and add the capabilities that it needs.",
      ],
    },
    {
      title: 'plug-ins of the node, and an agent that is none',
      code: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: ebs-csi-node, namespace: kube-system }
        spec:
          selector: { matchLabels: { app: ebs-csi-node } }
          template:
            metadata: { labels: { app: ebs-csi-node } }
            spec:
              containers:
                - { name: ebs-plugin, image: 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.50.0', securityContext: { privileged: true } }
        #                                                                                                                               ^^^^ plugin
              volumes:
                - { name: kubelet-dir, hostPath: { path: /var/lib/kubelet, type: Directory } }
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: metrics, namespace: kube-system }
        spec:
          selector: { matchLabels: { app: metrics } }
          template:
            metadata: { labels: { app: metrics } }
            spec:
              containers:
                - { name: metrics, image: 'example/metrics:2.0.0', securityContext: { privileged: true } }
        #                                                                                         ^^^^ privileged
      `,
      messages: [
        "Container 'ebs-plugin' is privileged, as plug-ins of the node may have to be; whoever takes it over has the node, so pin its image and keep its pod small.",
        "Container 'metrics' is privileged, so whoever takes it over has the node and all of its pods; leave privileged out, and add the capabilities that it needs.",
      ],
    },
    {
      title: 'on Fargate',
      code: [
        json`
          { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "build", "namespace": "ci" }, "spec": { "containers": [
            { "name": "docker", "image": "docker:27.1-dind", "securityContext": { "privileged": true } }] } }
          //                                                                                    ^^^^ fargate
        `,
        {
          path: 'profiles.yaml',
          text: `Resources:
  Profile:
    Type: AWS::EKS::FargateProfile
    Properties:
      FargateProfileName: ci
      ClusterName: shop
      PodExecutionRoleArn: arn:aws:iam::123456789012:role/pods
      Selectors: [{ Namespace: 'c*' }]
`,
        },
      ],
      messages: [
        "Container 'docker' is privileged, but Fargate profile 'ci' selects its pod, and Fargate refuses privileged pods; leave privileged out, or run it on nodes.",
      ],
    },
    {
      title: 'its fix',
      code: {
        path: 'pod.yaml',
        text: `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: example/web:1.4.2
      securityContext:
        privileged: true
#                   ^^^^ privileged
        runAsNonRoot: true
`,
      },
      fixed: `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: example/web:1.4.2
      securityContext:
        runAsNonRoot: true
`,
    },
  ],
});
