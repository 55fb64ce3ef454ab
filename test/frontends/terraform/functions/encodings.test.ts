import { describe, expect, it } from 'vitest';
import { evaluate, show } from './expression.ts';

describe('encodings', () => {
  it.each([
    ['base64encode("hé")', '"aMOp"'],
    ['base64encode("a${x}")', '?'],
    ['base64decode("aGk=")', '"hi"'],
    ['base64decode("aGk")', '!'],
    ['base64decode("/w==")', '!'],
    ['base64gzip("a")', '?'],
    ['textencodebase64("hi", "UTF-16LE")', '"aABpAA=="'],
    ['textdecodebase64("aABpAA==", "UTF-16LE")', '"hi"'],
    ['textencodebase64("hi", "CP1252")', '?'],
    ['urlencode("a b/é?&=~*\'()!-_.")', '"a+b%2F%C3%A9%3F%26%3D~%2A%27%28%29%21-_."'],
    ['urlencode("a b${x}")', '"a+b${x}"'],
    ['csvdecode("a,b\\n1,2\\n3,\\"x,\\"\\"y\\"\\"\\"\\n")', '[{a = "1", b = "2"}, {a = "3", b = "x,\\"y\\""}]'],
    ['csvdecode("a,b\\r\\n1,\\r\\n")', '[{a = "1", b = ""}]'],
    ['csvdecode("a,b\\n1\\n")', '!'],
    ['csvdecode("a,a\\n1,2\\n")', '!'],
    ['csvdecode("")', '!'],
    ['md5("a")', '"0cc175b9c0f1b6a831c399e269772661"'],
    ['sha1("a")', '"86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"'],
    ['sha256(x)', '?x'],
    ['base64sha256("a")', '"ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="'],
    ['uuidv5("dns", "www.example.com")', '"2ed6657d-e927-568b-95e1-2665a8aea6a2"'],
    ['uuidv5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "x")', '"05b16a01-46c6-56dd-bd6e-c6dfb4a1427a"'],
    ['uuidv5("bad", "x")', '!'],
    ['bcrypt("a")', '?'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});

describe('dates', () => {
  it.each([
    ['formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")', '"02 Jan 2018 23:12 UTC"'],
    ['formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01-08:00")', '"Tuesday, 02-Jan-18 23:12:01 -0800"'],
    [
      'formatdate("H HH aa AA M D Z ZZZZ ZZZZZ \'at\' EEE", "2018-01-02T00:02:01+05:30")',
      '"12 12 am AM 1 2 +05:30 +0530 +05:30 at Tue"',
    ],
    ['formatdate("\'o\'\'clock\'", "2018-01-02T03:02:01Z")', '"o\'clock"'],
    ['formatdate("YYY", "2018-01-02T03:02:01Z")', '!'],
    ['formatdate("\'open", "2018-01-02T03:02:01Z")', '!'],
    ['formatdate("YYYY", "2018-01-02")', '!'],
    ['formatdate("YYYY", x)', '?x'],
    ['timeadd("2017-11-22T00:00:00Z", "10m")', '"2017-11-22T00:10:00Z"'],
    ['timeadd("2017-11-22T00:00:00+02:00", "-1h30m0.5s")', '"2017-11-21T22:29:59+02:00"'],
    ['timeadd("2017-11-22T00:00:00Z", "1d")', '!'],
    ['timeadd("2017-02-29T00:00:00Z", "1h")', '!'],
    ['timeadd(timestamp(), "1h")', '?'],
    ['timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00+01:00")', '0'],
    ['timecmp("2017-11-22T00:00:00Z", "2017-11-22T00:00:01Z")', '-1'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});

describe('address blocks', () => {
  it.each([
    ['cidrhost("10.0.0.0/16", 5)', '"10.0.0.5"'],
    ['cidrhost("10.0.0.5/16", "5")', '"10.0.0.5"'],
    ['cidrhost("10.0.0.0/16", -1)', '"10.0.255.255"'],
    ['cidrhost("2001:db8::/32", 5)', '"2001:db8::5"'],
    ['cidrhost("10.0.0.0/30", 4)', '!'],
    ['cidrhost("10.0.0.0/30", -5)', '!'],
    ['cidrhost("10.0.0.0/16", x)', '?x'],
    ['cidrnetmask("10.0.0.0/20")', '"255.255.240.0"'],
    ['cidrnetmask("10.0.0.0/0")', '"0.0.0.0"'],
    ['cidrnetmask("2001:db8::/32")', '!'],
    ['cidrsubnet("10.1.2.3/16", 8, 3)', '"10.1.3.0/24"'],
    ['cidrsubnet("10.0.0.0/16", 8, 256)', '!'],
    ['cidrsubnet("10.0.0.0/16", 17, 0)', '!'],
    ['cidrsubnet("2001:db8::/32", 33, 5)', '"2001:db8:0:2:8000::/65"'],
    ['cidrsubnet(x, 8, 1)', '?x'],
    ['cidrsubnets("10.0.0.0/16", 4, 4, 8, 4)', '["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/24", "10.0.48.0/20"]'],
    ['cidrsubnets("fd00::/48", [16, 16]...)', '["fd00::/64", "fd00:0:0:1::/64"]'],
    ['cidrsubnets("10.0.0.0/30", 1, 1, 1)', '!'],
    ['cidrsubnets("10.0.0.0/16")', '[]'],
  ])('%s is %s', (call, result) => expect(show(evaluate(call))).toBe(result));
});

describe('files and paths', () => {
  const readFile = (path: string): { text: string; place: ReturnType<typeof evaluate>['origin'] } | undefined =>
    path === 'a.txt' ? { text: 'hello', place: evaluate('"a.txt"').origin } : undefined;

  it.each([
    ['file("a.txt")', '"hello"'],
    ['file("b.txt")', '?'],
    ['file(x)', '?x'],
    ['fileexists("a.txt")', 'true'],
    ['fileexists("b.txt")', '?'],
    ['filebase64("a.txt")', '"aGVsbG8="'],
    ['filemd5("a.txt")', '"5d41402abc4b2a76b9719d911017c592"'],
    ['fileset(".", "*")', '?'],
    ['templatefile("a.txt", { name = x })', '"hello name"'],
    ['templatefile("a.txt", x)', '?x'],
    ['templatefile("a.txt", [])', '!'],
    ['templatestring("hi", { name = x })', '"hi name"'],
    ['basename("a/b.txt")', '"b.txt"'],
    ['basename("a/b/")', '"b"'],
    ['basename("")', '"."'],
    ['basename("/")', '"/"'],
    ['dirname("a//b/")', '"a/b"'],
    ['dirname("../a/../b")', '".."'],
    ['dirname("a")', '"."'],
    ['abspath("/a/../b/")', '"/b"'],
    ['abspath("a")', '?'],
    ['pathexpand("a/~")', '"a/~"'],
    ['pathexpand("~/a")', '?'],
  ])('%s is %s', (call, result) => {
    const render = ({ text }: { text: string }, variables: { entries(): Iterable<{ name: string }> }) =>
      evaluate(JSON.stringify([text, ...[...variables.entries()].map(({ name }) => name)].join(' ')));
    expect(show(evaluate(call, { readFile, render }))).toBe(result);
  });

  it('give a text the place that it has in its file', () => {
    expect(evaluate('file("a.txt")', { readFile }).origin.span.source.text).toBe('"a.txt"');
  });

  it('are not there without anybody to read them', () => {
    expect(show(evaluate('file("a.txt")'))).toBe('?');
  });

  it('render no template within another', () => {
    expect(show(evaluate('templatestring("a", {})'))).toBe('!');
  });
});
