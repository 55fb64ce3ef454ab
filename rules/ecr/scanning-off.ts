import {
  defineRule,
  equals,
  isSet,
  matchesWildcard,
  nameOf,
  parseableText,
  set,
  settled,
  UNKNOWN_TEXT,
  yaml,
} from '#kit';
import type { Answer, Kinds } from '#kit';

type Repository = Kinds['ecr.repository'];
type Scanning = Kinds['ecr.registryScanningConfiguration'];

/** Holes in images become known after they are built; somebody has to look. */
export default defineRule({
  id: 'ecr/scanning-off',
  aka: [
    'catalogue:ecr-scan-on-push',
    'checkov:CKV_AWS_163',
    'trivy:AWS-0030',
    'kics:9630336b',
    'aws-guard-rules:ecr_repo_scan_on_push_rule',
    'cfn_nag:W79',
    'prowler:ecr_repositories_scan_images_on_push_enabled',
    'terrascan:AC_AWS_0083',
    'steampipe-terraform:ecr_repository_use_image_scanning',
    'securityhub:ECR.1',
    'aws-config:ecr-private-image-scanning-enabled',
    'cis-eks:5.1.1',
  ],
  summary: 'Have the images of every repository scanned for known vulnerabilities.',
  category: 'security',
  severity: 'warning',
  since: '0.1.0',
  fixable: true,
  why: 'Basic scanning is free and tells, minutes after a push, which packages of an image have known holes. It is on for a repository with scanOnPush, or through the scanning configuration of the registry, whose filters may cover many repositories at once; either counts here.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryScanningConfiguration.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1',
  ],
  messages: {
    off: "{scan.field} of repository '{repository}' is false, so nobody learns of known vulnerabilities in its images; set it to true, or cover the repository by the registry's scanning configuration.",
    missing:
      "Repository '{repository}' does not have its images scanned for known vulnerabilities; set {scan.field} in {config.field} to true, or cover the repository by the registry's scanning configuration.",
    uncovered:
      "Repository '{repository}' does not have its images scanned for known vulnerabilities, and no filter of the registry's scanning configuration matches it; add one, or set {scan.field} in {config.field} to true.",
  },

  visit: {
    'ecr.repository'(repository, { graph, resource, report }) {
      const config = repository.imageScanningConfiguration;
      const scan = config.scanOnPush;
      if (equals(scan, false, false) !== 'yes') return;
      const registries = graph.registryScanning();
      if (registries.some((scanning) => scans(scanning, repository) !== 'no')) return;
      const name = nameOf(repository.repositoryName, resource);
      if (isSet(scan) === 'yes') {
        report({
          at: scan,
          message: 'off',
          data: { scan, repository: name },
          fix: { title: `Set ${scan.origin.name} to true`, safety: 'unsafe', changes: [set(scan, true)] },
        });
        return;
      }
      report({
        at: isSet(config) === 'yes' ? config : repository,
        message: registries.length > 0 ? 'uncovered' : 'missing',
        data: { repository: name, scan, config: config.$ },
        related: registries.map((at) => ({ at, note: 'Scanning configuration of the registry.' })),
      });
    },
  },

  examples: {
    bad: [
      {
        title: 'Scanning is switched off.',
        code: yaml`
          Resources:
            OrdersRepository:
              Type: AWS::ECR::Repository
              Properties:
                RepositoryName: orders
                ImageScanningConfiguration:
                  ScanOnPush: false
          #                   ^^^^^ off
        `,
      },
      {
        title: 'The registry scans other repositories.',
        code: yaml`
          Resources:
            Scanning:
              Type: AWS::ECR::RegistryScanningConfiguration
              Properties:
                ScanType: BASIC
                Rules:
                  - ScanFrequency: SCAN_ON_PUSH
                    RepositoryFilters: [{ Filter: payments/*, FilterType: WILDCARD }]
            OrdersRepository:
          # ^^^^^^^^^^^^^^^^ uncovered
              Type: AWS::ECR::Repository
              Properties:
                RepositoryName: orders
        `,
      },
    ],
    good: [
      {
        title: 'The registry scans all of its repositories.',
        code: yaml`
          Resources:
            Scanning:
              Type: AWS::ECR::RegistryScanningConfiguration
              Properties:
                ScanType: ENHANCED
                Rules:
                  - ScanFrequency: CONTINUOUS_SCAN
                    RepositoryFilters: [{ Filter: '*', FilterType: WILDCARD }]
            OrdersRepository:
              Type: AWS::ECR::Repository
              Properties:
                RepositoryName: orders
        `,
      },
      {
        title: 'The repository asks for it.',
        code: yaml`
          Resources:
            OrdersRepository:
              Type: AWS::ECR::Repository
              Properties:
                RepositoryName: orders
                ImageScanningConfiguration:
                  ScanOnPush: true
        `,
      },
    ],
  },
});

/** Does the registry scan what is pushed to this repository, now or all the time? */
function scans({ rules }: Scanning, { repositoryName }: Repository): Answer {
  const name = parseableText(repositoryName) ?? UNKNOWN_TEXT;
  const answers = rules.items.map(({ scanFrequency, repositoryFilters }): Answer => {
    const frequency = settled(scanFrequency);
    if (frequency === 'MANUAL') return 'no';
    const matches = repositoryFilters.items.map(({ filter }) =>
      filterMatches(parseableText(filter) ?? UNKNOWN_TEXT, name),
    );
    const any = anyOf(matches, repositoryFilters.open);
    return frequency === undefined && any === 'yes' ? 'unsure' : any;
  });
  return anyOf(answers, rules.open);
}

/** A filter without '*' matches every name that contains it. Source: ECR user guide, "Filters". */
function filterMatches(filter: string, name: string): Answer {
  return matchesWildcard(filter.includes('*') ? filter : `*${filter}*`, name);
}

function anyOf(answers: readonly Answer[], open: boolean): Answer {
  if (answers.includes('yes')) return 'yes';
  return open || answers.includes('unsure') ? 'unsure' : 'no';
}
