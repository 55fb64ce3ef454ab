import fc from 'fast-check';
import { dump as dumpWithJsYaml } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Document, Node } from '../../src/syntax/document.ts';
import { insertEntry, removeEntry, replaceScalar } from '../../src/syntax/edits.ts';
import { parseEmbedded } from '../../src/syntax/embedded.ts';
import { parseJson } from '../../src/syntax/json.ts';
import { parseYaml } from '../../src/syntax/yaml.ts';
import type { Edit } from '../../src/text/source.ts';
import { toPlain, valueOf, type Plain } from './samples.ts';

const json = (text: string): Document => parseJson({ path: 'x.json', text });
const yaml = (text: string): Document => {
  const document = parseYaml({ path: 'x.yaml', text });
  if (!document) throw new Error(`Not read: ${text}`);
  return document;
};

/** The text after the edits, which may not touch each other. */
function apply(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { start, end, text: replacement } of edits.toSorted((a, b) => b.start - a.start)) {
    expect(end).toBeLessThanOrEqual(result.length);
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return result;
}

type Path = readonly (string | number)[];

function at(document: Document, path: Path): Node {
  let node = document.root;
  for (const step of path) node = typeof step === 'string' ? node?.get(step) : [...(node?.items() ?? [])][step];
  if (!node) throw new Error(`Nothing at ${path.join('/')} of ${document.text}`);
  return node;
}

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

const key = fc.oneof(fc.constantFrom('name', 'Image', 'on', '1', 'a b', '#x', "it's", 'x:y', '- z'), fc.string());
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    'a\nb\n',
    'x: y',
    ' #',
    'yes',
    'y',
    'null',
    '~',
    '0777',
    '08',
    '1.5',
    '0x1f',
    '-',
    '22:30',
    'a,b',
    '[a',
  ),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc
      .uniqueArray(
        fc.tuple(
          key.filter((each) => each !== '__proto__'),
          tie('tree'),
        ),
        { maxLength: 4, selector: ([each]) => each },
      )
      .map(Object.fromEntries),
  ),
}));
const collection = tree.filter((value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0);

interface Spelling {
  readonly write: (value: unknown) => string;
  readonly read: (text: string) => Document;
  /** Whether every change can be made. */
  readonly isTotal: boolean;
}

const inJson = (document: Document) => parseEmbedded(at(document, ['d']), 'json');
const SPELLINGS: Readonly<Record<string, Spelling>> = {
  'compact JSON': { write: (value) => JSON.stringify(value), read: json, isTotal: true },
  'JSON on lines': { write: (value) => JSON.stringify(value, null, 2), read: json, isTotal: true },
  'JSON on lines, CRLF': {
    write: (value) => JSON.stringify(value, null, 2).replaceAll('\n', '\r\n'),
    read: json,
    isTotal: true,
  },
  'block YAML': { write: (value) => stringify(value), read: yaml, isTotal: false },
  'block YAML, lists at the column of their key': {
    write: (value) => stringify(value, { indentSeq: false, lineWidth: 0 }),
    read: yaml,
    isTotal: false,
  },
  'YAML of js-yaml': { write: (value) => dumpWithJsYaml(value), read: yaml, isTotal: false },
  'JSON as YAML': { write: (value) => JSON.stringify(value, null, 2), read: yaml, isTotal: true },
  'JSON in a JSON string': {
    write: (value) => JSON.stringify({ d: JSON.stringify(value, null, 2) }),
    read: (text) => inJson(json(text)),
    isTotal: true,
  },
  'JSON in a literal block': {
    write: (value) => `d: |\n${JSON.stringify(value, null, 2).replace(/^/gm, '  ')}\n`,
    read: (text) => inJson(yaml(text)),
    isTotal: true,
  },
};

const spelling = fc.constantFrom(...Object.entries(SPELLINGS));
const seed = fc.nat();

describe('removeEntry', () => {
  it('takes out one entry and leaves all else', () => {
    let done = 0;
    fc.assert(
      fc.property(collection, spelling, seed, fc.boolean(), (value, [name, { write, read, isTotal }], pick, byKey) => {
        const text = write(value);
        const document = read(text);
        const all = paths(toPlain(value));
        const path = all[pick % all.length] ?? [];
        const node = at(document, path);
        const step = path.at(-1);
        const entry = typeof step === 'string' ? at(document, path.slice(0, -1)).entry(step) : undefined;
        const edits = removeEntry(byKey && entry ? entry.key : node);
        if (!edits) {
          expect([name, isTotal]).toEqual([name, false]);
          return;
        }
        done++;
        const after = read(apply(text, edits));
        const { faults, trailingCommas } = after;
        expect([name, text, apply(text, edits), faults, trailingCommas]).toEqual([
          name,
          text,
          apply(text, edits),
          [],
          [],
        ]);
        const left = after.root && valueOf(after.root, 'yaml-1.2');
        expect([name, text, apply(text, edits), left]).toEqual([
          name,
          text,
          apply(text, edits),
          without(toPlain(value), path),
        ]);
      }),
      { numRuns: 500 },
    );
    expect(done).toBeGreaterThan(450);
  });
});

describe('replaceScalar', () => {
  it('writes another value and leaves all else', () => {
    let done = 0;
    fc.assert(
      fc.property(collection, spelling, seed, leaf, (value, [name, { write, read }], pick, by) => {
        fc.pre(by !== null);
        const text = write(value);
        const document = read(text);
        const all = paths(toPlain(value)).filter((path) => at(document, path).isScalar);
        const path = all[pick % all.length];
        if (!path) return;
        const node = at(document, path);
        const edits = replaceScalar(node, by);
        if (!edits) return;
        done++;
        const after = read(apply(text, edits));
        const expected = replaced(toPlain(value), path, node.isQuoted ? String(by) : by);
        const left = after.root && valueOf(after.root, 'yaml-1.2');
        expect([name, text, apply(text, edits), left]).toEqual([name, text, apply(text, edits), expected]);
        if (typeof by === 'string') expect([by, at(after, path).scalar('yaml-1.1')]).toEqual([by, by]);
      }),
      { numRuns: 400 },
    );
    expect(done).toBeGreaterThan(200);
  });
});

describe('insertEntry', () => {
  it('adds an entry at the end and leaves all else', () => {
    let done = 0;
    fc.assert(
      fc.property(collection, spelling, seed, tree, (value, [name, { write, read }], pick, by) => {
        const text = write(value);
        const document = read(text);
        const plain = toPlain(value);
        const all = [[], ...paths(plain)].filter(
          (path) => at(document, path).isMap && !at(document, path).get('new key'),
        );
        const path = all[pick % all.length];
        if (!path) return;
        const edits = insertEntry(at(document, path), 'new key', by as string);
        if (!edits) return;
        done++;
        const after = read(apply(text, edits));
        const left = after.root && valueOf(after.root, 'yaml-1.2');
        const map = valueOf(at(document, path), 'yaml-1.2') as Map<string, Plain>;
        const expected = replaced(plain, path, new Map([...map, ['new key', toPlain(by)]]));
        expect([name, text, apply(text, edits), left]).toEqual([name, text, apply(text, edits), expected]);
      }),
      { numRuns: 400 },
    );
    expect(done).toBeGreaterThan(200);
  });
});

const removed = (document: Document, path: Path): string | undefined => {
  const edits = removeEntry(at(document, path));
  return edits && apply(document.source.text, edits);
};

describe('comments', () => {
  const jsonc = `{
  // before a
  "a": 1, // of a
  // before b
  "b": [1, /* two */ 2, 3], // of b
  "c": 3 // of c
  // after c
}`;

  it('stay with their neighbours in JSON', () => {
    expect(removed(json(jsonc), ['a'])).toBe(jsonc.replace('  "a": 1, // of a\n', ''));
    expect(removed(json(jsonc), ['b'])).toBe(jsonc.replace('  "b": [1, /* two */ 2, 3], // of b\n', ''));
    expect(removed(json(jsonc), ['c'])).toBe(jsonc.replace('], // of b\n  "c": 3 // of c\n', '] // of b\n'));
    expect(removed(json(jsonc), ['b', 1])).toBe(jsonc.replace('2, 3', '3'));
    expect(removed(json(jsonc), ['b', 2])).toBe(jsonc.replace(', 3]', ']'));
    expect(removed(json(jsonc), ['b', 0])).toBe(jsonc.replace('1, /* two */', '/* two */'));
  });

  const text = `# top
a: 1 # of a
# before b
b:
  # before x
  - x # of x
  # before y
  - y: 1 # of y

    # before z
    z: 2
  # after z
c: |
  text
  # of the text

d: 4
`;

  it('stay with their neighbours in YAML', () => {
    expect(removed(yaml(text), ['a'])).toBe(text.replace('a: 1 # of a\n', ''));
    expect(removed(yaml(text), ['b', 0])).toBe(text.replace('  - x # of x\n', ''));
    expect(removed(yaml(text), ['b', 1, 'y'])).toBe(text.replace('y: 1 # of y', ''));
    expect(removed(yaml(text), ['b', 1, 'z'])).toBe(text.replace('    z: 2\n', ''));
    expect(removed(yaml(text), ['c'])).toBe(text.replace('c: |\n  text\n  # of the text\n', ''));
    expect(removed(yaml(text), ['d'])).toBe(text.replace('d: 4\n', ''));
  });

  it('do not swallow what is added', () => {
    const document = yaml('a:\n  b: 1 # of b\n  # after b\nc: 2');
    const added = insertEntry(at(document, ['a']), 'd', [1, 'x']);
    expect(added && apply(document.text, added)).toBe('a:\n  b: 1 # of b\n  d: [1,"x"]\n  # after b\nc: 2');
    const last = json('{\n  "a": 1 // of a\n}');
    const appended = last.root && insertEntry(last.root, 'b', 2);
    expect(appended && apply(last.text, appended)).toBe('{\n  "a": 1,\n  "b": 2 // of a\n}');
  });
});

describe('layout', () => {
  it('keeps a collection that loses its last entry', () => {
    expect(removed(yaml('a:\n  b: 1 # c\nd: 2\n'), ['a', 'b'])).toBe('a:\n  {} # c\nd: 2\n');
    expect(removed(yaml('a:\n- b\nd: 2\n'), ['a', 0])).toBe('a:\n  []\nd: 2\n');
    expect(removed(yaml('- a: |+\n    x\n\n- b\n'), [0, 'a'])).toBe('- {}\n\n- b\n');
  });

  it('writes a value where none was', () => {
    for (const [text, path, expected] of [
      ['a:\nb: 1\n', ['a'], 'a: x\nb: 1\n'],
      ['-\n- b\n', [0], '- x\n- b\n'],
      ['{a: , b: 1}', ['a'], '{a: x , b: 1}'],
    ] as const) {
      const edits = replaceScalar(at(yaml(text), path), 'x');
      expect(edits && apply(text, edits)).toBe(expected);
    }
  });

  it('quotes what some reader would take for something else', () => {
    const written = (value: string | number | boolean) => {
      const edits = replaceScalar(at(yaml('a: b\n'), ['a']), value);
      return edits && apply('a: b\n', edits).slice(3, -1);
    };
    expect(['y', 'no', '22:30', '2020-01-02', '1_0', '0777', '~', 'a: b', 'a #b', '[a', '*a'].map(written)).toEqual(
      ['y', 'no', '22:30', '2020-01-02', '1_0', '0777', '~', 'a: b', 'a #b', '[a', '*a'].map((text) => `"${text}"`),
    );
    expect(['web', 'arn:aws:s3:::a/b', 'nginx:1.2', 5, true].map(written)).toEqual([
      'web',
      'arn:aws:s3:::a/b',
      'nginx:1.2',
      '5',
      'true',
    ]);
  });

  it('follows the entries before it', () => {
    const added = (document: Document) => {
      const edits = document.root && insertEntry(document.root, 'b', 'x');
      return edits && apply(document.text, edits);
    };
    expect(added(json('{}'))).toBe('{"b": "x"}');
    expect(added(json('{"a":1}'))).toBe('{"a":1,"b":"x"}');
    expect(added(json('{"a": 1}'))).toBe('{"a": 1, "b": "x"}');
    expect(added(json('{\r\n\t"a": 1\r\n}'))).toBe('{\r\n\t"a": 1,\r\n\t"b": "x"\r\n}');
    expect(added(yaml('a: 1'))).toBe('a: 1\nb: x');
    expect(added(yaml('a: |\n  t\n\n'))).toBe('a: |\n  t\nb: x\n\n');
    expect(added(yaml('{a: 1}'))).toBe('{a: 1, b: x}');
  });
});

describe('what cannot be done safely', () => {
  const shared = yaml('base: &b\n  x: 1\n  y: 2\nc: *b\nd:\n  <<: *b\n  z: &z 3\ne: *z\n');

  it('leaves alone what an alias stands for', () => {
    expect(removeEntry(at(shared, ['c', 'x']))).toBeUndefined();
    expect(replaceScalar(at(shared, ['d', 'x']), 2)).toBeUndefined();
    expect(replaceScalar(at(shared, ['e']), 2)).toBeUndefined();
    expect(insertEntry(at(shared, ['base']), 'q', 1)).toBeUndefined();
    expect(removeEntry(at(shared, ['d', 'z']))).toBeUndefined();
    expect(removeEntry(at(shared, ['d']))).toBeUndefined();
    const alias = at(shared, []).entry('c');
    expect(alias && removeEntry(alias.key)).toHaveLength(1);
  });

  it('leaves alone roots, folded strings, tags, block scalars and broken texts', () => {
    expect(removeEntry(at(json('{"a": 1}'), []))).toBeUndefined();
    const folded = parseEmbedded(at(yaml('d: >\n  {"a": 1, "b": 2}\n'), ['d']), 'json');
    expect(removeEntry(at(folded, ['a']))).toBeUndefined();
    const quoted = parseEmbedded(at(yaml('d: \'{"a": 1,\n  "b": 2}\'\n'), ['d']), 'json');
    expect(removeEntry(at(quoted, ['a']))).toBeUndefined();
    expect(replaceScalar(at(yaml('a: !Ref x\n'), ['a']), 'y')).toBeUndefined();
    expect(replaceScalar(at(yaml('a: |\n  x\n'), ['a']), 'y')).toBeUndefined();
    expect(removeEntry(at(json('{"a": 1, "b" 2}'), ['a']))).toBeUndefined();
    expect(insertEntry(at(json('{"a": 1}'), []), 'a', 2)).toBeUndefined();
    expect(replaceScalar(at(json('{"a": [1]}'), ['a']), 2)).toBeUndefined();
  });

  it('still removes tagged entries and items', () => {
    expect(removed(yaml('a: !Sub x\nb: !If [!Ref c, &d 1, 2]\n'), ['a'])).toBe('b: !If [!Ref c, &d 1, 2]\n');
    expect(removed(yaml('b: !If [!Ref c, &d 1, 2]\n'), ['b', 1])).toBe('b: !If [!Ref c, 2]\n');
    expect(removed(yaml('- !Ref a\n- !Ref b\n'), [0])).toBe('- !Ref b\n');
  });
});
