import rule from '../../../rules/syntax/unreadable.ts';
import type { TestFile } from '../../kit/lint-text.ts';
import { testRule } from '../../kit/rule-tester.ts';

/** A comma is missing before "selection". */
const BROKEN = '{ "rules": [{ "rulePriority": 1 "selection": {} }] }';

/** A file on one line, with a marker under the place where BROKEN is broken. */
function marked(path: string, content: object): TestFile {
  const text = JSON.stringify(content);
  return { path, text: `${text}\n//${' '.repeat(text.indexOf('\\"selection') - 2)}^^ unreadable\n` };
}

testRule(rule, {
  valid: [
    {
      title: 'a text with parts that are not known yet, and one that is no JSON by intent',
      code: {
        path: 'main.tf',
        text: `variable "rule" {}
resource "aws_ecr_lifecycle_policy" "api" {
  repository = "api"
  policy     = "{ 'rules': [\${var.rule} }"
}
resource "aws_eks_addon" "dns" {
  cluster_name         = "main"
  addon_name           = "coredns"
  configuration_values = "{ replicaCount: 2"
}
`,
      },
    },
    {
      title: 'comments and trailing commas are read',
      code: {
        path: 'task.json',
        text: '{ "family": "web", // the shop\n  "containerDefinitions": [{ "name": "web", "image": "example/web:1.4.2" },] }\n',
      },
    },
  ],
  invalid: [
    {
      title: 'brackets that do not match',
      code: {
        path: 'stack.json',
        text: `{ "Resources": { "Task": { "Type": "AWS::ECS::TaskDefinition", "Properties": { "Family": "web" ] } } }
//                                                                                             ^ unreadable
`,
      },
    },
    {
      title: 'a policy in a text, as the API takes it',
      code: marked('policy.json', { repositoryName: 'web', lifecyclePolicyText: BROKEN }),
    },
    {
      title: 'policies in texts, as Terraform takes them',
      code: [
        marked('main.tf.json', {
          resource: { aws_ecr_lifecycle_policy: { web: { repository: 'web', policy: BROKEN } } },
        }),
        {
          path: 'main.tf',
          text: `resource "aws_ecr_lifecycle_policy" "api" {
  repository = "api"
  policy     = <<-EOF
    { "rules": [
      { "rulePriority": 1, "selection" {} } ] }
//                                    ^ unreadable
  EOF
}
`,
        },
      ],
    },
    {
      title: 'a tab indents',
      code: {
        path: 'stack.yaml',
        text: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
\tProperties: { Family: web }
^ unreadable
`,
      },
    },
  ],
});
