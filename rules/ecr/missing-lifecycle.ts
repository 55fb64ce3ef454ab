import { defineRule, nameOf, yaml } from '#kit';

/** Images pile up, and each is paid for by the month. */
export default defineRule({
  id: 'ecr/missing-lifecycle',
  aka: [
    'catalogue:ecr-lifecycle-policy',
    'prowler:ecr_repositories_lifecycle_policy_enabled',
    'securityhub:ECR.3',
    'aws-config:ecr-private-lifecycle-policy-configured',
  ],
  summary: 'Require a lifecycle policy for every repository.',
  category: 'cost',
  severity: 'warning',
  since: '0.1.0',
  why: 'ECR deletes nothing by itself: every image that a pipeline ever pushed is kept and billed by the gigabyte and month, and old images with known holes stay ready to be run. A lifecycle policy expires untagged images and all but the newest releases within a day.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3',
  ],
  messages: {
    missing:
      "Repository '{repository}' has no lifecycle policy, so every image that was ever pushed to it is kept and paid for; add one that expires untagged and old images.",
  },

  visit: {
    'ecr.repository'(repository, { graph, resource, report }) {
      if (graph.hasLifecyclePolicy(repository) !== 'no') return;
      const data = { repository: nameOf(repository.repositoryName, resource) };
      report({ at: repository, message: 'missing', data });
    },
  },

  examples: {
    bad: [
      {
        title: 'A repository that keeps everything.',
        code: yaml`
          Resources:
            OrdersRepository:
          # ^^^^^^^^^^^^^^^^ missing
              Type: AWS::ECR::Repository
              Properties:
                RepositoryName: orders
        `,
      },
    ],
    good: [
      {
        title: 'Untagged images go after two weeks.',
        code: yaml`
          Resources:
            OrdersRepository:
              Type: AWS::ECR::Repository
              Properties:
                RepositoryName: orders
                LifecyclePolicy:
                  LifecyclePolicyText: |
                    { "rules": [{ "rulePriority": 1, "action": { "type": "expire" },
                      "selection": { "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14 } }] }
        `,
      },
    ],
  },
});
