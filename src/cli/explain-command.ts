import { loadAllRules } from '../index.ts';
import { presetsOf, readExample, type Example, type Rule } from '../kit/index.ts';
import { paintWith, type Paint } from '../reporters/paint.ts';
import { wrap } from '../reporters/wrap.ts';
import { UsageError } from '../workspace/usage-error.ts';
import { findRules } from './find-rules.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { wantsColor, type Terminal } from './terminal.ts';

const WIDEST = 100;

/** Prints the page of each rule that answers the question. */
export async function explainCommand(question: string, terminal: Terminal): Promise<ExitCode> {
  const { rules, nearest } = findRules(question, await loadAllRules());
  if (rules.length === 0) {
    const hint = nearest === undefined ? 'ecs-lint rules lists all rules.' : `did you mean '${nearest}'?`;
    throw new UsageError(`No rule has this id, other name or AWS error: '${question}'; ${hint}`);
  }
  const { stdout } = terminal;
  const paint = paintWith(wantsColor(stdout, terminal));
  const width = Math.max(40, Math.min(stdout.columns ?? 80, WIDEST));
  stdout.write(rules.map((rule) => page(rule, paint, width)).join(`\n${paint.faint('-'.repeat(width))}\n\n`));
  return EXIT.clean;
}

function page(rule: Rule, paint: Paint, width: number): string {
  const { id, severity, category, since, summary, why, examples, references } = rule;
  const only = presetsOf(rule).includes('recommended') ? '' : ', only in preset all';
  const paragraph = (text: string): string[] => [...wrap(text, width), ''];
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [paint.strong(title), ...items.map((item) => `  ${item}`), ''];
  const lines = [
    `${paint.strong(id)}  ${paint.severity[severity](severity)} ${paint.faint(`${category}, since ${since}${only}`)}`,
    '',
    ...paragraph(summary),
    ...paragraph(why),
    ...examples.bad.flatMap((example) => exampleLines('Bad', example, rule, paint)),
    ...examples.good.flatMap((example) => exampleLines('Good', example, rule, paint)),
    ...list('What AWS says when it is too late', rule.awsErrors ?? []),
    ...list(
      'Also known as',
      (rule.aka ?? []).filter((name) => !name.startsWith('catalogue:')),
    ),
    ...list('References', references),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function exampleLines(title: string, { title: what, code }: Example, rule: Rule, paint: Paint): string[] {
  const { text, marks } = readExample(code);
  const lines = [`${paint.strong(`${title}:`)} ${what}`, ''];
  const starts = lineStarts(text);
  for (const [index, line] of text.trimEnd().split('\n').entries()) {
    lines.push(`    ${line}`);
    for (const mark of marks.filter((candidate) => candidate.line === index + 1)) {
      const carets = ' '.repeat(mark.start - (starts[index] ?? 0)) + '^'.repeat(mark.end - mark.start);
      lines.push(`    ${paint.severity[rule.severity](carets)}`);
    }
  }
  return [...lines, ''];
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const line of text.split('\n')) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return starts;
}
