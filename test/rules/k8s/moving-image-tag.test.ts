import rule from '../../../rules/k8s/moving-image-tag.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'images that a later step fills in',
      code: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: web, image: 'example/web:\${TAG}' }
            - { name: api, image: '\${IMAGE}' }
            - { name: proxy, image: '<IMAGE1_NAME>' }
      `,
    },
    {
      title: 'a moving tag with a digest',
      code: json`
        { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" }, "spec": { "containers": [
          { "name": "web", "image": "example/web:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }] } }
      `,
    },
    {
      title: 'a tag that a kustomization sets',
      code: [
        yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec: { containers: [{ name: web, image: 'registry.example:5000/web:latest' }] }
        `,
        {
          path: 'kustomization.yaml',
          text: `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [example.yaml]
images: [{ name: 'registry.example:5000/web', newTag: 1.4.2 }]
`,
        },
      ],
    },
  ],
  invalid: [
    {
      title: 'the template of a CronJob, in a list',
      code: json`
        { "apiVersion": "v1", "kind": "List", "items": [
          { "apiVersion": "batch/v1", "kind": "CronJob", "metadata": { "name": "report" }, "spec": {
            "schedule": "0 3 * * *", "jobTemplate": { "spec": { "template": { "spec": { "restartPolicy": "Never", "containers": [
              { "name": "report", "image": "localhost:5000/report" }] } } } } } }] }
        //                                 ^^^^^^^^^^^^^^^^^^^^^^^ untagged
      `,
      messages: [
        "Image 'localhost:5000/report' of container 'report' has no tag, which means 'latest' and can move; pin a version or a digest.",
      ],
    },
  ],
});
