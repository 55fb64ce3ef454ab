import { describe, expect, it } from 'vitest';
import { readProject, type ProjectFile } from '../../src/engine/index.ts';
import type { Frontend, FrontendEntry } from '../../src/frontends/index.ts';
import { apiSpelling } from '../../src/model/index.ts';
import { map } from '../kit/terms.ts';

/** A format of files that hold `mine: name`. */
function format(name: string, facts: Partial<Frontend> = {}): FrontendEntry & { loads: number; lowered: string[] } {
  const entry = {
    name,
    evidence: /\bmine\b/,
    loads: 0,
    lowered: [] as string[],
    load(): Promise<Frontend> {
      entry.loads++;
      return Promise.resolve({
        name,
        kinds: ['ecs.cluster'],
        recognises: (root) => root.isMap && root.get('mine') !== undefined,
        lower(inputs, { add }) {
          for (const { root, index } of inputs) {
            entry.lowered.push(`${root.document.source.path}#${String(index)}`);
            const address = root.get('mine')?.text ?? '';
            add({
              kind: 'ecs.cluster',
              address,
              term: map({}),
              spelling: apiSpelling,
              scope: root,
              conditional: false,
            });
          }
        },
        ...facts,
      });
    },
  };
  return entry;
}

const file = (path: string, text: string, named = false): ProjectFile => ({ path, text, named });
const settings = { parameters: {} };

describe('readProject', () => {
  it('lowers what a front-end recognises', async () => {
    const mine = format('mine');
    const project = await readProject([file('a.json', '{ "mine": "a" }'), file('b.yaml', 'mine: b')], [mine], settings);
    expect(project.resources.map(({ address }) => address)).toEqual(['a', 'b']);
    expect(project).toMatchObject({ files: 2, mistakes: [], notices: [] });
    expect(mine.lowered).toEqual(['a.json#0', 'b.yaml#0']);
  });

  it('looks at each document of a stream by itself', async () => {
    const mine = format('mine');
    const text = 'mine: a\n---\nyours: b\n---\nmine: c\n';
    const project = await readProject([file('a.yaml', text)], [mine], settings);
    expect(project.resources.map(({ address }) => address)).toEqual(['a', 'c']);
    expect(mine.lowered).toEqual(['a.yaml#0', 'a.yaml#2']);
    expect(project.files).toBe(1);
  });

  it('gives a document to the first front-end that takes it', async () => {
    const [first, second] = [format('first', { recognises: () => false }), format('second')];
    await readProject([file('a.yaml', 'mine: a')], [first, second, format('third')], settings);
    expect([first.lowered, second.lowered]).toEqual([[], ['a.yaml#0']]);
  });

  it('neither parses nor loads anything for a file without evidence', async () => {
    const mine = format('mine');
    const project = await readProject([file('a.json', '{ "broken"')], [mine], settings);
    expect(project).toEqual({ resources: [], mistakes: [], notices: [], files: 0 });
    expect(mine.loads).toBe(0);
  });

  it('says nothing about the syntax of a file that is not ours', async () => {
    const project = await readProject([file('a.json', '{ "not": "mine" ')], [format('mine')], settings);
    expect(project).toEqual({ resources: [], mistakes: [], notices: [], files: 0 });
  });

  it('says so when the user named a file that is not ours', async () => {
    const files = [file('a.json', '{}', true), file('b.json', '{ "not": "mine" }', true)];
    const { notices } = await readProject(files, [format('mine')], settings);
    expect(notices.map((notice) => `${notice.kind} ${notice.file ?? ''}`)).toEqual([
      'skipped a.json',
      'skipped b.json',
    ]);
  });

  it('skips Helm templates, and says what to do', async () => {
    const { notices, resources } = await readProject(
      [file('a.yaml', 'mine: {{ .Values.name }}')],
      [format('mine')],
      settings,
    );
    expect(resources).toEqual([]);
    expect(notices).toMatchObject([{ kind: 'skipped', file: 'a.yaml' }]);
    expect(notices[0]?.message).toContain('helm template');
  });

  it('leaves templates of Terraform to those who read them', async () => {
    const text = '{ "mine": "a", "port": ${port} }';
    const files = [file('a.json', text), file('b.json', text, true)];
    const { notices, resources, mistakes } = await readProject(files, [format('mine')], settings);
    expect([...resources, ...mistakes]).toEqual([]);
    expect(notices).toMatchObject([{ kind: 'skipped', file: 'b.json' }]);
  });

  it('skips other templates only where they are not YAML as they stand', async () => {
    const texts = {
      'a.yaml': '{{- if .x }}\nmine: a\n{{- end }}\n',
      'b.yaml': 'mine: b\nalert: "{{ $labels.pod }} is down"\n',
    };
    const files = Object.entries(texts).map(([path, text]) => file(path, text));
    const { notices, resources } = await readProject(files, [format('mine')], settings);
    expect(resources.map(({ address }) => address)).toEqual(['b']);
    expect(notices).toMatchObject([{ kind: 'skipped', file: 'a.yaml' }]);
  });

  it('tells of faults and duplicate keys in a file that is ours', async () => {
    const text = '{ "mine": "a", "mine": "b", }';
    const { mistakes } = await readProject([file('a.json', text)], [format('mine')], settings);
    const places = mistakes.map(({ kind, origin }) => [kind, text.slice(origin.span.start, origin.span.end)]);
    expect(places).toContainEqual(['syntax.duplicateKey', '"mine"']);
    expect(mistakes.find(({ kind }) => kind === 'syntax.duplicateKey')).toMatchObject({ key: 'mine' });
  });

  it('outlives a front-end that throws, and names it', async () => {
    const broken = format('broken', {
      lower: () => {
        throw new Error('no such thing');
      },
    });
    const fine = format('fine', { recognises: (root) => root.get('also') !== undefined });
    const files = [file('a.yaml', 'mine: a'), file('b.yaml', 'mine: b\nalso: yes')];
    const { notices, resources } = await readProject(files, [fine, broken], settings);
    expect(resources.map(({ address }) => address)).toEqual(['b']);
    expect(notices).toEqual([{ kind: 'crash', file: 'a.yaml', message: 'Reading broken files failed: no such thing' }]);
  });

  it('outlives a front-end that throws at a look', async () => {
    const broken = format('broken', {
      recognises: (root) => {
        if (root.get('bad')) throw new Error('no such thing');
        return true;
      },
    });
    const files = [file('a.yaml', 'mine: a\nbad: 1'), file('b.yaml', 'mine: b')];
    const { notices, resources } = await readProject(files, [broken], settings);
    expect(resources.map(({ address }) => address)).toEqual(['b']);
    expect(notices).toMatchObject([{ kind: 'crash', file: 'a.yaml' }]);
  });
});
