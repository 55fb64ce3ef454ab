import fc from 'fast-check';

/** What tends to matter to a parser. */
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  '\\',
  '\n',
  ' ',
  '\t',
  '-',
  '#',
  '//',
  '/*',
  '&a',
  '*a',
  '!t',
  '|',
  '>',
  '1',
  '\u0000',
  '\ud800',
  '\ufeff',
  '%',
  '---\n',
  '...\n',
  '? ',
  '<<: ',
];

/** Texts made from samples by deleting, inserting, doubling and cutting off slices. */
export function mutated(samples: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    how: fc.constantFrom('delete', 'double', 'insert', 'insert', 'cut'),
    piece: fc.constantFrom(...PIECES),
  });
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([sample, changes]) => {
      let text = sample;
      for (const { at, length, how, piece } of changes) {
        const from = Math.floor(at * text.length);
        const [before, slice, after] = [
          text.slice(0, from),
          text.slice(from, from + length),
          text.slice(from + length),
        ];
        if (how === 'delete') text = before + after;
        else if (how === 'double') text = before + slice + slice + after;
        else if (how === 'cut') text = before;
        else text = before + piece + slice + after;
      }
      return text;
    });
}
