import { defineRule, json, parseLifecyclePolicy, partAt, plainJson, unreachableRules } from '#kit';
import type { Json, Report } from '#kit';

const MESSAGES = {
  unreachable:
    'This rule of the lifecycle policy never acts: every image that it selects is left to the rule with rulePriority {first}, which comes before {priority}; select other tags, or swap the priorities.',
} as const;

/** The first rule that selects an image decides on it alone. */
export default defineRule({
  id: 'ecr/lifecycle-unreachable-rule',
  summary: 'Leave images to every rule of a lifecycle policy.',
  category: 'correctness',
  severity: 'warning',
  since: '0.1.0',
  why: "An image whose tags meet a rule is never expired or archived by a rule of lower priority, also when the first one keeps it. So 'prod*' at priority 1 takes everything from 'prod-eu*' at priority 2, however old those images get, and what was meant to go is kept and paid for.",
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html#lp_evaluation_rules',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html',
  ],
  messages: MESSAGES,

  visit: {
    'ecr.lifecyclePolicy'({ lifecyclePolicyText }, { report }) {
      checkPolicy(lifecyclePolicyText, report);
    },
    'ecr.repositoryCreationTemplate'({ lifecyclePolicy }, { report }) {
      checkPolicy(lifecyclePolicy, report);
    },
  },

  examples: {
    bad: [
      {
        title: 'The wider pattern comes first.',
        code: json`
          { "rules": [
            { "rulePriority": 1, "action": { "type": "expire" }, "selection": {
                "tagStatus": "tagged", "tagPatternList": ["prod*"], "countType": "imageCountMoreThan", "countNumber": 100 } },
            { "rulePriority": 2, "action": { "type": "expire" }, "selection": {
          //                                                     ^^^^^^^^^^^ unreachable
                "tagStatus": "tagged", "tagPatternList": ["prod-eu*"], "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14 } }] }
        `,
      },
    ],
    good: [
      {
        title: 'The narrower pattern comes first.',
        code: json`
          { "rules": [
            { "rulePriority": 1, "action": { "type": "expire" }, "selection": {
                "tagStatus": "tagged", "tagPatternList": ["prod-eu*"], "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14 } },
            { "rulePriority": 2, "action": { "type": "expire" }, "selection": {
                "tagStatus": "tagged", "tagPatternList": ["prod*"], "countType": "imageCountMoreThan", "countNumber": 100 } }] }
        `,
      },
    ],
  },
});

function checkPolicy(document: Json, report: (finding: Report<typeof MESSAGES>) => void): void {
  // It takes two for one to stand in the way.
  if (document.get('rules').items.length < 2) return;
  const policy = parseLifecyclePolicy(plainJson(document));
  // Of a policy that ECR refuses, something else is to be said.
  if (policy.faults.length > 0) return;
  for (const { rule, by } of unreachableRules(policy)) {
    report({
      at: partAt(document, [...rule.at, 'selection']),
      message: 'unreachable',
      data: { first: by.priority ?? 0, priority: rule.priority ?? 0 },
      related: [{ at: partAt(document, [...by.at, 'selection']), note: 'The rule that decides.' }],
    });
  }
}
