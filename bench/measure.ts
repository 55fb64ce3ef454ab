import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PEAK = fileURLToPath(new URL('peak.mjs', import.meta.url));

export interface Sample {
  /** Wall time of the whole process, in milliseconds. */
  readonly milliseconds: number;
  /** Peak resident memory, in MiB; 0 where it was not asked for. */
  readonly peakMiB: number;
}

/** Runs `node` with these arguments to its end. Throws when it exits with 2 or is killed: then there is nothing to time. */
export function runNode(args: readonly string[], options: { cwd?: string; peak?: boolean } = {}): Sample {
  const folder = options.peak ? mkdtempSync(join(tmpdir(), 'ecs-lint-peak-')) : undefined;
  const file = folder && join(folder, 'peak');
  const before = performance.now();
  const result = spawnSync(process.execPath, [...(file ? ['--import', PEAK] : []), ...args], {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: '1', ...(file && { BENCH_PEAK: file }) },
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const milliseconds = performance.now() - before;
  if (result.status === null || result.status > 1) throw new Error(`node ${args.join(' ')}: ${String(result.stderr)}`);
  const peakMiB = file ? Number(readFileSync(file, 'utf8')) / 1024 : 0;
  if (folder) rmSync(folder, { recursive: true });
  return { milliseconds, peakMiB };
}

/** Runs two things in turn, so that a drift of the machine meets both, and gives the medians. */
export function pair(runs: number, a: () => Sample, b: () => Sample): { a: Sample; b: Sample; ratio: number } {
  a();
  b();
  const [as, bs]: [Sample[], Sample[]] = [[], []];
  for (let i = 0; i < runs; i++) {
    as.push(a());
    bs.push(b());
  }
  const ratio = median(as.map((sample, i) => sample.milliseconds / (bs[i]?.milliseconds ?? 1)));
  return { a: middle(as), b: middle(bs), ratio };
}

function middle(samples: readonly Sample[]): Sample {
  return {
    milliseconds: median(samples.map((sample) => sample.milliseconds)),
    peakMiB: median(samples.map((sample) => sample.peakMiB)),
  };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((x, y) => x - y);
  return sorted[sorted.length >> 1] ?? 0;
}
