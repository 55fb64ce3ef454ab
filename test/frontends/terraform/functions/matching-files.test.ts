import { describe, expect, it } from 'vitest';
import { matchingFiles } from '../../../../src/frontends/terraform/functions/matching-files.ts';
import { evaluate, show } from './expression.ts';

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  d: ['a.json', 'b.yaml', '.c.json', 'e'],
  'd/e': ['f.json', 'g.txt'],
};
const list = (folder: string): readonly string[] => FOLDERS[folder] ?? [];

// The answers of Terraform 1.11.4.
describe('matchingFiles', () => {
  it.each<[string, readonly string[]]>([
    ['*.json', ['.c.json', 'a.json']],
    ['**', ['.c.json', 'a.json', 'b.yaml', 'e/f.json', 'e/g.txt']],
    ['**/*.json', ['.c.json', 'a.json', 'e/f.json']],
    ['**/f.json', ['e/f.json']],
    ['e/**', ['e/f.json', 'e/g.txt']],
    ['*/*.json', ['e/f.json']],
    ['{*.yaml,a*}', ['a.json', 'b.yaml']],
    ['[ab].*', ['a.json', 'b.yaml']],
    ['[!a].*', ['a.json']],
    ['[^a].*', ['b.yaml']],
    ['?.yaml', ['b.yaml']],
    ['e', []],
    ['nothing', []],
  ])('%s', (pattern, expected) => {
    expect([...(matchingFiles('d', pattern, list) ?? [])].sort()).toEqual(expected);
  });

  it('does not know what is in a folder that is not there', () => {
    expect(matchingFiles('x', '*', list)).toBeUndefined();
  });

  it('does not know what is in folders without an end', () => {
    expect(matchingFiles('d', '**', () => ['a', 'b'])).toBeUndefined();
  });

  it('does not know what an odd pattern means', () => {
    expect(matchingFiles('d', '[z-a]', list)).toBeUndefined();
  });
});

describe('fileset', () => {
  it('is the set of paths', () => {
    expect(show(evaluate('fileset("d", "**/*.json")', { listFiles: list }))).toBe('[".c.json", "a.json", "e/f.json"]');
    expect(show(evaluate('fileset("x", "*")', { listFiles: list }))).toMatch(/^\?/);
  });
});
