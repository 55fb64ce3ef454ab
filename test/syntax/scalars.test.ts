import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { decodeBlock, decodeDouble, decodeSingle } from '../../src/syntax/scalars.ts';

const json = (text: string) => decodeDouble(text, 0, text.length, 'json');
const yaml = (text: string) => decodeDouble(text, 0, text.length, 'yaml');
const single = (text: string) => decodeSingle(text, 0, text.length);

describe('decodeDouble', () => {
  it('decodes what JSON can write', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(json(JSON.stringify(text))).toBe(text);
      }),
    );
  });

  it('keeps lone surrogates', () => {
    expect(json('"\\ud800x"')).toBe('\ud800x');
  });

  it('takes a closing quote for what it is', () => {
    expect(json('"abc\\"')).toBe('abc"');
    expect(json('"abc')).toBe('abc');
    expect(json('"')).toBe('');
    expect(json('"a\\\\"')).toBe('a\\');
    expect(json('"a\\')).toBe('a\\');
  });

  it('lets an unknown escape stand for itself', () => {
    expect(json('"\\q\\x41\\u12"')).toBe('\\q\\x41\\u12');
    expect(yaml('"\\q\\x4"')).toBe('\\q\\x4');
  });

  it('knows the escapes of YAML', () => {
    expect(yaml('"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\"\\/\\\\\\N\\_\\L\\P\\x41\\u00e9\\U0001F600"')).toBe(
      '\0\x07\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029A\u00e9\u{1f600}',
    );
    expect(yaml('"\\UFFFFFFFF"')).toBe('\ufffd');
  });

  it('folds the lines of YAML as js-yaml does', () => {
    for (const text of [
      '"a\n b"',
      '"a \n\n  b\t\n c "',
      '"a\\\n  b"',
      '"a\\\n  \\ b"',
      '" \n a\r\n\r\n b"',
      '"a\\ \n b"',
      '"\n"',
    ]) {
      expect([text, yaml(text)]).toEqual([text, load(text)]);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'"\\ux0aU\n \''.split('')) }), (text) => {
        yaml(`"${text}`);
        json(`"${text}`);
        single(`'${text}`);
        decodeBlock(`|${text}`, 0, text.length + 1);
      }),
    );
  });
});

describe('decodeSingle', () => {
  it('knows doubled quotes and folds lines', () => {
    for (const text of ["'it''s'", "''", "''''", "'a\n  b\n\n  c'", "'a  \n b'"]) {
      expect([text, single(text)]).toEqual([text, load(text)]);
    }
    expect(single("'a")).toBe('a');
    expect(single("'a''")).toBe("a'");
  });
});

describe('decodeBlock', () => {
  it('reads literal and folded text as js-yaml does', () => {
    const headers = ['|', '>', '|-', '>-', '|+', '>+'];
    const line = fc.constantFrom('', '', 'a', 'b c', '  more', ' - x', '\tt', '   ');
    fc.assert(
      fc.property(fc.constantFrom(...headers), fc.array(line, { maxLength: 7 }), (header, lines) => {
        const text = `${header}\n${lines.map((each) => (each === '' ? '' : `  ${each}`)).join('\n')}`;
        let expected: unknown;
        try {
          expected = load(text);
        } catch {
          return;
        }
        expect([text, decodeBlock(text, 0, text.length)]).toEqual([text, expected]);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the column from the header where it counts', () => {
    expect(decodeBlock('|2-\n    a\n   b', 0, 14, 2)).toBe('  a\n b');
  });
});
