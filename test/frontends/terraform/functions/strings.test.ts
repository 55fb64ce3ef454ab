import { describe, expect, it } from 'vitest';
import { evaluate, show } from './expression.ts';

// What is known was compared with Terraform 1.11.4's console.
describe('functions of text', () => {
  it.each([
    ['upper("straße")', '"STRAßE"'],
    ['upper("a-${x}-b")', '"A-${x}-B"'],
    ['lower("ÀBC")', '"àbc"'],
    ['lower(x)', '?x'],
    ['lower(12)', '"12"'],
    ['lower(null)', '!'],
    ['lower([])', '!'],
    ['lower(jsonencode({A = "B"}))', '"{\\"a\\":\\"b\\"}"'],
    ['title("hello wORLD foo-bar it\'s")', '"Hello WORLD Foo-Bar It\'S"'],
    ['title("a${x}")', '?'],
    ['strrev("aé👍b")', '"b👍éa"'],
    ['strrev("ab${x}cd")', '"dc${x}ba"'],
    ['indent(2, "a\\nb\\n\\nc")', '"a\\n  b\\n  \\n  c"'],
    ['indent(2, "a\\n${x}\\nb")', '"a\\n  ${x}\\n  b"'],
    ['substr("hello", 1, -1)', '"ello"'],
    ['substr("hello", -3, 2)', '"ll"'],
    ['substr("hello", 2, 100)', '"llo"'],
    ['substr("hello", 10, 1)', '""'],
    ['substr("hello", -2, 0)', '"lo"'],
    ['substr("👨‍👩‍👧é", 1, 1)', '"é"'],
    ['substr(x, 0, 3)', '?x'],
    ['startswith("abc", "ab")', 'true'],
    ['startswith("abc${x}", "ab")', 'true'],
    ['startswith("abc${x}", "b")', 'false'],
    ['startswith("a${x}", "ab")', '?'],
    ['startswith("${x}a", "ab")', '?'],
    ['endswith("abc", "bc")', 'true'],
    ['endswith("${x}abc", "bc")', 'true'],
    ['endswith("${x}abc", "b")', 'false'],
    ['endswith("${x}c", "bc")', '?'],
    ['strcontains("abc", "b")', 'true'],
    ['strcontains("abc", "x")', 'false'],
    ['strcontains("${x}abc", "b")', 'true'],
    ['strcontains("${x}abc", "z")', '?'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});

describe('join and split', () => {
  it.each([
    ['join(",", ["a"], ["b"])', '"a,b"'],
    ['join(",", [1, true])', '"1,true"'],
    ['join(",", [])', '""'],
    ['join(",", [null])', '!'],
    ['join(",", [["a"]])', '!'],
    ['join(",", toset(["b", "a"]))', '"a,b"'],
    ['join("-", ["a", x, "c"])', '"a-${x}-c"'],
    ['join(s, ["a", "b"])', '"a${s}b"'],
    ['join("-", x)', '?x'],
    // Whether a separator is due behind the last known item, nobody knows.
    ['join("-", concat(["a", "b"], x))', '"a-b${}"'],
    ['join("-", concat(x, ["a", "b"]))', '?x'],
    ['split(",", "a,b,,c")', '["a", "b", "", "c"]'],
    ['split(",", "")', '[""]'],
    ['split("", "abc")', '["a", "b", "c"]'],
    ['split("", "")', '[]'],
    ['split(":", "a:b${x}:c")', '["a", …]'],
    ['split(",", join(",", ["a", id(x), "b"]))', '["a", ?x, "b"]'],
    ['split(",", "a,${x},b")', '["a", …]'],
    ['split("/", x)', '[…]'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it('keeps the resource that an unknown part is of', () => {
    const term = evaluate('join("/", ["a", id(x)])');
    expect(term).toMatchObject({ state: 'template', parts: ['a/', { reference: { address: 'aws_lb.x' } }] });
  });
});

describe('edits of text', () => {
  it.each([
    ['chomp("a\\r\\n\\n")', '"a"'],
    ['chomp("a${x}\\n")', '"a${x}"'],
    ['trimspace("  a\\n\\t ")', '"a"'],
    ['trimspace(" a ${x} b ")', '"a ${x} b"'],
    // The unknown part may be empty, and then what stands behind it is trimmed.
    ['trimspace("${x} b")', '"${x}b"'],
    ['trimspace(" ${x} ${y} b")', '"${x}${y}b"'],
    ['trim("?!hello?!", "!?")', '"hello"'],
    ['trim("--${x}--", "-")', '?x'],
    ['trimprefix("helloworld", "hello")', '"world"'],
    ['trimprefix("hello${x}", "hello")', '?x'],
    ['trimprefix("hello-${x}", "hello")', '"-${x}"'],
    ['trimprefix("he${x}", "hello")', '?'],
    ['trimprefix("${x}.example", "https://")', '"${x}.example"'],
    ['trimprefix("${x}/path", "https://")', '?'],
    ['trimprefix("a${x}", "")', '"a${x}"'],
    ['trimsuffix("helloworld", "world")', '"hello"'],
    ['trimsuffix("${x}.", ".")', '?x'],
    ['trimsuffix("${x}-web.", ".")', '"${x}-web"'],
    ['trimsuffix("a${x}", ".")', '"a${x}"'],
    ['replace("hello", "l", "L")', '"heLLo"'],
    ['replace("abc", "", "-")', '"-a-b-c-"'],
    ['replace("a/b", "/", "-")', '"a-b"'],
    ['replace("hello", "/l+/", "<$0>")', '"he<ll>o"'],
    ['replace("hello", "/(l)(l)/", "$2-$1x")', '"hel-o"'],
    ['replace("hello", "/(?P<a>l)/", "[$a]")', '"he[l][l]o"'],
    ['replace("ab", "//", "-")', '"-a-b-"'],
    ['replace("a-${x}-b", "-", "_")', '"a_${x}_b"'],
    ['replace("image: TAG", "TAG", x)', '"image: ${x}"'],
    // A match may reach from the unknown part into the known one.
    ['replace("${x}bc", "ab", "-")', '"${x}${}"'],
    ['replace("a${x}", "ab", "-")', '"${}${x}"'],
    ['replace("${x}bc", "bc", "-")', '"${x}-"'],
    ['replace("${x}b${y}", "abc", "-")', '"${x}${}${y}"'],
    ['replace("a${x}", "/a/", "b")', '?'],
    ['replace("abc", "/a(?!b)/", "")', '?'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it('gives a text that it does not change as it was written', () => {
    const written = evaluate('lower("abc")');
    expect(written.origin.span).toMatchObject({ start: 6, end: 11 });
    expect(evaluate('lower("ABC")').origin.span).toMatchObject({ start: 0, end: 12 });
  });
});
