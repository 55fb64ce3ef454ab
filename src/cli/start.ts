import process from 'node:process';
import { TOOL } from '../reporters/tool.ts';
import { openTerminal } from './terminal.ts';

/** Runs the command line of this process. Sets the exit code and lets output drain; never calls `exit`. */
export async function start(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${TOOL.version}\n`);
    return;
  }
  const terminal = openTerminal();
  const { run } = await import('./run.ts');
  process.exitCode = await run(args, terminal);
}
