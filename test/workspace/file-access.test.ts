import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFiles } from '../../src/workspace/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('files that others refer to', () => {
  const folder = (): string =>
    temporaryFolder({
      'work/a/x.json': '{}',
      'work/a/y.bin': Buffer.from([0, 1, 2]),
      'other/z.json': '[]',
      'secret.json': '"s"',
    });

  it('are read by a path relative to the working folder, each once', () => {
    const files = openFiles(join(folder(), 'work'), []);
    const source = files.read('a/x.json');
    expect(source).toEqual({ path: 'a/x.json', text: '{}' });
    expect(files.read('a/x.json')).toBe(source);
    expect(files.list('a')).toEqual(['x.json', 'y.bin']);
  });

  it('are none where there is no text', () => {
    const files = openFiles(join(folder(), 'work'), []);
    for (const path of ['a/none.json', 'a', 'a/y.bin', 'a/x.json/y', 'a\0b']) expect(files.read(path)).toBeUndefined();
    expect(files.list('none')).toEqual([]);
  });

  it('lie in the working folder or in one that the user names, whatever links say', () => {
    const root = folder();
    symlinkSync(join(root, 'secret.json'), join(root, 'work/a/link.json'));
    const files = openFiles(join(root, 'work'), ['../other/z.json']);
    expect(files.read('../other/z.json')?.text).toBe('[]');
    expect(files.read('../secret.json')).toBeUndefined();
    expect(files.read('a/link.json')).toBeUndefined();
    expect(files.read(join(root, 'secret.json'))).toBeUndefined();
    expect(files.list('..')).toEqual([]);
  });
});
