/**
 * Honest set-ups, about which there is nothing to say: each folder of fixtures/ok is a project as an expert would write
 * it. A finding here is a mistake of ours; every false positive that is mended leaves a folder or a line here.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describe as describeModel, lint } from '../src/index.ts';
import { findingLines } from './kit/finding-lines.ts';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'ok');

describe.each(readdirSync(FOLDER))('the honest project %s', (name) => {
  const cwd = join(FOLDER, name);

  it('yields nothing with all rules', async () => {
    const report = await lint(['.'], { cwd, preset: 'all', today: '2026-11-22' });
    expect(findingLines(report.findings)).toEqual([]);
    expect(report.notices).toEqual([]);
  });

  it('is understood, every file of it', async () => {
    const { resources } = await describeModel(['.'], { cwd });
    const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(json|ya?ml)$/.test(path),
    );
    expect(new Set(resources.map(({ file }) => file))).toEqual(new Set(files));
  });
});
