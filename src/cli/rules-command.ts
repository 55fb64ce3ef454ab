import { lint, loadAllRules } from '../index.ts';
import { presetsOf, readExample, type Rule } from '../kit/index.ts';
import { jsonText } from '../reporters/json-text.ts';
import { plural } from '../reporters/summary-line.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** Lists every rule: for people one line each, for scripts the contract's fields. */
export async function rulesCommand(format: 'text' | 'json', { stdout }: Terminal): Promise<ExitCode> {
  const rules = await loadAllRules();
  stdout.write(format === 'json' ? `${jsonText(await Promise.all(rules.map(listed)))}\n` : table(rules));
  return EXIT.clean;
}

async function listed(rule: Rule): Promise<object> {
  const { id, summary, category, severity, since, aka = [], awsErrors = [] } = rule;
  return {
    id,
    summary,
    category,
    severity,
    presets: presetsOf(rule),
    since,
    fixable: await isFixable(rule),
    aka,
    awsErrors,
  };
}

/** Does it offer a fix for one of its own examples? So the answer needs no field that could go stale. */
async function isFixable({ id, examples }: Rule): Promise<boolean> {
  for (const { code } of examples.bad) {
    const path = code.syntax === 'yaml' ? 'example.yaml' : 'example.json';
    const { findings } = await lint([{ path, text: readExample(code).text }], { only: [id] });
    if (findings.some(({ fix }) => fix)) return true;
  }
  return false;
}

function table(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const rows = rules.map((rule) => {
    const only = presetsOf(rule).includes('recommended') ? '' : ' (only in preset all)';
    return `${rule.id.padEnd(width)}  ${rule.severity.padEnd('warning'.length)}  ${rule.summary}${only}\n`;
  });
  return `${rows.join('')}\n${plural(rules.length, 'rule')}; ecs-lint explain RULE says more.\n`;
}
