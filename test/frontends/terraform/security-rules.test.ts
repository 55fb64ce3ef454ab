/** Rules of security groups in the three spellings of the AWS provider, and where one does not say which way it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../../src/engine/index.ts';
import { FRONTENDS } from '../../../src/frontends/index.ts';
import { Graph, ResourceIndex, type Passage } from '../../../src/graph/index.ts';
import { World } from '../../../src/values/index.ts';
import { plan } from '../../kit/plan.ts';

/** A load balancer, a service, and their groups with these blocks in and beside them. */
const main = (inBalancer: string, inTasks: string, beside: string): string => `
variable "direction" { type = string }
resource "aws_security_group" "alb" {
  description = "Load balancer"
${inBalancer}
}
resource "aws_security_group" "web" {
  description = "Tasks"
${inTasks}
}
${beside}
resource "aws_lb" "web" {
  subnets         = ["subnet-0a1b2c3d"]
  security_groups = [aws_security_group.alb.id]
}
resource "aws_ecs_service" "web" {
  name = "web"
  network_configuration {
    subnets         = ["subnet-0a1b2c3d"]
    security_groups = [aws_security_group.web.id]
  }
}
`;

async function passage(text: string): Promise<Passage> {
  const project = await readProject([{ path: 'main.tf', text, named: true }], FRONTENDS, { parameters: {} });
  const index = new ResourceIndex(project.resources);
  const world = new World();
  const graph = new Graph(index, world);
  const [balancer] = index.ofKind('elbv2.loadBalancer');
  const [service] = index.ofKind('ecs.service');
  if (!balancer || !service) throw new Error('nothing was lowered');
  return graph.passage(
    graph.balancerEnd(index.view(balancer, world), 'health'),
    graph.taskEnd(index.view(service, world)),
  );
}

interface Rule {
  readonly direction: 'ingress' | 'egress';
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly other: 'alb' | 'web' | '0.0.0.0/0' | 'pl-0a1b2c3d';
}

const rule = fc.record<Rule>({
  direction: fc.constantFrom('ingress', 'egress'),
  protocol: fc.constantFrom('tcp', 'udp', '-1'),
  from: fc.integer({ min: 1, max: 4 }),
  to: fc.integer({ min: 4, max: 9 }),
  other: fc.constantFrom('alb', 'web', '0.0.0.0/0', 'pl-0a1b2c3d'),
});

/** Ingress belongs to the tasks, egress to the load balancer. */
const ownerOf = ({ direction }: Rule): string => (direction === 'ingress' ? 'web' : 'alb');

/** The other end, as lists of a block have it, with `self` for the group itself. */
function listed(each: Rule): string {
  if (each.other === ownerOf(each)) return 'self = true';
  if (each.other === '0.0.0.0/0') return 'cidr_blocks = ["0.0.0.0/0"]';
  return each.other === 'pl-0a1b2c3d'
    ? 'prefix_list_ids = ["pl-0a1b2c3d"]'
    : `security_groups = [aws_security_group.${each.other}.id]`;
}

const ports = ({ from, to }: Rule): string => `from_port = ${String(from)}\n  to_port = ${String(to)}`;

const SPELLINGS: Readonly<Record<string, (rules: readonly Rule[]) => string>> = {
  inline(rules) {
    const blocks = (owner: string): string =>
      rules
        .filter((each) => ownerOf(each) === owner)
        .map((each) => `${each.direction} {\n  protocol = "${each.protocol}"\n  ${ports(each)}\n  ${listed(each)}\n}`)
        .join('\n');
    return main(blocks('alb'), blocks('web'), '');
  },
  aws_security_group_rule(rules) {
    const blocks = rules.map((each, i) => {
      const source = listed(each).replace(/security_groups = \[(.*)\]/, 'source_security_group_id = $1');
      return `resource "aws_security_group_rule" "r${String(i)}" {
  type = "${each.direction}"
  security_group_id = aws_security_group.${ownerOf(each)}.id
  protocol = "${each.protocol}"
  ${ports(each)}
  ${source}
}`;
    });
    return main('', '', blocks.join('\n'));
  },
  aws_vpc_security_group_rules(rules) {
    const blocks = rules.map((each, i) => {
      const source = /^(alb|web)$/.test(each.other)
        ? `referenced_security_group_id = aws_security_group.${each.other}.id`
        : `${each.other.startsWith('pl-') ? 'prefix_list_id' : 'cidr_ipv4'} = "${each.other}"`;
      return `resource "aws_vpc_security_group_${each.direction}_rule" "r${String(i)}" {
  security_group_id = aws_security_group.${ownerOf(each)}.id
  ip_protocol = "${each.protocol}"
  ${each.protocol === '-1' ? '' : ports(each)}
  ${source}
}`;
    });
    return main('', '', blocks.join('\n'));
  },
};

describe('rules of a security group', () => {
  it('let the same through in all three spellings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rule, { maxLength: 4 }), async (rules) => {
        const walls = await Promise.all(
          Object.values(SPELLINGS).map(async (spell) => {
            const { egress, ingress } = await passage(spell(rules));
            return [egress, ingress].map(({ ports: { certain, possible } }) => [certain.format(), possible.format()]);
          }),
        );
        expect(walls[1]).toEqual(walls[0]);
        expect(walls[2]).toEqual(walls[0]);
      }),
      { numRuns: 40 },
    );
  });

  it('let nothing out where no egress is written: the provider takes the default rule away', async () => {
    expect((await passage(main('', '', ''))).egress.ports.exact?.format()).toBe('no ports');
    expect((await passage(main('egress = []', '', ''))).egress.ports.exact?.format()).toBe('no ports');
  });
});

describe('a rule that does not say whether it is ingress or egress', () => {
  const loose = (type: string): string =>
    main(
      '',
      '',
      `resource "aws_security_group_rule" "loose" {
  type                     = ${type}
  security_group_id        = aws_security_group.web.id
  protocol                 = "tcp"
  from_port                = 8080
  to_port                  = 8080
  source_security_group_id = aws_security_group.alb.id
}`,
    );
  const ingress = async (type: string): Promise<string> => {
    const { certain, possible } = (await passage(loose(type))).ingress.ports;
    return `${certain.format()} to ${possible.format()}`;
  };

  it('may be either, and lets nothing certain through', async () => {
    expect(await ingress('"ingress"')).toBe('8080 to 8080');
    expect(await ingress('"egress"')).toBe('no ports to no ports');
    expect(await ingress('var.direction')).toBe('no ports to all traffic');
  });

  it('is of both kinds in a plan, too', async () => {
    const { path, text } = plan('aws_security_group_rule', 'loose', {
      security_group_id: 'sg-0a1b2c3d',
      protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      cidr_blocks: ['0.0.0.0/0'],
    }) as { path: string; text: string };
    const unknownType = text.replace('"after_unknown":{}', '"after_unknown":{"type":true}');
    const project = await readProject([{ path, text: unknownType, named: true }], FRONTENDS, { parameters: {} });
    expect(project.resources.map(({ kind }) => kind)).toEqual(['ec2.securityGroupIngress', 'ec2.securityGroupEgress']);
  });
});
