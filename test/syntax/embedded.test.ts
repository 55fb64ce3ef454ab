import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Document, Node } from '../../src/syntax/document.ts';
import { looksEmbedded, parseEmbedded } from '../../src/syntax/embedded.ts';
import { parseJson } from '../../src/syntax/json.ts';
import { parseYaml } from '../../src/syntax/yaml.ts';
import { ROW } from '../../src/syntax/tape.ts';
import { toPlain, valueOf } from './samples.ts';

const json = (text: string): Document => parseJson({ path: 'x.json', text });
const yaml = (text: string): Document => {
  const document = parseYaml({ path: 'x.yaml', text });
  if (!document) throw new Error(`Not read: ${text}`);
  return document;
};

function valueAt(document: Document, key: string): Node {
  return valueIn(document.root, key);
}

function valueIn(map: Node | undefined, key: string): Node {
  const node = map?.get(key);
  if (!node) throw new Error(`No ${key}`);
  return node;
}

/** Every node of the embedded document with the text that its span covers in the outermost source. */
function spans(document: Document): { raw: string; written: string }[] {
  return Array.from({ length: document.tape.length / ROW }, (_, index) => {
    const node = document.node(index);
    const { source, start, end } = node.span;
    return { raw: node.raw, written: source.text.slice(start, end) };
  });
}

const content = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value) => typeof value === 'object' && value !== null)
  // JSON has no -0.
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('parseEmbedded', () => {
  it('maps every node back through the escapes of JSON', () => {
    fc.assert(
      fc.property(content, fc.constantFrom(undefined, 2), (value, space) => {
        const text = JSON.stringify({ d: JSON.stringify(value, null, space) });
        for (const outer of [json(text), yaml(text)]) {
          const inner = parseEmbedded(valueAt(outer, 'd'), 'json');
          expect(inner.faults.filter(({ kind }) => kind !== 'duplicate-key')).toEqual([]);
          expect(inner.root && valueOf(inner.root, 'json')).toEqual(toPlain(value));
          for (const { raw, written } of spans(inner)) expect(JSON.parse(`"${written}"`)).toBe(raw);
        }
      }),
    );
  });

  it('maps through strings in strings in strings', () => {
    const levels = JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: ['\n"\u00e9\\', 1] }) }) });
    const a = parseEmbedded(valueAt(json(levels), 'a'), 'json');
    const b = parseEmbedded(valueAt(a, 'b'), 'json');
    const c = valueAt(b, 'c');
    const [text, number] = [...c.items()];
    expect(text?.text).toBe('\n"\u00e9\\');
    expect(number && levels.slice(number.span.start, number.span.end)).toBe('1');
    const unquoted = (written: string) => JSON.parse(`"${written}"`) as string;
    const written = text && levels.slice(text.span.start, text.span.end);
    expect(written && unquoted(unquoted(written))).toBe(text?.raw);
  });

  it('maps through single quotes, and through the lines of block scalars', () => {
    fc.assert(
      fc.property(content, (value) => {
        const pretty = JSON.stringify(value, null, 2);
        const single = yaml(`d: '${JSON.stringify(value).replaceAll("'", "''")}'\n`);
        for (const { raw, written } of spans(parseEmbedded(valueAt(single, 'd'), 'json'))) {
          expect(written.replaceAll("''", "'")).toBe(raw);
        }
        const literal = yaml(`x:\n  d: |-\n${pretty.replace(/^/gm, '    ')}\n`);
        const inner = parseEmbedded(valueIn(valueAt(literal, 'x'), 'd'), 'json');
        expect(inner.root && valueOf(inner.root, 'json')).toEqual(toPlain(value));
        for (const { raw, written } of spans(inner)) expect(written.replace(/\n {4}/g, '\n')).toBe(raw);
      }),
    );
  });

  it('maps through folded lines', () => {
    for (const text of [
      'd: >-\n  {"name":\n\n  "web",\n    "more": [1,\n  2]}\n',
      'd: "{\\"name\\":\n  \\"web\\",\\\n  \\"more\\": [1,\n\n  2]}"\n',
      `d: '{"name":\n  "web", "more": [1,\n\n  2]}'\n`,
    ]) {
      const inner = parseEmbedded(valueAt(yaml(text), 'd'), 'json');
      expect([text, inner.faults]).toEqual([text, []]);
      const scalars = spans(inner).filter(({ raw }) => !/\s/.test(raw) && raw.length > 0);
      expect(scalars.map(({ written }) => written.replaceAll('\\', ''))).toEqual([
        '"name"',
        '"web"',
        '"more"',
        '1',
        '2',
      ]);
    }
  });

  it('reads YAML in YAML', () => {
    const inner = { name: 'web', ports: [80, 'a "b"'], note: 'one\ntwo\n' };
    for (const text of [stringify({ d: stringify(inner) }), JSON.stringify({ d: stringify(inner) })]) {
      const document = parseEmbedded(valueAt(yaml(text), 'd'), 'yaml');
      expect(document.root && valueOf(document.root, 'yaml-1.2')).toEqual(toPlain(inner));
      const ports = [...valueAt(document, 'ports').items()].map(({ span }) => text.slice(span.start, span.end));
      expect(ports[0]).toBe('80');
    }
    const broken = parseEmbedded(valueAt(yaml('d: "a: [b"\n'), 'd'), 'yaml');
    expect(broken.faults).toHaveLength(1);
    expect(broken.root).toBeUndefined();
  });

  it('reads a node once', () => {
    const node = valueAt(json('{"d": "[]"}'), 'd');
    expect(parseEmbedded(node, 'json')).toBe(parseEmbedded(valueAt(node.document, 'd'), 'json'));
    expect(parseEmbedded(node, 'json')).not.toBe(parseEmbedded(node, 'yaml'));
  });

  it('puts the faults of what it cannot read where they are', () => {
    const text = '{"d": "[{\\"a\\" 1}]"}';
    const inner = parseEmbedded(valueAt(json(text), 'd'), 'json');
    const span = inner.faults.map(({ start, end }) => inner.span(start, end));
    expect(span.map(({ start }) => text.slice(start, start + 2))).toEqual([' 1']);
  });
});

describe('looksEmbedded', () => {
  it('wants a bracket first', () => {
    const document = json('{"a": "[1]", "b": " \\n{}", "c": "x[", "d": [1], "e": ""}');
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => looksEmbedded(valueAt(document, key)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('encode', () => {
  it('spells text for the string around it', () => {
    const spelled = (document: Document) => parseEmbedded(valueAt(document, 'd'), 'json').offsets?.encode('"a\'\n"');
    expect(spelled(json('{"d": "[]"}'))).toBe('\\"a\'\\n\\"');
    expect(spelled(yaml("d: '[]'"))).toBeUndefined();
    expect(spelled(yaml('d: |\n   []\n'))).toBe('"a\'\n   "');
    expect(spelled(yaml('d: >\n   []\n'))).toBeUndefined();
    expect(parseEmbedded(valueAt(yaml("d: '[]'"), 'd'), 'json').offsets?.encode("'x'")).toBe("''x''");
  });

  it('spells through every string around', () => {
    const outer = parseEmbedded(valueAt(json(JSON.stringify({ d: JSON.stringify({ e: '[]' }) })), 'd'), 'json');
    expect(parseEmbedded(valueAt(outer, 'e'), 'json').offsets?.encode('"')).toBe('\\\\\\"');
  });
});
