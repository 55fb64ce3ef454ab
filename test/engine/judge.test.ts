import { beforeAll, describe, expect, it } from 'vitest';
import { judge, type Judgement, type Project } from '../../src/engine/index.ts';
import type { Finding } from '../../src/findings/index.ts';
import { remove, set, settled, type Rule } from '../../src/kit/index.ts';
import type { Mistake } from '../../src/model/index.ts';
import type { Origin } from '../../src/values/index.ts';
import { madeRule } from '../kit/made-rule.ts';
import { loadShapes, mixed, resource } from '../kit/resources.ts';
import { choice, condition, flag, list, map, originAt, scalar, unknown, type Plain } from '../kit/terms.ts';

beforeAll(() => loadShapes(['ecs.cluster', 'ecs.service', 'ecr.repository']));

function project(resources: readonly unknown[], mistakes: readonly Mistake[] = []): Project {
  return { resources: mixed(...resources), mistakes, notices: [], files: 1 };
}

function run(resources: readonly unknown[], ...rules: readonly Rule[]): Judgement {
  return judge(
    project(resources),
    rules.map((rule) => ({ rule, severity: rule.severity })),
    {},
  );
}

const messages = ({ findings }: { readonly findings: readonly Finding[] }): string[] =>
  findings.map(({ message }) => message);

/** Reports the name of every service that is settled. */
const named = madeRule('test/named', {
  'ecs.service': ({ serviceName }, { report }) => {
    if (settled(serviceName) !== undefined) report({ at: serviceName, message: 'found', data: { what: serviceName } });
  },
});

const [isProd, isSpot] = [flag('IsProd'), flag('IsSpot')];

/** A service with these values. */
const service = (values: Readonly<Record<string, Plain>>) => resource('ecs.service', values, { name: 'web' });

describe('judge', () => {
  it('turns what a rule reports into a finding', () => {
    const serviceName = scalar('web', 'serviceName');
    const { findings, notices } = run([service({ serviceName })], named);
    expect(findings).toEqual([
      {
        rule: 'test/named',
        severity: 'error',
        category: 'correctness',
        certainty: 'certain',
        messageId: 'found',
        message: 'Found web.',
        span: serviceName.origin.span,
        related: [],
        also: [],
        resource: { kind: 'ecs.service', address: 'web', name: 'web' },
        fingerprint: findings[0]?.fingerprint,
      },
    ]);
    expect(findings[0]?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(notices).toEqual([]);
  });

  it('hands a resource to the rules of its kind and to no other', () => {
    const clusters = madeRule('test/clusters', {
      'ecs.cluster': ({ clusterName }, { report }) =>
        report({ at: clusterName, message: 'found', data: { what: 'it' } }),
    });
    expect(messages(run([service({ serviceName: 'web' })], clusters))).toEqual([]);
  });

  it('points at a value, and at the head of a list or a map', () => {
    const span = { source: { path: 'a.json', text: '' }, start: 10, end: 99 };
    const head: Origin = { span, head: { ...span, end: 20 }, name: 'it', via: [] };
    const rule = madeRule('test/places', {
      'ecs.service': ({ serviceName, loadBalancers, deploymentConfiguration }, { report }) => {
        for (const at of [serviceName, loadBalancers, deploymentConfiguration])
          report({ at, message: 'found', data: { what: 'this' } });
      },
    });
    const { findings } = run(
      [
        service({
          serviceName: scalar('web', '', { origin: head }),
          loadBalancers: {
            ...list([]),
            origin: { ...head, span: { ...span, start: 30 }, head: { ...span, start: 30, end: 31 } },
          },
          deploymentConfiguration: {
            ...map({}),
            origin: { ...head, span: { ...span, start: 50 }, head: { ...span, start: 50, end: 51 } },
          },
        }),
      ],
      rule,
    );
    expect(findings.map((finding) => [finding.span.start, finding.span.end])).toEqual([
      [10, 99],
      [30, 31],
      [50, 51],
    ]);
  });

  it('names related places: those given, and the way the value came', () => {
    const via = [{ span: originAt(7).span, note: "Default of parameter '\u001bName'." }];
    const serviceName = scalar('web', '', { origin: { ...originAt(1), via } });
    const rule = madeRule('test/related', {
      'ecs.service': (view, { report }) =>
        report({
          at: view.serviceName,
          message: 'found',
          data: { what: 'it' },
          related: [{ at: view.cluster, note: 'Cluster set here.' }, undefined],
        }),
    });
    const { findings } = run([service({ serviceName, cluster: scalar('shop', 'cluster') })], rule);
    expect(findings[0]?.related.map(({ message }) => message)).toEqual([
      'Cluster set here.',
      "Default of parameter '\\u001bName'.",
    ]);
  });

  it('sorts findings, and says the same thing of one place once', () => {
    const twice = madeRule('test/twice', {
      'ecs.service': ({ serviceName, cluster }, { report }) => {
        for (const at of [cluster, serviceName, cluster]) report({ at, message: 'found', data: { what: at } });
      },
    });
    const { findings } = run(
      [
        service({
          serviceName: scalar('web', '', { origin: originAt(1) }),
          cluster: scalar('shop', '', { origin: originAt(2) }),
        }),
      ],
      twice,
    );
    expect(messages({ findings })).toEqual(['Found web.', 'Found shop.']);
  });
});

describe('severity', () => {
  const mild = madeRule('test/mild', {
    'ecs.service': ({ serviceName }, { report }) =>
      report({ at: serviceName, message: 'found', data: { what: 'it' }, severity: 'info', certainty: 'possible' }),
  });

  it("is the report's own while the user has not changed the rule's", () => {
    expect(run([service({})], mild).findings).toMatchObject([{ severity: 'info', certainty: 'possible' }]);
    const given = judge(project([service({})]), [{ rule: mild, severity: 'warning' }], {});
    expect(given.findings).toMatchObject([{ severity: 'warning' }]);
  });

  it('may be that of a rule which is off and only says what it conceals', () => {
    const secret = madeRule(
      'test/secret',
      {
        'ecs.service': ({ serviceName }, { report }) =>
          report({ at: serviceName, message: 'found', data: { what: 'it' } }),
      },
      { conceals: true },
    );
    const value = scalar('hunter2');
    const off = judge(project([service({ serviceName: value })]), [{ rule: secret, severity: 'off' }], {});
    expect(off.findings).toEqual([]);
    expect(off.concealed).toEqual([value.origin.span]);
    const on = run([service({ serviceName: value })], secret);
    expect(on.findings).toHaveLength(1);
    expect(on.concealed).toEqual([value.origin.span]);
  });

  it('conceals where a secret is written, not the ways that lead there', () => {
    const secret = madeRule(
      'test/secret',
      {
        'ecs.service': ({ serviceName }, { report }) =>
          report({ at: serviceName, message: 'found', data: { what: 'it' } }),
      },
      { conceals: true },
    );
    const value = scalar('hunter2');
    const [written, call] = [originAt(7001).span, originAt(7002).span];
    const via = [
      { span: written, note: "Default of variable 'password'." },
      { span: call, note: 'Module called here.', isPassage: true as const },
    ];
    const serviceName = { ...value, origin: { ...value.origin, via } };
    expect(run([service({ serviceName })], secret).concealed).toEqual([value.origin.span, written]);
    const marked = { ...value, origin: { ...value.origin, sensitive: true } };
    expect(run([service({ serviceName: { ...marked, origin: { ...marked.origin, via } } })], named).concealed).toEqual([
      written,
    ]);
    const passed = { ...marked.origin, via: via.slice(1) };
    expect(run([service({ serviceName: { ...marked, origin: passed } })], named).concealed).toEqual([
      value.origin.span,
    ]);
  });
});

describe('conditions', () => {
  it('are left out of what holds in every case', () => {
    expect(messages(run([service({ serviceName: 'web', cluster: choice(isProd, 'a', 'b') })], named))).toEqual([
      'Found web.',
    ]);
  });

  it('are named where the finding depends on them, and only there', () => {
    const rule = madeRule('test/both', {
      'ecs.service': ({ serviceName, cluster }, { report }) => {
        if (settled(serviceName) === 'web' && settled(cluster) !== undefined)
          report({ at: serviceName, message: 'found', data: { what: serviceName } });
      },
    });
    const cluster = choice(isSpot, 'spot', 'other');
    expect(messages(run([service({ serviceName: choice(isProd, 'web', 'api'), cluster })], rule))).toEqual([
      "Found web (when 'IsProd' is true).",
    ]);
    expect(messages(run([service({ serviceName: choice(isProd, 'api', 'web'), cluster })], rule))).toEqual([
      "Found web (when 'IsProd' is false).",
    ]);
    expect(
      messages(run([service({ serviceName: choice(isProd, choice(isSpot, 'web', 'a'), 'b'), cluster: 'c' })], rule)),
    ).toEqual(["Found web (when 'IsProd' is true and 'IsSpot' is true)."]);
  });

  it('never pair the sides of one condition', () => {
    const rule = madeRule('test/sides', {
      'ecs.service': (view, { report }) => {
        const [name, cluster] = [settled(view.serviceName), settled(view.cluster)];
        report({ at: view.serviceName, message: 'found', data: { what: `${String(name)} in ${String(cluster)}` } });
      },
    });
    const found = run([service({ serviceName: choice(isProd, 'a', 'b'), cluster: choice(isProd, 'A', 'B') })], rule);
    expect(messages(found)).toEqual([
      "Found a in A (when 'IsProd' is true).",
      "Found b in B (when 'IsProd' is false).",
    ]);
  });

  it('are named in each of several cases', () => {
    const rule = madeRule('test/either', {
      'ecs.service': (view, { report }) => {
        if (settled(view.cluster) === 'a' || settled(view.taskDefinition) === 'a')
          report({ at: view.serviceName, message: 'found', data: { what: 'a' } });
      },
    });
    const either = { cluster: choice(isProd, 'a', 'b'), taskDefinition: choice(isSpot, 'a', 'b') };
    expect(messages(run([service(either)], rule))).toEqual(["Found a (when 'IsProd' is true, or 'IsSpot' is true)."]);
  });

  it('are not taken for certain because a rule says the same thing twice', () => {
    const rule = madeRule('test/twice', {
      'ecs.service': ({ serviceName }, { report }) => {
        if (settled(serviceName) !== 'web') return;
        for (let i = 0; i < 2; i++) report({ at: serviceName, message: 'found', data: { what: 'web' } });
      },
    });
    const place = originAt(3);
    const serviceName = choice(isProd, scalar('web', '', { origin: place }), scalar('api', '', { origin: place }));
    expect(messages(run([service({ serviceName })], rule))).toEqual(["Found web (when 'IsProd' is true)."]);
  });

  it('keep their names off the terminal', () => {
    const rude = condition('\u001b[2J', (world) => world.decide(isProd));
    expect(messages(run([service({ serviceName: choice(rude, 'web', unknown('x')) })], named))).toEqual([
      "Found web (when '\\u001b[2J' is true).",
    ]);
  });

  it('decide whether a resource exists at all', () => {
    const exists = (world: Parameters<typeof isProd.judge>[0]): boolean => world.decide(isProd);
    const conditional = resource('ecs.service', { serviceName: 'web' }, { name: 'web', exists });
    expect(messages(run([conditional], named))).toEqual(["Found web (when 'IsProd' is true)."]);
  });

  it('are too many to combine only with a notice, one for each resource', () => {
    const many = Array.from({ length: 64 }, (_, i) => flag(`C${String(i)}`));
    const loadBalancers = many.map((each) => ({ containerName: choice(each, 'web', 'api') }));
    const all = (id: string): Rule =>
      madeRule(id, {
        'ecs.service': (view, { report }) => {
          for (const { containerName } of view.loadBalancers.items) {
            if (settled(containerName) === 'api')
              report({ at: containerName, message: 'found', data: { what: 'api' } });
          }
        },
      });
    const { findings, notices } = run([service({ loadBalancers })], all('test/one'), all('test/two'));
    expect(findings).toHaveLength(128);
    expect(messages({ findings })).toContain("Found api (when 'C63' is false).");
    expect(notices).toMatchObject([{ kind: 'incomplete', file: 'main.json' }]);
    expect(notices[0]?.message).toBe(
      "'web' depends on too many conditions to judge every combination for test/one, test/two.",
    );
  });
});

describe('a rule that throws', () => {
  const broken = madeRule('test/broken', {
    'ecs.service': () => {
      throw new Error('no such thing\n    at somewhere');
    },
  });

  it('is named once, and the others still run', () => {
    const { findings, notices } = run([service({ serviceName: 'a' }), service({ serviceName: 'b' })], broken, named);
    expect(messages({ findings })).toEqual(['Found a.', 'Found b.']);
    expect(notices).toEqual([
      { kind: 'crash', file: 'main.json', message: "Rule 'test/broken' failed: no such thing\\u000a    at somewhere" },
    ]);
  });

  it('still says what it can of other resources', () => {
    const picky = madeRule('test/picky', {
      'ecs.service': ({ serviceName }, { report }) => {
        if (settled(serviceName) === 'bad') throw new Error('bad');
        report({ at: serviceName, message: 'found', data: { what: serviceName } });
      },
    });
    const found = run([service({ serviceName: 'bad' }), service({ serviceName: 'good' })], picky);
    expect(messages(found)).toEqual(['Found good.']);
    expect(found.notices).toHaveLength(1);
  });
});

describe('fixes', () => {
  const source = { path: 'a.json', text: '' };
  const editable: Origin = {
    ...originAt(1),
    removal: () => [{ source, start: 1, end: 5, text: '' }],
    replacement: (value) => [{ source, start: 1, end: 5, text: String(value) }],
  };
  const fixer = madeRule('test/fixer', {
    'ecs.service': ({ serviceName, cluster }, { report }) =>
      report({
        at: serviceName,
        message: 'found',
        data: { what: 'it' },
        fix: { title: 'Mend it', safety: 'unsafe', changes: [set(serviceName, 'new'), remove(cluster)] },
      }),
  });

  it('become edits of the text', () => {
    const both = {
      serviceName: scalar('web', '', { origin: editable }),
      cluster: scalar('c', '', { origin: editable }),
    };
    expect(run([service(both)], fixer).findings[0]?.fix).toEqual({
      title: 'Mend it',
      safety: 'unsafe',
      edits: [
        { source, start: 1, end: 5, text: 'new' },
        { source, start: 1, end: 5, text: '' },
      ],
    });
  });

  it('are left out as a whole where one place cannot be edited', () => {
    const one = { serviceName: scalar('web', '', { origin: editable }), cluster: 'c' };
    const { findings } = run([service(one)], fixer);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.fix).toBeUndefined();
  });
});

describe('unknowns', () => {
  it('are those that a rule asked for, each once', () => {
    const web = service({
      serviceName: unknown("parameter 'Name', which has no default"),
      cluster: unknown('another'),
    });
    const { unknowns } = run([web], named, { ...named, id: 'test/again' });
    expect(unknowns.map(({ reason }) => reason)).toEqual(["parameter 'Name', which has no default"]);
  });

  it('are not what refers to a resource, nor what may not be written', () => {
    const reference = { scope: {}, address: 'Cluster' };
    expect(run([service({ serviceName: unknown('a resource', { reference }) })], named).unknowns).toEqual([]);
    expect(run([service({ serviceName: unknown('merged', { written: false }) })], named).unknowns).toEqual([]);
  });

  it('are told of in a second run over the same project too', () => {
    const same = project([resource('ecs.service', { serviceName: unknown('a parameter') }, { conditional: false })]);
    for (let i = 0; i < 2; i++) {
      expect(judge(same, [{ rule: named, severity: 'error' }], {}).unknowns).toHaveLength(1);
    }
  });
});

describe('mistakes', () => {
  const misspelt: Mistake = {
    kind: 'syntax.unknownField',
    origin: originAt(4),
    field: 'nmae',
    owner: "service '\u001bweb'",
    closest: 'name',
    resource: { kind: 'ecs.service', address: 'web', name: undefined },
  };

  it('are worded by the rules that visit them', () => {
    const rule = madeRule('test/mistake', {
      'syntax.unknownField': (mistake, { report }) =>
        report({ at: mistake, message: 'found', data: { what: `${mistake.field} in ${mistake.owner}` } }),
    });
    const judged = judge(project([], [misspelt]), [{ rule, severity: 'error' }], {});
    expect(judged.findings).toMatchObject([
      {
        message: "Found nmae in service '\\u001bweb'.",
        span: misspelt.origin.span,
        resource: { kind: 'ecs.service', address: 'web' },
      },
    ]);
  });

  it('do not stop the run when their rule throws', () => {
    const rule = madeRule('test/mistake', {
      'syntax.unknownField': () => {
        throw new Error('no');
      },
    });
    expect(judge(project([], [misspelt]), [{ rule, severity: 'error' }], {}).notices).toHaveLength(1);
  });
});

describe('fingerprints', () => {
  const print = (name: string, address = 'web', start = 0, path = 'main.json'): string | undefined => {
    const serviceName = scalar(name, '', { origin: originAt(start, '', { path, text: '' }) });
    return run([resource('ecs.service', { serviceName }, { address })], named).findings[0]?.fingerprint;
  };

  it('stay when the finding moves to another line', () => {
    expect(print('web', 'web', 5)).toBe(print('web', 'web', 500));
  });

  it('differ for another resource, value or file, or one would hide the other in a baseline', () => {
    expect(print('web', 'web')).not.toBe(print('web', 'api'));
    expect(print('web', 'web')).not.toBe(print('api', 'web'));
    expect(print('web', 'web', 0, 'test/main.json')).not.toBe(print('web', 'web', 0, 'live/main.json'));
  });
});

describe('time', () => {
  it('is counted for each rule', () => {
    let now = 0;
    const judged = judge(
      project([service({}), service({})]),
      [{ rule: named, severity: 'error' }],
      {},
      () => (now += 5),
    );
    expect([...judged.time]).toEqual([['test/named', 10]]);
  });
});
