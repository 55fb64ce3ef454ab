import rule from '../../../rules/ecr/lifecycle-unreachable-rule.ts';
import { yaml } from '../../../src/kit/index.ts';
import { testRule } from '../../kit/rule-tester.ts';

testRule(rule, {
  valid: [
    {
      title: 'rules for other storage classes, other tags, and tags that are not known yet',
      code: {
        path: 'main.tf',
        text: `
variable "prefix" { type = string }
resource "aws_ecr_lifecycle_policy" "web" {
  repository = "web"
  policy = jsonencode({
    rules = [
      { rulePriority = 1, action = { type = "expire" }, selection = { tagStatus = "tagged", tagPrefixList = [var.prefix], countType = "imageCountMoreThan", countNumber = 9 } },
      { rulePriority = 2, action = { type = "expire" }, selection = { tagStatus = "tagged", tagPatternList = ["*"], countType = "imageCountMoreThan", countNumber = 9 } },
      { rulePriority = 3, action = { type = "expire" }, selection = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 1 } },
      { rulePriority = 4, action = { type = "expire" }, selection = { tagStatus = "any", storageClass = "archive", countType = "sinceImageTransitioned", countUnit = "days", countNumber = 365 } },
    ]
  })
}
`,
      },
    },
    {
      title: 'a policy that ECR refuses anyway',
      code: yaml`
        Resources:
          Repository:
            Type: AWS::ECR::Repository
            Properties:
              LifecyclePolicy:
                LifecyclePolicyText: |
                  { "rules": [
                    { "rulePriority": 1, "action": { "type": "expire" }, "selection": { "tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 9 } },
                    { "rulePriority": 2, "action": { "type": "expire" }, "selection": { "tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 3 } }] }
      `,
    },
  ],
  invalid: [
    {
      title: 'any tag at all before a prefix, and the priorities not in the order of the text',
      code: {
        path: 'main.tf',
        text: `
resource "aws_ecr_lifecycle_policy" "web" {
  repository = "web"
  policy = jsonencode({
    rules = [
      { rulePriority = 20, action = { type = "expire" }, selection = { tagStatus = "tagged", tagPrefixList = ["v"], countType = "imageCountMoreThan", countNumber = 9 } },
      //                                                 ^^^^^^^^^ unreachable
      { rulePriority = 10, action = { type = "expire" }, selection = { tagStatus = "tagged", tagPatternList = ["*"], countType = "sinceImagePushed", countUnit = "days", countNumber = 90 } },
    ]
  })
}
`,
      },
      messages: [
        'This rule of the lifecycle policy never acts: every image that it selects is left to the rule with rulePriority 10, which comes before 20; select other tags, or swap the priorities.',
      ],
    },
  ],
});
