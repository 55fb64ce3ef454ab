import { containersOf, defineRule, isParseFailure, labelOf, moves } from '#kit';
import { parseableText, parseImageReference, visitPods, yaml } from '#kit';

const messages = {
  moves: "Image '{image}' of container '{container}' uses a tag that can move; pin a version or a digest.",
  untagged:
    "Image '{image}' of container '{container}' has no tag, which means 'latest' and can move; pin a version or a digest.",
} as const;

/** A tag is a label that somebody can stick onto another image. */
export default defineRule({
  id: 'k8s/moving-image-tag',
  aka: [
    'catalogue:image-tag-latest',
    'kube-linter:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
    'checkov:CKV_K8S_14',
    'trivy:KSV-0013',
    'kyverno:best-practices/disallow-latest-tag',
    'monokle:KBP001',
  ],
  summary: 'Refer to images by a version or a digest, not by a tag that moves.',
  category: 'reliability',
  severity: 'warning',
  since: '0.1.0',
  why: 'Each node looks a moving tag (none, latest, stable, main …) up when it starts a pod, so after the next push the pods of one workload differ, a restart is a rollout that nobody asked for, and rolling back brings the same image again.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://kubernetes.io/docs/concepts/configuration/overview/',
  ],
  messages,

  visit: visitPods<typeof messages>((pod, { report }) => {
    for (const { name, image } of containersOf(pod)) {
      const reference = parseImageReference(parseableText(image) ?? '');
      if (isParseFailure(reference) || moves(reference) !== 'yes') continue;
      const message = reference.tag === undefined ? 'untagged' : 'moves';
      report({ at: image, message, data: { image, container: labelOf(name) } });
    }
  }),

  examples: {
    bad: [
      {
        title: 'Whatever was pushed last.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            initContainers:
              - name: migrate
                image: example/web-migrations
          #            ^^^^^^^^^^^^^^^^^^^^^^ untagged
            containers:
              - name: web
                image: example/web:latest
          #            ^^^^^^^^^^^^^^^^^^ moves
        `,
      },
    ],
    good: [
      {
        title: 'A version, and a digest.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            initContainers:
              - name: migrate
                image: example/web-migrations:1.4.2
            containers:
              - name: web
                image: example/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        `,
      },
    ],
  },
});
