import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcherOf } from '../../../../src/frontends/terraform/functions/pattern/index.ts';
import { evaluate, show } from './expression.ts';

describe('regex and regexall', () => {
  it.each([
    ['regex("a.c", "xabc")', '"abc"'],
    ['regex("a(.)c", "xabc")', '["b"]'],
    ['regex("(a)(b)?", "a")', '["a", null]'],
    ['regex("(?P<x>a)(?P<y>b)?", "a")', '{x = "a", y = null}'],
    ['regex("(?P<x>a)(b)", "ab")', '!'],
    ['regex("q", "a")', '!'],
    ['regex("\\\\d+", "ab12")', '"12"'],
    ['regex("^(?:https?://)?([^/]+)", "https://x.y/z")', '["x.y"]'],
    ['regex("(?i)HELLO", "say hello")', '"hello"'],
    ['regex("a|ab", "ab")', '"a"'],
    ['regex("(a|b)*", "abab")', '["b"]'],
    ['regex("(?s)a.b", "a\\nb")', '"a\\nb"'],
    ['regex("[[:alpha:]_]+", "1a_b2")', '"a_b"'],
    ['regex("\\\\pL+", "1éa")', '"éa"'],
    ['regex("a{2,}?", "aaa")', '"aa"'],
    ['regex("x{,2}", "x{,2}")', '"x{,2}"'],
    ['regex("[^\\\\d-]+", "1-a-2")', '"a"'],
    ['regex("\\\\bweb\\\\b", "my web app")', '"web"'],
    ['regex("a", x)', '?x'],
    ['regexall("a.", "abacx")', '["ab", "ac"]'],
    ['regexall("(a)(.)", "abac")', '[["a", "b"], ["a", "c"]]'],
    ['regexall("x*", "axbc")', '["", "x", "", ""]'],
    ['regexall("q", "a")', '[]'],
    ['can(regex("^[a-z]+$", "web"))', 'true'],
    ['can(regex("^[a-z]+$", "Web"))', 'false'],
    // RE2 has neither, nor what is not closed.
    ['regex("(?=a)", "a")', '?'],
    ['regex("(a)\\\\1", "aa")', '?'],
    ['regex("a++", "a")', '?'],
    ['regex("(a", "a")', '?'],
    ['regex("[a", "a")', '?'],
    ['regex("a{2000}", "a")', '?'],
    ['regex("((a{100}){100}){100}", "a")', '?'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});

describe('patterns', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '\\d',
    '\\w',
    '(a)',
    '(b|c)',
    '(?:ab)',
    '^',
    '$',
    '\\b',
    'é',
  );
  const times = fc.constantFrom('', '', '*', '+', '?', '*?', '{1,2}');
  const piece = fc.tuple(atom, times).map(([one, many]) => (/^[$^]|\\b/.test(one) ? one : one + many));
  const pattern = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '1', 'é', ' '), { maxLength: 12 })
    .map((units) => units.join(''));

  it('match where those of JavaScript do, which backtrack', () => {
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const theirs = new RegExp(source, 'd').exec(subject);
        const ours = matcherOf(source, subject)?.matcher.find(0);
        expect(ours?.slice(0, 2)).toEqual(theirs ? theirs.indices?.[0] : undefined);
      }),
    );
  });

  it('find all matches that those of JavaScript find, but for empty ones right behind another', () => {
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const theirs = [...subject.matchAll(new RegExp(source, 'g'))].map(
          (match) => [match.index, match.index + match[0].length] as const,
        );
        const last = (index: number): number => theirs[index - 1]?.[1] ?? -1;
        const kept = theirs.filter(([start, end], index) => end > start || start !== last(index));
        expect(
          matcherOf(source, subject)
            ?.matcher.findAll()
            .map((match) => match.slice(0, 2)),
        ).toEqual(kept);
      }),
    );
  });
});
