import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';

/** The validator's program, where its package is installed; it exists for Linux alone, so it is no dependency. */
export function findMultitool(): string | undefined {
  try {
    return createRequire(import.meta.url)('@microsoft/sarif-multitool-linux') as string;
  } catch {
    return undefined;
  }
}

/** What the validator says of a log by the rules of SARIF and of GitHub: `rule: message` of every error and warning. */
export function validateWith(multitool: string, text: string): string[] {
  // Its executable bit is set by an install script, which may not have run.
  chmodSync(multitool, 0o755);
  const folder = mkdtempSync(join(tmpdir(), 'ecs-lint-sarif-'));
  try {
    const [input, output] = [join(folder, 'log.sarif'), join(folder, 'out.sarif')];
    writeFileSync(input, text);
    execFileSync(
      multitool,
      ['validate', input, '--rule-kind', 'Sarif;Ghas', '--output', output, '--log', 'ForceOverwrite'],
      {
        env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
        stdio: 'ignore',
      },
    );
    // The exit code is 0 whatever it found; the report is a log of the same format.
    const log = JSON.parse(readFileSync(output, 'utf8')) as Log;
    return log.runs.flatMap(({ results = [] }) =>
      results
        .filter(({ level = 'warning' }) => level === 'error' || level === 'warning')
        .map(({ ruleId = '', message, locations }) => {
          const place = JSON.stringify(locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName ?? '');
          return `${ruleId} ${message.id ?? ''} ${(message.arguments ?? []).join(' | ')} ${place}`;
        }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
