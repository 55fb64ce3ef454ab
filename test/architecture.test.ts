import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The picture of docs/architecture.md as a table: each part with its floor. Imports go down; on one floor only the pairs
 * in `NEIGHBOURS` know each other. Changing this table means changing the picture.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['cli', 'index'],
  ['reporters', 'workspace'],
  ['engine'],
  ['rules', 'frontends'],
  ['kit', 'syntax'],
  ['graph'],
  ['model'],
  ['values'],
  ['findings', 'domain', 'schemas'],
  ['text'],
];

/** Pairs on one floor of which the first may import the second. */
const NEIGHBOURS: readonly string[] = ['cli -> index', 'domain -> schemas'];

/** What a part may import besides the floors below it: nothing. What it may import of the floors below: all but this. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  // Every built-in rule proves that a plugin could have been written the same way.
  rules: ['kit'],
};

const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (entry.name.endsWith('.ts')) yield path;
  }
}

/** The part that a file belongs to: its folder in src, `rules`, `schemas`, or `index` for src/index.ts. */
function partOf(path: string): string {
  const [top, second] = path.split('/');
  if (top !== 'src') return top ?? '';
  return second === 'index.ts' ? 'index' : (second ?? '');
}

function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier === '#kit') return 'src/kit/index.ts';
  if (!specifier.startsWith('.')) return undefined;
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  const targets = [...text.matchAll(IMPORT)].map((match) => resolveImport(path, match[1] ?? match[2] ?? ''));
  return targets.filter((target) => target !== undefined);
}

const files = [...sourceFiles('src'), ...sourceFiles('rules')].map((path) =>
  relative(root, join(root, path)).split(sep).join('/'),
);
const floorOf = new Map(FLOORS.flatMap((parts, floor) => parts.map((part) => [part, floor] as const)));

describe('architecture', () => {
  it('gives every part a floor', () => {
    expect([...new Set(files.map(partOf))].filter((part) => !floorOf.has(part))).toEqual([]);
  });

  it('lets imports go down only', () => {
    const wrong = files.flatMap((path) =>
      importsOf(path)
        .filter((target) => !mayImport(path, target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('sees imports at all', () => {
    expect(importsOf('src/engine/judge.ts')).toContain('src/graph/index.ts');
    expect(mayImport('src/model/view.ts', 'src/syntax/index.ts')).toBe(false);
    expect(mayImport('rules/ecs/fargate-size.ts', 'src/domain/index.ts')).toBe(false);
  });
});

function mayImport(from: string, to: string): boolean {
  const [source, target] = [partOf(from), partOf(to)];
  if (source === target) return true;
  const only = ONLY[source];
  if (only) return only.includes(target);
  const [above, below] = [floorOf.get(source) ?? 0, floorOf.get(target) ?? 0];
  return above < below || (above === below && NEIGHBOURS.includes(`${source} -> ${target}`));
}
