import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTemplate, splitTemplate } from '../../../src/frontends/terraform/template-text.ts';

function parts(text: string): string[] | undefined {
  return splitTemplate(text)?.map((part) => (part.is === 'text' ? part.text : `<${part.text}>`));
}

describe('splitting templates', () => {
  it.each([
    ['plain', ['plain']],
    ['${a.b}', ['<a.b>']],
    ['a ${b} c ${d}', ['a ', '<b>', ' c ', '<d>']],
    ['$${a} %%{b} $c 5%', ['${a} %{b} $c 5%']],
    ['${jsonencode({"a" = "}"})}x', ['<jsonencode({"a" = "}"})>', 'x']],
    ['${"a ${b["}"]} c"}', ['<"a ${b["}"]} c">']],
    ['${x["a.b"]}-${y}', ['<x["a.b"]>', '-', '<y>']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it.each(['%{ if a }b%{ endif }', '${a', '${"a}', '${~ a }', '${a ~}', 'x ${ { }'])('gives up on %s', (text) => {
    expect(splitTemplate(text)).toBeUndefined();
  });

  it('gives offsets of expressions', () => {
    const text = 'ab${c.d}';
    const [, part] = splitTemplate(text) ?? [];
    expect(part?.is === 'expression' && text.slice(part.start, part.end)).toBe('c.d');
  });

  it('takes text that is no template as it stands', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!isTemplate(text));
        expect(parts(text)?.join('') ?? '').toBe(text);
      }),
    );
  });

  it('never throws', () => {
    const pieces = fc.array(fc.constantFrom('$', '%', '{', '}', '"', '\\', '~', 'a', '.', '[', ']'), { maxLength: 40 });
    fc.assert(
      fc.property(pieces, (units) => void splitTemplate(units.join(''))),
      { numRuns: 2000 },
    );
  });
});
