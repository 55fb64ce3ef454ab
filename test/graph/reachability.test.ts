/** Which ports security groups let through, against a plain model of them, and how the answers hold as more is known. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PortSet, TCP, UDP, type PortBounds } from '../../src/domain/index.ts';
import { Graph, ResourceIndex, type Passage } from '../../src/graph/index.ts';
import type { Kind } from '../../src/model/index.ts';
import { World } from '../../src/values/index.ts';
import { loadShapes, mixed, resource } from '../kit/resources.ts';
import { list, unknown, type Plain } from '../kit/terms.ts';

const KINDS: readonly Kind[] = [
  'ecs.service',
  'elbv2.loadBalancer',
  'ec2.securityGroup',
  'ec2.securityGroupIngress',
  'ec2.securityGroupEgress',
  'ec2.subnet',
];
beforeAll(() => loadShapes(KINDS));

type Entry = Readonly<Record<string, Plain>>;

/** Load balancer and tasks in subnets of their own, with the groups that they wear and the entries of all groups. */
interface Setup {
  readonly balancer: Plain;
  readonly tasks: Plain;
  /** By name of the group: what it lets out and in; no egress at all is the default rule. */
  readonly groups: Readonly<Record<string, { readonly egress?: Plain; readonly ingress?: Plain }>>;
  readonly separate?: readonly unknown[];
}

const BALANCER_SUBNET = '10.0.1.0/24';
const TASK_SUBNET = '10.0.2.0/24';

/** The same whether or not the rules of a group may be kept for all worlds. */
function passage(setup: Setup): Passage {
  const [once, kept] = [true, false].map((conditional) => passageOf(setup, conditional));
  const textOf = (found: Passage | undefined): unknown =>
    [found?.egress, found?.ingress].map((wall) => [wall?.ports.certain.format(), wall?.ports.possible.format()]);
  expect(textOf(kept)).toEqual(textOf(once));
  if (!once) throw new Error('nothing was found');
  return once;
}

function passageOf({ balancer, tasks, groups, separate = [] }: Setup, conditional: boolean): Passage {
  const from = resource('elbv2.loadBalancer', { name: 'web', subnets: ['subnet-1'], securityGroups: balancer });
  const awsvpcConfiguration = { subnets: ['subnet-2'], securityGroups: tasks };
  const to = resource('ecs.service', { serviceName: 'web', networkConfiguration: { awsvpcConfiguration } });
  const others = Object.entries(groups).map(([name, { egress, ingress }]) =>
    resource(
      'ec2.securityGroup',
      {
        groupName: name,
        ...(egress !== undefined && { ipPermissionsEgress: egress }),
        ...(ingress !== undefined && { ipPermissions: ingress }),
      },
      { name, conditional },
    ),
  );
  const subnets = [
    resource('ec2.subnet', { cidrBlock: BALANCER_SUBNET }, { name: 'subnet-1' }),
    resource('ec2.subnet', { cidrBlock: TASK_SUBNET }, { name: 'subnet-2' }),
  ];
  const index = new ResourceIndex(mixed(from, to, ...others, ...subnets, ...separate));
  const world = new World();
  const graph = new Graph(index, world);
  return graph.passage(graph.balancerEnd(index.view(from, world), 'clients'), graph.taskEnd(index.view(to, world)));
}

const tcp = (port: number, source: Entry): Entry => ({ ipProtocol: 'tcp', fromPort: port, toPort: port, ...source });
const fromGroup = (name: Plain): Entry => ({ userIdGroupPairs: [{ groupId: name }] });
const fromBlock = (cidrIp: Plain): Entry => ({ ipRanges: [{ cidrIp }] });
const PORT = PortSet.of(TCP, 8080, 8080);

describe('passage', () => {
  const answer = (ingress: Plain, more: Partial<Setup> = {}): string =>
    passage({ balancer: ['alb'], tasks: ['web'], groups: { alb: {}, web: { ingress } }, ...more }).ports.contains(PORT);

  it('is open to the group, the addresses and the world that an entry names', () => {
    expect(answer([tcp(8080, fromGroup('alb'))])).toBe('yes');
    expect(answer([tcp(8080, fromBlock('10.0.0.0/16'))])).toBe('yes');
    expect(answer([tcp(8080, fromBlock('0.0.0.0/0'))])).toBe('yes');
    expect(answer([{ ipProtocol: '-1', ...fromGroup('alb') }])).toBe('yes');
  });

  it('is closed without an entry, and by entries for other ports, groups and addresses', () => {
    expect(answer([])).toBe('no');
    expect(answer([tcp(80, fromGroup('alb'))])).toBe('no');
    expect(answer([tcp(8080, fromGroup('web'))])).toBe('no');
    expect(answer([tcp(8080, fromBlock('10.0.2.0/24'))])).toBe('no');
    expect(answer([{ ...tcp(8080, fromGroup('alb')), ipProtocol: 'udp' }])).toBe('no');
  });

  it('is unsure of groups and blocks that the tree does not show, of prefix lists and of IPv6', () => {
    expect(answer([tcp(8080, fromGroup('sg-0123456789abcdef0'))])).toBe('unsure');
    expect(answer([tcp(8080, fromGroup(unknown('a parameter')))])).toBe('unsure');
    expect(answer([tcp(8080, fromBlock(unknown('a parameter')))])).toBe('unsure');
    expect(answer([tcp(8080, { prefixListIds: [{ prefixListId: 'pl-0123456789abcdef0' }] })])).toBe('unsure');
    expect(answer([tcp(8080, { ipv6Ranges: [{ cidrIpv6: '::/0' }] })])).toBe('unsure');
    expect(answer([{ ...tcp(8080, fromGroup('alb')), fromPort: unknown('a parameter') }])).toBe('unsure');
    expect(answer(list([], true))).toBe('unsure');
  });

  it('is unsure of ends that wear the default group or one that nobody can tell', () => {
    expect(answer([], { tasks: [] })).toBe('unsure');
    expect(answer([], { tasks: ['web', unknown('a parameter')] })).toBe('unsure');
    expect(answer([], { tasks: ['web', 'sg-0123456789abcdef0'] })).toBe('unsure');
    expect(answer([tcp(8080, fromGroup('web'))], { balancer: [] })).toBe('unsure');
  });

  it('takes the union of the groups that an end wears', () => {
    const groups = { alb: {}, web: {}, shared: { ingress: [tcp(8080, fromGroup('alb'))] } };
    expect(answer([], { tasks: ['web', 'shared'], groups })).toBe('yes');
  });

  it('knows the same id at both ends, whatever group it is', () => {
    expect(answer([tcp(8080, fromGroup('sg-1'))], { balancer: ['sg-1'] })).toBe('unsure');
    const groups = { web: { ingress: [tcp(8080, fromGroup('sg-1'))] } };
    const { ingress } = passage({ balancer: ['sg-1'], tasks: ['web'], groups });
    expect(ingress.ports.contains(PORT)).toBe('yes');
  });

  it('needs egress of the source: all by default, none where it is written so', () => {
    const ingress = [tcp(8080, fromGroup('alb'))];
    const out = (egress: Plain): string => answer([], { groups: { alb: { egress }, web: { ingress } } });
    expect(out([])).toBe('no');
    expect(out([tcp(8080, fromGroup('web'))])).toBe('yes');
    expect(out([tcp(443, fromBlock('0.0.0.0/0'))])).toBe('no');
    expect(out([tcp(8080, fromBlock(TASK_SUBNET))])).toBe('yes');
    expect(out([tcp(8080, fromBlock(BALANCER_SUBNET))])).toBe('no');
  });

  it('counts entries that stand by themselves, and those that may', () => {
    const rule = (groupId: Plain, path = 'main.json'): unknown =>
      resource('ec2.securityGroupIngress', { groupId, ...tcp(8080, fromGroup('alb')) }, { path });
    expect(answer([], { separate: [rule('web')] })).toBe('yes');
    expect(answer([], { separate: [rule(unknown('a parameter'))] })).toBe('unsure');
    expect(answer([], { separate: [rule(unknown('a parameter'), 'shop/rules/main.json')] })).toBe('unsure');
    const egress = resource('ec2.securityGroupEgress', { groupId: 'alb', ...tcp(443, fromBlock('0.0.0.0/0')) });
    expect(answer([tcp(8080, fromGroup('alb'))], { separate: [egress] })).toBe('unsure');
  });

  it('names the entries that let something through', () => {
    const { ingress, egress } = passage({
      balancer: ['alb'],
      tasks: ['web'],
      groups: { alb: {}, web: { ingress: [tcp(80, fromGroup('alb')), tcp(8080, fromGroup('web'))] } },
    });
    expect(ingress.gates.map(({ ports }) => ports.exact?.format())).toEqual(['80']);
    expect(egress.gates.map(({ entry }) => entry)).toEqual([undefined]);
  });
});

describe('ends without groups', () => {
  const NETWORK = { name: 'web', type: 'network', subnets: ['subnet-1'] };

  function ask(balancer: Entry, traffic: 'clients' | 'health', ingress: readonly Entry[]): string {
    const from = resource('elbv2.loadBalancer', balancer);
    const to = resource('ecs.service', {
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-2'], securityGroups: ['web'] } },
    });
    const group = resource('ec2.securityGroup', { groupName: 'web', ipPermissions: ingress }, { name: 'web' });
    const subnet = resource('ec2.subnet', { cidrBlock: BALANCER_SUBNET }, { name: 'subnet-1' });
    const index = new ResourceIndex(mixed(from, to, group, subnet));
    const world = new World();
    const graph = new Graph(index, world);
    const end = graph.balancerEnd(index.view(from, world), traffic);
    return graph.passage(end, graph.taskEnd(index.view(to, world))).ports.contains(PORT);
  }

  it('are those of a Network Load Balancer: its checks have its addresses, its clients may keep theirs', () => {
    expect(ask(NETWORK, 'health', [tcp(8080, fromBlock(BALANCER_SUBNET))])).toBe('yes');
    expect(ask(NETWORK, 'health', [tcp(8080, fromBlock('192.0.2.0/24'))])).toBe('no');
    expect(ask(NETWORK, 'clients', [tcp(8080, fromBlock('192.0.2.0/24'))])).toBe('unsure');
    expect(ask(NETWORK, 'health', [tcp(8080, fromGroup('web'))])).toBe('no');
  });

  it('are the internet, which needs the whole world or its own address', () => {
    const open = (ingress: readonly Entry[]): string => {
      const to = resource('elbv2.loadBalancer', { name: 'web', securityGroups: ['alb'] });
      const group = resource('ec2.securityGroup', { groupName: 'alb', ipPermissions: ingress }, { name: 'alb' });
      const index = new ResourceIndex(mixed(to, group));
      const world = new World();
      const graph = new Graph(index, world);
      const end = graph.balancerEnd(index.view(to, world), 'clients');
      return graph.passage(graph.internet, end).ports.contains(PORT);
    };
    expect(open([tcp(8080, fromBlock('0.0.0.0/0'))])).toBe('yes');
    expect(open([{ ...tcp(8080, {}), ipRanges: [{ cidrIp: '0.0.0.0/1' }, { cidrIp: '128.0.0.0/1' }] }])).toBe('yes');
    expect(open([tcp(8080, fromBlock('198.51.100.0/24'))])).toBe('unsure');
    expect(open([tcp(8080, fromGroup('alb')), tcp(443, fromBlock('0.0.0.0/0'))])).toBe('no');
  });

  it('have no meaning for a load balancer of a type that nobody can tell', () => {
    expect(ask({ ...NETWORK, type: unknown('a parameter') }, 'health', [tcp(8080, fromGroup('web'))])).toBe('unsure');
  });
});

// Properties. Names of groups are short, ports few, so that they meet often.

const GROUPS = ['alb', 'web', 'shared'] as const;
const protocol = fc.constantFrom<Plain>('tcp', 'udp', '-1');
const port = fc.integer({ min: 1, max: 6 });
const source = fc.oneof(
  fc.constantFrom(...GROUPS).map(fromGroup),
  fc.constantFrom('10.0.0.0/16', BALANCER_SUBNET, TASK_SUBNET, '0.0.0.0/0').map(fromBlock),
);
const entry = fc.tuple(protocol, port, port, source).map(([ipProtocol, a, b, from]): Entry => ({
  ipProtocol,
  fromPort: Math.min(a, b),
  toPort: Math.max(a, b),
  ...from,
}));
const entries = fc.array(entry, { maxLength: 4 });
const worn = fc.uniqueArray(fc.constantFrom(...GROUPS), { minLength: 1 });
const setup = fc.record({
  balancer: worn,
  tasks: worn,
  groups: fc.record({
    alb: fc.record({ egress: entries, ingress: entries }),
    web: fc.record({ egress: entries, ingress: entries }),
    shared: fc.record({ egress: entries, ingress: entries }),
  }),
});
type Known = typeof setup extends fc.Arbitrary<infer T> ? T : never;

const POINTS = [TCP, UDP].flatMap((number) =>
  Array.from({ length: 8 }, (_, at) => ({ number, at, ports: PortSet.of(number, at, at) })),
);

/** What a security group is, one packet at a time. */
function passes(known: Known, number: number, at: number): boolean {
  const lets = (
    direction: 'egress' | 'ingress',
    wearer: readonly string[],
    other: readonly string[],
    subnet: string,
  ): boolean =>
    wearer
      .flatMap((name) => known.groups[name as keyof Known['groups']][direction])
      .some((each) => {
        const { ipProtocol, fromPort, toPort, userIdGroupPairs, ipRanges } = each as {
          ipProtocol: string;
          fromPort: number;
          toPort: number;
          userIdGroupPairs?: readonly { groupId: string }[];
          ipRanges?: readonly { cidrIp: string }[];
        };
        const meant = { tcp: TCP, udp: UDP }[ipProtocol];
        const fits = meant === undefined || (meant === number && fromPort <= at && at <= toPort);
        const byGroup = userIdGroupPairs?.some(({ groupId }) => other.includes(groupId)) ?? false;
        const byBlock = ipRanges?.some(({ cidrIp }) => ['0.0.0.0/0', '10.0.0.0/16', subnet].includes(cidrIp)) ?? false;
        return fits && (byGroup || byBlock);
      });
  return (
    lets('egress', known.balancer, known.tasks, TASK_SUBNET) &&
    lets('ingress', known.tasks, known.balancer, BALANCER_SUBNET)
  );
}

/** Is everything that `less` says still so where `more` is known, or more is allowed? */
function within(outer: PortBounds, inner: PortBounds): boolean {
  return inner.certain.contains(outer.certain) && outer.possible.contains(inner.possible);
}

describe('properties', () => {
  it('what is all known is as each packet fares', () => {
    fc.assert(
      fc.property(setup, (known) => {
        const { ports } = passage(known);
        for (const { number, at, ports: point } of POINTS)
          expect(ports.contains(point)).toBe(passes(known, number, at) ? 'yes' : 'no');
      }),
    );
  });

  it('another entry closes nothing', () => {
    const where = fc.tuple(fc.constantFrom(...GROUPS), fc.constantFrom('egress' as const, 'ingress' as const));
    fc.assert(
      fc.property(setup, where, entry, (known, [name, direction], more) => {
        const group = known.groups[name];
        const changed = { ...group, [direction]: [...group[direction], more] };
        const before = passage(known).ports;
        const after = passage({ ...known, groups: { ...known.groups, [name]: changed } }).ports;
        expect(after.certain.contains(before.certain)).toBe(true);
        expect(after.possible.contains(before.possible)).toBe(true);
      }),
    );
  });

  it('whatever turns out in place of the unknown, the answer was right', () => {
    const hidden = unknown('a parameter');
    const hide: readonly ((each: Entry) => Plain)[] = [
      (each) => ({ ...each, ipProtocol: hidden }),
      (each) => ({ ...each, fromPort: hidden }),
      (each) => ({ ...each, toPort: hidden }),
      (each) => ({ ...each, ...('ipRanges' in each ? fromBlock(hidden) : fromGroup(hidden)) }),
      (each) => ({ ...each, userIdGroupPairs: hidden, ipRanges: hidden }),
      () => hidden,
    ];
    fc.assert(
      fc.property(setup, fc.constantFrom(...hide), fc.nat(3), (known, hideEntry, chosen) => {
        const truth = passage(known).ports;
        const hideIn = (each: readonly Entry[]): Plain => each.map((one, i) => (i === chosen ? hideEntry(one) : one));
        const groups = Object.fromEntries(
          Object.entries(known.groups).map(([name, { egress, ingress }]) => [
            name,
            { egress: hideIn(egress), ingress: hideIn(ingress) },
          ]),
        );
        expect(within(passage({ ...known, groups }).ports, truth)).toBe(true);
        const wornHidden = known.tasks.map((name, i) => (i === chosen % 3 ? hidden : name));
        expect(within(passage({ ...known, tasks: wornHidden }).ports, truth)).toBe(true);
        expect(within(passage({ ...known, balancer: list(known.balancer, true) }).ports, truth)).toBe(true);
      }),
    );
  });

  it('a range in two pieces, and an entry by itself, are the same', () => {
    fc.assert(
      fc.property(setup, fc.nat(6), (known, middle) => {
        const split = ({ egress, ingress }: Known['groups']['web']) => ({
          egress,
          ingress: ingress.flatMap((each) => {
            const { fromPort, toPort } = each as { fromPort: number; toPort: number };
            if (each['ipProtocol'] === '-1' || middle < fromPort || middle >= toPort) return [each];
            return [
              { ...each, toPort: middle },
              { ...each, fromPort: middle + 1 },
            ];
          }),
        });
        const { ports } = passage(known);
        const { alb, web, shared } = known.groups;
        const pieces = passage({ ...known, groups: { alb, web: split(web), shared: split(shared) } }).ports;
        const separate = web.ingress.map((each) =>
          resource('ec2.securityGroupIngress', { groupId: 'web', ...each }, { conditional: false }),
        );
        const apart = passage({ ...known, groups: { alb, web: { egress: web.egress }, shared }, separate }).ports;
        for (const other of [pieces, apart]) expect(within(ports, other) && within(other, ports)).toBe(true);
      }),
    );
  });
});
