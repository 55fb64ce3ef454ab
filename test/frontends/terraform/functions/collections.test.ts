import { describe, expect, it } from 'vitest';
import { evaluate, show } from './expression.ts';

describe('functions of lists', () => {
  it.each([
    ['concat([1], ["c"])', '[1, "c"]'],
    ['concat(["a"], x, ["b"])', '["a", …, "b"]'],
    ['concat(["a"], x)', '["a", …]'],
    ['concat([["a"], x]...)', '["a", …]'],
    ['concat(x...)', '[…]'],
    ['concat(["a"], null)', '!'],
    ['concat(["a"], {})', '!'],
    ['reverse(concat(["a"], x, ["b"]))', '["b", …, "a"]'],
    ['element(["a", "b", "c"], 4)', '"b"'],
    ['element(["a", "b"], -1)', '!'],
    ['element([], 0)', '!'],
    ['element(concat(["a"], x), 0)', '"a"'],
    // What follows the first item is not known, nor how many there are.
    ['element(concat(["a"], x, ["b"]), 1)', '?'],
    ['element(concat(x, ["a"]), 0)', '?'],
    ['element(x, 0)', '?x'],
    ['element(["a"], x)', '?x'],
    ['index(["a", "b"], "b")', '1'],
    ['index(["a"], "b")', '!'],
    ['index(["a", x, "b"], "a")', '0'],
    ['index(["a", x, "b"], "b")', '?'],
    ['contains(["a", x], "a")', 'true'],
    ['contains(["a", x], "b")', '?'],
    ['contains(["a", "x-${y}"], "z")', 'false'],
    ['contains(["a", "x-${y}"], "x-1")', '?'],
    ['contains(concat(["a"], x), "b")', '?'],
    ['contains([], null)', '!'],
    // A number that came through a variable may be text by now.
    ['contains([1], "1")', '?'],
    ['length(["a", x])', '2'],
    ['length(concat(["a"], x))', '?'],
    ['length(toset(["a", x]))', '?'],
    ['length(toset([x]))', '1'],
    ['length("👨‍👩‍👧é")', '2'],
    ['length({ a = x })', '1'],
    ['length(merge({ a = 1 }, x))', '?'],
    ['length(1)', '!'],
    ['length(jsonencode({ a = 1 }))', '7'],
    ['slice(["a", "b", "c"], 1, 2)', '["b"]'],
    ['slice(["a"], 0, 2)', '!'],
    ['slice(concat(["a", "b"], x), 0, 1)', '["a"]'],
    ['slice(concat(["a"], x), 0, 2)', '["a", …]'],
    ['chunklist(["a", "b", "c"], 2)', '[["a", "b"], ["c"]]'],
    ['chunklist(["a"], 0)', '[["a"]]'],
    ['chunklist(concat(["a", "b", "c"], x), 2)', '[["a", "b"], …]'],
    ['sort(["b", "a", "é", "Z", 1])', '["1", "Z", "a", "b", "é"]'],
    ['sort(["b", x, "a"])', '[…, "a", "b", ?x, …]'],
    ['one([])', 'null'],
    ['one(["a"])', '"a"'],
    ['one(["a", "b"])', '!'],
    ['one(x)', '?x'],
    ['one(concat(["a"], x))', '?'],
    ['matchkeys(["a", "b", "c"], ["1", "2", "1"], ["1"])', '["a", "c"]'],
    ['matchkeys(["a", "b", "c"], ["1", x, "1"], ["1"])', '["a", …, "c"]'],
    ['matchkeys(["a"], ["1", "2"], ["1"])', '!'],
    ['compact(["a", "", null, "b"])', '["a", "b"]'],
    ['compact([1, ""])', '["1"]'],
    ['compact([x, "a"])', '[…, "a"]'],
    ['compact([id(x), "${y}-web", "a"])', '[?x, "${y}-web", "a"]'],
    ['compact(["a", {}])', '!'],
    ['distinct(["a", "b", "a"])', '["a", "b"]'],
    ['distinct([1, "1", 2, 1])', '["1", "2"]'],
    ['distinct([{ a = 1 }, { a = 1 }])', '[{a = 1}]'],
    ['distinct(["a", "x-${y}"])', '["a", "x-${y}"]'],
    ['distinct(["a", x, "b"])', '["a", …, ?x, …, "b", …]'],
    ['flatten([["a"], [], "b", [["c"]], null])', '["a", "b", "c", null]'],
    ['flatten([["a"], x, ["b"]])', '["a", …, "b"]'],
    ['flatten([["a"], id(x), ["b"]])', '["a", ?x, "b"]'],
    ['flatten([jsonencode(["a"])])', '[json ["a"]]'],
    ['flatten("a")', '!'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});

describe('functions of sets', () => {
  it.each([
    ['toset(["b", "a", "B", "a"])', '["B", "a", "b"]'],
    ['toset([20, 3])', '[3, 20]'],
    ['toset([1, true, "a"])', '["1", "a", "true"]'],
    ['toset([{ a = 1 }, { a = 1 }])', '[{a = 1}]'],
    ['toset(concat(["b", "a"], x))', '["a", "b", …]'],
    // Which stands where is not known before all are.
    ['tolist(toset(["b", x]))', '[…, "b", ?x, …]'],
    ['setunion(["b"], ["a", 1])', '["1", "a", "b"]'],
    ['setunion(["b"], x)', '["b", …]'],
    ['setunion([["b"], x]...)', '["b", …]'],
    ['setintersection(["a", "b"], ["b", "c"])', '["b"]'],
    ['setintersection(["a", "b"], x)', '[…]'],
    ['setintersection(["a", "b"], ["b", x])', '["b", …]'],
    ['setintersection(["a"], ["b"], x)', '[]'],
    ['setsubtract(["a", "b"], ["b"])', '["a"]'],
    ['setsubtract(["a", "b"], ["b", x])', '[…]'],
    ['setsubtract(["a", x], ["b"])', '["a", …]'],
    ['setproduct(["a", "b"], ["x", 1])', '[["a", "x"], ["a", "1"], ["b", "x"], ["b", "1"]]'],
    ['setproduct(["a"], [])', '[]'],
    ['setproduct(["a"], concat(["b"], x))', '[…, ["a", "b"], …]'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});

describe('functions of maps', () => {
  it.each([
    ['merge({ a = 1 }, null, { b = 2 })', '{a = 1, b = 2}'],
    ['merge({ a = 1, b = 2 }, { a = 3 })', '{a = 3, b = 2}'],
    ['merge({ a = { x = 1 } }, { a = { y = 2 } })', '{a = {y = 2}}'],
    ['merge()', '{}'],
    ['merge(x, { b = 2 })', '{b = 2, …}'],
    // The unknown map may have `a` too, also as null.
    ['merge({ a = 1 }, x, { b = 2 })', '{a = ?, b = 2, …}'],
    ['merge([{ a = 1 }, x]...)', '{a = ?, …}'],
    ['merge({ a = 1 }, [])', '!'],
    ['keys({ b = 1, a = 2, "10" = 1, "9" = 2 })', '["10", "9", "a", "b"]'],
    ['keys(merge(x, { a = 1 }))', '[…, "a", …]'],
    ['values({ b = 1, a = x })', '[?x, 1]'],
    ['lookup({ a = 1 }, "a", 2)', '1'],
    ['lookup({ a = 1 }, "b", 2)', '2'],
    ['lookup({ a = 1 }, "b")', '!'],
    ['lookup({ a = 1 }, x, 2)', '?x'],
    ['lookup(merge(x, { a = 1 }), "a", 2)', '1'],
    ['lookup(merge(x, { a = 1 }), "b", 2)', '?'],
    ['zipmap(["a", "b"], [1, "x"])', '{a = 1, b = "x"}'],
    ['zipmap(["a"], [1, 2])', '!'],
    ['zipmap(["a", x, "b"], [1, 2, 3])', '{a = ?, b = 3, …}'],
    ['zipmap(["a", "b"], concat([1], x))', '{a = 1, b = ?}'],
    ['zipmap(["a", null], [1, 2])', '!'],
    ['transpose({ a = ["1", "2"], b = ["2"] })', '{1 = ["a"], 2 = ["a", "b"]}'],
    ['transpose({ a = [x] })', '?x'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));

  it('says that a value which may be overridden may be nothing', () => {
    const merged = evaluate('merge({ a = 1 }, x)');
    expect(merged.state === 'map' && merged.get('a')).toMatchObject({ state: 'unknown', written: false });
  });

  it('keeps the places of what was written', () => {
    const text = 'merge({ a = 1 }, { b = "two" })';
    const merged = evaluate(text);
    const [, second] = merged.state === 'map' ? [...merged.entries()] : [];
    const { start = 0, end = 0 } = second?.value.origin.span ?? {};
    expect(text.slice(start, end)).toBe('"two"');
    expect(text.slice(second?.key.span.start, second?.key.span.end)).toBe('b');
  });
});
