import { fstatSync, statSync, writeSync } from 'node:fs';

/** A place to write to. */
export interface Output {
  readonly isTerminal: boolean;
  /** Undefined where there is no terminal. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** The world around a command; tests bring their own. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readInput(): Promise<Buffer>;
}

export function openTerminal(): Terminal {
  return {
    stdout: outputOf(1, () => process.stdout),
    stderr: outputOf(2, () => process.stderr),
    cwd: process.cwd(),
    environment: process.env,
    readInput,
  };
}

/**
 * Writes without Node's streams, which take a tenth of a small run to set up and may lose what is in them at the end;
 * they are asked only where there may be a terminal.
 */
function outputOf(descriptor: 1 | 2, stream: () => NodeJS.WriteStream): Output {
  let closed = false;
  const terminal = mayBeTerminal(descriptor) && stream().isTTY;
  return {
    isTerminal: terminal,
    get columns() {
      // A terminal that does not know its width says 0.
      return terminal && stream().columns > 0 ? stream().columns : undefined;
    },
    write(text) {
      closed ||= !writeAll(descriptor, Buffer.from(text));
    },
  };
}

/** Terminals are character devices, and so is the one that swallows everything. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && (process.platform === 'win32' || stats.rdev !== statSync('/dev/null').rdev);
  } catch {
    return false;
  }
}

/** False when nobody reads any more (`| head`), which is no error: there is nobody left to write for. */
function writeAll(descriptor: number, bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'EAGAIN') return false;
      // A pipe that does not block is full; its reader needs a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Colour, by the user's wish (no-color.org, force-color.org) and else where a terminal will show it. */
export function wantsColor(output: Output, { environment }: Terminal): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: term } = environment;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (none !== undefined && none !== '') return false;
  return output.isTerminal && term !== 'dumb';
}
