import { describe, expect, it } from 'vitest';
import { Allowance, apiSpelling, viewOf, type Spelling } from '../../src/model/index.ts';
import {
  explore,
  isSet,
  settle,
  World,
  type Json,
  type List,
  type Struct,
  type Table,
  type Term,
  type Unknown,
  type Value,
} from '../../src/values/index.ts';
import { shape } from '../kit/resources.ts';
import { absent, choice, flag, list, map, scalar, template, term, unknown, type Plain } from '../kit/terms.ts';

const TASK = shape(
  'Task',
  {
    Task: {
      family: 'string!',
      cpu: 'integer',
      mode: 'Mode',
      containers: '[Container]',
      command: '[string]',
      labels: '{string}',
      network: 'Network',
      policy: 'json',
      extra: 'any',
    },
    Container: { name: 'string!', ports: '[integer]' },
    Network: { subnets: '[string]', public: 'boolean', inner: 'Network' },
  },
  { Mode: ['awsvpc', 'host'] },
);

/** The view that the shape above gives, as generated types would have it. */
interface Network extends Struct {
  readonly subnets: List<Value<string>>;
  readonly public: Value<boolean>;
  readonly inner: Network;
}
interface Task extends Struct {
  readonly family: Value<string>;
  readonly cpu: Value<number>;
  readonly mode: Value<string>;
  readonly containers: List<Struct & { readonly name: Value<string>; readonly ports: List<Value<number>> }>;
  readonly command: List<Value<string>>;
  readonly labels: Table<Value<string>>;
  readonly network: Network;
  readonly policy: Json;
  readonly extra: Json;
}

function read(plain: Plain, spelling: Spelling = apiSpelling, world = new World()): Task {
  return viewOf(settle(term(plain), world), TASK, { spelling, world, allowance: new Allowance() }) as Task;
}

const texts = (values: List<Value<string>>): unknown[] =>
  values.items.map((value) => (value.state === 'known' ? value.value : value.state));

describe('viewOf', () => {
  it('gives each field by the type of its shape', () => {
    const task = read({
      family: 'web',
      cpu: 256,
      containers: [{ name: 'web', ports: [80, 443] }],
      labels: { team: 'shop' },
      network: { subnets: ['a'], public: true },
    });
    expect(task.family).toMatchObject({ state: 'known', value: 'web' });
    expect(task.cpu).toMatchObject({ state: 'known', value: 256 });
    expect(task.containers.items[0]?.ports.items).toMatchObject([{ value: 80 }, { value: 443 }]);
    expect(task.labels.get('team')).toMatchObject({ value: 'shop' });
    expect(task.labels.get('toString')).toBeUndefined();
    expect(task.network.public).toMatchObject({ value: true });
    expect(Object.keys(Object.getPrototypeOf(task) as object)).toEqual([...TASK.fields.keys()]);
  });

  it('reads a field once, and only when it is asked for', () => {
    let reads = 0;
    const watched = { ...map({}), get: (name: string) => (reads++, scalar(name)) };
    const task = read(watched);
    expect(reads).toBe(0);
    expect(task.family).toBe(task.family);
    expect(reads).toBe(1);
  });

  it('names what is not written, at the head of its owner', () => {
    const owner = map({});
    const task = read(owner, { ...apiSpelling, word: (_shape, field) => field.toUpperCase() });
    expect(task.cpu).toMatchObject({ state: 'absent', origin: { name: 'CPU', head: owner.origin.head } });
    expect(task.network.public.origin).toMatchObject({ name: 'PUBLIC', span: owner.origin.head });
  });

  it('takes null for not written, whatever the type', () => {
    const task = read({ family: null, containers: null, labels: null, network: null, policy: null });
    for (const thing of [task.family, task.containers, task.labels, task.network, task.policy]) {
      expect(isSet(thing)).toBe('no');
    }
    expect(task.network.inner.subnets.state).toBe('absent');
    expect(task.policy.get('Statement').items).toEqual([]);
  });

  it('gives nothing of what is not written, at any depth', () => {
    const task = read({});
    expect(task.network.inner.inner.public.state).toBe('absent');
    expect(task.containers).toMatchObject({ state: 'absent', items: [], open: false });
    expect(task.labels).toMatchObject({ state: 'absent', entries: [], open: false });
    expect(task.policy.get('a').get('b').value.state).toBe('absent');
  });

  it('does not know the parts of what is unknown, nor whether they are written', () => {
    const whole = unknown("parameter 'Network', which has no default", {
      reference: { scope: {}, address: 'Network' },
    });
    const task = read({ network: whole, containers: whole, labels: whole, policy: whole });
    expect(task.network.$).toMatchObject({ state: 'unknown', written: true, open: true });
    expect(task.network.public).toMatchObject({ state: 'unknown', reason: whole.reason, written: false });
    expect(task.network.public).not.toHaveProperty('reference');
    expect(isSet(task.network)).toBe('yes');
    expect(isSet(task.network.public)).toBe('unsure');
    expect(isSet(task.network.subnets)).toBe('unsure');
    expect(isSet(task.network.inner)).toBe('unsure');
    expect(task.containers).toMatchObject({ state: 'unknown', items: [], open: true });
    expect(task.labels).toMatchObject({ state: 'unknown', entries: [], open: true });
    expect(task.policy).toMatchObject({ state: 'unknown', open: true });
    expect(isSet(task.policy.get('Statement'))).toBe('unsure');
  });

  it.each<[string, Term]>([
    ['a template', template('{"subnets": "', unknown('a parameter'), '"}')],
    ['a scalar', scalar('subnet-1')],
  ])('does not know the parts of %s where a map should be', (_name, wrong) => {
    const task = read({ network: wrong, containers: wrong, labels: wrong });
    expect(task.network.$.state).toBe('unknown');
    expect(isSet(task.network.public)).toBe('unsure');
    expect(task.containers).toMatchObject({ state: 'unknown', open: true });
    expect(task.labels).toMatchObject({ state: 'unknown', open: true });
  });

  it('is unsure of what an open map does not show', () => {
    const task = read(map({ family: 'web', network: map({ public: true }, true) }, true));
    expect(task.$.open).toBe(true);
    expect(task.family.state).toBe('known');
    for (const thing of [
      task.cpu,
      task.containers,
      task.labels,
      task.policy,
      task.network.inner,
      task.network.subnets,
    ]) {
      expect(isSet(thing)).toBe('unsure');
    }
    expect(isSet(task.network)).toBe('yes');
    expect(isSet(task.network.public)).toBe('yes');
  });

  it('tells a rule of each unknown that it reads, and of no other', () => {
    const world = new World();
    const seen: Unknown[] = [];
    const plain = term({ cpu: unknown('one'), family: unknown('another') });
    const task = viewOf(settle(plain, world), TASK, {
      spelling: apiSpelling,
      world,
      allowance: new Allowance(),
      onUnknown: (value) => seen.push(value),
    }) as Task;
    expect([task.cpu.state, task.cpu.state, task.mode.state]).toEqual(['unknown', 'unknown', 'absent']);
    expect(seen.map(({ reason }) => reason)).toEqual(['one']);
  });

  it('shows each world its own side of a condition, in every place', () => {
    const isProd = flag('IsProd');
    const { outcomes } = explore((world) => {
      const task = read(
        {
          cpu: choice(isProd, 1024, 256),
          command: ['run', choice(isProd, '--fast', absent())],
          labels: { stage: choice(isProd, 'live', absent()) },
          network: choice(isProd, { public: false }, absent()),
        },
        apiSpelling,
        world,
      );
      const { cpu, command, labels, network } = task;
      return [cpu.state === 'known' && cpu.value, texts(command), labels.entries.length, isSet(network)];
    });
    expect(outcomes.map(({ result }) => result)).toEqual([
      [1024, ['run', '--fast'], 1, 'yes'],
      [256, ['run'], 0, 'no'],
    ]);
  });
});

describe('lists and tables', () => {
  it('leave out what is nothing, and say where more may come', () => {
    const task = read({
      command: ['a', null, absent(), unknown('a parameter')],
      labels: { a: 'x', b: null, c: absent(), d: unknown('a parameter') },
    });
    expect(texts(task.command)).toEqual(['a', 'unknown']);
    expect(task.command.open).toBe(false);
    expect(task.labels.entries.map(({ key }) => key)).toEqual(['a', 'd']);
    expect(task.labels.open).toBe(false);
  });

  it('are open where an item may be there or not', () => {
    const maybe = unknown('merged in', { written: false });
    const task = read({ command: ['a', maybe], labels: { a: 'x', b: maybe } });
    expect(texts(task.command)).toEqual(['a']);
    expect(task.command.open).toBe(true);
    expect(task.labels.entries.map(({ key }) => key)).toEqual(['a']);
    expect(task.labels.open).toBe(true);
  });

  it('hand on that the term is open', () => {
    const task = read({ command: list(['a'], true), labels: map({ a: 'x' }, true) });
    expect(task.command.open).toBe(true);
    expect(task.labels.open).toBe(true);
  });

  it('take the last of two entries with one key', () => {
    const [first, second] = [scalar('1'), scalar('2')];
    const twice = {
      ...map({}),
      entries: () => [
        { name: 'a', key: first.origin, value: first },
        { name: 'a', key: second.origin, value: second },
      ],
    };
    expect(read({ labels: twice }).labels.get('a')).toMatchObject({ value: '2' });
  });

  it('keep keys that objects have of their own', () => {
    const labels = read({ labels: JSON.parse('{"__proto__": "x", "constructor": "y"}') as Plain }).labels;
    expect(labels.get('__proto__')).toMatchObject({ value: 'x' });
    expect(labels.get('constructor')).toMatchObject({ value: 'y' });
    expect(labels.get('hasOwnProperty')).toBeUndefined();
  });
});

describe('blocks', () => {
  const blocks: Spelling = { ...apiSpelling, blocks: true };

  it('are lists of one where a map is meant', () => {
    const task = read({ network: [{ public: true, inner: [{ public: false }] }], labels: [{ team: 'shop' }] }, blocks);
    expect(task.network.public).toMatchObject({ value: true });
    expect(task.network.inner.public).toMatchObject({ value: false });
    expect(task.labels.get('team')).toMatchObject({ value: 'shop' });
  });

  it('are absent where the list is empty, and unknown where it may be filled', () => {
    expect(isSet(read({ network: [] }, blocks).network)).toBe('no');
    expect(isSet(read({ network: list([], true) }, blocks).network)).toBe('unsure');
    expect(isSet(read({ network: [absent()] }, blocks).network)).toBe('no');
  });

  it('may be a single map where a list is meant', () => {
    const task = read({ containers: { name: 'web' } }, blocks);
    expect(task.containers.items.map(({ name }) => name)).toMatchObject([{ value: 'web' }]);
  });

  it('are not read so in other formats', () => {
    expect(read({ network: [{ public: true }] }).network.$.state).toBe('unknown');
    expect(read({ containers: { name: 'web' } }).containers).toMatchObject({ state: 'unknown', items: [], open: true });
  });
});

describe('spellings', () => {
  it('name the fields', () => {
    const snake: Spelling = { ...apiSpelling, word: (_shape, field) => `the_${field}` };
    expect(read({ the_network: { the_public: true }, cpu: 1 }, snake).network.public).toMatchObject({ value: true });
    expect(read({ cpu: 1 }, snake).cpu.state).toBe('absent');
  });

  it('read a field that is kept elsewhere', () => {
    const moved: Spelling = {
      ...apiSpelling,
      structure: (_shape, field) => (field === 'cpu' ? (owner) => owner.get('size') : undefined),
    };
    expect(read({ size: 512, cpu: 1 }, moved).cpu).toMatchObject({ value: 512 });
    expect(read({ cpu: 1 }, moved).cpu.state).toBe('absent');
  });

  it('coerce where the format does', () => {
    expect(read({ cpu: '256' }).cpu.state).toBe('unknown');
    expect(read({ cpu: '256' }, { ...apiSpelling, coerces: true }).cpu).toMatchObject({ value: 256 });
  });

  it('open the text that holds a document, which may be spelt otherwise inside', () => {
    const inside: Spelling = { ...apiSpelling, word: (_shape, field) => field.toUpperCase() };
    const outer: Spelling = {
      ...apiSpelling,
      coerces: true,
      inside,
      embedded: ({ text }) =>
        text.startsWith('[') || text.startsWith('{') ? term(JSON.parse(text) as Plain) : undefined,
    };
    const task = read(
      {
        containers: '[{"NAME": "web", "PORTS": [80]}]',
        network: '{"PUBLIC": true}',
        policy: '{"Statement": {"Effect": "Allow"}}',
        extra: '{"Statement": 1}',
        family: '{"not": "opened"}',
      },
      outer,
    );
    expect(task.containers.items[0]?.name).toMatchObject({ value: 'web' });
    expect(task.containers.items[0]?.ports.items).toMatchObject([{ value: 80 }]);
    expect(task.network.public).toMatchObject({ value: true });
    expect(task.policy.get('Statement').get('Effect').value).toMatchObject({ value: 'Allow' });
    expect(task.extra.state).toBe('scalar');
    expect(task.family).toMatchObject({ value: '{"not": "opened"}' });
    expect(read({ containers: 'garbled' }, outer).containers).toMatchObject({ state: 'unknown', open: true });
  });

  it('spell the inside of a document that an expression builds likewise', () => {
    const inside: Spelling = { ...apiSpelling, word: (_shape, field) => field.toUpperCase() };
    const built = map({ PUBLIC: true }, false, true);
    expect(read({ network: built }, { ...apiSpelling, inside }).network.public).toMatchObject({ value: true });
    expect(read({ network: { public: true } }, { ...apiSpelling, inside }).network.public).toMatchObject({
      value: true,
    });
  });
});

describe('documents without a shape', () => {
  const policy = (plain: Plain): Json => read({ policy: plain }).policy;

  it('answer every question', () => {
    const json = policy({ Statement: [{ Effect: 'Allow', Action: ['s3:*'] }, null], Version: '2012-10-17' });
    expect(json.get('Version').value).toMatchObject({ state: 'known', value: '2012-10-17' });
    expect(json.get('Statement').items).toHaveLength(1);
    expect(
      json
        .get('Statement')
        .items[0]?.get('Action')
        .items.map(({ value }) => value),
    ).toMatchObject([{ value: 's3:*' }]);
    expect(json.get('Statement').get('Effect').state).toBe('absent');
    expect(json.get('Version').get('x').items).toEqual([]);
    expect(json.value.state).toBe('absent');
    expect(json.entries.map(({ key }) => key)).toEqual(['Statement', 'Version']);
  });

  it('leave out entries that are nothing', () => {
    expect(policy({ a: absent(), b: null, c: 1 }).entries.map(({ key }) => key)).toEqual(['c']);
  });

  it('say where there may be more', () => {
    expect(policy(map({ a: 1 }, true))).toMatchObject({ open: true, written: true });
    expect(isSet(policy(map({ a: 1 }, true)).get('b'))).toBe('unsure');
    expect(isSet(policy({ a: 1 }).get('b'))).toBe('no');
    expect(isSet(policy(template('{"a": "', unknown('x'), '"}')).get('a'))).toBe('unsure');
    expect(policy(template('{', unknown('x'))).value).toMatchObject({
      state: 'template',
      parts: ['{', { reason: 'x' }],
    });
  });
});
