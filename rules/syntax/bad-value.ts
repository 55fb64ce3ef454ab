import { defineRule, json, oneOf, set } from '#kit';

/** More values than these are not worth reading in a message. */
const FEW = 6;

/** Some fields take a few words, spelled just so. */
export default defineRule({
  id: 'syntax/bad-value',
  aka: [
    'catalogue:schema-enum',
    'catalogue:ecs-task-invalid-enum',
    ...['cfn-lint:E3030', 'kubeconform:schema', 'kube-linter:schema-validation', 'monokle:K8S001'],
  ],
  awsErrors: [
    'failed to satisfy constraint: Member must satisfy enum value set',
    'is not a valid enum value',
    'Unsupported value',
  ],
  summary: 'Give each field one of the values that it takes.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'AWS and Kubernetes compare such values letter by letter, and refuse another one. A value without a near neighbour is only a warning: the service may be newer than our tables.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Types.html',
    'https://kubernetes.io/docs/reference/kubernetes-api/',
  ],
  messages: {
    few: "Unknown value '{value}' of {field} in {owner}; it takes {allowed}.",
    misspelt: "Unknown value '{value}' of {field} in {owner}; did you mean '{closest}'?",
    many: "Unknown value '{value}' of {field} in {owner}; check its spelling against the {count} values that it takes.",
  },

  visit: {
    'syntax.badValue'(mistake, { report }) {
      const { field, owner, value, allowed, closest } = mistake;
      const data = { field, owner, value };
      const place = {
        at: mistake,
        ...(closest === undefined && { severity: 'warning' as const }),
        fix:
          closest === undefined
            ? undefined
            : ({ title: `Write '${closest}'`, safety: 'unsafe', changes: [set(mistake, closest)] } as const),
      };
      if (allowed.length <= FEW) {
        const words = oneOf(allowed.map((word) => `'${word}'`));
        report({ ...place, message: 'few', data: { ...data, allowed: words } });
      } else if (closest === undefined) {
        report({ ...place, message: 'many', data: { ...data, count: allowed.length } });
      } else {
        report({ ...place, message: 'misspelt', data: { ...data, closest } });
      }
    },
  },

  examples: {
    bad: [
      {
        title: 'Case counts.',
        code: json`
          { "family": "web", "networkMode": "AwsVpc",
          //                                ^^^^^^^^ few
            "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2" }] }
        `,
      },
    ],
    good: [
      {
        title: 'As the reference spells it.',
        code: json`
          { "family": "web", "networkMode": "awsvpc",
            "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2" }] }
        `,
      },
    ],
  },
});
