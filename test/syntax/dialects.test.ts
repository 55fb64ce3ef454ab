import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { resolvePlain } from '../../src/syntax/dialects.ts';

describe('resolvePlain', () => {
  it.each([
    ['yes', true],
    ['Off', false],
    ['true', true],
    ['y', 'y'],
    ['n', 'n'],
    ['yEs', 'yEs'],
    ['~', null],
    ['', null],
    ['NULL', null],
    ['0777', 511],
    ['-010', -8],
    ['0o17', 15],
    ['0x1F', 31],
    ['0b101', 5],
    ['0', 0],
    ['08', '08'],
    ['012345678901', '012345678901'],
    ['00.5', 0.5],
    ['123456789012345678901', 123456789012345680000],
    ['1.30', 1.3],
    ['1_000', 1000],
    ['_1', '_1'],
    ['22:30', '22:30'],
    ['2012-10-17', '2012-10-17'],
    ['1e3', 1000],
    ['.5', 0.5],
    ['.inf', Infinity],
    ['-.INF', -Infinity],
    ['.nan', NaN],
    ['.', '.'],
    ['-', '-'],
    ['+', '+'],
    ['1.2.3', '1.2.3'],
    ['0x', '0x'],
    ['constructor', 'constructor'],
  ])('reads %s as YAML 1.1 readers do', (text, value) => {
    expect(resolvePlain(text, 'yaml-1.1')).toBe(value);
  });

  it.each([
    ['y', true],
    ['N', false],
    ['yes', true],
    ['yy', 'yy'],
    ['-y', '-y'],
  ])('reads %s as Go does', (text, value) => {
    expect(resolvePlain(text, 'yaml-go')).toBe(value);
  });

  it('reads YAML 1.2 as the library does', () => {
    const word = fc.constantFrom(
      'yes',
      'on',
      'True',
      'FALSE',
      'null',
      '~',
      '.inf',
      '-.Inf',
      '+.inf',
      '.NaN',
      '0o17',
      '0x1f',
      '0777',
      '1_0',
      'y',
      '.e1',
      '1.',
      '+1',
      '-0',
    );
    const number = fc.string({ unit: fc.constantFrom(...'0179.eE+-xo_f'.split('')), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.oneof(word, number), (text) => {
        fc.pre(text !== '-'); // a list
        let expected: unknown;
        try {
          expected = parse(`{ v: ${text} }`, { logLevel: 'silent' });
        } catch {
          return;
        }
        expect([text, { v: resolvePlain(text, 'yaml-1.2') }]).toEqual([text, expected]);
      }),
      { numRuns: 500 },
    );
  });

  it('reads JSON literals, and nothing else', () => {
    expect(['true', 'false', 'null', '-1.5e3', '', '01', 'yes'].map((text) => resolvePlain(text, 'json'))).toEqual([
      true,
      false,
      null,
      -1500,
      null,
      '01',
      'yes',
    ]);
  });
});
