import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Node } from '../../../src/syntax/document.ts';
import { removeEntry, replaceScalar } from '../../../src/syntax/edits.ts';
import { looksEmbedded, parseEmbedded } from '../../../src/syntax/embedded.ts';
import { spellHcl } from '../../../src/syntax/hcl/spelling.ts';
import { ROW } from '../../../src/syntax/tape.ts';
import { applyEdits } from '../../../src/text/edit.ts';
import { toPlain, valueOf as jsonValueOf } from '../samples.ts';
import { hcl } from './samples.ts';
import { valueOf } from './values.ts';

const content = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value) => typeof value === 'object' && value !== null)
  // JSON has no -0.
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

function stringIn(text: string): Node {
  return valueOf(hcl(text).root, 'd');
}

/** Every node of the embedded document with the text that its span covers in the outermost source. */
function spans(document: Document): { raw: string; written: string }[] {
  return Array.from({ length: document.tape.length / ROW }, (_, index) => {
    const node = document.node(index);
    const { source, start, end } = node.span;
    return { raw: node.raw, written: source.text.slice(start, end) };
  });
}

const doubled = (text: string): string => text.replace(/[$%](?=\{)/g, '$&$&');

describe('JSON in HCL', () => {
  it('maps every node back through the escapes of quotes', () => {
    fc.assert(
      fc.property(content, fc.constantFrom(undefined, 2), (value, space) => {
        const inner = parseEmbedded(stringIn(`d = ${spellHcl(JSON.stringify(value, null, space))}\n`), 'json');
        expect(inner.faults.filter(({ kind }) => kind !== 'duplicate-key')).toEqual([]);
        expect(inner.root && jsonValueOf(inner.root, 'json')).toEqual(toPlain(value));
        for (const { raw, written } of spans(inner)) expect(spellHcl(raw)).toBe(`"${written}"`);
      }),
    );
  });

  it('maps every node back through the lines of heredocs, less their indentation', () => {
    fc.assert(
      fc.property(content, fc.constantFrom('', '  ', '\t'), fc.constantFrom('<<', '<<-'), (value, indent, opening) => {
        const lines = doubled(JSON.stringify(value, null, 2)).replace(/^/gm, indent);
        const node = stringIn(`d = ${opening}JSON\n${lines}\n  JSON\n`);
        expect(looksEmbedded(node)).toBe(true);
        const inner = parseEmbedded(node, 'json');
        expect(inner.root && jsonValueOf(inner.root, 'json')).toEqual(toPlain(value));
        const taken = opening === '<<-' ? indent : '';
        for (const { raw, written } of spans(inner)) {
          expect(taken === '' ? written : written.replaceAll(`\n${taken}`, '\n')).toBe(doubled(raw));
        }
      }),
    );
  });

  it('is changed in place', () => {
    const change = (text: string, edit: (root: Node) => ReturnType<typeof removeEntry>): string | undefined => {
      const { root } = parseEmbedded(stringIn(text), 'json');
      const edits = root && edit(root);
      return edits && applyEdits(text, edits);
    };
    const removed = (key: string) => (root: Node) => {
      const entry = root.entry(key);
      return entry && removeEntry(entry.key);
    };
    const heredoc = 'd = <<-JSON\n    {\n      "a": 1,\n      "b": "$${x}"\n    }\n  JSON\n';
    expect(change(heredoc, removed('a'))).toBe(heredoc.replace('      "a": 1,\n', ''));
    expect(change(heredoc, removed('b'))).toBe(heredoc.replace(',\n      "b": "$${x}"', ''));
    const replaced = (root: Node) => {
      const value = root.get('b');
      return value && replaceScalar(value, '"${y}"\\');
    };
    expect(change(heredoc, replaced)).toBe(heredoc.replace('"$${x}"', () => '"\\"$${y}\\"\\\\"'));
    expect(change('d = "{\\"b\\": 1}"\n', replaced)).toBe('d = "{\\"b\\": \\"\\\\\\"$${y}\\\\\\"\\\\\\\\\\"}"\n');
    const encode = (text: string, added: string) => parseEmbedded(stringIn(text), 'json').offsets?.encode(added);
    expect(encode(heredoc, 'a\n  b')).toBe('a\n      b');
    expect(encode('d = <<E\n[]\nE\n', 'a\nb')).toBe('a\nb');
    // A line that would end the heredoc.
    expect(encode(heredoc, '[\n JSON \n]')).toBeUndefined();
  });

  it('finds keys by their decoded text', () => {
    const map = stringIn('d = { "$${a}" = 1, "b\\n" = 2, c = 3, 4 = 5 }\n');
    expect(['${a}', '$${a}', 'b\n', 'c', '4'].map((key) => map.get(key)?.text)).toEqual([
      '1',
      undefined,
      '2',
      '3',
      '5',
    ]);
  });
});
