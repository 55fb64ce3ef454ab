import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/syntax/document.ts';
import { parseBrokenYaml } from '../../src/syntax/yaml-fallback.ts';
import { parseYaml, parseYamlWithFallback } from '../../src/syntax/yaml.ts';
import { dump } from './dump.ts';
import { parseWithJsYaml } from './js-yaml-route.ts';
import { mutated } from './mutations.ts';
import { corpus, toPlain, valueOf } from './samples.ts';
import { BROKEN, RARE, SAMPLES } from './yaml-samples.ts';

const source = (text: string) => ({ path: 'x.yaml', text });
const read = (text: string): Document => parseYaml(source(text)) ?? parseBrokenYaml(source(text));
const messages = (text: string): string[] => read(text).faults.map((fault) => fault.message);
const syntaxFaults = (document: Document) =>
  document.faults.filter(({ kind, message }) => kind === 'syntax' && !/alias|cannot be a key/.test(message));

describe('parseYaml', () => {
  it('gives each node its place', () => {
    expect(dump(read("a: !Ref B # c\nd:\n  - 'e' \n  - |-\n    f\n  -\n"))).toEqual([
      'map 0-42',
      '  plain 0-1 "a"',
      '  plain 8-9 !Ref "B"',
      '  plain 14-15 "d"',
      '  list 19-42',
      '    single 21-24 "e"',
      '    literal 30-38 "f"',
      '    plain 42-42 ""',
      'roots 0',
      'comments 10 13',
    ]);
  });

  it.each(SAMPLES)('makes the tree that both libraries make of %j', (text) => {
    const document = parseYaml(source(text));
    expect(document).toBeDefined();
    if (!document) return;
    const fromEvents = parseWithJsYaml(source(text));
    // It wants the closing bracket indented, unlike every other reader.
    if (!text.includes('\n}')) expect(fromEvents && dump(fromEvents)).toEqual(dump(document));
    expect(dump(parseBrokenYaml(source(text)))).toEqual(dump(document));
  });

  it.each(RARE)('leaves %j to the library, whose tree is that of js-yaml', (text) => {
    expect(parseYaml(source(text))).toBeUndefined();
    const document = parseBrokenYaml(source(text));
    expect(syntaxFaults(document)).toEqual([]);
    const fromEvents = parseWithJsYaml(source(text));
    expect(fromEvents && dump(fromEvents)).toEqual(dump(document));
  });

  it.each(BROKEN)('reports %j and makes a tree of what it can', (text) => {
    expect(parseYaml(source(text))).toBeUndefined();
    expect(parseWithJsYaml(source(text))).toBeUndefined();
    const document = parseBrokenYaml(source(text));
    expect(syntaxFaults(document).length).toBeGreaterThan(0);
    for (const { message } of document.faults) expect(message).toMatch(/^[A-Z].*\.$/);
  });

  it('reads all real files that js-yaml reads, with the same trees', () => {
    for (const file of corpus(/\.(ya?ml|json)$/)) {
      const fromEvents = parseWithJsYaml(file);
      const document = parseYaml(file);
      expect([file.path, document !== undefined]).toEqual([file.path, fromEvents !== undefined]);
      if (!document || !fromEvents) continue;
      expect([file.path, ...dump(document)]).toEqual([file.path, ...dump(fromEvents)]);
    }
  });

  it('has the values of the library', () => {
    for (const text of [...SAMPLES, ...corpus(/\.ya?ml$/).map((file) => file.text)]) {
      const documents = parseAllDocuments(text, { logLevel: 'silent', schema: 'core', uniqueKeys: false });
      const document = parseYaml(source(text));
      if (!document || !Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) continue;
      // A cycle has no value.
      if (text.includes('&x [*x]')) continue;
      const expected = documents.map((each) => toPlain(each.toJS({ mapAsMap: true, maxAliasCount: -1 })));
      const values = document.roots.map((root) => (root ? valueOf(root, 'yaml-1.2') : null));
      expect([text, ...values]).toEqual([text, ...(expected.length > 0 ? expected : [null])]);
    }
  });

  it('never takes what js-yaml refuses, nor otherwise than either library', () => {
    fc.assert(
      fc.property(mutated([...SAMPLES, ...RARE, ...BROKEN]), (text) => {
        const document = parseYaml(source(text));
        if (!document) return;
        // js-yaml takes an indented `---` for the start of a document.
        if (/^\ufeff? +---/m.test(text)) return;
        const fromEvents = parseWithJsYaml(source(text));
        if (fromEvents) expect([text, ...dump(document)]).toEqual([text, ...dump(fromEvents)]);
        const fallback = parseBrokenYaml(source(text));
        if (syntaxFaults(fallback).length === 0) expect([text, ...dump(document)]).toEqual([text, ...dump(fallback)]);
        else expect([text, fromEvents !== undefined]).toEqual([text, true]);
      }),
      { numRuns: 400 },
    );
  });

  it('makes a tree of anything, within the text', () => {
    fc.assert(
      fc.property(mutated([...SAMPLES, ...RARE, ...BROKEN]), (text) => {
        for (const document of [read(text), parseBrokenYaml(source(text))]) {
          for (let index = 0; index < document.tape.length / 4; index++) {
            const node = document.node(index);
            expect(node.start).toBeGreaterThanOrEqual(0);
            expect(node.end).toBeGreaterThanOrEqual(node.start);
            expect(node.end).toBeLessThanOrEqual(text.length);
            expect(node.text).toBeTypeOf('string');
          }
          for (const { start, end } of document.faults) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('tags, anchors and keys', () => {
  it('resolves tags, and keeps what stands behind them', () => {
    const { root } = read('a: !Ref x\nb: !!str 1\nc: ! 2\nd: !GetAtt [x, y]\ne: !Empty\n');
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => root?.get(key)?.tag)).toEqual([
      'Ref',
      'tag:yaml.org,2002:str',
      'tag:yaml.org,2002:str',
      'GetAtt',
      'Empty',
    ]);
    expect(root?.get('b')?.scalar('yaml-1.2')).toBe('1');
    expect(read('%TAG !e! tag:x,2000:\n---\na: !e!foo b\n').root?.get('a')?.tag).toBe('tag:x,2000:foo');
  });

  it('follows aliases to the anchor before them, in their own document', () => {
    expect(read('a: &x 1\nb: &x 2\nc: *x\n').root?.get('c')?.text).toBe('2');
    expect(messages('a: &x 1\n---\nb: *x\n')).toEqual([
      "The alias '*x' stands for nothing: no anchor '&x' comes before it.",
    ]);
    expect(messages('a: *x\nb: &x 1\n')).toHaveLength(1);
  });

  it('refuses an alias of a collection that contains it', () => {
    const document = read('a: &x\n  b: *x\n');
    expect(document.faults.map((fault) => fault.message)).toEqual([
      "The alias '*x' stands for a collection that contains it.",
    ]);
    expect(document.root?.get('a')?.get('b')).toBeUndefined();
  });

  it('merges maps lazily, and never for what the map writes itself', () => {
    const { root } = read('a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: 5\n');
    const merged = [...(root?.get('c')?.entries() ?? [])].map(({ key, value }) => [key.text, value.text]);
    expect(merged).toEqual([
      ['x', '5'],
      ['y', '2'],
      ['z', '4'],
    ]);
    expect(root?.get('c')?.get('z')?.text).toBe('4');
  });

  it('stops following aliases where they would multiply beyond all measure, and says so once', () => {
    const bomb = (width: number): Document => {
      const levels = 'abcdefghijkl'.split('').map((name, level, all) => {
        const previous = all[level - 1];
        return `${name}: &${name} [${Array.from({ length: width }, () => (previous ? `*${previous}` : 'x')).join(', ')}]`;
      });
      return read(levels.join('\n'));
    };
    expect(bomb(2).faults).toEqual([]);
    const document = bomb(9);
    expect(document.faults.map(({ kind }) => kind)).toEqual(['alias-budget']);
    const last = document.root?.get('l');
    expect(last && valueOf(last, 'yaml-1.2')).toBeDefined();
  });

  it('follows as many aliases as there are, however often it is read', () => {
    const { root } = read(`a: &a {x: 1}\nb: [${Array.from({ length: 200 }, () => '*a').join(', ')}]\n`);
    for (let times = 0; times < 100; times++) expect([...(root?.get('b')?.items() ?? [])]).toHaveLength(200);
  });

  it('reports a key that is written twice, but not two merges', () => {
    expect(read('a: 1\nb:\n  a: 2\n"a": 3\n').faults).toEqual([
      { kind: 'duplicate-key', message: "The key 'a' is written twice in this map.", start: 15, end: 18 },
    ]);
    expect(messages('a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n')).toEqual([]);
  });

  it('finds a key by its text, however it is written', () => {
    const { root } = read('plain: 1\n\'si\'\'ngle\': 2\n"dou\\x62le": 3\n"": 4\n');
    expect(['plain', "si'ngle", 'double', '', 'si', "si''ngle"].map((key) => root?.get(key)?.text)).toEqual([
      '1',
      '2',
      '3',
      '4',
      undefined,
      undefined,
    ]);
  });

  it('makes one opaque node of a key that is a collection', () => {
    const document = read('{{ .Values.x }}: 1\nb: 2\n');
    expect(dump(document).slice(0, 5)).toEqual([
      'map 0-23',
      '  plain 0-15 "{{ .Values.x }}"',
      '  plain 17-18 "1"',
      '  plain 19-20 "b"',
      '  plain 22-23 "2"',
    ]);
    expect(messages('{{ .Values.x }}: 1\n')[0]).toBe('A map or a list cannot be a key here.');
  });

  it('lets an alias be a key', () => {
    expect(read('a: &x name\n*x : 2\n').root?.get('name')?.text).toBe('2');
  });
});

describe('streams', () => {
  it('keeps the place of an empty document', () => {
    expect(read('a: 1\n---\n# nothing\n---\nb: 2\n').roots.map((root) => root?.index)).toEqual([0, undefined, 3]);
    expect(read('').roots).toEqual([undefined]);
  });
});

describe('bad input', () => {
  it('says where a tab indents', () => {
    expect(read('a:\n\tb: 1').faults[0]).toEqual({
      kind: 'syntax',
      message: 'A tab indents this line; YAML allows spaces only.',
      start: 3,
      end: 4,
    });
  });

  it('never quotes the text', () => {
    for (const text of ['a: "hunter2', 'key: [hunter2\nb: 1', 'a: "x" hunter2', '@hunter2', 'a: b\nhunter2\n']) {
      expect(messages(text).length).toBeGreaterThan(0);
      for (const message of messages(text)) expect(message).not.toContain('hunter2');
    }
  });

  it('keeps the offsets of a text with a byte order mark', () => {
    expect(read('\ufeffa: @b').faults[0]).toMatchObject({ start: 4 });
  });

  it.each([
    ['['.repeat(10_000)],
    ['{a: '.repeat(10_000)],
    ['- '.repeat(10_000)],
    [Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    [`a: @\n${'['.repeat(10_000)}`],
    ['[? '.repeat(10_000)],
  ])('ends where nesting is too deep: %#', (text) => {
    const document = read(text);
    expect(document.faults.length).toBeGreaterThan(0);
    if (!text.includes('@')) expect(document.faults.map((fault) => fault.kind)).toEqual(['depth']);
  });

  it('says that control characters do not belong', () => {
    expect(messages('a: b\u0000c')).toContain('YAML has no control characters.');
  });

  it('does not look closely at what is huge', async () => {
    const document = await parseYamlWithFallback(source(`a: @b\n${'# x\n'.repeat(500_000)}`));
    expect(document.faults).toMatchObject([{ kind: 'syntax', start: 3 }]);
    expect((await parseYamlWithFallback(source('a: @b'))).faults).toMatchObject([{ start: 3 }]);
  });
});
