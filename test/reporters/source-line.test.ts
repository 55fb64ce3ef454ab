import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Concealer } from '../../src/reporters/concealer.ts';
import { displayWidth } from '../../src/reporters/display-width.ts';
import { showLine } from '../../src/reporters/source-line.ts';
import { sourceOf } from './sample-report.ts';

const piece = fc.constantFrom(
  'a',
  'value: ',
  '  ',
  '\t',
  '漢',
  'é',
  'e\u0301',
  '👩‍💻',
  '\u001b',
  '\r\n',
  '\n',
  '"x"',
  '\ud800',
  'SECRET',
);
const texts = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));

describe('a shown line', () => {
  it('fits, marks something, and holds no secret and no control character, whatever the text', () => {
    fc.assert(
      fc.property(texts, fc.nat(400), fc.nat(60), fc.integer({ min: 20, max: 60 }), (text, at, length, width) => {
        const source = sourceOf('a.yaml', text);
        const start = Math.min(at, text.length);
        const secrets = [...text.matchAll(/SECRET/g)].map(({ index }) => ({ source, start: index, end: index + 6 }));
        const shown = showLine(
          source,
          { start, end: Math.min(start + length, text.length) },
          width,
          new Concealer(secrets),
        );
        expect(displayWidth(shown.text)).toBeLessThanOrEqual(width);
        expect(shown.from).toBeGreaterThanOrEqual(0);
        expect(shown.to).toBeGreaterThan(shown.from);
        expect(shown.to).toBeLessThanOrEqual(width + 1);
        expect(shown.text).not.toMatch(/[\p{Cc}\ud800-\udfff]|SECRET/u);
      }),
    );
  });

  it('underlines just the words of a short line', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '漢', '\t', ' '), { maxLength: 6 }), (before) => {
        const text = `${before.join('')}needle and more`;
        const start = text.indexOf('needle');
        const shown = showLine(sourceOf('a.yaml', text), { start, end: start + 6 }, 80, new Concealer([]));
        expect(shown.from).toBe(displayWidth(before.join('').replaceAll('\t', '    ')));
        expect(shown.to - shown.from).toBe(6);
      }),
    );
  });
});
