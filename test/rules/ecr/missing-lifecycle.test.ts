import rule from '../../../rules/ecr/missing-lifecycle.ts';
import { yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

const rules =
  '{"rules":[{"rulePriority":1,"action":{"type":"expire"},"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":30}}]}';

testRule(rule, {
  valid: [
    {
      title: 'a policy of its own in another file',
      code: [
        { path: 'orders.json', text: '{ "repositoryName": "orders", "imageTagMutability": "IMMUTABLE" }' },
        {
          path: 'orders-lifecycle.json',
          text: `{ "repositoryName": "orders", "lifecyclePolicyText": ${JSON.stringify(rules)} }`,
        },
      ],
    },
    {
      title: 'a policy without its repository may be any one’s',
      code: [
        { path: 'orders.json', text: '{ "repositoryName": "orders", "imageTagMutability": "IMMUTABLE" }' },
        { path: 'lifecycle.json', text: rules },
      ],
    },
    {
      title: 'Terraform, by reference and by a name that is only partly known',
      code: {
        path: 'main.tf.json',
        text: `{ "variable": { "stage": {} }, "resource": {
  "aws_ecr_repository": { "orders": { "name": "orders" }, "payments": { "name": "payments-\${var.stage}" } },
  "aws_ecr_lifecycle_policy": {
    "orders": { "repository": "\${aws_ecr_repository.orders.name}", "policy": ${JSON.stringify(rules)} },
    "payments": { "repository": "payments-\${var.stage}", "policy": ${JSON.stringify(rules)} } } } }`,
      },
    },
  ],
  invalid: [
    {
      title: 'the policy of another repository',
      code: [
        {
          path: 'orders.json',
          text: '{ "repositoryName": "orders", "imageTagMutability": "IMMUTABLE" }\n//^^^^^^^^^^^^^^^^ missing\n',
        },
        {
          path: 'payments-lifecycle.json',
          text: `{ "repositoryName": "payments", "lifecyclePolicyText": ${JSON.stringify(rules)} }`,
        },
      ],
      messages: [
        "Repository 'orders' has no lifecycle policy, so every image that was ever pushed to it is kept and paid for; add one that expires untagged and old images.",
      ],
    },
    {
      title: 'one branch of a condition',
      code: yaml`
        Parameters: { Stage: { Type: String, AllowedValues: [prod, dev] } }
        Conditions: { IsProd: !Equals [!Ref Stage, prod] }
        Resources:
          Orders:
        # ^^^^^^ missing
            Type: AWS::ECR::Repository
            Properties:
              LifecyclePolicy: !If [IsProd, !Ref AWS::NoValue, { LifecyclePolicyText: '${rules}' }]
      `,
      messages: [
        "Repository 'Orders' has no lifecycle policy, so every image that was ever pushed to it is kept and paid for; add one that expires untagged and old images (when 'IsProd' is true).",
      ],
    },
    {
      title: 'Terraform',
      code: {
        path: 'main.tf.json',
        text: `{ "resource": { "aws_ecr_repository": { "orders": { "name": "orders" } } } }
//                                      ^^^^^^^^ missing
`,
      },
    },
  ],
});
