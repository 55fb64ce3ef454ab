import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeModel } from '../../../../src/engine/index.ts';
import { terraform } from '../../../../src/frontends/terraform/configuration.ts';
import { describe as describeFiles } from '../../../../src/index.ts';
import { loadShapes, Resource } from '../../../../src/model/index.ts';
import { parseHcl } from '../../../../src/syntax/index.ts';
import { explore } from '../../../../src/values/index.ts';
import { lowerFiles } from '../../lower-text.ts';
import { temporaryFolder } from '../../../workspace/temporary-folder.ts';
import { evaluateText, tell } from './evaluate-text.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', '..', 'fixtures');
const text = readFileSync(join(FIXTURES, 'spellings/orders/terraform-hcl/main.tf'), 'utf8');

/** Lowers a text whatever it holds, and reads every field of what comes of it. */
function lowerAll(changed: string): void {
  const { root } = parseHcl({ path: 'main.tf', text: changed });
  if (!root) return;
  terraform.recognises(root);
  const resources: Resource[] = [];
  terraform.lower([{ root, index: 0 }], {
    settings: { parameters: {} },
    add: (source) => resources.push(new Resource(source)),
    mistake: ({ origin }) => {
      for (const span of [origin.span, origin.head, ...origin.via.map((hop) => hop.span)]) {
        expect(span.end).toBeGreaterThanOrEqual(span.start);
      }
    },
    notice: () => undefined,
  });
  describeModel(resources);
}

describe('a configuration', () => {
  beforeAll(() => loadShapes(terraform.kinds));

  it('is read when it is cut or damaged', () => {
    const damage = fc.record({
      at: fc.nat({ max: text.length }),
      length: fc.nat({ max: 60 }),
      by: fc.constantFrom(
        '',
        '"',
        '{',
        '}',
        '${',
        '[for x in y : x]',
        'a.b[*].c',
        ' ? 1 : 2',
        '\n',
        '<<EOT\n',
        '...',
        '=',
      ),
    });
    fc.assert(
      fc.property(damage, fc.boolean(), ({ at, length, by }, cut) =>
        lowerAll(text.slice(0, at) + by + (cut ? '' : text.slice(at + length))),
      ),
      { numRuns: 60 },
    );
  });

  it('is read with anything in the place of any value', () => {
    const places = [...text.matchAll(/= (.+)$/gm)].map(
      ({ index, 1: value = '' }) => [index + 2, value.length] as const,
    );
    const odd = fc.constantFrom(
      'null',
      '[]',
      '{}',
      'true',
      '-1',
      '""',
      'var.vpc_id',
      'var.nothing.at.all[0]',
      'aws_ecs_service.web',
      'aws_ecs_service.web[*]',
      'data.aws_iam_policy_document.tasks',
      'local',
      'path.module',
      'jsonencode(local)',
      'jsonencode([[{}], null, aws_lb.orders])',
      '[for k, v in local.queue_token : k => v]',
      '{ for k in ["a"] : k => k... }',
      '"[${var.vpc_id}"',
      '<<-X\n    [{"a": ${var.vpc_id}}]\n  X',
    );
    fc.assert(
      fc.property(fc.nat(), odd, (which, by) => {
        const [at, length] = places[which % places.length] ?? [0, 0];
        lowerAll(text.slice(0, at) + by + text.slice(at + length));
      }),
      { numRuns: 80 },
    );
  });
});

const names = ['var.on', 'var.text', 'var.open', 'local.list', 'aws_lb.a', 'aws_lb.many', 'each.key', 'data.x.y', 'z'];
const { expression } = fc.letrec<{ expression: string; part: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    fc.constantFrom(...names, 'null', 'true', '1.50', '"a"', '"${1}"', '[]', '{}'),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||'),
        tie('expression'),
      )
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(fc.constantFrom('!', '-'), tie('expression')).map(([operator, a]) => `(${operator}${a})`),
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(tie('expression'), { maxLength: 3 })
      .map((items) => `{${items.map((item) => `(${item}) = ${item}`).join(', ')}}`),
    fc.tuple(tie('expression'), tie('part')).map(([a, part]) => `(${a})${part}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `[for k, z in ${a} : ${b} if z != null]`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `{for k, z in ${a} : k => ${b}...}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `"x\${${a}}%{ if ${b} }y%{ endif }"`),
    fc
      .tuple(
        fc.constantFrom(
          'jsonencode',
          'merge',
          'concat',
          'try',
          'length',
          'toset',
          'lookup',
          'join',
          'format',
          'flatten',
        ),
        fc.array(tie('expression'), { maxLength: 3 }),
        fc.constantFrom('', '...'),
      )
      .map(([name, args, spread]) => `${name}(${args.join(', ')}${args.length > 0 ? spread : ''})`),
  ),
  part: fc.oneof(
    fc.constantFrom('.a', '[0]', '["a"]', '[*]', '[*].a', '.*.a'),
    tie('expression').map((key) => `[${key}]`),
  ),
}));

const declarations = `
variable "on" { default = true }
variable "text" { default = "" }
variable "open" {}
locals { list = [1, { a = "b" }, var.open] }
resource "aws_lb" "a" { name = var.text }
resource "aws_lb" "many" {
  count = var.on ? 2 : 0
  name  = "n\${count.index}"
}`;

describe('any expression', () => {
  it('has a value in every world, and never throws', () => {
    fc.assert(
      fc.property(expression, (written) => {
        const term = evaluateText(written, declarations);
        for (const { result } of explore((world) => JSON.stringify(tell(term, world))).outcomes)
          expect(result).toBeTypeOf('string');
      }),
      { numRuns: 400 },
    );
  });
});

/** Local values that are each made of the one before: `a0`, and `a1` to `a40`. */
function chain(first: string, next: (before: string) => string, length = 40): string {
  const lines = Array.from({ length }, (_, i) => `  a${i + 1} = ${next(`local.a${i}`)}`);
  return `locals {\n  a0 = ${first}\n${lines.join('\n')}\n}\n`;
}

function role(policy: string): string {
  return `resource "aws_iam_role" "a" {\n  name = "a"\n  assume_role_policy = ${policy}\n}\n`;
}

function service(count: string): string {
  return `resource "aws_ecs_service" "a" {\n  name = "a"\n  desired_count = ${count}\n}\n`;
}

/** What the model and the notices say, as one text. */
async function outcomeOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { model, notices } = await lowerFiles(terraform, files);
  return JSON.stringify({ model, notices: notices.map(({ message }) => message) });
}

const xs = 'x'.repeat(900);
const long = `join("", [for i in range(1000) : "${xs}"])`;

describe('what would fill the machine', () => {
  it.each<[string, string, string]>([
    [
      'for_each over a million keys',
      'resource "aws_lb" "a" {\n  for_each = toset([for i in range(1000000) : "k${i}"])\n  name = each.key\n}',
      `'each.key', whose for_each is not known`,
    ],
    [
      'for_each over a thousand keys',
      'resource "aws_lb" "a" {\n  for_each = toset([for i in range(1000) : "k${i}"])\n  name = each.key\n}',
      'Line 2 makes more than 100 instances.',
    ],
    [
      'a count of a thousand million',
      'resource "aws_lb" "a" {\n  count = 1000000000\n  name = "a"\n}',
      'Line 2 makes more than 100 instances.',
    ],
    [
      'documents within documents',
      chain('jsonencode(["x", "y"])', (a) => `jsonencode([${a}, ${a}])`) + role('local.a40'),
      'makes a text that is too long.',
    ],
    [
      'documents within documents, on conditions',
      `variable "c" { default = true }\n${chain('jsonencode(["x"])', (a) => `jsonencode([var.c ? ${a} : "n", ${a}])`)}${role('local.a40')}`,
      'makes a text that is too long.',
    ],
    [
      'maps that double',
      chain('{ x = 1 }', (a) => `{ x = ${a}, y = merge(${a}, { z = ${a} }) }`) + role('jsonencode(local.a40)'),
      'part of something that is too large to be read',
    ],
    [
      'lists that double, compared',
      `${chain('[1]', (a) => `[${a}, ${a}]`)}${service('local.a40 == [local.a39, local.a39] ? 1 : 2')}`,
      'makes a value with too many parts.',
    ],
    [
      'lists that double, flattened',
      chain('[]', (a) => `[${a}, ${a}]`) + service('length(flatten(local.a30))'),
      'makes a value with too many parts.',
    ],
    [
      'lists that double, converted',
      `variable "x" {\n  type = list(list(list(list(number))))\n}\n${service('length(flatten(var.x))')}`,
      'makes a list with too many items.',
    ],
    [
      'policies of policies',
      `data "aws_iam_policy_document" "d0" {\n  statement {\n    actions = ["s3:*"]\n    resources = ["*"]\n  }\n}\n${Array.from(
        { length: 40 },
        (_, i) =>
          `data "aws_iam_policy_document" "d${i + 1}" {\n  source_policy_documents = [data.aws_iam_policy_document.d${i}.json, data.aws_iam_policy_document.d${i}.json]\n}`,
      ).join('\n')}\n${role('data.aws_iam_policy_document.d40.json')}`,
      '"Action":"s3:*"',
    ],
    [
      'a text that doubles',
      chain('"xxxxxxxx"', (a) => `"\${${a}}\${${a}}"`) + role('local.a40'),
      'makes a text that is too long.',
    ],
    [
      'a text that doubles in a call',
      chain('"xxxxxxxx"', (a) => `replace(${a}, "/(x)/", "$1$1")`) + role('local.a40'),
      '$unknown',
    ],
    [
      'a text that grows by a third',
      chain('"xxxxxxxx"', (a) => `base64encode(${a})`, 80) + role('local.a80'),
      'makes a text that is too long.',
    ],
    [
      'a text that is indented far',
      `locals { a = join("\\n", [for i in range(1000) : "x"]) }\n${role('indent(1000, join("\\n", [local.a, local.a]))')}`,
      'makes a text that is too long.',
    ],
    ['a span of a million digits', role(`timeadd("2024-01-01T00:00:00Z", ${long})`), 'a call of'],
    [
      'a pattern with loops in loops',
      role(`replace("${'a'.repeat(3000)}", "/(a+)+$|(a|aa)*b/", "x")`),
      '"assumeRolePolicyDocument":"x"',
    ],
    [
      'a text of a million line breaks',
      `locals { a = join("\\n", [for i in range(1000) : ""]) }\n${role('yamlencode(["a${join("", [for i in range(900) : local.a])}b"])')}`,
      '- |-\\n  a\\n\\n',
    ],
    [
      'characters of marks on marks, over and over',
      `locals { a = join("", [for i in range(300) : "${'e\u0301'.repeat(450)}"]) }\n${role('join("", [for i in range(50) : strrev(local.a)])')}`,
      'makes',
    ],
    ['a verb of great width', role('format("%999999999d", 1)'), 'too wide'],
    ['numbers that double', chain('12345678901234567890', (a) => `${a} * ${a}`) + service('local.a40'), 'too large'],
    ['a power without end', service('pow(10, 10000000)'), 'too large'],
    [
      'every combination',
      service('length(setproduct(range(1000), range(1000)))'),
      'makes a collection that is too large.',
    ],
    [
      'loops in loops',
      `locals {\n  r = range(1000)\n  c = [for x in local.r : [for y in local.r : [for z in local.r : "\${x}\${y}\${z}"]]]\n}\n${role('jsonencode(local.c)')}`,
      'makes',
    ],
    [
      'locals in a circle',
      `locals {\n  a = [local.b]\n  b = { x = local.a }\n}\n${role('jsonencode(local.a)')}`,
      'too large to be read',
    ],
    ['a resource that counts itself', 'resource "aws_lb" "a" { count = length(aws_lb.a) }', 'aws_lb.a'],
    [
      'a long chain of references',
      chain('"x"', (a) => a, 20_000) + role('local.a20000'),
      'leads through too many others',
    ],
    [
      'a template that renders itself',
      role('templatestring("x$${y}", { y = "z" })') + role('templatefile("t.tpl", {})').replace('"a"', '"b"'),
      'xz',
    ],
    [
      'conditions on conditions',
      `variable "v" { default = 1 }\nlocals {\n  a0 = var.v\n${Array.from({ length: 60 }, (_, i) => `  a${i + 1} = local.a${i} > ${i} ? local.a${i} + 1 : local.a${i} - 1`).join('\n')}\n}\n${service('local.a60')}`,
      '{"when":"var.v == 1","value":61}',
    ],
    [
      'a deep expression',
      `locals { a = ${'('.repeat(100)}1${')'.repeat(100)} }\n${service('local.a')}`,
      '"desiredCount":1',
    ],
    [
      'a long chain of operators',
      `variable "x" { default = 1 }\n${service(Array.from({ length: 5000 }, () => 'var.x').join(' + '))}`,
      '5000',
    ],
  ])('%s is told', async (name, body, said) => {
    const files =
      name === 'lists that double, converted'
        ? {
            'main.tf': `locals {\n  z = range(1000)\n  y = [for i in local.z : local.z]\n  w = [for i in local.z : local.y]\n}\nmodule "m" {\n  source = "./m"\n  x = [local.w]\n}\n`,
            'm/main.tf': body,
          }
        : { 'main.tf': body };
    expect(await outcomeOf(files)).toContain(said);
  });

  it('tells of one root module once', async () => {
    const body = chain('"xxxxxxxx"', (a) => `"\${${a}}\${${a}}"`) + role('local.a40');
    const { notices } = await lowerFiles(terraform, {
      'a/main.tf': body + service('pow(local.a40, 2)'),
      'b/main.tf': body,
    });
    expect(notices.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
      'incomplete a/main.tf',
      'incomplete b/main.tf',
    ]);
  });

  it('reads what is nested too deep as a fault, and goes on', async () => {
    for (const [open, close] of [
      ['(', ')'],
      ['[', ']'],
      ['{a=', '}'],
      ['"${', '}"'],
      ['-', ''],
      ['upper(', ')'],
      ['local.l[', ']'],
      ['[for x in [1] : ', ']'],
      ['true ? 1 : ', ''],
    ] as const) {
      const deep = `${open.repeat(20_000)}1${close.repeat(20_000)}`;
      const { mistakes, model } = await lowerFiles(terraform, {
        'main.tf': `resource "aws_lb" "a" {\n  name = ${deep}\n}\nresource "aws_lb" "b" {\n  name = "b"\n}\n`,
      });
      expect(JSON.stringify(model)).toContain('"name":"b"');
      expect(mistakes.length).toBeGreaterThan(0);
    }
  });

  it('reads no file outside of the root, whatever way leads there', async () => {
    const root = temporaryFolder({ 'work/main.tf': '', 'work/in.txt': 'inside', 'secret.txt': 'SECRET' });
    symlinkSync(join(root, 'secret.txt'), join(root, 'work/link.txt'));
    symlinkSync(root, join(root, 'work/up'));
    const ways = [
      'file("in.txt")',
      'file("../secret.txt")',
      `file("${root}/secret.txt")`,
      'file("link.txt")',
      'file("up/secret.txt")',
      'file("./up/../secret.txt")',
      'file("${path.module}/../secret.txt")',
      'file("${path.root}/up/work/../secret.txt")',
      'templatefile("../secret.txt", {})',
      'templatefile("link.txt", {})',
      'base64decode(filebase64("../secret.txt"))',
      'join(",", fileset("..", "*"))',
      'file("/dev/zero")',
      'file("work\\u0000")',
    ];
    writeFileSync(
      join(root, 'work/main.tf'),
      ways.map((way, i) => `resource "aws_cloudwatch_log_group" "g${i}" {\n  name = ${way}\n}\n`).join(''),
    );
    const { resources, notices } = await describeFiles(['main.tf'], { cwd: join(root, 'work') });
    expect(notices).toEqual([]);
    const [inside, ...others] = resources.map(({ values }) => JSON.stringify(values));
    expect(inside).toContain('"inside"');
    expect(others).toHaveLength(ways.length - 1);
    for (const other of others) {
      expect(other).toContain('$unknown');
      expect(other).not.toContain('SECRET');
    }
  });

  it('ends modules that call one another', async () => {
    const call = (source: string): string =>
      `module "x" {\n  source = "${source}"\n}\nresource "aws_lb" "a" { name = "x" }\n`;
    const { model, notices } = await lowerFiles(terraform, {
      'main.tf': call('./a'),
      'a/main.tf': call('../b'),
      'b/main.tf': call('../a') + call('../b').replace('"x"', '"y"').replace('"a"', '"b"'),
    });
    expect(model.map(({ address }) => address)).toContain('module.x.module.x.aws_lb.a');
    expect(notices.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      expect.stringMatching(/^b\/main\.tf: Line \d+ makes a module that leads back to itself\./),
    ]);
  });
});
