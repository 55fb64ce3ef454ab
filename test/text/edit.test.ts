import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/text/edit.ts';
import type { Edit } from '../../src/text/source.ts';

const source = { path: 'a.json', text: '' };
const edit = (start: number, end: number, text: string): Edit => ({ source, start, end, text });

describe('applyEdits', () => {
  it('replaces, removes and inserts, in any order of the edits', () => {
    expect(applyEdits('one two three', [edit(8, 13, '3'), edit(0, 4, ''), edit(7, 7, ' and')])).toBe('two and 3');
  });

  it('changes nothing without edits', () => {
    expect(applyEdits('text', [])).toBe('text');
  });

  it('keeps the earlier of two that overlap', () => {
    expect(applyEdits('abcdef', [edit(1, 4, 'X'), edit(3, 5, 'Y')])).toBe('aXef');
  });

  it('makes both of two that touch', () => {
    expect(applyEdits('abcdef', [edit(1, 3, 'X'), edit(3, 5, 'Y')])).toBe('aXYf');
  });

  it('makes the same change once, whoever proposes it', () => {
    expect(applyEdits('abc', [edit(1, 2, 'X'), edit(1, 2, 'X')])).toBe('aXc');
    expect(applyEdits('abc', [edit(1, 1, 'X'), edit(1, 1, 'X')])).toBe('aXbc');
  });

  it('leaves every unit outside of the edits as it is (property)', () => {
    const edits = fc.array(
      fc.tuple(fc.nat(10), fc.nat(4)).map(([start, length]) => edit(start, start + length, '')),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(edits, (some) => {
        const text = 'abcdefghijklmn';
        const kept = text
          .split('')
          .filter((_unit, at) => !some.some(({ start, end }) => start <= at && at < end))
          .join('');
        const result = applyEdits(text, some);
        expect(kept.split('').every((unit) => result.includes(unit))).toBe(true);
        expect(result.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
