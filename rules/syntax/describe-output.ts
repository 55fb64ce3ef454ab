import { allOf, defineRule, json } from '#kit';

/** What a describe call prints is more than what a register call takes. */
export default defineRule({
  id: 'syntax/describe-output',
  aka: ['catalogue:ecs-task-describe-output-pasted'],
  awsErrors: [
    'Unknown parameter in input: "taskDefinitionArn", must be one of',
    'Unknown parameter in input: "revision"',
  ],
  summary: 'Cut the output of describe-task-definition down to what register-task-definition takes.',
  category: 'correctness',
  severity: 'info',
  since: '0.1.0',
  why: 'The output of describe-task-definition holds members that the service adds: the ARN, the revision, the status and more. The AWS CLI refuses them as input; some deployment actions take them out first, which is why this is advice. Wrapped in "taskDefinition", as the describe call prints it, the file is taken for its output and nothing is said.',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html'],
  messages: {
    output:
      '{fields} in {owner} only stand in the output of describe-task-definition, and register-task-definition refuses them; leave them out.',
    one: '{fields} in {owner} only stands in the output of describe-task-definition, and register-task-definition refuses it; leave it out.',
  },

  visit: {
    'syntax.describeOutput'(mistake, { report }) {
      const { fields, owner } = mistake;
      const data = { fields: allOf(fields.map((field) => `'${field}'`)), owner };
      report(fields.length === 1 ? { at: mistake, message: 'one', data } : { at: mistake, message: 'output', data });
    },
  },

  examples: {
    bad: [
      {
        title: 'Saved from the account, and registered again.',
        code: json`
          { "taskDefinitionArn": "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:7",
          //^^^^^^^^^^^^^^^^^^^ output
            "family": "web", "revision": 7, "status": "ACTIVE",
            "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2", "memory": 256 }] }
        `,
      },
    ],
    good: [
      {
        title: 'The input alone.',
        code: json`
          { "family": "web",
            "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2", "memory": 256 }] }
        `,
      },
      {
        title: 'The output as it was printed.',
        code: json`
          { "taskDefinition": {
              "taskDefinitionArn": "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:7",
              "family": "web", "revision": 7, "status": "ACTIVE",
              "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2", "memory": 256 }] } }
        `,
      },
    ],
  },
});
