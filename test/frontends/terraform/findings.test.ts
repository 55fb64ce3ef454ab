/**
 * What a run says of configurations as good teams write them, with their plans beside them: `expected.txt` has it for a
 * reviewer to read, and nothing worse than advice is in it. `UPDATE=1 npx vitest run <this file>` writes it anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lint, type Report } from '../../../src/index.ts';
import { findingLines } from '../../kit/finding-lines.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'terraform');
const EXPECTED = join(FOLDER, 'expected.txt');

describe('honest configurations', () => {
  const reports = new Map<string, Report>();
  beforeAll(async () => {
    for (const entry of readdirSync(FOLDER, { withFileTypes: true })) {
      if (entry.isDirectory()) reports.set(entry.name, await lint(['.'], { cwd: join(FOLDER, entry.name) }));
    }
  });

  it('get advice at most', () => {
    const severities = [...reports.values()].flatMap(({ findings }) => findings.map(({ severity }) => severity));
    expect(new Set(severities)).toEqual(new Set(['info']));
    expect([...reports.values()].flatMap(({ notices }) => notices)).toEqual([]);
  });

  it('get what is expected', () => {
    const lines = [...reports].flatMap(([name, { findings }]) =>
      findingLines(findings).map((line) => `${name}/${line}\n`),
    );
    if (process.env['UPDATE'] === '1') writeFileSync(EXPECTED, lines.join(''));
    expect(lines.join('')).toBe(readFileSync(EXPECTED, 'utf8'));
  });
});
