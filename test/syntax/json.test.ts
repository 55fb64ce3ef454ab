import fc from 'fast-check';
import { parse, parseTree, type Node as JsoncNode, type ParseError } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/syntax/document.ts';
import { parseJson } from '../../src/syntax/json.ts';
import { NODE, ROW } from '../../src/syntax/tape.ts';
import { dump } from './dump.ts';
import { mutated } from './mutations.ts';
import { corpus, toPlain, valueOf } from './samples.ts';

const read = (text: string): Document => parseJson({ path: 'x.json', text });
const values = (text: string) => {
  const { root } = read(text);
  return root && valueOf(root, 'json');
};
const messages = (text: string): string[] => read(text).faults.map((fault) => fault.message);

const SAMPLES = [
  '{"family":"web","containerDefinitions":[{"name":"web","image":"example/web:1.4.2","portMappings":[]}]}',
  '{\n  // of the shop\n  "a": [1, 2.5e3, -0, true, false, null,],\n  /* more */ "b": {"c": "x\\ty\\u00e9"},\n}\n',
  '[[], {}, "", "\\"", [{"a": {}}]]',
];

describe('parseJson', () => {
  it('gives each node its place', () => {
    expect(dump(read('{"a": [1, "b\\n"], "c": null}'))).toEqual([
      'map 0-28',
      '  double 1-4 "a"',
      '  list 6-16',
      '    plain 7-8 "1"',
      '    double 10-15 "b\\n"',
      '  double 18-21 "c"',
      '  plain 23-27 "null"',
      'roots 0',
      'comments ',
    ]);
  });

  it('keeps comments and trailing commas apart from faults', () => {
    const document = read('{"a": 1, // one\n /* two */ }');
    expect(document.faults).toEqual([]);
    expect(document.comments).toEqual([9, 15, 17, 26]);
    expect(document.trailingCommas).toEqual([7]);
    expect(read('[1, 2]').trailingCommas).toEqual([]);
  });

  it('skips a byte order mark, with offsets of the whole text', () => {
    const document = read('\ufeff{"a":1}');
    expect(document.faults).toEqual([]);
    expect(document.root?.start).toBe(1);
  });

  it('has the values of JSON.parse', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(values(text)).toEqual(toPlain(JSON.parse(text)));
        expect(read(text).faults.filter((fault) => fault.kind === 'syntax')).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(values(JSON.stringify(text))).toBe(text);
      }),
    );
  });

  it('does not take __proto__ for anything special', () => {
    const { root } = read('{"__proto__": {"a": 1}, "constructor": 2}');
    expect(root?.get('__proto__')?.get('a')?.text).toBe('1');
    expect(root?.get('toString')).toBeUndefined();
  });

  it('has the offsets of jsonc-parser', () => {
    for (const text of [...SAMPLES, ...corpus(/\.json$/).map((file) => file.text)]) {
      const errors: ParseError[] = [];
      const tree = parseTree(text, errors, { allowTrailingComma: true });
      const document = read(text);
      expect(document.faults.filter((fault) => fault.kind === 'syntax').length > 0).toBe(errors.length > 0);
      if (errors.length > 0 || !tree) continue;
      expect(offsetsOf(document)).toEqual(offsetsOfTree(tree));
    }
  });

  it('finds an error where jsonc-parser does', () => {
    fc.assert(
      fc.property(mutated(SAMPLES), (text) => {
        const errors: ParseError[] = [];
        const value: unknown = parse(text, errors, { allowTrailingComma: true });
        const document = read(text);
        const faults = document.faults.filter((fault) => fault.kind === 'syntax');
        // It counts a line separator as a line break and takes blanks of other scripts; RFC 8259 has neither.
        if (/[\u00a0-\uffff\v\f]/.test(text)) return;
        expect([text, faults.length > 0]).toEqual([text, errors.length > 0]);
        if (errors.length === 0) expect(values(text)).toEqual(toPlain(value));
      }),
      { numRuns: 300 },
    );
  });

  it('makes a tree of anything, within the text', () => {
    fc.assert(
      fc.property(mutated(SAMPLES), (text) => {
        const document = read(text);
        const { tape } = document;
        for (let index = 0; index < tape.length; index += ROW) {
          const [start = -1, end = -1, next = -1] = tape.subarray(index, index + 3);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(next).toBeGreaterThan(index / ROW);
          expect(next).toBeLessThanOrEqual(tape.length / ROW);
        }
        for (const fault of document.faults) {
          expect(fault.start).toBeGreaterThanOrEqual(0);
          expect(fault.end).toBeGreaterThanOrEqual(fault.start);
          expect(fault.end).toBeLessThanOrEqual(text.length);
        }
        for (const root of document.roots) if (root) valueOf(root, 'json');
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['', ['Expected a value, but there is none.'], undefined],
    ['{"a":', ['Expected a value.', "Expected '}' before the end of the text."], { a: null }],
    ['{"a" 1}', ['Expected a colon after the key.'], { a: 1 }],
    ['{"a"}', ['Expected a colon after the key.'], { a: null }],
    ['{"a": 1 "b": 2}', ["Expected a comma or '}' after the value."], { a: 1, b: 2 }],
    ['[1 2]', ["Expected a comma or ']' after the value."], [1, 2]],
    ['{"a": , "b": 2}', ['Expected a value.'], { a: null, b: 2 }],
    ['{"a": [1, 2}', ["Expected ']' before this bracket."], { a: [1, 2] }],
    ['{"a": [1, 2', ["Expected ']' before the end of the text."], { a: [1, 2] }],
    ["{'a': 'b'}", ['Expected a key in double quotes.', 'A string takes double quotes in JSON.'], { a: 'b' }],
    ['{a: 1}', ['Expected a key in double quotes.'], { a: 1 }],
    ['{"a": "b', ['The string is never closed.', "Expected '}' before the end of the text."], { a: 'b' }],
    ['{"a": 1} {"b": 2}', ['Expected nothing more after the value.'], { a: 1 }],
    [
      '["\\x", "\\u12"]',
      ['JSON has no such escape.', "Expected four hexadecimal digits after '\\u'."],
      ['\\x', '\\u12'],
    ],
    ['[1] /* no end', ['The comment is never closed.'], [1]],
  ])('goes on after a mistake: %s', (text, expected, value) => {
    expect(messages(text)).toEqual(expected);
    expect(values(text)).toEqual(toPlain(value));
  });

  it('refuses numbers and words that JSON has not', () => {
    for (const text of ['01', '1.', '.5', '+1', '0x10', 'NaN', 'True', '1e', '-', 'truefalse']) {
      expect([text, messages(text).length]).toEqual([text, 1]);
    }
  });

  it('reports a key that is written twice, however it is spelled', () => {
    const document = read('{"a": 1, "b": {"a": 2}, "\\u0061": 3}');
    expect(document.faults).toEqual([
      { kind: 'duplicate-key', message: "The key 'a' is written twice in this map.", start: 24, end: 32 },
    ]);
    expect(document.root?.get('a')?.text).toBe('3');
  });

  it('finds duplicates in large maps, and none where only hashes agree', () => {
    // 'Aa' and 'BB' have one hash, so all of these do.
    const colliding = Array.from({ length: 1024 }, (_, bits) =>
      Array.from({ length: 10 }, (_each, bit) => ((bits >> bit) & 1 ? 'Aa' : 'BB')).join(''),
    );
    const entries = colliding.map((key) => `"${key}": 1`);
    expect(messages(`{${entries.join()}}`)).toEqual([]);
    expect(messages(`{${[...entries, entries[700] ?? ''].join()}}`)).toHaveLength(1);
    const many = Array.from({ length: 500 }, (_, index) => `"key${index}": 1`);
    expect(messages(`{${[...many, '"key3": 1', '"key400": 1'].join()}}`)).toHaveLength(2);
  });

  it('refuses what nests too deep, without a tree', () => {
    for (const text of ['['.repeat(10_000), '{"a":'.repeat(10_000), '[ // ]\n'.repeat(10_000)]) {
      const document = read(text);
      expect(document.faults.map((fault) => fault.kind)).toEqual(['depth']);
      expect(document.root).toBeUndefined();
    }
    expect(messages('['.repeat(1000) + ']'.repeat(1000))).toEqual([]);
  });

  it('keeps the first faults of many', () => {
    expect(read('@'.repeat(10_000)).faults.length).toBeLessThanOrEqual(100);
    expect(read(`[${'1 '.repeat(10_000)}]`).faults).toHaveLength(100);
  });
});

/** Start and end of every node, in order. */
function offsetsOf(document: Document): [number, number][] {
  return Array.from({ length: document.tape.length / ROW }, (_, index) => document.node(index)).map((node) => [
    node.start,
    node.end,
  ]);
}

function offsetsOfTree(node: JsoncNode): [number, number][] {
  const own: [number, number][] = node.type === 'property' ? [] : [[node.offset, node.offset + node.length]];
  return [...own, ...(node.children ?? []).flatMap(offsetsOfTree)];
}

it('tells strings from other scalars', () => {
  expect([...(read('["1", 1]').root?.items() ?? [])].map((item) => item.kind)).toEqual([NODE.double, NODE.plain]);
});
