import { defineRule, json } from '#kit';

/** Some numbers have a least and a greatest. */
export default defineRule({
  id: 'syntax/out-of-range',
  aka: ['catalogue:schema-limits', 'cfn-lint:E3034'],
  awsErrors: ['failed to satisfy constraint: Member must have value less than or equal to', 'out of range'],
  summary: 'Keep numbers within the range that their field takes.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'AWS and Kubernetes refuse a number outside the range: a port above 65535, more tasks than a run may start.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    'https://kubernetes.io/docs/reference/kubernetes-api/',
  ],
  messages: { outside: '{field} {value} in {owner} is out of range; it takes {from} to {to}.' },

  visit: {
    'syntax.outOfRange'(mistake, { report }) {
      const { field, owner, value, from, to } = mistake;
      report({ at: mistake, message: 'outside', data: { field, owner, value, from, to } });
    },
  },

  examples: {
    bad: [
      {
        title: 'A digit too many.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 80800 }] }] }
          //                                                                                   ^^^^^ outside
        `,
      },
    ],
    good: [
      {
        title: 'A port.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2", "portMappings": [{ "containerPort": 8080 }] }] }
        `,
      },
    ],
  },
});
