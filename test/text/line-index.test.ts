import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex, lineIndexOf } from '../../src/text/line-index.ts';

/** Lines and columns by splitting the text before the offset, as an editor counts. */
function byHand(text: string, offset: number): { line: number; column: number } {
  // A CR whose LF comes later does not end a line yet.
  const before = text.slice(0, offset);
  const lines = (text.startsWith('\n', offset) ? before.replace(/\r$/, ' ') : before).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '\u2028', '😀'), maxLength: 12 });

describe('LineIndex', () => {
  it.each([
    ['LF', 'one\ntwo\n', 3],
    ['CRLF', 'one\r\ntwo\r\n', 3],
    ['a lone CR', 'one\rtwo\r', 3],
    ['no line end at the end', 'one\ntwo', 2],
    ['nothing', '', 1],
    ['empty lines', '\n\n', 3],
  ])('counts lines with %s', (_name, text, count) => {
    expect(new LineIndex(text).lineCount).toBe(count);
  });

  it('counts from 1, in UTF-16 units', () => {
    const text = '{\n  "😀": 1 }';
    expect(new LineIndex(text).position(text.indexOf('1'))).toEqual({ line: 2, column: 9, offset: 10 });
  });

  it('counts a CRLF to the line that it ends', () => {
    const index = new LineIndex('a\r\nb');
    expect([1, 2, 3].map((offset) => index.position(offset)).map(({ line, column }) => [line, column])).toEqual([
      [1, 2],
      [1, 3],
      [2, 1],
    ]);
  });

  it('agrees with splitting (oracle)', () => {
    fc.assert(
      fc.property(texts, fc.nat(20), (text, offset) => {
        fc.pre(offset <= text.length);
        expect(new LineIndex(text).position(offset)).toEqual({ ...byHand(text, offset), offset });
      }),
      { numRuns: 500 },
    );
  });

  it('finds back where a line starts (property)', () => {
    fc.assert(
      fc.property(texts, fc.nat(20), (text, offset) => {
        fc.pre(offset <= text.length);
        const index = new LineIndex(text);
        const { line, column } = index.position(offset);
        expect(index.startOf(line) + column - 1).toBe(offset);
      }),
    );
  });

  it('moves what lies outside to the nearest end', () => {
    const index = new LineIndex('ab\nc');
    expect(index.position(-5)).toEqual({ line: 1, column: 1, offset: 0 });
    expect(index.position(99)).toEqual({ line: 2, column: 2, offset: 4 });
    expect(index.startOf(7)).toBe(4);
  });

  it('is made once for each source', () => {
    const source = { path: 'a.json', text: '{}' };
    expect(lineIndexOf(source)).toBe(lineIndexOf(source));
    expect(lineIndexOf({ ...source })).not.toBe(lineIndexOf(source));
  });
});
