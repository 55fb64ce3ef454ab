import type { Finding } from '../../src/findings/index.ts';
import { defineRule, json, type Rule } from '../../src/kit/index.ts';
import { TOOL, type Report } from '../../src/reporters/index.ts';
import type { Source, Span } from '../../src/text/source.ts';

/** The first place of `text` in a source, from its `from`-th character on. */
export function spanOf(source: Source, text: string, from = 0): Span {
  const start = source.text.indexOf(text, from);
  if (start < 0) throw new Error(`'${text}' does not stand in ${source.path}.`);
  return { source, start, end: start + text.length };
}

export function sourceOf(path: string, text: string): Source {
  return { path, text };
}

export const portRule: Rule = defineRule({
  id: 'ecs/host-port-mismatch',
  awsErrors: ['the host ports and container ports in port mappings must match'],
  summary: 'Require hostPort to equal containerPort in awsvpc mode.',
  category: 'correctness',
  severity: 'error',
  since: '0.1.0',
  why: 'RegisterTaskDefinition refuses a task whose ports differ in this mode.',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html'],
  messages: { differs: 'hostPort {host} differs.' },
  visit: {},
  examples: {
    bad: [
      {
        title: 'A host port of its own.',
        code: json`
          { "containerPort": 8080, "hostPort": 80 }
          //                                   ^^ differs
        `,
      },
    ],
    good: [{ title: 'No host port.', code: json`{ "containerPort": 8080 }` }],
  },
});

export const secretRule: Rule = defineRule({
  ...portRule,
  id: 'ecs/plaintext-secret',
  awsErrors: [],
  summary: 'Keep secrets out of environment variables.',
  category: 'security',
  severity: 'warning',
  certainty: 'possible',
  why: 'Everybody who can describe the task can read them.',
});

/** A finding with the least that it needs. */
export function findingAt(span: Span, more: Partial<Finding> = {}): Finding {
  return {
    rule: portRule.id,
    severity: 'error',
    category: 'correctness',
    certainty: 'certain',
    messageId: 'differs',
    message: "hostPort 80 differs from containerPort 8080; in network mode 'awsvpc' they must be equal.",
    span,
    related: [],
    also: [],
    fingerprint: '00000000deadbeef',
    ...more,
  };
}

export function reportOf(findings: readonly Finding[], more: Partial<Report> = {}): Report {
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    tool: TOOL,
    summary: {
      files: 2,
      resources: 3,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      suppressed: 0,
      unknown: 0,
    },
    findings,
    notices: [],
    rules: new Map([portRule, secretRule].map((rule) => [rule.id, rule])),
    concealed: [],
    unknowns: [],
    ...more,
  };
}

const task = sourceOf(
  'infra/web.json',
  `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "example/web:1.4.2",
      "environment": [{ "name": "DB_PASSWORD", "value": "correct-horse-battery" }],
      "portMappings": [{ "containerPort": 8080, "hostPort": 80 }] }
  ]
}
`,
);
const service = sourceOf('infra/service.yaml', 'Service:\n  DesiredCount: 2\n');

/** Two findings in one file, with a fix, a place in another file, and a secret. */
export function sampleReport(): Report {
  const port = spanOf(task, '80', task.text.indexOf('hostPort'));
  const secret = spanOf(task, '"correct-horse-battery"');
  return reportOf(
    [
      findingAt(secret, {
        rule: secretRule.id,
        severity: 'warning',
        category: 'security',
        certainty: 'possible',
        message: "Environment variable 'DB_PASSWORD' of container 'web' may hold a password.",
        resource: { kind: 'ecs.taskDefinition', address: 'web', name: 'web' },
        related: [{ message: 'The service that runs it.', span: spanOf(service, 'DesiredCount') }],
        fingerprint: '1111111111111111',
      }),
      findingAt(port, {
        resource: { kind: 'ecs.taskDefinition', address: 'web', name: 'web', alias: 'Shop/Web/TaskDef' },
        related: [{ message: 'Network mode set here.', span: spanOf(task, '"awsvpc"') }],
        fix: {
          title: 'Leave hostPort out',
          safety: 'safe',
          edits: [{ ...spanOf(task, ', "hostPort": 80'), text: '' }],
        },
      }),
    ],
    {
      concealed: [secret],
      notices: [{ kind: 'skipped', file: 'chart/web.yaml', message: 'Skipped a Helm template.' }],
    },
  );
}
