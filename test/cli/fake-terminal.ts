import type { ExitCode } from '../../src/cli/exit.ts';
import { run } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

export interface Outcome {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly cwd: string;
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Standard output is a terminal of so many columns. */
  readonly columns?: number;
}

/** Runs a command line in this process, with everything around it made up. */
export async function runIn(world: World, ...args: readonly string[]): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Terminal['stdout'] => ({
    isTerminal: world.columns !== undefined,
    columns: world.columns,
    write: (text) => {
      written[name] += text;
    },
  });
  const code = await run(args, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    cwd: world.cwd,
    environment: world.environment ?? {},
    readInput: () => Promise.resolve(Buffer.from(world.input ?? '')),
  });
  return { code, ...written };
}
