import { defineRule, json, parseLifecyclePolicy, partAt, plainJson, remove, set, yaml } from '#kit';
import type { Json, LifecycleFault, Located, Report } from '#kit';

const MESSAGES = {
  value: '{field} of a lifecycle policy takes {expected}, not {found}, so ECR refuses the policy.',
  unknown: "{owner} of a lifecycle policy has no '{field}', so ECR refuses the policy; leave it out.",
  misspelt: "{owner} of a lifecycle policy has no '{field}', so ECR refuses the policy; did you mean '{suggestion}'?",
  missing: "{owner} of this lifecycle policy lacks '{field}', {because}, so ECR refuses the policy.",
  unwanted: "'{field}' has no place {because}, so ECR refuses the lifecycle policy; leave it out.",
  samePriority:
    'Another rule of the lifecycle policy has rulePriority {priority} too, so ECR refuses the policy; give every rule its own.',
  anyNotLast:
    "A rule for images with tagStatus 'any' decides last, but there is one with rulePriority {highest} behind this {priority}, so ECR refuses the lifecycle policy; give it a greater one.",
  sameSelection:
    'Another rule of the lifecycle policy selects {selection} of the {storageClass} storage class, and ECR allows only one; join the two.',
} as const;

/** A lifecycle policy is a document in a text, which nobody reads before ECR does. */
export default defineRule({
  id: 'ecr/lifecycle-invalid',
  aka: ['catalogue:ecr-lifecycle-invalid', 'tflint:aws_ecr_lifecycle_policy_invalid_policy'],
  awsErrors: [
    'Lifecycle policy validation failure',
    'Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED',
    'Only one rule can select Untagged images per storage class',
    'Rule for tagStatus=ANY must have the lowest priority per storage class',
  ],
  summary: 'Write lifecycle policies that ECR takes.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  fixable: true,
  why: "CloudFormation and Terraform hand the policy to ECR as a text, and ECR holds it against a schema: a member more or less, a null, a number in quotes or 'countUnit' beside 'imageCountMoreThan' and nothing is deployed. Priorities must differ, a rule for images with any tag comes last, and one rule of a storage class selects untagged images.",
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html#lp_evaluation_rules',
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
        title: 'A unit beside a number of images, and a rule for any image that is not the last.',
        code: json`
          { "rules": [
            { "rulePriority": 1, "action": { "type": "expire" },
          //                  ^ anyNotLast
              "selection": { "tagStatus": "any", "countType": "imageCountMoreThan", "countUnit": "days", "countNumber": 30 } },
          //                                                                        ^^^^^^^^^^^ unwanted
            { "rulePriority": 2, "action": { "type": "expire" },
              "selection": { "tagStatus": "tagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": "14" } }] }
          //  ^^^^^^^^^^^ missing
          //                                                                                                             ^^^^ value
        `,
      },
    ],
    good: [
      {
        title: 'Untagged images go after two weeks, all but thirty releases some day.',
        code: yaml`
          Resources:
            OrdersRepository:
              Type: AWS::ECR::Repository
              Properties:
                RepositoryName: orders
                LifecyclePolicy:
                  LifecyclePolicyText: |
                    { "rules": [
                      { "rulePriority": 1, "action": { "type": "expire" },
                        "selection": { "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14 } },
                      { "rulePriority": 2, "action": { "type": "expire" },
                        "selection": { "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30 } }] }
        `,
      },
    ],
  },
});

type Reporter = (finding: Report<typeof MESSAGES>) => void;

function checkPolicy(document: Json, report: Reporter): void {
  if (document.state === 'absent' || isUnread(document)) return;
  for (const fault of parseLifecyclePolicy(plainJson(document)).faults) tell(fault, document, report);
}

/** A text that begins as JSON does and is none is reported as such; one that was put together may be a document. */
function isUnread({ state, value }: Json): boolean {
  return state === 'scalar' && value.state === 'known' && /^\s*[[{]/.test(String(value.value));
}

function tell(fault: LifecycleFault, document: Json, report: Reporter): void {
  const part = partAt(document, fault.at);
  const { certainty } = fault;
  const at = 'field' in fault && part.state !== 'map' && part.state !== 'list' ? part.value : part;
  // What only a part of the documentation says is no error.
  const severity = certainty === 'possible' ? 'warning' : 'error';
  switch (fault.kind) {
    case 'value': {
      const { field, expected, suggestion } = fault;
      const fix = suggestion === undefined ? undefined : writing(at, suggestion);
      report({ at, message: 'value', data: { field, expected, found: foundIn(part) }, certainty, severity, fix });
      break;
    }
    case 'unknown': {
      const { owner, field, suggestion } = fault;
      const key = keyOf(document, fault.at) ?? at;
      if (suggestion === undefined) report({ at: key, message: 'unknown', data: { owner: capital(owner), field } });
      else {
        const data = { owner: capital(owner), field, suggestion };
        report({ at: key, message: 'misspelt', data, fix: writing(key, suggestion) });
      }
      break;
    }
    case 'missing': {
      const { owner, field, because } = fault;
      report({ at: part, message: 'missing', data: { owner: capital(owner), field, because }, certainty, severity });
      break;
    }
    case 'unwanted': {
      const { field, because } = fault;
      const fix = { title: `Leave ${field} out`, safety: 'safe', changes: [remove(at)] } as const;
      const key = keyOf(document, fault.at) ?? at;
      report({ at: key, message: 'unwanted', data: { field, because }, certainty, severity, fix });
      break;
    }
    case 'samePriority': {
      const related = [{ at: partAt(document, fault.first), note: 'The other rule.' }];
      report({ at: part.value, message: 'samePriority', data: { priority: fault.priority }, related });
      break;
    }
    case 'anyNotLast': {
      const { priority, highest } = fault;
      report({
        at: part.value,
        message: 'anyNotLast',
        data: { priority, highest },
        fix: writing(part.value, highest + 1),
      });
      break;
    }
    case 'sameSelection': {
      const { selection, storageClass, first } = fault;
      const related = [{ at: partAt(document, first), note: 'The other rule.' }];
      report({ at: part, message: 'sameSelection', data: { selection, storageClass }, related });
    }
  }
}

function writing(at: Located, value: string | number) {
  return { title: `Write ${String(value)}`, safety: 'unsafe', changes: [set(at, value)] } as const;
}

/** Where the key at the end of a path is written. */
function keyOf(document: Json, path: LifecycleFault['at']): Located | undefined {
  const owner = partAt(document, path.slice(0, -1));
  return [...owner.entries, ...owner.nulls].find(({ key }) => key === path.at(-1))?.at;
}

/** How a message shows what is there. */
function foundIn(part: Json): string {
  if (part.state === 'map') return 'a map';
  if (part.state === 'list') return part.items.length === 0 ? 'an empty list' : 'a list';
  if (part.value.state !== 'known') return 'null';
  return typeof part.value.value === 'string' ? `the text '${part.value.value}'` : String(part.value.value);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
