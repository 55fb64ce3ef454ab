import { defineRule, json, set, yaml } from '#kit';

/** Text is not a number, and one is not a list of one. */
export default defineRule({
  id: 'syntax/wrong-type',
  aka: [
    'catalogue:schema-type',
    'catalogue:ecs-task-wrong-type',
    'catalogue:schema-type-mismatch',
    'catalogue:lbc-annotation-value-type',
    ...['cfn-lint:E3012', 'kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001'],
  ],
  awsErrors: [
    'Value of property must be of type',
    'Invalid type for parameter',
    'cannot unmarshal string into Go value of type []*string',
    'cannot unmarshal object into Go value of type []*ecs.ContainerDefinition',
    'cannot unmarshal number into Go struct field',
  ],
  summary: 'Give each field a value of its type.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'The AWS CLI and Kubernetes refuse a number in quotes, a variable’s value without them, or a command that is one text instead of a list of words. CloudFormation and Terraform turn texts and numbers into each other, and there that is no finding.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://kubernetes.io/docs/reference/kubernetes-api/',
  ],
  messages: {
    type: "Field '{field}' of {owner} takes {expected}, not {actual}.",
    quotes: "Field '{field}' of {owner} takes {expected}, not {actual}; put it in quotes.",
  },

  visit: {
    'syntax.wrongType'(mistake, { report }) {
      const { field, owner, expected, actual } = mistake;
      const data = { field, owner, expected, actual };
      if (expected !== 'text' || (actual !== 'a number' && actual !== 'true or false')) {
        report({ at: mistake, message: 'type', data });
        return;
      }
      const { source, start, end } = mistake.origin.span;
      report({
        at: mistake,
        message: 'quotes',
        data,
        fix: { title: 'Put it in quotes', safety: 'safe', changes: [set(mistake, source.text.slice(start, end))] },
      });
    },
  },

  examples: {
    bad: [
      {
        title: 'A command is a list of words.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2", "command": "serve --port 8080" }] }
          //                                                          ^^^^^^^^^^^^^^^^^^^ type
        `,
      },
      {
        title: 'To YAML this is a number.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                env:
                  - name: PORT
                    value: 8080
          #                ^^^^ quotes
        `,
      },
    ],
    good: [
      {
        title: 'A list, and text.',
        code: yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web }
          spec:
            containers:
              - name: web
                image: example/web:1.4.2
                command: [serve, --port, '8080']
                env:
                  - name: PORT
                    value: '8080'
        `,
      },
    ],
  },
});
