import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/findings/index.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../src/workspace/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const OURS = 'kind: Ours\n';

function open(cwd: string, paths: readonly string[] = ['.'], more: Partial<WorkspaceOptions> = {}): Workspace {
  return openWorkspace({ cwd, paths, mayBeOurs: (text) => text.includes('Ours'), ...more });
}

function pathsOf(workspace: Workspace): string[] {
  return [...workspace.files].map(({ path }) => path);
}

describe('a walk', () => {
  it('finds candidates at any depth, sorted by path, with their text', () => {
    const cwd = temporaryFolder({
      'b.yaml': OURS,
      'a/z.yml': OURS,
      'a-b/x.json': OURS,
      'a.yaml': OURS,
      'a/deep/er/t.template': OURS,
      'c.JSON': OURS,
      'notes.md': OURS,
      '.yaml': OURS,
    });
    const files = [...open(cwd).files];
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(['a-b/x.json', 'a.yaml', 'a/deep/er/t.template', 'a/z.yml', 'b.yaml', 'c.JSON']);
    expect(paths).toEqual([...paths].sort(compareText));
    expect(files[0]).toEqual({ path: 'a-b/x.json', text: OURS, named: false });
  });

  it("leaves out other people's folders, but reads cdk.out", () => {
    const cwd = temporaryFolder({
      'node_modules/p/a.yaml': OURS,
      '.git/a.yaml': OURS,
      'x/.terraform/a.json': OURS,
      'cdk.out/stack.template.json': OURS,
      '.github/a.yaml': OURS,
    });
    expect(pathsOf(open(cwd))).toEqual(['.github/a.yaml', 'cdk.out/stack.template.json']);
  });

  it('reads only what shows evidence, however late in a file', () => {
    const cwd = temporaryFolder({
      'foreign.yaml': 'kind: Other\n',
      'empty.yaml': '',
      'late.yaml': `${'# filler\n'.repeat(20_000)}${OURS}`,
      'large.yaml': '# filler\n'.repeat(20_000),
    });
    expect(pathsOf(open(cwd))).toEqual(['late.yaml']);
  });

  it('skips binary files in silence', () => {
    const cwd = temporaryFolder({ 'a.json': Buffer.from(`\u0000\u0001${OURS}`) });
    const workspace = open(cwd);
    expect(pathsOf(workspace)).toEqual([]);
    expect(workspace.notices).toEqual([]);
  });

  it('takes a folder named like a file for a folder', () => {
    const cwd = temporaryFolder({ 'x.yaml/inner.yaml': OURS });
    expect(pathsOf(open(cwd))).toEqual(['x.yaml/inner.yaml']);
  });

  it('follows no links: not in circles, not to nothing, not out of the tree, not to what is there anyway', () => {
    const cwd = temporaryFolder({ 'tree/a.yaml': OURS, 'outside/secret.yaml': OURS });
    const tree = join(cwd, 'tree');
    symlinkSync('.', join(tree, 'loop'));
    symlinkSync('nowhere.yaml', join(tree, 'dangling.yaml'));
    symlinkSync(join(cwd, 'outside'), join(tree, 'out'));
    symlinkSync(join(cwd, 'outside', 'secret.yaml'), join(tree, 'out.yaml'));
    symlinkSync('a.yaml', join(tree, 'again.yaml'));
    const workspace = open(tree);
    expect(pathsOf(workspace)).toEqual(['a.yaml']);
    expect(workspace.notices).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says what it cannot read, and reads the rest', () => {
    const cwd = temporaryFolder({ 'a.yaml': OURS, 'b.yaml': OURS });
    mkdirSync(join(cwd, 'closed'));
    chmodSync(join(cwd, 'a.yaml'), 0);
    chmodSync(join(cwd, 'closed'), 0);
    const workspace = open(cwd);
    expect(pathsOf(workspace)).toEqual(['b.yaml']);
    expect(workspace.notices).toEqual([
      { kind: 'unreadable', file: 'closed', message: 'Cannot read this folder.' },
      { kind: 'unreadable', file: 'a.yaml', message: 'Cannot read this file: permission denied.' },
    ]);
    chmodSync(join(cwd, 'closed'), 0o755);
  });
});

describe('named files', () => {
  it('are read whatever their names and texts are, once each', () => {
    const cwd = temporaryFolder({ 'task.txt': 'anything', 'b.yaml': 'other' });
    const files = [...open(cwd, ['task.txt', 'b.yaml', './task.txt', '.']).files];
    expect(files.map(({ path, named }) => [path, named])).toEqual([
      ['b.yaml', true],
      ['task.txt', true],
    ]);
  });

  it('are missing when there is nothing at their place', () => {
    const cwd = temporaryFolder({ 'a.yaml': OURS });
    symlinkSync('nowhere', join(cwd, 'dangling'));
    expect(open(cwd, ['a.yaml', 'b.yaml', 'dangling']).missing).toEqual(['b.yaml', 'dangling']);
  });

  it('keep ../ when they lie outside the working folder', () => {
    const cwd = temporaryFolder({ 'one/a.yaml': OURS, 'two/b.yaml': OURS });
    expect(pathsOf(open(join(cwd, 'one'), ['../two', 'a.yaml']))).toEqual(['../two/b.yaml', 'a.yaml']);
  });

  it('go by their real place inside the working folder, and by their link to one outside', () => {
    const cwd = temporaryFolder({ 'home/real/a.yaml': OURS, 'elsewhere/b.yaml': OURS });
    const home = join(cwd, 'home');
    symlinkSync('real', join(home, 'link'));
    symlinkSync(join(cwd, 'elsewhere'), join(home, 'out'));
    expect(pathsOf(open(home, ['link', 'out/b.yaml']))).toEqual(['out/b.yaml', 'real/a.yaml']);
  });

  it('are worth a word when they are binary', () => {
    const cwd = temporaryFolder({ a: Buffer.from([0, 1, 2]) });
    const workspace = open(cwd, ['a']);
    expect(pathsOf(workspace)).toEqual([]);
    expect(workspace.notices).toEqual([{ kind: 'skipped', file: 'a', message: 'Skipped: a binary file.' }]);
  });
});

describe('encodings', () => {
  const text = '\ufeffkind: Ours # ü 漢\n';
  const utf16 = Buffer.from(text, 'utf16le');

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(text)],
    ['UTF-16, little end first', utf16],
    ['UTF-16, big end first', Buffer.from(utf16).swap16()],
  ])('reads %s and keeps the mark, so that offsets are those of the text', (_name, bytes) => {
    const cwd = temporaryFolder({ 'a.yaml': bytes });
    expect([...open(cwd).files].map((file) => file.text)).toEqual([text]);
  });

  it('replaces bytes that are no UTF-8, and remembers the file', () => {
    const cwd = temporaryFolder({ 'a.yaml': Buffer.concat([Buffer.from(OURS), Buffer.from([0xff, 0x41])]) });
    const workspace = open(cwd);
    expect([...workspace.files].map((file) => file.text)).toEqual([`${OURS}\ufffdA`]);
    expect([...workspace.invalid]).toEqual(['a.yaml']);
  });

  it('reads half a character at the end of UTF-16', () => {
    const cwd = temporaryFolder({
      'a.yaml': utf16.subarray(0, -1),
      'b.yaml': Buffer.from(utf16).swap16().subarray(0, -1),
    });
    expect(pathsOf(open(cwd))).toEqual(['a.yaml', 'b.yaml']);
  });
});

describe('texts from elsewhere', () => {
  it('stand among the files by their paths', () => {
    const cwd = temporaryFolder({ 'a.yaml': OURS, 'c.yaml': OURS });
    const extra = [{ path: 'b.yaml', bytes: Buffer.from('typed just now') }];
    expect([...open(cwd, ['.'], { extra }).files].map(({ path, named }) => [path, named])).toEqual([
      ['a.yaml', false],
      ['b.yaml', true],
      ['c.yaml', false],
    ]);
  });
});
