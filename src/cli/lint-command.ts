import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { lint, type Finding, type Report, type Severity } from '../index.ts';
import { REPORTERS } from '../reporters/index.ts';
import { plural } from '../reporters/summary-line.ts';
import { UsageError } from '../workspace/usage-error.ts';
import type { LintCommandOptions, Target } from './options.ts';
import { noticeLines } from './notice-lines.ts';
import { Progress } from './progress.ts';
import { readInputs } from './read-inputs.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { Stats } from './stats.ts';
import { wantsColor, type Terminal } from './terminal.ts';

const RANK: Readonly<Record<Severity | 'never', number>> = { info: 0, warning: 1, error: 2, never: 3 };

/** Lints, writes the reports, and says with the exit code how it went. */
export async function lintCommand(
  paths: readonly string[],
  options: LintCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { preset, rule, only, asOf } = options;
  const { files, settings } = await readInputs(paths, options, terminal);
  const progress = new Progress(terminal.stderr);
  const stats = options.stats ? new Stats() : undefined;
  const report = await lint(files, {
    ...settings,
    preset,
    ...(rule && { rules: rule }),
    ...(only && { only }),
    ...(asOf !== undefined && { today: asOf }),
    ...(stats && { onTime: stats.add }),
    onFile: progress.tick,
  }).finally(progress.clear);

  const crashed = report.notices.some(({ kind }) => kind === 'crash');
  if (!options.quiet || crashed) {
    for (const line of noticeLines(report.notices)) terminal.stderr.write(`${line}\n`);
  }
  await writeReports(options.quiet ? quieted(report, options.failOn) : report, options, terminal);
  if (stats) terminal.stderr.write(stats.toString());

  const { warnings } = report.summary;
  const tooMany = options.maxWarnings !== undefined && warnings > options.maxWarnings;
  if (tooMany) {
    terminal.stderr.write(
      `ecs-lint: ${plural(warnings, 'warning')}, and --max-warnings allows ${String(options.maxWarnings)}.\n`,
    );
  }
  if (crashed) return EXIT.failed;
  return tooMany || report.findings.some((finding) => fails(finding, options.failOn)) ? EXIT.findings : EXIT.clean;
}

function fails({ severity }: Finding, failOn: Severity | 'never'): boolean {
  return RANK[severity] >= RANK[failOn];
}

/** Only what can fail the run; errors, where nothing can. */
function quieted(report: Report, failOn: Severity | 'never'): Report {
  const findings = report.findings.filter((finding) => fails(finding, failOn === 'never' ? 'error' : failOn));
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const summary = { ...report.summary, errors: count('error'), warnings: count('warning'), infos: count('info') };
  return { ...report, findings, summary };
}

async function writeReports(
  report: Report,
  { targets, color, showUnknown = false }: LintCommandOptions,
  terminal: Terminal,
): Promise<void> {
  for (const { format, output } of targets) {
    const reporter = await REPORTERS[format]();
    if (output !== undefined) {
      writeFile(output, reporter(report, { color: false, width: 80, showUnknown }), { format, output }, terminal);
      continue;
    }
    const style = {
      color: color && wantsColor(terminal.stdout, terminal),
      width: terminal.stdout.columns ?? 80,
      showUnknown,
    };
    for (const piece of inPieces(reporter(report, style))) terminal.stdout.write(piece);
  }
}

function writeFile(path: string, text: Iterable<string>, { format }: Target, { cwd }: Terminal): void {
  const location = resolve(cwd, path);
  try {
    mkdirSync(dirname(location), { recursive: true });
    writeFileSync(location, [...text].join(''));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`Cannot write the ${format} report to '${path}'${code}.`);
  }
}

/** A write costs the same for a word as for a page. */
function* inPieces(text: Iterable<string>, size = 64 * 1024): Generator<string> {
  let piece = '';
  for (const part of text) {
    piece += part;
    if (piece.length < size) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
