import { describe, expect, it } from 'vitest';
import { Budget } from '../../../../src/frontends/terraform/budget.ts';
import { callFunction } from '../../../../src/frontends/terraform/functions/index.ts';
import { attributesOf, NodeOrigin, parseHcl, parseJson } from '../../../../src/syntax/index.ts';
import type { Term } from '../../../../src/values/index.ts';
import { evaluate, placeIn, show } from './expression.ts';

describe('jsonencode', () => {
  it.each([
    ['jsonencode({ b = 1, a = "x" })', 'json {b = 1, a = "x"}'],
    ['jsonencode([x, "a-${y}"])', 'json [?x, "a-${y}"]'],
    ['jsonencode("é<")', '"\\"é\\\\u003c\\""'],
    ['jsonencode(1.50)', '"1.5"'],
    ['jsonencode(null)', '"null"'],
    ['jsonencode("a${x}")', '"\\"a${x}\\""'],
    ['jsonencode(id(x))', '"\\"${x}\\""'],
    ['jsonencode(x)', '?x'],
    // Within a document another is text.
    ['jsonencode({ a = jsonencode({ b = 1 }) })', 'json {a = "{\\"b\\":1}"}'],
    ['jsonencode(jsonencode({ b = 1 }))', '"\\"{\\\\\\"b\\\\\\":1}\\""'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it.each([
    [
      'join("", [jsonencode({ b = 1, a = null, c = [true, "x"] })])',
      '"{\\"a\\":null,\\"b\\":1,\\"c\\":[true,\\"x\\"]}"',
    ],
    ['lower(jsonencode({ A = x }))', '"{\\"a\\":${x}}"'],
    ['lower(jsonencode(["A-${x}"]))', '"[\\"a-${x}\\"]"'],
    ['lower(jsonencode(toset(["b", "a"])))', '"[\\"a\\",\\"b\\"]"'],
    // What cannot be seen may stand anywhere in a map, and behind the known items of a list.
    ['lower(jsonencode(merge({ a = 1 }, x)))', '"{${}}"'],
    ['lower(jsonencode(concat(["a"], x)))', '"[\\"a\\"${}]"'],
    ['base64encode(jsonencode({ a = 1 }))', '"eyJhIjoxfQ=="'],
    ['sha256(jsonencode({ a = x }))', '?'],
    ['merge(jsonencode({ a = 1 }))', '!'],
  ])('is text to others: %s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it('keeps the places of what was written', () => {
    const text = 'jsonencode([{ image = "web" }])';
    const document = evaluate(text);
    const [item] = document.state === 'list' ? [...document.items()] : [];
    const image = item?.state === 'map' ? item.get('image') : undefined;
    expect(text.slice(image?.origin.span.start, image?.origin.span.end)).toBe('"web"');
    const [entry] = item?.state === 'map' ? [...item.entries()] : [];
    expect(text.slice(entry?.key.span.start, entry?.key.span.end)).toBe('image');
  });

  it('leaves conditions for whoever reads the document', () => {
    const document = evaluate('jsonencode({ a = pick(jsonencode([1]), "b") })');
    const value = document.state === 'map' ? document.get('a') : undefined;
    expect(value?.state).toBe('choice');
    expect(value && show(value)).toBe('"[1]"');
  });
});

describe('jsondecode', () => {
  it.each([
    ['jsondecode("{\\"a\\":[1,null,true,1.50]}")', '{a = [1, null, true, 1.50]}'],
    ['jsondecode(jsonencode({ a = x }))', '{a = ?x}'],
    ['jsondecode("nope")', '!'],
    ['jsondecode("[1,]")', '!'],
    ['jsondecode("// x\\n1")', '!'],
    ['jsondecode("1")', '1'],
    ['jsondecode(x)', '?x'],
    ['jsondecode("{${x}}")', '?'],
    ['jsondecode(lower("[\\"A\\"]"))', '["a"]'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it('gives parts the places that they have in a string', () => {
    const source = { path: 'main.tf', text: 'a = "{\\"image\\": \\"web\\"}"\n' };
    const { root } = parseHcl(source);
    const [attribute] = root ? attributesOf(root) : [];
    if (!attribute) throw new Error('no attribute');
    const { value } = attribute;
    const term: Term = { state: 'scalar', value: value.text, text: value.text, origin: new NodeOrigin(value) };
    const decoded = callFunction('jsondecode', [term], { place: placeIn(''), budget: new Budget() }, false);
    const image = decoded.state === 'map' ? decoded.get('image') : undefined;
    expect(image?.origin.span).toMatchObject({ start: source.text.indexOf('\\"web'), source: { path: 'main.tf' } });
  });

  it('gives parts the places that they have in a file', () => {
    const source = { path: 'x.json', text: '{ "image": "web" }' };
    const span = { source, start: 0, end: source.text.length };
    const place = { span, head: span, name: '', via: [] };
    const decoded = evaluate('jsondecode(file("x.json"))', { readFile: () => ({ text: source.text, place }) });
    const image = decoded.state === 'map' ? decoded.get('image') : undefined;
    expect(image?.origin.span).toEqual({ source, start: 11, end: 16 });
  });

  it('gives parts of a text that was made the place of the call', () => {
    const text = 'jsondecode(lower("[\\"A\\"]"))';
    const decoded = evaluate(text);
    const [item] = decoded.state === 'list' ? [...decoded.items()] : [];
    expect(item?.origin.span).toMatchObject({ start: 0, end: text.length });
  });

  it('keeps what is secret secret', () => {
    const { root } = parseJson({ path: 'x', text: '"[1]"' });
    if (!root) throw new Error('no root');
    const origin = new NodeOrigin(root, undefined, { sensitive: true });
    const decoded = callFunction(
      'jsondecode',
      [{ state: 'scalar', value: '[1]', text: '[1]', origin }],
      { place: placeIn(''), budget: new Budget() },
      false,
    );
    const [item] = decoded.state === 'list' ? [...decoded.items()] : [];
    expect(item?.origin.sensitive).toBe(true);
  });
});

describe('yamlencode', () => {
  it.each([
    ['yamlencode({ b = 1, a = "x" })', '"\\"a\\": \\"x\\"\\n\\"b\\": 1\\n"'],
    ['yamlencode("x")', '"\\"x\\"\\n"'],
    ['yamlencode(true)', '"true\\n...\\n"'],
    ['yamlencode([["a"], [], {}])', '"- - \\"a\\"\\n- []\\n- {}\\n"'],
    [
      'yamlencode({ c = [1, { d = "y", e = [] }], f = { g = null } })',
      '"\\"c\\":\\n- 1\\n- \\"d\\": \\"y\\"\\n  \\"e\\": []\\n\\"f\\":\\n  \\"g\\": null\\n"',
    ],
    ['yamlencode({ a = "multi\\nline" })', '"\\"a\\": |-\\n  multi\\n  line\\n"'],
    ['yamlencode({ a = "x-${x}", b = 1 })', '"\\"a\\": ${}\\n\\"b\\": 1\\n"'],
    ['yamlencode(merge({ a = 1 }, x))', '?'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});

describe('yamldecode', () => {
  it.each([
    ['yamldecode("a: 1\\nb: [x, yes, 0o7, 1e3]\\nc: |\\n  hi\\n")', '{a = 1, b = ["x", true, 7, 1e3], c = "hi\\n"}'],
    ['yamldecode("a: &x 1\\nb: *x\\n<<: {q: 1}")', '{a = 1, b = 1, q = 1}'],
    ['yamldecode("y")', 'true'],
    ['yamldecode("017")', '17'],
    ['yamldecode("1_000")', '"1_000"'],
    ['yamldecode("2020-01-01")', '"2020-01-01T00:00:00Z"'],
    ['yamldecode("a: 1\\na: 2")', '{a = 2}'],
    ['yamldecode("--- x\\n--- y\\n")', '!'],
    ['yamldecode("")', '!'],
    ['yamldecode(yamlencode({ a = ["b"] }))', '{a = ["b"]}'],
    ['yamldecode(x)', '?x'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it('reads numbers as Terraform does', () => {
    const decoded = evaluate('yamldecode("[017, 0o17, 0x1F, .5]")');
    const values = decoded.state === 'list' ? [...decoded.items()] : [];
    expect(values.map((item) => item.state === 'scalar' && item.value)).toEqual([17, 15, 31, 0.5]);
  });
});
