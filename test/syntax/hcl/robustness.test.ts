import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Fault } from '../../../src/syntax/document.ts';
import { parseHclExpression, parseHclTemplate } from '../../../src/syntax/hcl/index.ts';
import { attributesOf, blocksOf, expressionOf, partsOf } from '../../../src/syntax/hcl/nodes.ts';
import { NODE, ROW } from '../../../src/syntax/tape.ts';
import { mutated } from '../mutations.ts';
import { fixtures, hcl } from './samples.ts';
import { valueOf } from './values.ts';

/** Every node lies in its parent, behind its siblings before it; what is written between nodes is no node's. */
function expectSound(document: Document): void {
  const { tape, text } = document;
  const count = tape.length / ROW;
  const open: { end: number; next: number; last: number }[] = [{ end: text.length, next: count, last: 0 }];
  for (let index = 0; index < count; index++) {
    const [start = -1, end = -1, next = -1] = tape.subarray(index * ROW, index * ROW + ROW);
    while (index >= (open.at(-1)?.next ?? Infinity)) open.pop();
    const parent = open.at(-1);
    if (!parent) throw new Error(`Node ${index} is in nothing.`);
    const isSound = parent.last <= start && start <= end && end <= parent.end && index < next && next <= parent.next;
    if (!isSound) expect({ text, index, start, end, next, parent }).toBe('a node in its place');
    parent.last = tape[index * ROW + 3] === NODE.none ? parent.last : end;
    open.push({ end, next, last: start });
  }
  for (const { start, end } of document.faults) {
    if (start > end || start < 0 || end > text.length) expect({ text, start, end }).toBe('a fault in the text');
  }
  const { comments } = document;
  for (let at = 1; at < comments.length; at++) expect(comments[at]).toBeGreaterThanOrEqual(comments[at - 1] ?? 0);
}

/** Takes everything apart that the handles give names to, and decodes every text. */
function takeApart(document: Document): void {
  for (let index = 0; index < document.tape.length / ROW; index++) {
    const node = document.node(index);
    expect(typeof node.text).toBe('string');
    expressionOf(node);
    partsOf(node);
    for (const { name, value } of attributesOf(node)) expect(name.end).toBeLessThan(value.start);
    for (const { type, body } of blocksOf(node)) expect(type.end).toBeLessThanOrEqual(body.start);
  }
}

const samples = fixtures.map(({ text }) => text);
const pieces = [
  ...[
    '${',
    '%{',
    '~}',
    '~',
    '}',
    '"',
    '\\',
    '<<E\n',
    '<<-E\n',
    '\nE\n',
    '\n',
    '\r\n',
    '\t',
    '#',
    '//',
    '/*',
    '*/',
    '=',
    '==',
  ],
  ...[
    '=>',
    ':',
    '::',
    '?',
    ',',
    '...',
    '.',
    '.*',
    '[*]',
    '.0',
    '[',
    ']',
    '(',
    ')',
    '{',
    '!',
    '-',
    '+',
    '&&',
    'for',
    'in',
  ],
  ...[
    'if',
    'else',
    'endif',
    'endfor',
    '%{ if a }',
    'a',
    'é',
    '1',
    '1e5',
    '$${',
    '\ufeff',
    '\ud800',
    '\0',
    '<<<<<<<',
    'a {\n',
  ],
];

describe('any text', () => {
  it('is read to its end, and every node has its place', () => {
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(mutated(samples), soup, fc.string({ unit: 'binary' })), (text) => {
        const document = hcl(text);
        expectSound(document);
        takeApart(document);
        expect(document.root?.kind).toBe(NODE.body);
      }),
      { numRuns: 1500 },
    );
  });

  it('is read as a template, as an expression and as the value of an argument', () => {
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(soup, (text) => {
        for (const read of [parseHclTemplate, parseHclExpression]) {
          const document = read({ path: 'x', text });
          expectSound(document);
          takeApart(document);
          expect(document.root === undefined).toBe(document.tape.length === 0);
        }
        for (const written of [`a = ${text}`, `a = "${text}"\n`, `a = <<-E\n${text}\nE\n`]) expectSound(hcl(written));
      }),
      { numRuns: 1000 },
    );
  });

  it('is read wherever it ends', () => {
    for (const text of samples) {
      for (let end = 0; end < text.length; end += 7) expectSound(hcl(text.slice(0, end)));
    }
  });
});

const DEEP = 10_000;
const nested = (open: string, close: string, inner = '1'): string => open.repeat(DEEP) + inner + close.repeat(DEEP);

const TOO_DEEP: readonly (readonly [what: string, text: string])[] = [
  ['parentheses', `a = ${nested('(', ')')}\n`],
  ['lists', `a = ${nested('[', ']')}\n`],
  ['maps', `a = ${nested('{ a = ', ' }')}\n`],
  ['keys of maps', `a = ${nested('{ (', ') = 1 }')}\n`],
  ['calls', `a = ${nested('f(', ')')}\n`],
  ['indexes', `a = ${nested('a[', ']')}\n`],
  ['for expressions', `a = ${nested('[for a in ', ' : a]')}\n`],
  ['negations', `a = ${'!'.repeat(DEEP)}b\n`],
  ['minus signs', `a = ${'- '.repeat(DEEP)}b\n`],
  ['splats', `a = b${'[*]'.repeat(DEEP)}\n`],
  ['conditions', `a = ${'b ? c : '.repeat(DEEP)}d\n`],
  ['conditions in conditions', `a = ${nested('b ? ', ' : c')}\n`],
  ['interpolations', `a = ${nested('"${', '}"')}\n`],
  ['directives', `a = "${nested('%{ if a }', '%{ endif }')}"\n`],
  ['directives of a heredoc', `a = <<E\n${nested('%{ for a in b }\n', '%{ endfor }\n')}\nE\n`],
  ['blocks', nested('a {\n', '}\n', '')],
  ['blocks that are indented', Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a {\n`).join('')],
];

describe('nesting', () => {
  const kinds = (document: Document): Fault['kind'][] => [...new Set(document.faults.map(({ kind }) => kind))];

  it.each(TOO_DEEP)('has an end: %s', (_, text) => {
    const document = hcl(`${text}z {\n}\n`);
    expect(kinds(document)).toContain('depth');
    expectSound(document);
  });

  it.each(TOO_DEEP.slice(0, -1))('leaves what stands behind it usable: %s', (_, text) => {
    const document = hcl(`${text}z {\n}\n`);
    expect(kinds(document)).toEqual(['depth']);
    expect(document.faults).toHaveLength(1);
    expect(document.root && [...blocksOf(document.root)].at(-1)?.type.raw).toBe('z');
  });

  it.each(TOO_DEEP)('has an end where nothing is closed: %s', (_, text) => {
    expectSound(hcl(text.slice(0, text.length / 2)));
  });

  it('may be as deep as anything that people write', () => {
    const open = (count: number) => hcl(`a = ${'['.repeat(count)}${']'.repeat(count)}\n`).faults;
    expect(open(200)).toEqual([]);
    expect(hcl('a {\n'.repeat(200) + '}\n'.repeat(200)).faults).toEqual([]);
  });
});

describe('length', () => {
  const operands = (text: string): number => {
    const expression = expressionOf(valueOf(hcl(text).root, 'a'));
    return expression?.is === 'binary' ? expression.operands.length : 0;
  };

  it('makes no operation deep', () => {
    expect(operands(`a = ${'b + '.repeat(20_000)}b\n`)).toBe(20_001);
    expect(operands(`a = ${'b * c - '.repeat(20_000)}b\n`)).toBe(20_001);
    expect(operands(`a = ${'b == c && d || '.repeat(20_000)}b\n`)).toBe(20_001);
  });

  it('makes no reference deep', () => {
    const expression = expressionOf(valueOf(hcl(`a = b${'.c[0]'.repeat(20_000)}\n`).root, 'a'));
    expect(expression?.is === 'traversal' && expression.steps.length).toBe(40_000);
  });

  it('does not matter to what has no end', () => {
    for (const line of [
      'a = (\n',
      'a = [\n',
      'a = "\n',
      'a = <<E\n',
      'a = /*\n',
      '}\n',
      'a = {\nb = 1\n(\n',
      'a {\nb = [\n',
    ]) {
      expectSound(hcl(line.repeat(20_000)));
    }
    expectSound(hcl(Array.from({ length: 20_000 }, (_, at) => `a = <<E${at}\n`).join('')));
  });
});
