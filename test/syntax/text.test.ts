import { describe, expect, it } from 'vitest';
import { parseText } from '../../src/syntax/text.ts';

const read = (text: string, path = 'x') => parseText({ path, text });

describe('parseText', () => {
  it('reads by what the text looks like', async () => {
    expect((await read('{"a": 1}')).syntax).toBe('json');
    expect((await read('\ufeff // c\n/* [ */\n  [1]')).syntax).toBe('json');
    expect((await read('a: 1')).syntax).toBe('yaml');
    expect((await read('# {}')).syntax).toBe('yaml');
    expect((await read('')).syntax).toBe('yaml');
    expect((await read('/* never closed {')).syntax).toBe('yaml');
  });

  it('reads flow style as YAML where it is no JSON', async () => {
    expect((await read('{a: 1}')).syntax).toBe('yaml');
    expect((await read('{a: 1}', 'x.json')).syntax).toBe('json');
    expect((await read('{"a": 1')).syntax).toBe('json');
    expect((await read('{{ if }}\n')).faults).not.toEqual([]);
  });

  it('reads HCL by its name', async () => {
    for (const path of ['main.tf', 'a/main.tofu', 'prod.auto.tfvars', '.terraform.lock.hcl']) {
      expect((await read('a = {}\n', path)).syntax).toBe('hcl');
      expect((await read('{}', path)).syntax).toBe('hcl');
    }
    expect((await read('{}', 'main.tf.json')).syntax).toBe('json');
    expect((await read('a: 1', 'tf')).syntax).toBe('yaml');
  });

  it('is not slowed down by comments that lead nowhere', async () => {
    expect((await read(`${'/**/'.repeat(5000)}x`)).syntax).toBe('yaml');
    expect((await read(' '.repeat(3_000_000))).roots).toEqual([undefined]);
  });
});
