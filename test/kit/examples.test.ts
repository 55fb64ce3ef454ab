import { describe, expect, it } from 'vitest';
import { json, readExample, yaml } from '../../src/kit/index.ts';

/** What each marker expects, as the text under it. */
function marked(text: string): string[] {
  const example = readExample({ syntax: 'yaml', text });
  return example.marks.map(
    ({ start, end, line, message }) => `${String(line)} ${message} ${example.text.slice(start, end)}`,
  );
}

describe('examples', () => {
  it('are moved to the left margin', () => {
    const example = yaml`
      a:
        b: 1
    `;
    expect(example).toEqual({ syntax: 'yaml', text: 'a:\n  b: 1\n' });
    expect(json`{ "a": ${1} }`.text).toBe('{ "a": 1 }\n');
  });

  it('keep their backslashes', () => {
    expect(json`{ "a": "\n" }`.text).toBe('{ "a": "\\n" }\n');
    expect(yaml`a: "\${b}"`.text).toBe('a: "${b}"\n');
  });

  it('may have markers that begin left of the text above', () => {
    expect(readExample({ syntax: 'yaml', text: '    a: 1\n  #    ^ wrong\n' }).marks).toMatchObject([{ start: 7 }]);
  });
});

describe('readExample', () => {
  it('finds the range above the carets, and takes the marker lines out', () => {
    const text = '{ "port": 80 }\n//        ^^ differs\n{ "x": 1 }\n';
    expect(readExample({ syntax: 'json', text })).toEqual({
      text: '{ "port": 80 }\n{ "x": 1 }\n',
      marks: [{ start: 10, end: 12, line: 1, message: 'differs' }],
    });
  });

  it('reads several marker lines under one line, and markers of later lines', () => {
    expect(marked('a: 1\nb: 2 3\n#  ^ one\n#    ^ two\nc: 4\n#  ^ one\n')).toEqual(['2 one 2', '2 two 3', '3 one 4']);
  });

  it('takes comments for what they are', () => {
    const text = 'a: 1\n# ^ is a caret, and no marker\n# ^^ or two\nb: 2\n';
    expect(readExample({ syntax: 'yaml', text })).toEqual({ text, marks: [] });
  });

  it('wants a line above', () => {
    expect(marked('# ^ first\na: 1')).toEqual([]);
  });
});
