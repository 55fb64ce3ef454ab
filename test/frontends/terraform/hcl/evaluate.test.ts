import { describe, expect, it } from 'vitest';
import { evaluateText, tell, valueOf, valuesOf } from './evaluate-text.ts';

const WORLD = `
variable "open" { type = string }
variable "name" { default = "shop" }
variable "size" { default = 3 }
resource "aws_lb" "web" {
  name = "web-\${var.name}"
}
resource "aws_subnet" "some" {
  count = 2
  cidr_block = "10.0.\${count.index}.0/24"
}
resource "aws_ecr_repository" "each" {
  for_each = { "a.b" = 1, c = 2 }
  name     = "\${each.key}-\${each.value}"
}
`;

describe('literals and templates', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['true', true],
    ['1.50', 1.5],
    ['"a\\n\\"$${x}"', 'a\n"${x}'],
    ['"${1}"', 1],
    ['"n ${1.50} ${true}"', 'n 1.5 true'],
    ['"${var.name}-${var.size}"', 'shop-3'],
    ['"%{ if var.size > 2 }big%{ else }small%{ endif }!"', 'big!'],
    ['"%{ for n in [1, 2] }<${n}>%{ endfor }"', '<1><2>'],
    ['"a ${~ "b" ~} c"', 'abc'],
    ['<<-END\n    a\n      ${var.name}\n    END', 'a\n  shop\n'],
    ['<<END\n  a\nEND', '  a\n'],
    ['"repo:${aws_lb.web.arn}/x"', 'repo:{? known after apply -> aws_lb.web arn}/x'],
    ['"${var.open}"', "? variable 'open', which has no default"],
    ['"a${null}"', '? something within a text that is no text'],
    ['"a${[1]}"', '? something within a text that is no text'],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, WORLD)).toEqual(value);
  });
});

describe('collections', () => {
  it.each<[string, unknown]>([
    ['[1, "a", [true]]', [1, 'a', [true]]],
    ['{ a = 1, "b c" = 2, (var.name) = 3, "${var.name}2" = 4 }', { a: 1, 'b c': 2, shop: 3, shop2: 4 }],
    ['{ a = 1, (var.open) = 3 }', { a: 1, '…': '…' }],
    ['{ a = 1, a = 2 }', { a: 2 }],
    ['{ a = { b = [10, 20] } }.a.b[1]', 20],
    ['{ a = 1 }["a"]', 1],
    ['[10, 20][var.size - 2]', 20],
    ['[10, 20][7]', "? '[10, 20][7]', which is not set"],
    ['{ a = 1 }.b', "? '{ a = 1 }.b', which is not set"],
    ['{ (var.open) = 1 }.b', "? '{ (var.open) = 1 }.b', which may be set elsewhere"],
    ['[1, 2][var.open]', "? variable 'open', which has no default"],
    ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['[{ a = { b = 1 } }].*.a.b', [1]],
    ['null[*]', []],
    ['{ a = 1 }[*].a', [1]],
    ['"x"[*]', ['x']],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, WORLD)).toEqual(value);
  });
});

describe('for expressions', () => {
  it.each<[string, unknown]>([
    ['[for x in [1, 2, 3] : x * 2 if x != 2]', [2, 6]],
    ['[for i, x in ["a", "b"] : "${i}${x}"]', ['0a', '1b']],
    ['[for k, v in { b = 1, a = 2 } : "${k}${v}"]', ['a2', 'b1']],
    ['{ for k, v in { a = 1, b = 2 } : "${k}!" => v }', { 'a!': 1, 'b!': 2 }],
    ['{ for x in ["a", "b", "ab"] : x == "b" => x... }', { true: ['b'], false: ['a', 'ab'] }],
    [
      '[for x in [1, 2] : [for y in [10, 20] : x * y]]',
      [
        [10, 20],
        [20, 40],
      ],
    ],
    ['[for x in var.open : x]', ['…']],
    ['{ for x in var.open : x => 1 }', { '…': '…' }],
    ['{ for x in [var.open, "b"] : x => 1 }', { b: 1, '…': '…' }],
    ['[for x in "text" : x]', '? a loop over something that has no items'],
    ['[for s in aws_subnet.some : s.cidr_block]', ['10.0.0.0/24', '10.0.1.0/24']],
    ['{ for k, r in aws_ecr_repository.each : k => r.name }', { 'a.b': 'a.b-1', c: 'c-2' }],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, WORLD)).toEqual(value);
  });
});

describe('operators', () => {
  it.each<[string, unknown]>([
    ['1 + 2 * 3 - 4', 3],
    ['7 % 4', 3],
    ['10 / 4', 2.5],
    ['0.1 + 0.2', 0.3],
    ['"2" * 3', 6],
    ['-"2"', -2],
    ['1 / 0', '? a division by zero'],
    ['"a" + 1', "? '+' of something that is no number"],
    ['1 < 2 && 2 >= 2', true],
    ['1 == 1.0', true],
    ['[1, { a = 2 }] == [1, { a = 2 }]', true],
    ['null == null', true],
    ['aws_lb.web.arn == "x"', '? known after apply'],
    ['"a-${aws_lb.web.arn}" == "b"', false],
    ['!false', true],
    ['!"true"', false],
    ['var.open == "a" && false', false],
    ['var.open == "a" || true', true],
    ['aws_lb.web.arn == "x" && false', false],
    ['aws_lb.web.arn == "x" || false', '? known after apply'],
    ['1 > var.open', "? variable 'open', which has no default"],
    ['var.size * 100000000000000000000', 3e20],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, WORLD)).toEqual(value);
  });
});

describe('references', () => {
  it.each<[string, unknown]>([
    ['aws_lb.web.name', 'web-shop'],
    ['aws_lb.web.dns_name', '? known after apply -> aws_lb.web dns_name'],
    ['aws_subnet.some[1].cidr_block', '10.0.1.0/24'],
    ['aws_subnet.some[*].cidr_block', ['10.0.0.0/24', '10.0.1.0/24']],
    ['aws_subnet.some.*.id', [0, 1].map((i) => `? known after apply -> aws_subnet.some[${i}] id`)],
    ['aws_subnet.some[5].id', "? 'aws_subnet.some[5].id', which is not set"],
    ['aws_ecr_repository.each["a.b"].name', 'a.b-1'],
    ['aws_lb.none.arn', "? 'aws_lb.none', which is not declared here"],
    ['var.none', "? variable 'none', which is not declared here"],
    ['data.aws_vpc.main.id', "? data source 'aws_vpc.main', which is read when planning"],
    ['nothing', "? 'nothing', which means nothing here"],
    ['path.module', '.'],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, WORLD)).toEqual(value);
  });

  it('end where they lead back to themselves', () => {
    expect(valueOf('local.a', 'locals {\n  a = local.b\n  b = local.a\n}')).toBe('? a value that leads back to itself');
    expect(valueOf('local.a.x', 'locals { a = { x = local.a.y, y = local.a.x } }')).toMatch(/leads back to itself/);
    expect(valueOf('aws_lb.a.name', 'resource "aws_lb" "a" { name = aws_lb.a.name }')).toMatch(/^\?/);
  });
});

describe('conditions', () => {
  const declarations = `
    variable "env" { default = "dev" }
    variable "on" {
      type = bool
      default = true
    }
    variable "role" { default = null }
    variable "open" {}
    locals { is_prod = var.env == "prod" }
  `;
  it('that are known take their branch', () => {
    expect(valuesOf('1 > 2 ? "a" : "b"')).toEqual({ '': 'b' });
    expect(valuesOf('false ? nothing : "b"')).toEqual({ '': 'b' });
  });

  it('on variables go both ways, whatever the default', () => {
    expect(valuesOf('var.env == "prod" ? 2 : 1', declarations)).toEqual({
      'not var.env == "prod"': 1,
      'var.env == "prod"': 2,
    });
    expect(valuesOf('var.on ? 2 : 1', declarations)).toEqual({ 'var.on': 2, 'not var.on': 1 });
    expect(valuesOf('local.is_prod ? 2 : 1', declarations)).toEqual({
      'not var.env == "prod"': 1,
      'var.env == "prod"': 2,
    });
  });

  it('agree with each other and with the values of their variables', () => {
    const both = '[var.env == "prod" ? 1 : 0, var.env == "test" ? 1 : 0, var.env]';
    expect(Object.values(valuesOf(both, declarations))).toEqual([
      [0, 0, 'dev'],
      [1, 0, 'prod'],
      [0, 1, 'test'],
    ]);
    expect(Object.values(valuesOf('[var.on && !var.on, var.on ? 1 : 2]', declarations))).toEqual([
      [false, 1],
      [false, 2],
    ]);
  });

  it('on a default that is none make the variable unknown where it is set', () => {
    expect(valuesOf('var.role != null ? var.role : "own"', declarations)).toEqual({
      'not var.role != null': 'own',
      'var.role != null': "? variable 'role', which is not its default here",
    });
  });

  it('that compare otherwise ask whether the default holds', () => {
    expect(valuesOf('"${var.env}!" == "dev!" ? var.env : "other"', declarations)).toEqual({
      'var.env == "dev"': 'dev',
      'not var.env == "dev" and "${var.env}!" == "dev!"': "? variable 'env', which is not its default here",
      'not "${var.env}!" == "dev!"': 'other',
    });
  });

  it('that nobody can know are questions of their own, one for each text', () => {
    const other = '[aws_lb.x.arn == "a" ? 1 : 2, aws_lb.x.arn  ==  "a" ? 3 : 4]';
    expect(Object.values(valuesOf(other, 'resource "aws_lb" "x" {}'))).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('in loops decide item by item', () => {
    const loop = '[for k, v in { a = true, b = var.on } : k if v]';
    expect(valuesOf(loop, declarations)).toEqual({ 'var.on': ['a', 'b'], 'not var.on': ['a'] });
  });
});

describe('types of variables', () => {
  it.each<[string, string, unknown]>([
    ['string', '80', '80'],
    ['number', '"80"', 80],
    ['bool', '"true"', true],
    ['list(string)', '[1, true]', ['1', 'true']],
    ['set(string)', '["b", "a", "b"]', ['a', 'b']],
    ['map(number)', '{ a = "1" }', { a: 1 }],
    [
      'object({ a = string, b = optional(number, 7), c = optional(bool) })',
      '{ a = 1, z = 2 }',
      { a: '1', b: 7, c: null },
    ],
    ['object({ a = optional(object({ b = optional(number, 1) }), {}) })', '{}', { a: { b: 1 } }],
    ['tuple([string, number])', '[1, "2"]', ['1', 2]],
    ['any', '{ a = "1" }', { a: '1' }],
  ])('%s of %s', (type, fallback, value) => {
    expect(valueOf('var.v', `variable "v" {\n  type = ${type}\n  default = ${fallback}\n}`)).toEqual(value);
  });
});

describe('budgets', () => {
  const chain = (count: number, next: (name: string) => string): string =>
    `locals {\n  a0 = "x"\n${Array.from({ length: count }, (_, i) => `  a${i + 1} = ${next(`local.a${i}`)}`).join('\n')}\n}`;

  it('end texts that double', () => {
    expect(
      valueOf(
        'local.a60',
        chain(60, (name) => `"\${${name}}\${${name}}"`),
      ),
    ).toMatch(/^\? /);
  });

  it('end lists and objects that double', () => {
    const lists = evaluateText(
      'local.a50',
      chain(50, (name) => `[${name}, ${name}]`),
    );
    expect(lists.state).toBe('list');
    expect(
      valueOf(
        '[for x in local.a2 : x]',
        chain(2, (name) => `[${name}, ${name}]`),
      ),
    ).toBeDefined();
  });

  it('end chains of references', () => {
    expect(
      valueOf(
        'local.a5',
        chain(5, (name) => name),
      ),
    ).toBe('x');
    expect(
      valueOf(
        'local.a5000',
        chain(5000, (name) => name),
      ),
    ).toMatch(/^\? /);
  });

  it('end loops within loops', () => {
    const hundred = `[${Array.from({ length: 100 }, (_, i) => i).join(', ')}]`;
    const loops = `[for a in ${hundred} : [for b in ${hundred} : [for c in ${hundred} : [for d in ${hundred} : 1]]]]`;
    expect(evaluateText(loops).state).toBe('list');
  });
});

it('points at what is written, with the hops that led there', () => {
  const term = evaluateText('[{ size = local.size }]', 'variable "size" { default = 3 }\nlocals { size = var.size }');
  const [map] = term.state === 'list' ? [...term.items()] : [];
  const size = map?.state === 'map' ? map.get('size') : undefined;
  const { source, start, end } = size?.origin.span ?? { source: { text: '' }, start: 0, end: 0 };
  expect(source.text.slice(start, end)).toBe('local.size');
  expect(size?.origin.via.map(({ note }) => note)).toEqual(["Local value 'size'.", "Default of variable 'size'."]);
  expect(tell(term)).toEqual([{ size: 3 }]);
});

it('points at items that a loop hands on where they are written', () => {
  const term = evaluateText(
    '{ for k, v in local.parts : k => v if v != null }',
    'locals { parts = { cpu = 1 + 1, x = null } }',
  );
  const cpu = term.state === 'map' ? term.get('cpu') : undefined;
  const { source, start, end } = cpu?.origin.span ?? { source: { text: '' }, start: 0, end: 0 };
  expect(source.text.slice(start, end)).toBe('1 + 1');
  expect(cpu?.origin.name).toBe('cpu');
  expect(tell(term)).toEqual({ cpu: 2 });
});
