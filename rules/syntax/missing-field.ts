import { defineRule, json } from '#kit';

/** Some things cannot be made without being told how. */
export default defineRule({
  id: 'syntax/missing-field',
  aka: [
    'catalogue:schema-required',
    'catalogue:ecs-task-missing-image',
    'catalogue:schema-required-missing',
    ...['cfn-lint:E3003', 'kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001'],
  ],
  awsErrors: [
    'required key',
    'Missing required parameter in input',
    'Property cannot be empty',
    'missing required field',
  ],
  summary: 'Write every field that AWS or Kubernetes requires.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'The request is refused as a whole when a required field is missing, often after the resources before it have been made.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://kubernetes.io/docs/reference/kubernetes-api/',
  ],
  messages: { missing: "Required field '{field}' is missing in {owner}; add it." },

  visit: {
    'syntax.missingField'(mistake, { report }) {
      report({ at: mistake, message: 'missing', data: { field: mistake.field, owner: mistake.owner } });
    },
  },

  examples: {
    bad: [
      {
        title: 'A container without an image.',
        code: json`
          { "family": "web", "containerDefinitions": [{ "name": "web", "memory": 256 }] }
          //                                                    ^^^^^ missing
        `,
      },
    ],
    good: [
      {
        title: 'Name and image.',
        code: json`
          { "family": "web", "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2", "memory": 256 }] }
        `,
      },
    ],
  },
});
