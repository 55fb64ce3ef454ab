import { describe, expect, it } from 'vitest';
import { failedTerm } from '../../../../src/frontends/terraform/functions/index.ts';
import { evaluate, placeIn, show } from './expression.ts';

describe('functions that choose', () => {
  it.each([
    ['coalesce(null, "", "a", "b")', '"a"'],
    ['coalesce(null, 1, "a")', '"1"'],
    ['coalesce("", null)', '!'],
    ['coalesce(1, true)', '!'],
    ['coalesce([], [1])', '[]'],
    ['coalesce(x, "a")', '?x'],
    ['coalesce("a", x)', '"a"'],
    ['coalesce(null, id(x), "a")', '?x'],
    ['coalesce("a-${x}", "b")', '"a-${x}"'],
    ['coalesce("${x}", "b")', '?'],
    ['coalescelist([], ["a"], x)', '["a"]'],
    ['coalescelist(x, ["a"])', '?x'],
    ['coalescelist(concat(["a"], x), ["b"])', '["a", …]'],
    ['coalescelist(concat([], x), ["b"])', '?'],
    ['coalescelist([], [])', '!'],
    ['coalescelist(null, ["a"])', '!'],
    ['try(tonumber("a"), 1)', '1'],
    ['try(null, 1)', 'null'],
    ['try(tonumber("a"), element([], 0))', '!'],
    ['try([1, tonumber("a")], "d")', '"d"'],
    ['try(x, 1)', '?x'],
    ['can(tonumber("a"))', 'false'],
    ['can({ a = tonumber("a") })', 'false'],
    ['can(null)', 'true'],
    ['can(x)', '?x'],
    ['alltrue([])', 'true'],
    ['alltrue([true, "true", x])', '?x'],
    ['alltrue([false, x])', 'false'],
    ['alltrue([true, null])', 'false'],
    ['alltrue([true, "no"])', '!'],
    ['anytrue([])', 'false'],
    ['anytrue([true, x])', 'true'],
    ['anytrue(concat([false], x))', '?'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it('keeps the place of what it chooses', () => {
    const text = 'coalesce(null, "a")';
    const { start, end } = evaluate(text).origin.span;
    expect(text.slice(start, end)).toBe('"a"');
  });

  it('tells a failure that somebody else found', () => {
    expect(failedTerm('something', placeIn(''))).toMatchObject({ state: 'unknown', failed: true });
  });
});

describe('conversions', () => {
  it.each([
    ['tostring(1.50)', '"1.5"'],
    ['tostring(1e21)', '"1000000000000000000000"'],
    ['tostring(true)', '"true"'],
    ['tostring(null)', 'null'],
    ['tostring([1])', '!'],
    ['tostring("a${x}")', '"a${x}"'],
    ['tonumber("1e3")', '1000'],
    ['tonumber(".5")', '0.5'],
    ['tonumber("0x1")', '!'],
    ['tonumber(" 1")', '!'],
    ['tonumber(true)', '!'],
    ['tonumber(x)', '?x'],
    ['tonumber("1${x}")', '?'],
    ['tobool("true")', 'true'],
    ['tobool("1")', 'true'],
    ['tobool("TRUE")', '!'],
    ['tobool(1)', '!'],
    ['tolist([1, "a"])', '["1", "a"]'],
    ['tolist([1, true])', '!'],
    ['tolist([1, "a", x])', '["1", "a", ?x]'],
    ['tolist({})', '!'],
    ['tolist(null)', 'null'],
    ['tomap({ a = 1, b = "x" })', '{a = "1", b = "x"}'],
    ['tomap({ a = 1, b = [1] })', '!'],
    ['tomap(merge(x, { a = 1 }))', '{a = 1, …}'],
    ['toset("a")', '!'],
    ['toset(x)', '?x'],
    ['type(1)', '?'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it('keeps the place of what it converts', () => {
    const text = 'tonumber("256")';
    const { start, end } = evaluate(text).origin.span;
    expect(text.slice(start, end)).toBe('"256"');
  });
});
