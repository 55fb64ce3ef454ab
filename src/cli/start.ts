import { TOOL } from '../reporters/tool.ts';
import { openTerminal } from './terminal.ts';

/** Runs the command line of this process. Sets the exit code and lets Node end by itself. */
export async function start(): Promise<void> {
  const args = process.argv.slice(2);
  const terminal = openTerminal();
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    terminal.stdout.write(`${TOOL.version}\n`);
    return;
  }
  const { run } = await import('./run.ts');
  process.exitCode = await run(args, terminal);
}
