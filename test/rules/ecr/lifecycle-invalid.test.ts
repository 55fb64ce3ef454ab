import rule from '../../../rules/ecr/lifecycle-invalid.ts';
import { json, yaml } from '../../../src/kit/index.ts';
import { markedPlan } from '../../kit/plan.ts';
import { testRule } from '../../kit/rule-tester.ts';

const terraform = (text: string): { readonly path: string; readonly text: string } => ({ path: 'main.tf', text });
const policy = (selection: object): string =>
  JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] });

testRule(rule, {
  valid: [
    {
      title: 'what is not known yet, in every place',
      code: terraform(`
variable "days" { type = number }
variable "prefixes" { type = list(string) }
variable "rules" {}
resource "aws_ecr_lifecycle_policy" "web" {
  repository = "web"
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = var.days }
      action = { type = "expire" }
    }, {
      rulePriority = 2
      selection = { tagStatus = "tagged", tagPrefixList = var.prefixes, countType = "imageCountMoreThan", countNumber = 5 }
      action = { type = "expire" }
    }]
  })
}
resource "aws_ecr_lifecycle_policy" "api" {
  repository = "api"
  policy = jsonencode({ rules = var.rules })
}
resource "aws_ecr_lifecycle_policy" "job" {
  repository = "job"
  policy = <<-EOF
    {"rules": [{"rulePriority": 1, "action": {"type": "expire"},
      "selection": {"tagStatus": "any", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": \${var.days}}}]}
  EOF
}
`),
    },
    {
      title: 'archive first, delete later: a rule for any image in each storage class',
      code: json`
        { "rules": [
          { "rulePriority": 1, "action": { "type": "transition", "targetStorageClass": "archive" },
            "selection": { "tagStatus": "any", "countType": "sinceImagePulled", "countUnit": "days", "countNumber": 90 } },
          { "rulePriority": 2, "action": { "type": "expire" },
            "selection": { "tagStatus": "any", "storageClass": "archive", "countType": "sinceImageTransitioned", "countUnit": "days", "countNumber": 365 } }] }
      `,
    },
    {
      title: 'a policy that is no JSON is reported as that',
      code: yaml`
        Resources:
          Repository:
            Type: AWS::ECR::Repository
            Properties:
              LifecyclePolicy:
                LifecyclePolicyText: '{ "rules": [ }'
      `,
    },
    {
      title: 'a side of a condition, and numbers from parameters',
      code: yaml`
        Parameters:
          Keep: { Type: Number }
          Untagged: { Type: String, AllowedValues: ['yes', 'no'] }
        Conditions:
          HasPolicy: !Equals [!Ref Untagged, 'yes']
        Resources:
          Repository:
            Type: AWS::ECR::Repository
            Properties:
              LifecyclePolicy:
                !If
                  - HasPolicy
                  - LifecyclePolicyText: !Sub |
                      {"rules": [{"rulePriority": 1, "action": {"type": "expire"},
                        "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": \${Keep}}}]}
                  - !Ref AWS::NoValue
      `,
    },
  ],
  invalid: [
    {
      title: 'the input of put-lifecycle-policy, which holds the policy in a text',
      code: json`
        { "repositoryName": "web",
          "lifecyclePolicyText": "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countTyp\":\"imageCountMoreThan\",\"countNumber\":0},\"action\":{\"type\":\"expire\"}}]}" }
        //                                                                                             ^^^^^^^^^^^^ misspelt
        //                                                                                                                                                 ^ value
      `,
      messages: [
        "The selection of a lifecycle policy has no 'countTyp', so ECR refuses the policy; did you mean 'countType'?",
        'countNumber of a lifecycle policy takes a whole number from 1, not 0, so ECR refuses the policy.',
      ],
      fixed: `{ "repositoryName": "web",\n  "lifecyclePolicyText": ${JSON.stringify(policy({ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 0 }))} }\n`,
    },
    {
      title: 'what belongs to other selections, and rules that stand in each other’s way',
      code: json`
        { "rules": [
          { "rulePriority": 1, "action": { "type": "transition" },
        //                     ^^^^^^^^ missing
            "selection": { "tagStatus": "untagged", "tagPrefixList": [], "countType": "imageCountMoreThan", "countNumber": 3 } },
        //                                          ^^^^^^^^^^^^^^^ unwanted
          { "rulePriority": 1, "action": { "type": "expire" },
        //                  ^ samePriority
            "selection": { "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 3 } },
        //  ^^^^^^^^^^^ sameSelection
          { "rulePriority": 3, "action": { "type": "remove" }, "colour": "blue",
        //                                         ^^^^^^^^ value
        //                                                     ^^^^^^^^ unknown
            "selection": { "tagStatus": "tagged", "tagPatternList": ["*1*2*3*4*"], "countType": "imageCountMoreThan", "countNumber": 3 } }] }
        //                                                           ^^^^^^^^^^^ value
      `,
      messages: [
        "The action of this lifecycle policy lacks 'targetStorageClass', which an action of type 'transition' needs, so ECR refuses the policy.",
        "'tagPrefixList' has no place with tagStatus 'untagged', so ECR refuses the lifecycle policy; leave it out.",
        'Another rule of the lifecycle policy has rulePriority 1 too, so ECR refuses the policy; give every rule its own.',
        'Another rule of the lifecycle policy selects untagged images of the standard storage class, and ECR allows only one; join the two.',
        "type of a lifecycle policy takes 'expire' or 'transition', not the text 'remove', so ECR refuses the policy.",
        "The rule of a lifecycle policy has no 'colour', so ECR refuses the policy; leave it out.",
        "tagPatternList of a lifecycle policy takes at most four '*' in a text, not the text '*1*2*3*4*', so ECR refuses the policy.",
      ],
    },
    {
      title: 'CloudFormation: a block scalar, and a text that is no document',
      code: yaml`
        Resources:
          Web:
            Type: AWS::ECR::Repository
            Properties:
              LifecyclePolicy:
                LifecyclePolicyText: |
                  { "rules": [
                    { "rulePriority": 2, "action": { "type": "expire" },
        #                             ^ anyNotLast
                      "selection": { "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 10 } },
                    { "rulePriority": 7, "action": { "type": "expire" },
                      "selection": { "tagStatus": "tagged", "tagPrefixList": ["v"], "countType": "imageCountMoreThan", "countNumber": 10 } }] }
          Api:
            Type: AWS::ECR::Repository
            Properties:
              LifecyclePolicy:
                LifecyclePolicyText: keep the last ten
        #                            ^^^^^^^^^^^^^^^^^ value
      `,
      messages: [
        "A rule for images with tagStatus 'any' decides last, but there is one with rulePriority 7 behind this 2, so ECR refuses the lifecycle policy; give it a greater one.",
        "policy of a lifecycle policy takes a map with rules, not the text 'keep the last ten', so ECR refuses the policy.",
      ],
    },
    {
      title: 'Terraform: jsonencode with a null, and a heredoc',
      code: terraform(`
resource "aws_ecr_lifecycle_policy" "web" {
  repository = "web"
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
      action       = { type = "expire", targetStorageClass = null }
      //                                ^^^^^^^^^^^^^^^^^^ unwanted
    }]
  })
}
resource "aws_ecr_lifecycle_policy" "api" {
  repository = "api"
  policy     = <<EOF
{ "rules": [{ "rulePriority": 1, "action": { "type": "expire" },
  "selection": { "tagStatus": "tagged", "countType": "imageCountMoreThan", "countNumber": 10 } }] }
//^^^^^^^^^^^ missing
EOF
}
`),
    },
    {
      title: 'a Terraform plan',
      code: markedPlan(
        'aws_ecr_lifecycle_policy',
        'web',
        {
          repository: 'web',
          policy: policy({ tagStatus: 'any', countType: 'sinceImagePushed', countUnit: 'weeks', countNumber: 2 }),
        },
        '\\"weeks\\"',
        'value',
      ),
    },
    {
      title: 'templates that repositories are made after',
      code: [
        json`
          { "prefix": "team", "appliedFor": ["CREATE_ON_PUSH"],
            "lifecyclePolicy": "{\"rules\":[{\"rulePriority\":1,\"action\":{\"type\":\"expire\"}}]}" }
          //                                 ^^^^^^^^^^^^^^^^ missing
        `,
        yaml`
          Resources:
            Template:
              Type: AWS::ECR::RepositoryCreationTemplate
              Properties:
                Prefix: team
                AppliedFor: [PULL_THROUGH_CACHE]
                LifecyclePolicy: '{ "rules": [{ "rulePriority": 1, "action": { "type": "expire" }, "selection": {
                    "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 0 } }] }'
          #                                                                               ^ value
        `,
        terraform(`
resource "aws_ecr_repository_creation_template" "team" {
  prefix      = "team"
  applied_for = ["REPLICATION"]
  lifecycle_policy = jsonencode({ ruls = [] })
  //                              ^^^^ misspelt
}
`),
      ],
    },
  ],
});
