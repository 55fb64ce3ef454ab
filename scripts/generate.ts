/**
 * `npm run generate` writes every generated file; `--check` writes nothing, names the stale ones and exits 1.
 *
 * A generator is a module of scripts/generators that exports `generate()`: path (from the repository's root) -> content.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './shapes/root.ts';

interface Generator {
  generate(): Map<string, string> | Promise<Map<string, string>>;
}

const checking = process.argv.includes('--check');
const folder = join(root, 'scripts', 'generators');
const stale: string[] = [];
let count = 0;

for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith('.ts')) continue;
  const generator = (await import(join(folder, name))) as Generator;
  for (const [path, content] of await generator.generate()) {
    count += 1;
    if (read(path) === content) continue;
    stale.push(path);
    if (!checking) write(path, content);
  }
}

if (checking && stale.length > 0) {
  console.error(`Stale generated files; run 'npm run generate':\n${stale.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(
    checking ? `${count} generated files are fresh.` : `${stale.length} of ${count} generated files written.`,
  );
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
