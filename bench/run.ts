/**
 * Measures the budgets as ratios within one run on one machine: `npm run bench`. Prints a table with the budget beside
 * each figure; `--write` puts it into docs/performance.md. Single figures mean little on a busy machine; ratios do.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeConditions, writeForeign, writeManifests, writePlan, writeTaskDefinition } from './inputs.ts';
import { writeModuleTree, writeTerraform } from './terraform.ts';
import { pair, runNode, type Sample } from './measure.ts';
import { writePlannedModules } from './planned-modules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.cjs');
const work = mkdtempSync(join(tmpdir(), 'ecs-lint-bench-'));

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  readonly met: boolean;
}

const lint = (path: string, peak = false, more: readonly string[] = []): Sample => {
  const output = ['--format', 'json', '--output', join(work, 'out.json')];
  return runNode([cli, '--no-config', '--fail-on', 'never', ...output, ...more, path], { cwd: work, peak });
};
const bare = (): Sample => runNode(['-e', '0']);
const evaluate = (code: string, peak = false): Sample =>
  runNode(['--input-type=module', '-e', code], { cwd: work, peak });

function startUp(): Row[] {
  const path = join(work, 'task.json');
  writeTaskDefinition(path);
  const one = pair(15, () => lint('task.json'), bare);
  const version = pair(15, () => runNode([cli, '--version']), bare);
  const help = pair(15, () => runNode([cli, '--help']), bare);
  return [
    ratioRow('one 3 KB task definition, whole process / `node -e 0`', one.ratio, 1.35),
    ratioRow('`--version` / `node -e 0`', version.ratio, 1.2),
    ratioRow('`--help` / `node -e 0`', help.ratio, 1.2),
  ];
}

function manifests(): Row[] {
  const bytes = writeManifests(join(work, 'manifests'), 10_000);
  const { a } = pair(3, () => lint('manifests', true), bare);
  const speed = bytes / 1e6 / (a.milliseconds / 1000);
  const half =
    (writeManifests(join(work, 'half'), 5_000),
    pair(
      3,
      () => lint('manifests'),
      () => lint('half'),
    ));
  return [
    {
      what: `10,000 manifests, ${mega(bytes)}, one process`,
      measured: `${speed.toFixed(1)} MB/s`,
      budget: '≥ 10 MB/s',
      met: speed >= 10,
    },
    {
      what: '… peak memory',
      measured: `${a.peakMiB.toFixed(0)} MiB`,
      budget: '≤ 400 MB',
      met: a.peakMiB * 1.048576 <= 400,
    },
    ratioRow('… twice the manifests / once', half.ratio, 2.2),
  ];
}

function plan(): Row[] {
  const bytes = writePlan(join(work, 'plan.json'), 20);
  const parse = `import { readFileSync } from 'node:fs'; globalThis.plan = JSON.parse(readFileSync('plan.json', 'utf8'));`;
  const { ratio, a, b } = pair(
    5,
    () => lint('plan.json', true),
    () => evaluate(parse, true),
  );
  writePlan(join(work, 'plan-half.json'), 10);
  const half = pair(
    3,
    () => lint('plan.json'),
    () => lint('plan-half.json'),
  );
  return [
    ratioRow(`${mega(bytes)} plan in one line / \`JSON.parse\``, ratio, 4),
    ratioRow('… peak memory / `JSON.parse`', a.peakMiB / b.peakMiB, 3),
    ratioRow('… twice the plan / once', half.ratio, 2.2),
  ];
}

/** A plan with the files that it was made of: one module, called for each of many services. */
function plannedModules(): Row[] {
  const folder = join(work, 'modules-20');
  const bytes = writePlannedModules(folder, 20);
  const parse = `import { readFileSync } from 'node:fs'; globalThis.plan = JSON.parse(readFileSync('modules-20/plan.json', 'utf8'));`;
  const { ratio, a, b } = pair(
    5,
    () => lint('modules-20', true),
    () => evaluate(parse, true),
  );
  const alone = pair(
    3,
    () => lint('modules-20'),
    () => lint('modules-20/plan.json'),
  );
  writePlannedModules(join(work, 'modules-10'), 10);
  const half = pair(
    3,
    () => lint('modules-20'),
    () => lint('modules-10'),
  );
  return [
    ratioRow(`${mega(bytes)} plan with its source / \`JSON.parse\``, ratio, 4),
    ratioRow('… peak memory / `JSON.parse`', a.peakMiB / b.peakMiB, 3),
    ratioRow('… with its source / without', alone.ratio, 1.5),
    ratioRow('… twice the plan / once', half.ratio, 2.2),
  ];
}

/** The rules of form alone look at what is parsed and evaluated, container definitions among it. */
function terraform(): Row[] {
  const bytes = writeTerraform(join(work, 'terraform'), 2_000);
  writeTerraform(join(work, 'terraform-half'), 1_000);
  const { a } = pair(3, () => lint('terraform', true, ['--only', 'syntax']), bare);
  const half = pair(
    3,
    () => lint('terraform'),
    () => lint('terraform-half'),
  );
  writeModuleTree(join(work, 'tree-24'), 24);
  writeModuleTree(join(work, 'tree-12'), 12);
  const tree = pair(
    7,
    () => lint('tree-24'),
    () => lint('tree-12'),
  );
  const speed = bytes / 1e6 / (a.milliseconds / 1000);
  return [
    {
      what: `2,000 Terraform files, ${mega(bytes)}, parsed and evaluated`,
      measured: `${speed.toFixed(1)} MB/s`,
      budget: '≥ 10 MB/s',
      met: speed >= 10,
    },
    {
      what: '… peak memory',
      measured: `${a.peakMiB.toFixed(0)} MiB`,
      budget: '≤ 400 MB',
      met: a.peakMiB * 1.048576 <= 400,
    },
    ratioRow('… twice the files / once, judged', half.ratio, 2.2),
    ratioRow('a tree of 24 × 12 modules / of 12 × 12', tree.ratio, 2.2),
  ];
}

function foreign(): Row[] {
  writeForeign(join(work, 'foreign'), 100_000);
  const walk = `
    import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
    const buffer = Buffer.alloc(4096);
    const walk = (folder) => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = folder + '/' + entry.name;
        if (entry.isDirectory()) walk(path);
        else { const fd = openSync(path); readSync(fd, buffer, 0, 4096, 0); closeSync(fd); }
      }
    };
    walk('foreign');`;
  const { ratio } = pair(
    3,
    () => lint('foreign'),
    () => evaluate(walk),
  );
  return [ratioRow('100,000 foreign files / a bare walk that reads 4 KB of each', ratio, 2)];
}

function conditions(): Row[] {
  writeConditions(join(work, 'c128.yaml'), 128);
  writeConditions(join(work, 'c64.yaml'), 64);
  const { ratio } = pair(
    7,
    () => lint('c128.yaml'),
    () => lint('c64.yaml'),
  );
  return [ratioRow('a template with 128 conditions / with 64', ratio, 2.2)];
}

function ratioRow(what: string, ratio: number, budget: number): Row {
  return { what, measured: `${ratio.toFixed(2)}×`, budget: `≤ ${String(budget)}×`, met: ratio <= budget };
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

const parts = { startUp, manifests, plan, plannedModules, terraform, foreign, conditions };
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('--'));
try {
  const rows = Object.entries(parts).flatMap(([name, measure]) =>
    wanted.length === 0 || wanted.includes(name) ? measure() : [],
  );
  const table = [
    '| what | measured | budget | |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ what, measured, budget, met }) => `| ${what} | ${measured} | ${budget} | ${met ? 'met' : '**missed**'} |`,
    ),
  ].join('\n');
  console.log(table);
  if (process.argv.includes('--write')) writeTable(table);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Puts the table between its marks in docs/performance.md; what is said around it stays. */
function writeTable(table: string): void {
  const path = join(root, 'docs', 'performance.md');
  const page = readFileSync(path, 'utf8');
  const [start, end] = ['<!-- table: written by npm run bench -- --write -->', '<!-- end of table -->'];
  const machine = `Node ${process.versions.node}, ${String(cpus().length)} cores:`;
  const head = page.slice(0, page.indexOf(start) + start.length);
  writeFileSync(path, `${head}\n\n${machine}\n\n${table}\n\n${page.slice(page.indexOf(end))}`);
}
