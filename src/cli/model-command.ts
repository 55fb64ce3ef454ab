import { describe } from '../index.ts';
import { jsonText } from '../reporters/json-text.ts';
import { noticeLines } from './notice-lines.ts';
import type { ReadOptions } from './options.ts';
import { readInputs } from './read-inputs.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** Prints what was understood of the files, as JSON. */
export async function modelCommand(
  paths: readonly string[],
  options: ReadOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { files, settings } = await readInputs(paths, options, terminal);
  const { resources, notices } = await describe(files, settings);
  for (const line of noticeLines(notices)) terminal.stderr.write(`${line}\n`);
  terminal.stdout.write(`${jsonText({ schemaVersion: 1, resources })}\n`);
  return EXIT.clean;
}
