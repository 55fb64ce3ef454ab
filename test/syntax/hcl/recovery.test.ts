import { describe, expect, it } from 'vitest';
import type { Document, Node } from '../../../src/syntax/document.ts';
import { attributesOf, blocksOf, type Block } from '../../../src/syntax/hcl/nodes.ts';
import { hcl, messages } from './samples.ts';

/** Blocks before and after the one that has the mistake. */
const BEFORE = 'resource "aws_ecs_cluster" "main" {\n  name = "main"\n}\n\n';
const AFTER = `
resource "aws_ecs_service" "web" {
  name = "web"
  network_configuration {
    subnets = ["a"]
  }
}

variable "last" {}
`;

/** The names of what a body has, what is in its blocks in brackets. */
function outline(body: Node | undefined): string {
  if (!body) return '';
  const names = [...attributesOf(body)].map(({ name }) => name.raw);
  const blocks = [...blocksOf(body)].map((block) => `${nameOf(block)}[${outline(block.body)}]`);
  return [...names, ...blocks].join(' ');
}

function nameOf({ type, labels }: Block): string {
  return [type, ...labels].map(({ text }) => text).join('.');
}

const MAIN = 'resource.aws_ecs_cluster.main[name]';
const WEB = 'resource.aws_ecs_service.web[name network_configuration[subnets]]';
const LAST = 'variable.last[]';

/** A mistake in the middle of a file, what is left of the block that has it, and what is said. */
const MISFORTUNES: readonly (readonly [what: string, text: string, left: string, ...said: string[]])[] = [
  [
    'a missing closing quote',
    'resource "a" "b" {\n  x = "y\n  z = 1\n}\n',
    'resource.a.b[z]',
    'Expected a closing quote before the end of the line.',
  ],
  [
    'a missing opening quote',
    'resource "a" "b" {\n  x = y"\n  z = 1\n}\n',
    'resource.a.b[x z]',
    'Expected a line break after an argument.',
  ],
  [
    'a quote too many',
    'resource "a" "b" {\n  x = ["y"", "q"]\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected a comma or ']' after the last item.",
  ],
  [
    'a missing quote before a path with an asterisk',
    'resource "a" "b" {\n  x = ["y/*"]\n  z = [arn:y/*"]\n}\n',
    'resource.a.b[x]',
    "Expected a comma or ']' after the last item.",
  ],
  [
    'a missing quote of a label',
    'resource "a" "b {\n  x = 1\n  c {\n    d = 1\n  }\n}\n',
    '',
    'Expected a closing quote before the end of the line.',
  ],
  [
    'a missing quote between labels',
    'resource "a "b" {\n  x = 1\n  c {\n    d = 1\n  }\n}\n',
    '',
    'Expected a closing quote before the end of the line.',
  ],
  [
    'a missing brace at the end of a block',
    'resource "a" "b" {\n  x = 1\n  c {\n    d = 1\n  }\n',
    'resource.a.b[x c[d]]',
    "Expected '}' to close this block.",
  ],
  [
    'a missing brace at the end of an inner block',
    'resource "a" "b" {\n  x = 1\n  c {\n    d = 1\n\n  e {\n    f = 1\n  }\n  g = 1\n}\n',
    'resource.a.b[x g c[d] e[f]]',
    "Expected '}' to close this block.",
  ],
  [
    'a missing brace at the end of a map',
    'resource "a" "b" {\n  x = {\n    y = 1\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected '}' to close the map before this.",
  ],
  [
    'a missing brace at the end of a map and its block',
    'resource "a" "b" {\n  z = 1\n  x = {\n    y = 1\n}\n',
    'resource.a.b[z]',
    "Expected '}' to close the map before this.",
  ],
  [
    'a missing bracket',
    'resource "a" "b" {\n  x = [\n    "y",\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected a comma or ']' after the last item.",
  ],
  [
    'a missing bracket before the end',
    'resource "a" "b" {\n  z = 1\n  x = [\n    "y",\n}\n',
    'resource.a.b[z]',
    'Expected a value here.',
  ],
  [
    'a missing parenthesis',
    'resource "a" "b" {\n  x = merge(var.a, {\n    y = 1\n  }\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected a comma or ')' after the arguments.",
  ],
  [
    'a missing end of a call and its map',
    'variable "a" {\n  type = object({\n    b = string\n\n  default = null\n}\n',
    'variable.a[default]',
    "Expected '}' to close the map before this.",
  ],
  [
    'a missing brace at the beginning of a block',
    'resource "a" "b"\n  x = 1\n  c {\n    d = 1\n  }\n}\n',
    '',
    "Expected '=' and a value, or a block's '{'.",
  ],
  [
    'a stray brace behind a block',
    'resource "a" "b" {\n  x = 1\n}\n}\n',
    'resource.a.b[x]',
    "Nothing is open that this '}' could close.",
  ],
  [
    'a stray brace in a block',
    'resource "a" "b" {\n  c {\n    d = 1\n  }\n  }\n  z = 1\n}\n',
    'resource.a.b[z c[d]]',
    "Nothing is open that this '}' could close.",
  ],
  [
    'a stray bracket',
    'resource "a" "b" {\n  x = ["y"]]\n  z = 1\n}\n',
    'resource.a.b[x z]',
    'Expected a line break after an argument.',
  ],
  [
    'a missing equals sign',
    'resource "a" "b" {\n  x "y"\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected '=' and a value, or a block's '{'.",
  ],
  [
    'a missing equals sign before a list',
    'resource "a" "b" {\n  x [\n    "y",\n  ]\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected '=' and a value, or a block's '{'.",
  ],
  [
    'a missing equals sign before a heredoc',
    'resource "a" "b" {\n  x <<E\n{ "y": [\nE\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected '=' and a value, or a block's '{'.",
  ],
  [
    'an equals sign of a block',
    'resource "a" "b" = {\n  x = 1\n}\n',
    '',
    "Expected '=' and a value, or a block's '{'.",
  ],
  [
    'a missing comma',
    'resource "a" "b" {\n  x = [\n    "y"\n    "q"\n  ]\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected a comma or ']' after the last item.",
  ],
  [
    'a missing line break between blocks',
    'resource "a" "b" {\n  x = 1\n} resource "c" "d" {\n  y = 1\n}\n',
    'resource.a.b[x] resource.c.d[y]',
    'Expected a line break after a block.',
  ],
  [
    'a missing line break between arguments',
    'resource "a" "b" {\n  x = 1 y = 2\n  z = 1\n}\n',
    'resource.a.b[x y z]',
    'Expected a line break after an argument.',
  ],
  ['a half-typed value', 'resource "a" "b" {\n  z = 1\n  x = \n}\n', 'resource.a.b[z]', 'Expected a value here.'],
  [
    'a half-typed name',
    'resource "a" "b" {\n  z = 1\n  na\n}\n',
    'resource.a.b[z]',
    "Expected '=' and a value, or a block's '{'.",
  ],
  [
    'a half-typed reference',
    'resource "a" "b" {\n  x = aws_ecs_cluster.\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected a name after the '.'.",
  ],
  [
    'a half-typed call',
    'resource "a" "b" {\n  x = jsonencode(\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected a comma or ')' after the arguments.",
  ],
  [
    'a half-typed interpolation',
    'resource "a" "b" {\n  x = "${var.\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected '}' to end what '{' began in the template.",
  ],
  [
    'a half-typed operation',
    'resource "a" "b" {\n  x = var.a == \n  z = 1\n}\n',
    'resource.a.b[z]',
    'Expected a value here.',
  ],
  [
    'a half-typed condition',
    'resource "a" "b" {\n  x = var.a ? 1\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected ':' between the two results of the condition.",
  ],
  [
    'a half-typed heredoc',
    'resource "a" "b" {\n  z = 1\n  x = <<EOT\n    some text {\n}\n',
    'resource.a.b[z]',
    "Expected a line with 'EOT' alone to end the heredoc.",
  ],
  [
    'a half-typed heredoc above another one',
    'a {\n  z = 1\n  x = <<E\n    text\n}\n\nb {\n  y = f(<<E\n  text\n  E\n  )\n}\n',
    'a[z] b[y]',
    "Expected a line with 'E' alone to end the heredoc.",
  ],
  ['a half-typed block', 'resource "a" "b"\n', '', "Expected '=' and a value, or a block's '{'."],
  ['a half-typed label', 'resource "a" "\n', '', 'Expected a closing quote before the end of the line.'],
  [
    'a half-typed comment',
    'resource "a" "b" {\n  /*\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected '*/' to end the comment.",
  ],
  [
    'a merge conflict between arguments',
    'resource "a" "b" {\n<<<<<<< HEAD\n  x = 1\n=======\n  y = 2\n>>>>>>> main\n  z = 1\n}\n',
    'resource.a.b[x y z]',
    ...Array<string>(3).fill('A merge conflict is left here.'),
  ],
  [
    'a merge conflict in a map',
    'resource "a" "b" {\n  x = {\n<<<<<<< HEAD\n    y = 1\n=======\n    y = 2\n>>>>>>> main\n  }\n  z = 1\n}\n',
    'resource.a.b[z]',
    "Expected a word and a line break after '<<'.",
  ],
  [
    'a merge conflict of headers',
    '<<<<<<< HEAD\nresource "a" "b" {\n=======\nresource "a" "c" {\n>>>>>>> main\n  z = 1\n}\n',
    'resource.a.b[] resource.a.c[z]',
    'A merge conflict is left here.',
    'A merge conflict is left here.',
    "Expected '}' to close this block.",
    'A merge conflict is left here.',
  ],
  [
    'quotes around the name of an argument',
    'resource "a" "b" {\n  "x" = 1\n  z = 1\n}\n',
    'resource.a.b[z]',
    'Expected the name of an argument or the type of a block, without quotes.',
  ],
  [
    'the commas of JSON',
    'resource "a" "b" {\n  x = 1,\n  z = 1\n}\n',
    'resource.a.b[x z]',
    'Expected a line break after an argument.',
  ],
  [
    'a block of two arguments on one line',
    'variable "a" { type = string, default = 1 }\n',
    'variable.a[type default]',
    'A block on one line takes one argument and no block.',
    'Expected a line break after an argument.',
  ],
  [
    'a label with an interpolation',
    'resource "a" "b-${c}" {\n  z = 1\n}\n',
    'resource.a.[z]',
    'A label takes no interpolation.',
  ],
  [
    'an argument that is written twice',
    'resource "a" "b" {\n  z = 1\n  z = 2\n}\n',
    'resource.a.b[z z]',
    "The argument 'z' is written twice in this block.",
  ],
  [
    'something else altogether',
    '$ terraform apply\n# ---\n{ "a": [1, 2] }\n- x\n',
    '',
    ...Array<string>(3).fill('Expected the name of an argument or the type of a block.'),
  ],
];

describe('an error in one block', () => {
  it.each(MISFORTUNES)('leaves the others usable: %s', (_, text, left, ...said) => {
    const document = hcl(BEFORE + text + AFTER);
    const expected = [MAIN, left, WEB, LAST].filter((each) => each !== '').join(' ');
    expect([outline(document.root), ...messages(document)]).toEqual([expected, ...said]);
  });

  it.each(MISFORTUNES)('says no more with CRLF: %s', (_, text, left, ...said) => {
    const document = hcl((BEFORE + text + AFTER).replaceAll('\n', '\r\n'));
    const expected = [MAIN, left, WEB, LAST].filter((each) => each !== '').join(' ');
    expect([outline(document.root), ...messages(document)]).toEqual([expected, ...said]);
  });

  it.each(MISFORTUNES)('keeps what stands before it at the end of a file: %s', (_, text) => {
    for (let end = 0; end <= text.length; end++) {
      expect(outline(hcl(BEFORE + text.slice(0, end)).root)).toMatch(MAIN);
    }
  });
});

describe('faults', () => {
  const places = (document: Document): string[] =>
    document.faults.map(({ start, end }) => `${document.text.slice(0, start)}⟨${document.text.slice(start, end)}⟩`);

  it('stand where the mistake is', () => {
    expect(places(hcl('a = "b\nc = 1\n'))).toEqual(['a = ⟨"⟩']);
    expect(places(hcl('a = f(b c)\n'))).toEqual(['a = f(b ⟨c⟩']);
    expect(places(hcl('a {\n  b = 1\n'))).toEqual(['⟨a⟩']);
    expect(places(hcl('a = "\\d"\n'))).toEqual(['a = "⟨\\d⟩']);
    expect(places(hcl('a = 1.2.3\n'))).toEqual(['a = ⟨1.2.3⟩']);
    expect(places(hcl('a = <<E \nE\n'))).toEqual(['a = ⟨<<E⟩']);
    expect(places(hcl('a = <<E\nE'))).toEqual(['a = <<E\n⟨E⟩']);
    expect(places(hcl('a = b.0.1\n'))).toEqual(['a = b⟨.0⟩']);
    expect(places(hcl('a = b.*.c.*\n'))).toEqual(['a = b.*.c⟨.*⟩']);
    expect(places(hcl('a = "%{ if b }%{ endfor }"\n'))).toEqual(['a = "⟨%{⟩']);
  });

  it('are a hundred at most, and a thousand broken items end the reading', () => {
    const document = hcl('= 1\n'.repeat(2000));
    expect(document.faults).toHaveLength(100);
    expect(outline(hcl(`${'= 1\n'.repeat(999)}a = 1\n`).root)).toBe('a');
    expect(outline(hcl(`${'= 1\n'.repeat(2000)}a = 1\n`).root)).toBe('');
  });
});

describe('layout', () => {
  it('is not asked in a file that is not indented', () => {
    const flush = hcl('a {\nb = 1\nc = 1\nd {\ne = 1\n}\nf {\n}\n');
    expect([outline(flush.root), ...messages(flush)]).toEqual(['a[b c d[e] f[]]', "Expected '}' to close this block."]);
  });

  it('is not asked where braces match', () => {
    const odd = hcl('a {\n      b = 1\n  c {\n d = 1\n}\n    }\n  e = {\nf = 1\n  }\n');
    expect([outline(odd.root), ...messages(odd)]).toEqual(['e a[b c[d]]']);
  });
});
