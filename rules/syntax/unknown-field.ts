import { defineRule, json, set, yaml } from '#kit';

/** A setting under a name that nobody reads is no setting. */
export default defineRule({
  id: 'syntax/unknown-field',
  aka: [
    'catalogue:schema-unknown-property',
    'catalogue:ecs-task-unknown-property',
    'catalogue:schema-unknown-field',
    ...['cfn-lint:E3002', 'cfn-lint:E3011', 'kubeconform:strict', 'kube-linter:schema-validation', 'monokle:K8S001'],
  ],
  awsErrors: [
    'Encountered unsupported property',
    'extraneous key',
    'Unknown parameter in input',
    "Unexpected key 'taskDefinitionArn' found in params",
    'unknown field',
  ],
  summary: 'Use the names of fields that AWS and Kubernetes know.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: 'CloudFormation and the AWS CLI refuse a field that they do not know; Kubernetes and Terraform’s container definitions may drop it, so that the setting is silently not there. A name without a near neighbour is only a warning: the service may be newer than our tables.',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
    'https://kubernetes.io/docs/reference/kubernetes-api/',
  ],
  messages: {
    misspelt: "Unknown field '{field}' in {owner}; did you mean '{closest}'?",
    unknown: "Unknown field '{field}' in {owner}, which is refused or ignored; check its name and its place.",
  },

  visit: {
    'syntax.unknownField'(mistake, { report }) {
      const { field, owner, closest } = mistake;
      if (closest === undefined) {
        report({ at: mistake, message: 'unknown', data: { field, owner }, severity: 'warning' });
        return;
      }
      report({
        at: mistake,
        message: 'misspelt',
        data: { field, owner, closest },
        fix: { title: `Write '${closest}'`, safety: 'unsafe', changes: [set(mistake, closest)] },
      });
    },
  },

  examples: {
    bad: [
      {
        title: 'A letter too few.',
        code: json`
          { "family": "web", "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2", "memoryReservaton": 256 }] }
          //                                               ^^^^^^^^^^^^^^^^^^ misspelt
        `,
      },
      {
        title: 'In the wrong place: the network mode is one of the task.',
        code: yaml`
          Resources:
            Task:
              Type: AWS::ECS::TaskDefinition
              Properties:
                ContainerDefinitions:
                  - Name: web
                    Image: example/web:1.4.2
                    NetworkMode: awsvpc
          #         ^^^^^^^^^^^ unknown
        `,
      },
    ],
    good: [
      {
        title: 'Each field under its name, in its place.',
        code: json`
          { "family": "web", "networkMode": "awsvpc", "containerDefinitions": [
            { "name": "web", "image": "example/web:1.4.2", "memoryReservation": 256 }] }
        `,
      },
    ],
  },
});
