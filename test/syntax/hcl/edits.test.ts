import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Node } from '../../../src/syntax/document.ts';
import { insertEntry, removeEntry, replaceScalar } from '../../../src/syntax/edits.ts';
import { attributesOf, blocksOf } from '../../../src/syntax/hcl/nodes.ts';
import { isName, spellHcl } from '../../../src/syntax/hcl/spelling.ts';
import { childrenOf } from '../../../src/syntax/place.ts';
import type { Edit } from '../../../src/text/source.ts';
import { toPlain, type Plain } from '../samples.ts';
import { fixtures, hcl, messages } from './samples.ts';
import { plainOf, valueOf } from './values.ts';

/** The text after the edits, which may not touch each other. */
function apply(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { start, end, text: replacement } of edits.toSorted((a, b) => b.start - a.start)) {
    expect(end).toBeLessThanOrEqual(result.length);
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return result;
}

/** What a body has: arguments by name, blocks by type and labels, each with what is in them. */
type Body = Plain;

function bodyOf(body: Node | undefined): Body {
  if (!body) return undefined;
  const blocks = [...blocksOf(body)].map(({ type, labels, body: inner }): Plain => {
    return [[type, ...labels].map(({ text }) => text).join(' '), bodyOf(inner)];
  });
  return [new Map([...attributesOf(body)].map(({ name, value }) => [name.text, plainOf(value)])), blocks];
}

function read(text: string): Body {
  const document = hcl(text);
  expect([text, messages(document)]).toEqual([text, []]);
  return bodyOf(document.root);
}

type Path = readonly (string | number)[];

function paths(value: Plain, path: Path = []): Path[] {
  const parts: [string | number, Plain][] = Array.isArray(value)
    ? value.map((part, index) => [index, part])
    : value instanceof Map
      ? [...value]
      : [];
  return parts.flatMap(([step, part]) => [[...path, step], ...paths(part, [...path, step])]);
}

function without(value: Plain, path: Path): Plain {
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    return value.flatMap((part, index) => (index !== step ? [part] : rest.length > 0 ? [without(part, rest)] : []));
  }
  if (!(value instanceof Map)) return value;
  return new Map(
    [...value].flatMap(([key, part]) =>
      key !== step ? [[key, part]] : rest.length > 0 ? [[key, without(part, rest)]] : [],
    ),
  );
}

function replaced(value: Plain, path: Path, by: Plain): Plain {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((part, index) => (index === step ? replaced(part, rest, by) : part));
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([key, part]) => [key, key === step ? replaced(part, rest, by) : part]));
}

const key = fc.oneof(fc.constantFrom('name', 'image', 'for', 'if', '1', 'a b', '#x', '${a}', '"', 'x-y'), fc.string());
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('a\nb\n', '${a}', '%{ if }', '$${a}', '$', '{', '\\', '\u0000\u2028\u007f', '// #', 'true'),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 4, selector: ([each]) => each }).map((all) => new Map(all)),
  ),
}));
const collection = tree.filter((value) => typeof value === 'object' && value !== null);

/** How collections are laid out: what stands before each element, between them, and behind the last. */
interface Layout {
  readonly equals: string;
  readonly open: string;
  readonly between: string;
  readonly last: string;
}

const TIGHT: Layout = { equals: '=', open: '', between: ',', last: '' };
const MAPS: readonly Layout[] = [
  { equals: '=', open: ' ', between: ', ', last: ' ' },
  { equals: ':', open: '', between: ',', last: '' },
  { equals: ' = ', open: '\n', between: '\n', last: '\n' },
  { equals: ' : ', open: '\n  ', between: ',\n  ', last: ',\n' },
  { equals: '   = ', open: '\n\t# first\n\t', between: ' # of it\n\t', last: ' // last\n' },
  { equals: ' = ', open: ' /* a */ ', between: ' /* b */, /* c */ ', last: ' /* d */ ' },
  { equals: ' = ', open: '\r\n  ', between: '\r\n  ', last: ' ' },
  { equals: '=', open: ' ', between: ', ', last: ', ' },
];
const LISTS: readonly Layout[] = [
  { equals: '', open: '', between: ', ', last: '' },
  { equals: '', open: '\n  ', between: ',\n  ', last: ',\n' },
  { equals: '', open: '\n  ', between: ',\n  ', last: '\n' },
  { equals: '', open: ' # first\n', between: ', # of it\n', last: ' // last\n' },
  { equals: '', open: ' /* a */ ', between: ' /* b */ , /* c */ ', last: ' /* d */ ' },
  { equals: '', open: '\n', between: '\n,\n', last: '\n' },
];

/** Writes a value; the numbers choose how, over and over. */
function write(value: unknown, choices: readonly number[], depth = 0): string {
  const choice = choices[depth % choices.length] ?? 0;
  if (value instanceof Map) {
    const { equals, open, between, last } = MAPS[choice % MAPS.length] ?? TIGHT;
    if (value.size === 0) return open.startsWith('\n') ? '{\n}' : '{}';
    const entries = [...(value as Map<string, unknown>)].map(([name, part], at) => {
      const isBare = isName(name) && !(name === 'for' && at === 0);
      return `${isBare ? name : spellHcl(name)}${equals}${write(part, choices, depth + 1)}`;
    });
    return `{${open}${entries.join(between)}${last}}`;
  }
  if (Array.isArray(value)) {
    const { open, between, last } = LISTS[choice % LISTS.length] ?? TIGHT;
    if (value.length === 0) return '[]';
    return `[${open}${value.map((item) => write(item, choices, depth + 1)).join(between)}${last}]`;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  const asHeredoc = /^(?:[^\0-\t\v-\x1f]*\n)+$/.test(value) && choice % 2 === 0 && !/^\s*E\s*$/m.test(value);
  return asHeredoc ? `<<E\n${value.replace(/[$%](?=\{)/g, '$&$&')}E\n` : spellHcl(value);
}

const choices = fc.array(fc.nat(47), { minLength: 1, maxLength: 4 });
const seed = fc.nat(1000);
const around = (value: string): string =>
  `first = 1\n\nblock "x" y {\n  a     = 1 # of a\n  value = ${value}\n\n  b {\n  }\n}\n`;

function valueIn(document: Document): Node {
  const [block] = document.root ? [...blocksOf(document.root)] : [];
  return valueOf(block?.body, 'value');
}

function at(node: Node, path: Path): Node {
  let found: Node | undefined = node;
  for (const step of path) {
    const children: Node[] = found ? childrenOf(found) : [];
    const keyAt = (name: string): number =>
      children.findIndex((each, index) => index % 2 === 0 && keyOf(each) === name);
    found = typeof step === 'number' ? children[step] : children[keyAt(step) + 1];
  }
  if (!found) throw new Error(`Nothing at ${path.join('/')} of ${node.raw}`);
  return found;
}

/** A heredoc must end with its line, which not every layout gives it; texts with faults are left to other tests. */
function readable(value: unknown, how: readonly number[]): Document | undefined {
  const document = hcl(around(write(value, how)));
  return document.faults.length === 0 ? document : undefined;
}

function keyOf(node: Node): string {
  return /^\d/.test(node.raw) ? String(Number(node.raw)) : node.text;
}

describe('removeEntry', () => {
  it('takes out one element and leaves all else', () => {
    let done = 0;
    fc.assert(
      fc.property(collection, choices, seed, (value, how, pick) => {
        const document = readable(value, how);
        const all = paths(toPlain(value));
        const path = all[pick % all.length];
        if (!document || !path) return;
        const edits = removeEntry(at(valueIn(document), path));
        // Only a key `for` that would come first is in the way.
        if (!edits) {
          expect(document.text).toContain('for');
          return;
        }
        done++;
        const text = apply(document.text, edits);
        const left = hcl(text);
        const expected = without(toPlain(value), path);
        expect([document.text, text, messages(left), plainOf(valueIn(left))]).toEqual([
          document.text,
          text,
          [],
          expected,
        ]);
      }),
      { numRuns: 600 },
    );
    expect(done).toBeGreaterThan(300);
  });

  it('takes out any argument or block of the fixtures and leaves all else', () => {
    for (const { text } of fixtures) {
      const document = hcl(text);
      const expected = bodyOf(document.root);
      const remove = (body: Node | undefined, path: Path): void => {
        if (!body) return;
        for (const { node, name, value } of attributesOf(body)) {
          for (const each of [node, name, value]) {
            const edits = removeEntry(each);
            const after = apply(text, edits ?? []);
            expect([name.raw, read(after)]).toEqual([name.raw, without(expected, [...path, 0, name.text])]);
          }
        }
        let index = 0;
        for (const { node, type, body: inner } of blocksOf(body)) {
          const here = [...path, 1, index++];
          for (const each of [node, type, inner]) {
            const edits = removeEntry(each);
            expect(read(apply(text, edits ?? []))).toEqual(without(expected, here));
          }
          remove(inner, [...here, 1]);
        }
      };
      remove(document.root, []);
    }
  });
});

describe('replaceScalar', () => {
  it('writes another value and leaves all else', () => {
    let done = 0;
    fc.assert(
      fc.property(
        collection,
        choices,
        seed,
        fc.oneof(fc.string(), fc.integer(), fc.boolean()),
        (value, how, pick, by) => {
          const document = readable(value, how);
          const all = paths(toPlain(value));
          const path = all[pick % all.length];
          if (!document || !path) return;
          const node = at(valueIn(document), path);
          const edits = replaceScalar(node, by);
          if (!edits) return;
          done++;
          const text = apply(document.text, edits);
          const left = hcl(text);
          const expected = replaced(toPlain(value), path, node.isQuoted ? String(by) : by);
          expect([text, messages(left), plainOf(valueIn(left))]).toEqual([text, [], expected]);
        },
      ),
      { numRuns: 600 },
    );
    expect(done).toBeGreaterThan(150);
  });
});

describe('insertEntry', () => {
  it('adds an entry to a map and leaves all else', () => {
    let done = 0;
    fc.assert(
      fc.property(collection, choices, seed, key, tree, (value, how, pick, name, added) => {
        const document = readable(value, how);
        const plain = toPlain(value);
        const maps = [[], ...paths(plain)].filter((path) => document && at(valueIn(document), path).isMap);
        const path = maps[pick % maps.length];
        if (!document || !path) return;
        const map = at(valueIn(document), path);
        const before = plainOf(map) as Map<string, Plain>;
        const edits = insertEntry(map, name, content(added));
        expect(before.has(name) && edits).toBeFalsy();
        if (!edits) return;
        done++;
        const text = apply(document.text, edits);
        const left = hcl(text);
        const expected = replaced(plain, path, new Map([...before, [name, toPlain(content(added))]]));
        expect([document.text, text, messages(left), plainOf(valueIn(left))]).toEqual([
          document.text,
          text,
          [],
          expected,
        ]);
      }),
      { numRuns: 600 },
    );
    expect(done).toBeGreaterThan(200);
  });

  it('adds an argument to any body of the fixtures and leaves all else', () => {
    for (const { text } of fixtures) {
      const document = hcl(text);
      const before = bodyOf(document.root);
      const insert = (body: Node | undefined, path: Path): void => {
        if (!body) return;
        const edits = insertEntry(body, 'added', ['x', { y: 1 }]);
        const [names] = bodyOf(body) as [Map<string, Plain>, Plain];
        const expected = replaced(before, [...path, 0], new Map([...names, ['added', ['x', new Map([['y', 1]])]]]));
        if (edits) expect(read(apply(text, edits))).toEqual(expected);
        else expect(body.raw).toContain('/*');
        let index = 0;
        for (const block of blocksOf(body)) insert(block.body, [...path, 1, index++, 1]);
      };
      insert(document.root, []);
    }
  });
});

/** A value that may be written: objects for maps. */
function content(value: unknown): never {
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, part]) => [name, content(part)])) as never;
  return (Array.isArray(value) ? value.map((item) => content(item)) : value) as never;
}
