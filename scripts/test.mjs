// `npm test`: types, lint, formatting, generated files, then the tests; one line each, details of what fails.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const checks = [
  ['lint', 'eslint', ['.']],
  ['types', 'tsc', ['--noEmit']],
  ['generated files', 'tsx', ['scripts/generate.ts', '--check']],
  ['formatting', 'prettier', ['--check', '.', '--log-level', 'warn']],
];

let failed = false;
const report = (name, ok, seconds, output = '') => {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) {
    failed = true;
    console.log(output.trimEnd());
  }
};

// Two at a time: that is how many cores a small machine has.
const waiting = [...checks];
await Promise.all(
  [0, 1].map(async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const [name, command, args] = check;
      const { status, seconds, output } = await run(bin(command), args, 'pipe');
      report(name, status === 0, seconds, output);
    }
  }),
);

const folder = mkdtempSync(join(tmpdir(), 'ecs-lint-test-'));
const results = join(folder, 'results.json');
const { status, seconds } = await run(
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
  'inherit',
);
report('tests', status === 0, seconds);
console.log(closingLine(results));
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

function run(command, args, output) {
  return new Promise((resolve) => {
    const start = Date.now();
    const chunks = [];
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', output, output] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => chunks.push(Buffer.from(error.message)));
    child.on('close', (status) => {
      resolve({ status, seconds: (Date.now() - start) / 1000, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** "Tests: 812 passed, 0 failed, 3 skipped", for people and for CI systems that read it. */
function closingLine(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'));
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    return `Tests: ${numPassedTests} passed, ${numFailedTests} failed${skipped}`;
  } catch {
    return 'Tests: 0 passed, 1 failed';
  }
}
