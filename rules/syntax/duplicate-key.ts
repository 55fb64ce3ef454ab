import { defineRule, yaml } from '#kit';

/** Of two entries with one key, one is lost without a word. */
export default defineRule({
  id: 'syntax/duplicate-key',
  aka: ['catalogue:duplicate-yaml-key', 'kubeconform:duplicate-key', 'cfn-lint:E0000'],
  summary: 'Write each key once in a map.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'Most readers of JSON and YAML keep the last of two entries with the same key and say nothing; others refuse the file. Either way somebody wrote a value that does not count.',
  references: ['https://yaml.org/spec/1.2.2/#3213-node-comparison', 'https://www.rfc-editor.org/rfc/rfc8259#section-4'],
  messages: { twice: "Key '{key}' is written twice in the same map, and only the last one counts; keep one of them." },

  visit: {
    'syntax.duplicateKey'(mistake, { report }) {
      report({ at: mistake, message: 'twice', data: { key: mistake.key } });
    },
  },

  examples: {
    bad: [
      {
        title: 'The first list of variables is lost.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                env: [{ name: STAGE, value: prod }]
                env: [{ name: PORT, value: '8080' }]
          #     ^^^ twice
        `,
      },
    ],
    good: [
      {
        title: 'One list.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                env:
                  - { name: STAGE, value: prod }
                  - { name: PORT, value: '8080' }
        `,
      },
    ],
  },
});
