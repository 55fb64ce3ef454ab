import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/syntax/document.ts';
import { attributesOf, blocksOf, expressionOf, partsOf, type Step } from '../../../src/syntax/hcl/nodes.ts';
import { hcl } from './samples.ts';
import { valueOf } from './values.ts';

/** An expression with the text of each node in place of the node. */
function shape(node: Node): unknown {
  return written(expressionOf(node));
}

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  if ('document' in value) return (value as Node).raw;
  const entries = Object.entries(value).filter(([name]) => name !== 'node' && name !== 'stretches');
  return Object.fromEntries(entries.map(([name, part]) => [name, written(part)]));
}

const expression = (text: string): Node => valueOf(hcl(`a = ${text}\n`).root, 'a');

describe('attributesOf and blocksOf', () => {
  it('give what a body has', () => {
    const { root } = hcl('a = 1\nb "c" d {\n  e = 2\n  f {}\n}\ng = [3]\nb {}\n');
    const blocks = root ? [...blocksOf(root)] : [];
    expect(root && [...attributesOf(root)].map(({ node, name, value }) => [node.raw, name.text, value.raw])).toEqual([
      ['a = 1', 'a', '1'],
      ['g = [3]', 'g', '[3]'],
    ]);
    expect(blocks.map(({ type, labels, body }) => [type.text, labels.map(({ text }) => text), body.raw])).toEqual([
      ['b', ['c', 'd'], '{\n  e = 2\n  f {}\n}'],
      ['b', [], '{}'],
    ]);
    const [first] = blocks;
    expect(first && [...attributesOf(first.body)].map(({ name }) => name.raw)).toEqual(['e']);
    expect(first && [...blocksOf(first.body)].map(({ type }) => type.raw)).toEqual(['f']);
  });

  it('give nothing of other nodes', () => {
    const node = expression('{ b = 1 }');
    expect([...attributesOf(node), ...blocksOf(node)]).toEqual([]);
  });
});

describe('expressionOf', () => {
  it.each([
    ['"b\\n"', { is: 'text', text: 'b\n' }],
    ['<<E\nb\nE\n', { is: 'text', text: 'b\n' }],
    ['"e\u0301"', { is: 'text', text: '\u00e9' }],
    ['1.50', { is: 'number', number: 1.5 }],
    ['2.E-3', { is: 'number', number: 0.002 }],
    ['true', { is: 'boolean', value: true }],
    ['false', { is: 'boolean', value: false }],
    ['null', { is: 'null' }],
    ['nullable', { is: 'variable', name: 'nullable' }],
    ['-b', { is: 'unary', operator: '-', operand: 'b' }],
    ['! b', { is: 'unary', operator: '!', operand: 'b' }],
    ['b - 1 + c', { is: 'binary', operands: ['b', '1', 'c'], operators: ['-', '+'] }],
    ['b - 1 * c', { is: 'binary', operands: ['b', '1 * c'], operators: ['-'] }],
    ['b * 1 - c', { is: 'binary', operands: ['b * 1', 'c'], operators: ['-'] }],
    ['b && c || d && e', { is: 'binary', operands: ['b && c', 'd && e'], operators: ['||'] }],
    ['b < c == d >= e', { is: 'binary', operands: ['b < c', 'd >= e'], operators: ['=='] }],
    ['b ? c : d ? e : f', { is: 'conditional', condition: 'b', then: 'c', otherwise: 'd ? e : f' }],
    ['f()', { is: 'call', name: 'f', args: [], spreadsLast: false }],
    ['f(b, c...)', { is: 'call', name: 'f', args: ['b', 'c'], spreadsLast: true }],
    ['p :: q::f ( b )', { is: 'call', name: 'p::q::f', args: ['b'], spreadsLast: false }],
    ['[]', { is: 'list', items: [] }],
    ['[b, [c],]', { is: 'list', items: ['b', '[c]'] }],
    ['(b)', { is: 'parens', inner: 'b' }],
    [
      '{ b = 1, "c" : 2, (d) = 3, 4.0 = 5, e.f = 6, true = 7 }',
      {
        is: 'map',
        entries: [
          { key: 'b', name: 'b', value: '1' },
          { key: '"c"', name: undefined, value: '2' },
          { key: '(d)', name: undefined, value: '3' },
          { key: '4.0', name: '4', value: '5' },
          { key: 'e.f', name: undefined, value: '6' },
          { key: 'true', name: 'true', value: '7' },
        ],
      },
    ],
    [
      '[for b in c : d]',
      { is: 'forList', keyName: undefined, valueName: 'b', collection: 'c', value: 'd', condition: undefined },
    ],
    [
      '[for a, b in c : d if e]',
      { is: 'forList', keyName: 'a', valueName: 'b', collection: 'c', value: 'd', condition: 'e' },
    ],
    [
      '{for b in c : d => e}',
      {
        ...{ is: 'forMap', keyName: undefined, valueName: 'b', collection: 'c' },
        ...{ key: 'd', value: 'e', groups: false, condition: undefined },
      },
    ],
    [
      '{for a, b in c : d => e... if f}',
      {
        ...{ is: 'forMap', keyName: 'a', valueName: 'b', collection: 'c' },
        ...{ key: 'd', value: 'e', groups: true, condition: 'f' },
      },
    ],
  ])('takes %s apart', (text, expected) => {
    expect(shape(expression(text))).toEqual(expected);
  });

  it('takes references apart step by step', () => {
    const steps = (all: readonly Step[]): unknown[] =>
      all.map((step) => {
        if (step.is === 'member') return `.${step.name} ${step.node.raw}`;
        return step.is === 'index' ? `[${step.key.raw}] ${step.node.raw}` : [step.node.raw, ...steps(step.steps)];
      });
    const taken = (text: string): unknown => {
      const reference = expressionOf(expression(text));
      return reference?.is === 'traversal' && [reference.head.raw, ...steps(reference.steps)];
    };
    expect(taken('a.b[c.d]')).toEqual(['a', '.b b', '[c.d] [c.d]']);
    expect(taken('a.0.b')).toEqual(['a', '[0] .0', '.b b']);
    expect(taken('a . b [ 0 ]')).toEqual(['a', '.b b', '[0] [ 0 ]']);
    expect(taken('a[*].b[0][*].c')).toEqual(['a', ['[*].b[0][*].c', '.b b', '[0] [0]', ['[*].c', '.c c']]]);
    expect(taken('a.*.b.0.c[0].d')).toEqual(['a', ['.*.b.0.c', '.b b', '[0] .0', '.c c'], '[0] [0]', '.d d']);
    expect(taken('f(a)[0]')).toEqual(['f(a)', '[0] [0]']);
    expect(taken('(a).b')).toEqual(['(a)', '.b b']);
    expect(taken('a[*]')).toEqual(['a', ['[*]']]);
  });

  it('gives nothing of nodes that are no expressions', () => {
    const { root } = hcl('a = 1\nb {}\n');
    expect(root && [root, ...[...blocksOf(root)].map(({ node }) => node)].map(expressionOf)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('partsOf', () => {
  it('gives the parts of a template, of directives too', () => {
    expect(
      written(partsOf(expression('"a ${b}%{ if c ~} d %{ else }e%{ endif }%{ for f, g in h }${g} %{ endfor }"'))),
    ).toEqual([
      { is: 'text', text: 'a ' },
      { is: 'interpolation', expression: 'b' },
      {
        is: 'if',
        condition: 'c',
        then: [{ is: 'text', text: 'd ' }],
        otherwise: [{ is: 'text', text: 'e' }],
      },
      {
        ...{ is: 'for', keyName: 'f', valueName: 'g', collection: 'h' },
        parts: [
          { is: 'interpolation', expression: 'g' },
          { is: 'text', text: ' ' },
        ],
      },
    ]);
    expect(written(partsOf(expression('"%{ if a }%{ endif }"')))).toEqual([
      { is: 'if', condition: 'a', then: [], otherwise: [] },
    ]);
  });
});
