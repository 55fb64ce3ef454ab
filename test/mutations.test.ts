/**
 * Whatever happens to a file, a run comes to its end: nothing throws, every place lies inside its file, and no message
 * gives the shop's password away.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeModel, judge, readProject } from '../src/engine/index.ts';
import { FRONTENDS } from '../src/frontends/index.ts';
import { loadAllRules } from '../src/index.ts';
import { expectSanity } from './kit/sanity.ts';
import { shuffled } from './kit/shuffled.ts';
import { mutated } from './syntax/mutations.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const SECRET = 'correct-horse-battery';
/** The secret where it belongs. */
const HELD = `{ Name: DATABASE_PASSWORD, Value: ${SECRET} }`;

/** Runs for a text of up to a thousand characters; longer ones have fewer. */
const RUNS = Number(process.env['RUNS'] ?? 60);

const active = (await loadAllRules()).map((rule) => ({ rule, severity: rule.severity }));

/** The files of a project, by their paths in it. */
function filesOf(project: string): { readonly path: string; readonly text: string }[] {
  const folder = join(FIXTURES, project);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|ya?ml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.endsWith('model.json'))
    .sort()
    .map((path) => ({ path: path.slice(folder.length + 1), text: readFileSync(path, 'utf8') }));
}

async function expectSound(files: readonly { readonly path: string; readonly text: string }[]): Promise<void> {
  const project = await readProject(files, FRONTENDS, { parameters: {} });
  const { findings, notices } = judge(project, active, {});
  expectSanity({ findings, notices: [...project.notices, ...notices] });
  const said = [
    ...findings.flatMap(({ message, related, fix }) => [message, ...related.map((place) => place.message), fix?.title]),
    ...notices.map(({ message }) => message),
  ].join('\n');
  // Elsewhere it may have become a name, which is told.
  const isSecret = files.every(({ text }) => !text.includes(SECRET) || text.includes(HELD));
  if (isSecret) expect(said).not.toContain(SECRET);
  expect(() => JSON.stringify(describeModel(project.resources))).not.toThrow();
}

const SHOP = filesOf('shop');
const SPELLINGS = filesOf('spellings');

describe('a file that somebody mangled', () => {
  it.each([...SHOP, ...SPELLINGS].map(({ path, text }) => [path, text]))(
    '%s (property)',
    async (path, text) => {
      const runs = Math.max(5, Math.min(RUNS, Math.floor((RUNS * 1000) / text.length)));
      await fc.assert(
        fc.asyncProperty(fc.oneof(mutated([text]), shuffled(text)), (mangled) =>
          expectSound([{ path, text: mangled }]),
        ),
        { numRuns: runs },
      );
    },
    600_000,
  );

  it('does not spoil what is said of the others (property)', async () => {
    const change = fc
      .nat(SHOP.length - 1)
      .chain((which) =>
        mutated([SHOP[which]?.text ?? '']).map((text) =>
          SHOP.map((file, i) => (i === which ? { ...file, text } : file)),
        ),
      );
    await fc.assert(fc.asyncProperty(change, expectSound), { numRuns: RUNS / 2 });
  }, 600_000);
});

describe('the shop as it is', () => {
  it('keeps its password', async () => {
    expect(SHOP.some(({ text }) => text.includes(SECRET))).toBe(true);
    await expectSound(SHOP);
  });

  it('is described without it', async () => {
    const project = await readProject(SHOP, FRONTENDS, { parameters: {} });
    expect(JSON.stringify(describeModel(project.resources))).not.toContain(SECRET);
  });
});
