import { CommanderError } from 'commander';
import { UsageError } from '../workspace/usage-error.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { buildProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line and gives its exit code. Never throws: what goes wrong is one line on standard error. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  try {
    const program = buildProgram(terminal, (result) => (code = result));
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander ends `--help` by throwing too.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.clean;
    terminal.stderr.write(`ecs-lint: ${lineOf(error)}\n`);
    if (terminal.environment['ECS_LINT_DEBUG'] && error instanceof Error)
      terminal.stderr.write(`${error.stack ?? ''}\n`);
    return EXIT.failed;
  }
}

function lineOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CommanderError) return usageLine(message);
  return `this should not have happened: ${message.replaceAll(/\s*\n\s*/g, ' ')} (ECS_LINT_DEBUG=1 shows where)`;
}

/** "error: unknown option '--fromat'\n(Did you mean --format?)" as one sentence. */
function usageLine(message: string): string {
  const [what = '', ...hints] = message.replace(/^error: /, '').split('\n');
  const hint = /^\(Did you mean (?:one of )?(.+)\?\)$/.exec(hints.join(' '))?.[1];
  return hint ? `${what}; did you mean ${hint}?` : `${what.replace(/\.$/, '')}; see ecs-lint --help.`;
}
