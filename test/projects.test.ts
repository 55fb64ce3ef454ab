/**
 * Whole projects: what a run says of each stands in its expected.txt, one finding a line, for a reviewer to read.
 * `UPDATE=1 npx vitest run test/projects.test.ts` writes them anew.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint, type Finding, type TextFile } from '../src/index.ts';
import { applyEdits } from '../src/text/edit.ts';
import { findingLines } from './kit/finding-lines.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const PROJECTS = ['shop', ...readdirSync(join(FIXTURES, 'projects')).map((name) => `projects/${name}`)];

/** Ends of life are judged by this day. */
const TODAY = '2026-11-22';

/** What a run without any option says: findings, then notices. */
async function report(cwd: string): Promise<string> {
  const { findings, notices } = await lint(['.'], { cwd, today: TODAY });
  const notes = notices.map(({ file, message }) => `note: ${file ?? ''}: ${message}`);
  return [...findingLines(findings), ...notes].map((line) => `${line}\n`).join('');
}

/** The files of a folder after the fixes of all findings. */
function mend(cwd: string, findings: readonly Finding[]): TextFile[] {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
  return readdirSync(cwd, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(json|ya?ml)$/.test(path))
    .map((path) => {
      const own = edits.filter(({ source }) => source.path === path);
      return { path, text: applyEdits(readFileSync(join(cwd, path), 'utf8'), own) };
    });
}

describe.each(PROJECTS)('the project %s', (name) => {
  const cwd = join(FIXTURES, name);
  const path = join(cwd, 'expected.txt');

  it('gives what is expected', async () => {
    const actual = await report(cwd);
    if (process.env['UPDATE'] === '1') writeFileSync(path, actual);
    expect(existsSync(path), 'UPDATE=1 writes it').toBe(true);
    expect(actual).toBe(readFileSync(path, 'utf8'));
  });

  it('can be mended in one go', async () => {
    const { findings } = await lint(['.'], { cwd, preset: 'all', today: TODAY });
    const fixable = findings.filter(({ fix }) => fix);
    const mended = await lint(mend(cwd, findings), { preset: 'all', today: TODAY });
    expect(mended.findings.filter(({ fix }) => fix)).toEqual([]);
    expect(mended.findings.length).toBeLessThanOrEqual(findings.length - fixable.length);
  });

  it('gives the same bytes again', async () => {
    expect(await report(cwd)).toBe(await report(cwd));
  });
});
