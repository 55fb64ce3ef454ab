/**
 * Every misfortune that can befall a file: it is told where it lies, or that the file was left out; nothing crashes, and
 * the other files are still linted. The files of fixtures/broken are as unlucky as their names say.
 */
import { chmodSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeModel, judge, readProject } from '../src/engine/index.ts';
import { FRONTENDS } from '../src/frontends/index.ts';
import { lint, loadAllRules, type Finding, type Notice, type Report } from '../src/index.ts';
import { LineIndex, lineIndexOf } from '../src/text/line-index.ts';
import { openWorkspace } from '../src/workspace/index.ts';
import { expectSanity } from './kit/sanity.ts';
import { temporaryFolder } from './workspace/temporary-folder.ts';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'broken');
const RULES = await loadAllRules();

/** A file without any misfortune but a misspelt field, which is found whatever lies beside it. */
const NEIGHBOUR =
  '{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example/web:1", "memry": 1 }] }\n';
const FOUND = `neighbour.json ${placeIn(NEIGHBOUR)} syntax/unknown-field`;

/** Line and column of the misspelt field. */
function placeIn(text: string): string {
  const { line, column } = new LineIndex(text).position(text.search(/"?memry/));
  return `${String(line)}:${String(column)}`;
}

/** What each file gives: the mistakes of form in it by line, column and rule, or the kind of notice. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  // Cut off
  'truncated.json': ['8:7 syntax/unreadable'],
  'truncated.yaml': ['12:58 syntax/unreadable'],
  'truncated-manifest.yaml': ['11:1 syntax/unreadable'],
  'unclosed-string.json': ['7:16 syntax/unreadable', '8:7 syntax/unreadable'],
  // Bytes
  'binary.json': ['skipped'],
  'utf-16-le.json': ['8:7 syntax/unknown-field'],
  'utf-16-be.yaml': ['11:11 syntax/unknown-field'],
  'utf-8-bom.json': ['8:7 syntax/unknown-field'],
  'utf-8-bom.yaml': ['11:11 syntax/unknown-field'],
  'invalid-utf-8.json': ['1:90 syntax/unknown-field'],
  // Lines
  'crlf.json': ['8:7 syntax/unknown-field'],
  'crlf.yaml': ['11:11 syntax/unknown-field'],
  'lone-cr.json': ['8:7 syntax/unknown-field'],
  'tabs.json': ['8:4 syntax/unknown-field'],
  'tabs.yaml': ['7:1 syntax/unreadable'],
  'wrong-indentation.yaml': ['6:14 syntax/unreadable', '7:20 syntax/unreadable'],
  // Keys
  'duplicate-keys.json': ['4:3 syntax/duplicate-key', '9:7 syntax/unknown-field'],
  'duplicate-keys.yaml': ['11:11 syntax/unknown-field', '12:11 syntax/duplicate-key'],
  'proto-keys.json': ['1:3 syntax/unknown-field', '2:3 syntax/unknown-field', '5:7 syntax/unknown-field'],
  'proto-keys.yaml': ['11:11 syntax/unknown-field', '19:28 syntax/unresolved-reference'],
  // Depth
  'deep-nesting.json': ['skipped'],
  'deep-nesting.yaml': ['skipped'],
  'deep-template.json': ['skipped'],
  'deep-blocks.yaml': ['5:9 syntax/unreadable'],
  'unclosed-nesting.json': ['skipped'],
  // Aliases
  'alias-bomb.yaml': ['12:10 syntax/unreadable'],
  'merge-bomb.yaml': ['21:20 syntax/unreadable'],
  'alias-to-itself.yaml': ['9:21 syntax/unreadable'],
  'alias-to-nothing.yaml': ['9:24 syntax/unreadable'],
  // Nothing
  'empty.json': ['skipped'],
  'empty.yaml': ['skipped'],
  'blank.yaml': ['skipped'],
  'only-comments.yaml': ['skipped'],
  'separators.yaml': ['skipped'],
  // Characters and numbers
  'control-characters.json': ['8:7 syntax/unknown-field'],
  'lone-surrogates.json': ['8:7 syntax/unknown-field'],
  'nul-in-string.json': ['8:7 syntax/unknown-field'],
  'huge-numbers.json': [
    '8:7 syntax/unknown-field',
    '9:14 syntax/wrong-type',
    '13:43 syntax/out-of-range',
    '13:68 syntax/wrong-type',
  ],
  'huge-numbers.yaml': [
    '11:11 syntax/unknown-field',
    '12:16 syntax/wrong-type',
    '13:19 syntax/wrong-type',
    '15:43 syntax/wrong-type',
  ],
  // Not quite the format
  'single-quotes.json': [2, 3, 4, 6, 7, 8].map((line) => `${String(line)}:${line < 5 ? '3' : '7'} syntax/unreadable`),
  'missing-commas.json': ['3:3', '4:3', '7:7', '8:7'].map((place) => `${place} syntax/unreadable`),
  'trailing-garbage.json': ['12:1 syntax/unreadable'],
  'two-documents.json': ['12:1 syntax/unreadable'],
  'directive.yaml': ['12:7 syntax/unknown-field'],
  'unknown-tag.yaml': ['11:11 syntax/unknown-field', '13:64 syntax/wrong-type'],
};

/** Findings of form as `line:column rule`, then the kinds of notices. */
function outcome(findings: readonly Finding[], notices: readonly Notice[]): string[] {
  const form = findings.filter(({ rule }) => rule.startsWith('syntax/'));
  return [...form.map((finding) => placeOf(finding)), ...notices.map(({ kind }) => kind)];
}

function placeOf({ span, rule }: Finding): string {
  const { line, column } = lineIndexOf(span.source).position(span.start);
  return `${String(line)}:${String(column)} ${rule}`;
}

/** Lints one file of the folder, named by the user, with every rule. */
async function judgeFile(name: string): Promise<{ findings: readonly Finding[]; notices: readonly Notice[] }> {
  const workspace = openWorkspace({ paths: [name], cwd: FOLDER, mayBeOurs: () => true });
  const project = await readProject(workspace.files, FRONTENDS, { parameters: {} });
  expect(() => JSON.stringify(describeModel(project.resources))).not.toThrow();
  const active = RULES.map((rule) => ({ rule, severity: rule.severity }));
  const { findings, notices } = judge(project, active, {});
  return { findings, notices: [...workspace.notices, ...project.notices, ...notices] };
}

const names = readdirSync(FOLDER).sort();

describe('a broken file', () => {
  it.each(names)('%s is outlived', async (name) => {
    expectSanity(await judgeFile(name));
  });

  it.each(Object.entries(EXPECTED))('%s gives what is expected', async (name, expected) => {
    const { findings, notices } = await judgeFile(name);
    expect(outcome(findings, notices)).toEqual(expected);
  });
});

/** Lints the folder `.` in `cwd` as the command line does, with every rule. */
async function lintFolder(cwd: string): Promise<Report> {
  const report = await lint(['.'], { cwd, preset: 'all' });
  expectSanity(report);
  return report;
}

const said = ({ findings, notices }: Report): string[] => [
  ...findings
    .filter(({ rule }) => rule.startsWith('syntax/'))
    .map((finding) => `${finding.span.source.path} ${placeOf(finding)}`),
  ...notices.map(({ kind, file }) => `${kind} ${file ?? ''}`),
];

describe('a folder of broken files', () => {
  it('is linted to its end', async () => {
    const { findings } = await lintFolder(FOLDER);
    const files = new Set(findings.map(({ span }) => span.source.path));
    for (const [name, [first]] of Object.entries(EXPECTED)) if (first?.includes('/')) expect(files).toContain(name);
  });

  it('is passed over in silence where nothing in it is ours', async () => {
    const cwd = temporaryFolder({ 'a.json': '{ "a": ', 'b.yaml': 'a: [', 'c.json': '', 'neighbour.json': NEIGHBOUR });
    expect(said(await lintFolder(cwd))).toEqual([FOUND]);
  });

  it('may hold a folder that is named like a file', async () => {
    const cwd = temporaryFolder({ 'x.yaml/neighbour.json': NEIGHBOUR });
    mkdirSync(join(cwd, 'y.json'));
    expect(said(await lintFolder(cwd))).toEqual([`x.yaml/${FOUND}`]);
    const named = await lint(['x.yaml', 'y.json'], { cwd, preset: 'all' });
    expect(said(named)).toEqual([`x.yaml/${FOUND}`]);
  });

  it('may hold links that lead nowhere, in circles or out of it', async () => {
    const outside = temporaryFolder({ 'secret.json': NEIGHBOUR });
    const cwd = temporaryFolder({ 'neighbour.json': NEIGHBOUR, 'in/neighbour.json': NEIGHBOUR });
    symlinkSync('gone.yaml', join(cwd, 'dangling.yaml'));
    symlinkSync('loop-b.yaml', join(cwd, 'loop-a.yaml'));
    symlinkSync('loop-a.yaml', join(cwd, 'loop-b.yaml'));
    symlinkSync('..', join(cwd, 'in', 'up'));
    symlinkSync(outside, join(cwd, 'out'));
    symlinkSync(join(outside, 'secret.json'), join(cwd, 'out.json'));
    expect(said(await lintFolder(cwd))).toEqual([`in/${FOUND}`, FOUND]);
  });

  it('is refused by name only where it is named', async () => {
    const cwd = temporaryFolder({ 'neighbour.json': NEIGHBOUR });
    symlinkSync('gone.yaml', join(cwd, 'dangling.yaml'));
    await expect(lint(['dangling.yaml'], { cwd })).rejects.toThrow("There is no file or folder 'dangling.yaml'.");
  });

  // Root may read everything.
  it.skipIf(process.getuid?.() === 0)('may hold what we may not read', async () => {
    const cwd = temporaryFolder({ 'a.yaml': 'x', 'closed/b.yaml': 'x', 'neighbour.json': NEIGHBOUR });
    chmodSync(join(cwd, 'a.yaml'), 0);
    chmodSync(join(cwd, 'closed'), 0);
    const report = await lintFolder(cwd);
    chmodSync(join(cwd, 'closed'), 0o700);
    expect(said(report).sort()).toEqual([FOUND, 'unreadable a.yaml', 'unreadable closed'].sort());
  });
});

describe('a huge file', () => {
  const FILLER = 'x'.repeat(5_000_000);

  it.each<[string, string, string]>([
    ['one string of JSON', 'big.json', NEIGHBOUR.replace('example', FILLER)],
    [
      'one line of YAML',
      'big.yaml',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata:\n  a: ${FILLER}\nmemry: 1\n`,
    ],
    [
      'one block of YAML',
      'big.yaml',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata:\n  a: |\n    ${FILLER}\nmemry: 1\n`,
    ],
    ['one comment', 'big.yaml', `# ${FILLER}\n${NEIGHBOUR.replaceAll('"memry"', 'memry')}`],
    ['many short lines', 'big.yaml', `${'#\n'.repeat(500_000)}${NEIGHBOUR}`],
    ['many items', 'big.json', NEIGHBOUR.replace('"memry"', `"command": [${'"a",'.repeat(40_000)}"b"], "memry"`)],
  ])('of %s is read to its end', async (_what, path, text) => {
    const report = await lintTexts({ [path]: text });
    expect(said(report)).toEqual([`${path} ${placeIn(text)} syntax/unknown-field`, FOUND]);
  });

  it('of more items than AWS would ever take says that not all were looked at', async () => {
    const text = NEIGHBOUR.replace('"memry"', `"command": [${'"a",'.repeat(200_000)}"b"], "memry"`);
    const report = await lintTexts({ 'big.json': text });
    expect(said(report).sort()).toEqual([
      `big.json ${placeIn(text)} syntax/unknown-field`,
      'incomplete big.json',
      FOUND,
    ]);
  });

  it.each<[string, string, string]>([
    ['opening brackets', 'big.json', `{ "containerDefinitions": ${'['.repeat(1_000_000)}`],
    ['quotes', 'big.json', `{ "containerDefinitions": ${'"'.repeat(1_000_001)}`],
    ['dashes', 'big.yaml', `apiVersion: v1\nkind: Pod\nspec:\n  ${'- '.repeat(500_000)}`],
    ['anchors', 'big.yaml', `apiVersion: v1\nkind: Pod\nspec: ${'&a '.repeat(50_000)}`],
    ['tags', 'big.yaml', `apiVersion: v1\nkind: Pod\nspec: ${'!a '.repeat(50_000)}`],
    ['keys', 'big.yaml', `apiVersion: v1\nkind: Pod\n${'? '.repeat(50_000)}`],
  ])('of nothing but %s is outlived', async (_what, path, text) => {
    expect(said(await lintTexts({ [path]: text }))).toContain(FOUND);
  });
});

/** Lints these texts beside the neighbour. */
async function lintTexts(texts: Readonly<Record<string, string>>): Promise<Report> {
  const files = Object.entries({ ...texts, 'neighbour.json': NEIGHBOUR }).map(([path, text]) => ({ path, text }));
  const report = await lint(files, { preset: 'all' });
  expectSanity(report);
  return report;
}
