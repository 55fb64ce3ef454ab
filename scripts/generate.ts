/**
 * `npm run generate` writes every generated file; `--check` writes nothing, names the stale ones and exits 1. Names of
 * generators as arguments run only those: `npm run generate -- model`.
 *
 * A generator is a module of scripts/generators that exports `generate()`: path (from the repository's root) -> content.
 * One that fails is named, and the others still run: some need what others write.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './shapes/root.ts';

interface Generator {
  generate(): Map<string, string> | Promise<Map<string, string>>;
}

const checking = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const folder = join(root, 'scripts', 'generators');
const stale: string[] = [];
let count = 0;

for (const file of readdirSync(folder).sort()) {
  const name = file.replace(/\.ts$/, '');
  if (name === file || (wanted.length > 0 && !wanted.includes(name))) continue;
  try {
    await run(join(folder, file));
  } catch (error) {
    console.error(
      `Generator '${name}' failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    process.exitCode = 1;
  }
}

if (checking && stale.length > 0) {
  console.error(`Stale generated files; run 'npm run generate':\n${stale.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(`${count} generated files, ${checking ? 'all fresh' : `${stale.length} of them written`}.`);
}

async function run(module: string): Promise<void> {
  const generator = (await import(pathToFileURL(module).href)) as Generator;
  for (const [path, content] of await generator.generate()) {
    count += 1;
    if (read(path) === content) continue;
    stale.push(path);
    if (!checking) write(path, content);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
