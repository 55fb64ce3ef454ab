import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/syntax/document.ts';
import { innerOf } from '../../../src/syntax/embedded.ts';
import { parseHclExpression, parseHclTemplate } from '../../../src/syntax/hcl/index.ts';
import { decodeLiteral } from '../../../src/syntax/hcl/literals.ts';
import { attributesOf, expressionOf, partsOf, type Part } from '../../../src/syntax/hcl/nodes.ts';
import { parseJson } from '../../../src/syntax/json.ts';
import { hcl, messages } from './samples.ts';

/** Renders a template in which every name is "X", every condition holds and every list has "a" and "b". */
function rendered(node: Node): string {
  const expression = expressionOf(node);
  if (expression?.is === 'text') return expression.text;
  return expression?.is === 'template' ? expression.parts.map((part) => partText(part, 'X')).join('') : 'X';
}

function partText(part: Part, item: string): string {
  switch (part.is) {
    case 'text':
      return part.text;
    case 'interpolation':
      return part.expression.raw === 'item' ? item : rendered(part.expression);
    case 'if':
      return part.then.map((each) => partText(each, item)).join('');
    case 'for':
      return ['a', 'b'].flatMap((value) => part.parts.map((each) => partText(each, value))).join('');
  }
}

// What `terraform console` of Terraform 1.11.4 prints for each of these, with x = "X", list = ["a", "b"].
const PRINTED: readonly (readonly [written: string, printed: string])[] = [
  ['"\\u00e9\\U0001F600\\t\\\\\\"\\n\\r"', 'é😀\t\\"\n\r'],
  ['"$$${x} $$$${x} %%%{a} $${~ x}"', '$${x} $$${x} %%{a} ${~ x}'],
  ['"a % b $ c $$ %% d%"', 'a % b $ c $$ %% d%'],
  ['"a \\n ${~ x ~} \\n b"', 'aXb'],
  ['"a$   ${~ x}"', 'a$X'],
  ['"a%   ${~ x}"', 'a%X'],
  ['"a $  b  ${~ x}"', 'a $  bX'],
  ['"${ x ~} $ b"', 'X$ b'],
  ['"${ x ~} $$ b"', 'X$$ b'],
  ['"${"a" ~}${" b"}"', 'a b'],
  ['"x  %{~ if true ~}  y  %{~ else ~}  z  %{~ endif ~}  w"', 'xyw'],
  ['<<EOT\na $  ${~ x} \\n \\" $${x} %%{y} $$ %%\n  ${~ x}\n  \nEOT\n', 'a $X \\n \\" ${x} %{y} $$ %%\nX\n  \n'],
  [
    '<<-EOT\n    %{ for item in list ~}\n    server ${item}\n    %{ endfor ~}\n    EOT\n',
    '    server a\n    server b\n',
  ],
  ['<<-EOT\n      foo\n    bar ${x}\n\n      \n     baz\n  EOT\n', '  foo\nbar X\n\n      \n baz\n'],
  ['<<-EOT\n      foo\n      ${x}\n      bar\n    EOT\n', 'foo\nX\nbar\n'],
  ['<<-EOT\n    foo\n    %{~ if true }yes%{ endif ~}  \n\n      bar\n    EOT\n', '    foo\nyes\n      bar\n'],
  ['<<-EOT\n\t  tab\n\ttab2 \nEOT\n', '  tab\ntab2 \n'],
  ['<<-EOT\n    a\n    ${x} ~\n b\n    EOT\n', '   a\n   X ~\nb\n'],
  ['<<-EOT\n    ${~ x }\n    y\n    EOT\n', 'X\n    y\n'],
  ['<<-EOT\n    $ a\n    % b\n    EOT\n', '$ a\n% b\n'],
  ['<<-EOT\n    EOT\n', ''],
  ['<<-EOT\n\n    EOT\n', '\n'],
  [
    '<<-EOT\n    a %{ if true ~}\n      b\n    %{ else }\n      c\n    %{~ endif }\n    d\n    EOT\n',
    '    a       b\n    \n    d\n',
  ],
  ['<<-EOT\n    $${x}\n      $  ${x}\n    EOT\n', '${x}\n  $  X\n'],
];

function first(text: string): Node {
  const document = hcl(`a = ${text}\n`);
  expect([text, messages(document)]).toEqual([text, []]);
  const [attribute] = document.root ? [...attributesOf(document.root)] : [];
  if (!attribute) throw new Error(`Not read: ${text}`);
  return attribute.value;
}

describe('literal text', () => {
  it('is what Terraform prints', () => {
    for (const [written, printed] of PRINTED) expect([written, rendered(first(written))]).toEqual([written, printed]);
  });

  it('is decoded chunk by chunk without regard to neighbours', () => {
    const chunks = (text: string): string[] => {
      const { document } = first(text);
      return Array.from({ length: document.tape.length / 4 }, (_, index) => document.node(index))
        .filter(({ kind, text: decoded }) => decoded !== '' && kind > 7)
        .map(({ text: decoded }) => decoded);
    };
    expect(chunks('"a\\n$${b} ${~ c ~} \\t"')).toEqual(['a\n${b} ', ' \t']);
    expect(chunks('<<-E\n  a\\n%%{b}${c}\n  E\n')).toEqual(['  a\\n%{b}', '\n']);
  });

  it('says where what is left of it stands', () => {
    const node = first('<<-E\n    a ${~ b ~} \n      c\n  E\n');
    const stretches = partsOf(node).map((part) => {
      if (part.is !== 'text') return part.node.raw;
      const { stretches: offsets } = part;
      return offsets.flatMap((offset, at) => (at % 2 === 1 ? [node.document.text.slice(offsets[at - 1], offset)] : []));
    });
    expect(stretches).toEqual([['a'], '${~ b ~}', ['', '      c\n']]);
  });

  it('keeps an escape that is none', () => {
    const document = hcl('a = "\\d\\u12\\q\\u12G4"\n');
    expect(messages(document)).toEqual(
      ['\\d', '\\u', '\\q', '\\u'].map((escape) => `'${escape}' is no escape; write '\\\\' for a backslash.`),
    );
    const [attribute] = document.root ? [...attributesOf(document.root)] : [];
    expect(attribute?.value.text).toBe('\\d\\u12\\q\\u12G4');
    expect(decodeLiteral('\\', [0, 1], true)).toBe('\\');
  });
});

describe('parseHclTemplate', () => {
  const read = (text: string) => parseHclTemplate({ path: 'user-data.tftpl', text });

  it('reads a file as one template', () => {
    const { root } = read('"a" \\n ${x}\n  ${~ x ~} \n%{ for item in y ~}\n- ${item}\n%{ endfor ~}\n<<-E');
    expect(root && rendered(root)).toBe('"a" \\n X\nX- a\n- b\n<<-E');
    const plain = read('just text\n').root;
    expect(plain && rendered(plain)).toBe('just text\n');
    const empty = read('').root;
    expect(empty && partsOf(empty)).toEqual([]);
  });

  it('reads a string of JSON with the offsets of the file', () => {
    const json = parseJson({ path: 'main.tf.json', text: '{"a": "x\\n${b[\\"c\\"]} \\u0064${e}"}' });
    const value = json.root?.get('a');
    const document = value && parseHclTemplate(json.source, innerOf(value));
    const places =
      document?.root && partsOf(document.root).map(({ node: { span } }) => json.text.slice(span.start, span.end));
    expect(places).toEqual(['x\\n', '${b[\\"c\\"]}', ' \\u0064', '${e}']);
  });

  it('has a fault and no root where it cannot be read', () => {
    const document = read('a ${b');
    expect(document.root).toBeUndefined();
    expect(messages(document)).toEqual(["Expected '}' to end what '{' began in the template."]);
    expect(messages(read('a %{ endif }'))).toEqual(["There is no directive that 'endif' belongs to."]);
  });
});

describe('parseHclExpression', () => {
  it('reads a text as one expression', () => {
    const read = (text: string) => parseHclExpression({ path: 'x', text });
    expect(read('\n map(string)\n').root?.raw).toBe('map(string)');
    expect(messages(read('a b'))).toEqual(['Expected nothing behind the expression.']);
    expect(messages(read(''))).toEqual(['Expected a value, not the end of the text.']);
  });
});
