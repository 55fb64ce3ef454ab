import type { ReportingConfiguration, ReportingDescriptor } from 'sarif';
import type { Severity } from '../findings/index.ts';
import { readExample, type Example, type Rule } from '../kit/index.ts';

/** GitHub keeps no more of a rule's texts. Source: code scanning's SARIF support, "reportingDescriptor object". */
const LONGEST_TEXT = 1024;

export const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  ReportingConfiguration.level
>;

/** GitHub's bands: above 9.0 critical, from 7.0 high, from 4.0 medium. It makes a security alert of any rule that has one. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.5', info: '2.0' };
const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/** A rule as code scanning shows it: summary, why, a bad and a good example, and what AWS would have said. */
export function sarifRule(rule: Rule): ReportingDescriptor {
  const { id, summary, why, category, severity, references } = rule;
  const [helpUri] = references;
  const security = category === 'security';
  const family = id.slice(0, id.indexOf('/'));
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: shortened(summary) },
    fullDescription: { text: shortened(why) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: [...new Set([category, family])],
      precision: rule.certainty === 'possible' ? 'medium' : 'very-high',
      ...(security
        ? { 'security-severity': SECURITY_SEVERITY[severity] }
        : { 'problem.severity': PROBLEM_SEVERITY[severity] }),
    },
  };
}

function helpText({ summary, why, awsErrors = [], references }: Rule): string {
  return [
    summary,
    why,
    ...(awsErrors.length > 0 ? [`AWS says: ${awsErrors.join(' / ')}`] : []),
    ...(references.length > 0 ? [`See ${references.join(' and ')}`] : []),
  ].join('\n\n');
}

function helpMarkdown({ summary, why, examples, awsErrors = [], references }: Rule): string {
  return [
    summary,
    why,
    ...examples.bad.slice(0, 1).map((example) => markdownExample('Bad', example)),
    ...examples.good.slice(0, 1).map((example) => markdownExample('Good', example)),
    ...(awsErrors.length > 0 ? [`What AWS says when it is too late:\n\n${list(awsErrors.map(quoted))}`] : []),
    ...(references.length > 0 ? [`References:\n\n${list(references.map((url) => `<${url}>`))}`] : []),
  ].join('\n\n');
}

function markdownExample(title: string, { title: what, code }: Example): string {
  const language = code.syntax === 'yaml' ? 'yaml' : 'json';
  return `**${title}.** ${what}\n\n\`\`\`${language}\n${readExample(code).text.trimEnd()}\n\`\`\``;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function quoted(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** SARIF's convention for a readable name: `ecs/host-port-mismatch` is `EcsHostPortMismatch`. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9])([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}
