import { allOf, coverWorld, defineRule, formatCidr, ICMP, ICMPV6, ingressOf, json, nameOf, openIngressOf } from '#kit';
import { PortSet, portsText, sensitivePorts, settled, TCP, UDP, yaml } from '#kit';
import type { AdmittedBlock, Graph, GroupUsers, Kinds, OpenIngress, Related, Report, SensitivePort, Value } from '#kit';

type Group = Kinds['ec2.securityGroup'];
type Wearer =
  | Kinds[
      | 'elbv2.loadBalancer'
      | 'elb.loadBalancer'
      | 'ecs.service'
      | 'ec2.launchTemplate'
      | 'autoscaling.launchConfiguration']
  | GroupUsers['others'][number];

const messages = {
  administration:
    '{owner} opens {ports} to {whom} ({from}); name the addresses that need it, or log in through Session Manager or ECS Exec.',
  sensitive: '{owner} opens {ports} to {whom} ({from}); name the security groups or addresses of its clients instead.',
  all: '{owner} opens {ports} to {whom} ({from}); open only what is served, and to those who need it.',
  unserved:
    "{owner} opens {ports} to {whom} ({from}), more than load balancer '{balancer}' listens on; open only the ports of its listeners.",
  any: '{owner} opens {ports} to {whom} ({from}); name the security groups or addresses of its clients instead.',
  tasks:
    "{owner} opens {ports} of the tasks of service '{service}' to {whom} ({from}), past their load balancer; name the load balancer's security group instead.",
  shared:
    "{owner} opens {ports} to {whom} ({from}) for load balancer '{balancer}', but '{other}' wears it too; give that a group of its own, which names this one.",
} as const;

/** The group that an entry belongs to. */
interface Owner {
  readonly text: string;
  /** Undefined when the tree does not show it. */
  readonly group: Group | undefined;
  readonly graph: Graph;
}

/** What else a report on an opening says, besides what is open to whom. */
type Verdict =
  | { readonly message: 'administration' | 'sensitive' | 'all' | 'any' }
  | { readonly message: 'tasks'; readonly service: Wearer }
  | { readonly message: 'unserved'; readonly balancer: Wearer }
  | { readonly message: 'shared'; readonly balancer: Wearer; readonly other: Wearer };

/** The internet is for load balancers; everything else has clients that can be named. */
export default defineRule({
  id: 'network/open-ingress',
  aka: [
    'catalogue:sg-ingress-admin-open',
    'catalogue:sg-ingress-sensitive-open',
    'catalogue:sg-ingress-all-open',
    'catalogue:sg-ingress-any-open',
    ...['checkov:CKV_AWS_24', 'checkov:CKV_AWS_25', 'checkov:CKV_AWS_277', 'trivy:AWS-0107'],
    ...['kics:6e856af2', 'kics:65905cec', 'kics:3ae83918', 'kics:151187cb', 'kics:cdbb0467', 'kics:381c3f2a'],
    ...['kics:590d878b', 'kics:e35c16a2', 'kics:494b03d3', 'kics:adcd0082', 'kics:4728cd65', 'kics:4a1e6b34'],
    ...['aws-guard-rules:restricted_ssh', 'aws-guard-rules:restricted_common_ports'],
    'aws-guard-rules:ec2_security_group_ingress_open_to_world_rule',
    ...['cdk-nag:EC2RestrictedSSH', 'cdk-nag:EC2RestrictedCommonPorts', 'cdk-nag:EC2RestrictedInbound'],
    ...['cdk-nag:AwsSolutions-EC23', 'cfn_nag:W2'],
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports',
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_all_ports',
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_any_port',
    ...['regula:FG_R00085', 'regula:FG_R00087', 'regula:FG_R00102', 'regula:FG_R00045', 'regula:FG_R00103'],
    ...['regula:FG_R00234', 'terrascan:AC_AWS_0489', 'terrascan:AC_AWS_0478'],
    ...['securityhub:EC2.13', 'securityhub:EC2.14', 'securityhub:EC2.18', 'securityhub:EC2.19'],
    ...['aws-config:restricted-ssh', 'aws-config:incoming-ssh-disabled', 'aws-config:restricted-common-ports'],
    ...['aws-config:restricted-incoming-traffic', 'aws-config:vpc-sg-open-only-to-authorized-ports'],
  ],
  summary: 'Forbid security groups to admit the whole internet, except to the listeners of a load balancer.',
  category: 'security',
  severity: 'error',
  since: '0.1.0',
  why: 'Every address on the internet is scanned within minutes. A port for logins, a database or a container daemon that answers all of it is one leaked password or one unpatched hole from being taken over. Ports 80 and 443, and the ports of its listeners, are what an internet-facing load balancer is for; its tasks need to admit only the load balancer. Tasks behind a Network Load Balancer see their clients’ own addresses, so their ports may have to be open.',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',
  ],
  messages,

  visit: {
    'ec2.securityGroup'(group, { graph, resource, report }) {
      const owner: Owner = { text: `Security group '${nameOf(group.groupName, resource)}'`, group, graph };
      const inline = group.ipPermissions.items.map(ingressOf);
      for (const [index, ingress] of inline.entries()) {
        const opening = openIngressOf(ingress, () => ({
          before: inline.slice(0, index),
          after: [...inline.slice(index + 1), ...graph.separateIngress(group).map(ingressOf)],
        }));
        const found = reportOf(opening, owner);
        if (found) report(found);
      }
    },
    'ec2.securityGroupIngress'(rule, { graph, resource, report }) {
      const join = graph.securityGroupOf(rule);
      const group = join.state === 'found' ? join.view : undefined;
      const text =
        join.state === 'found'
          ? `Security group '${nameOf(join.view.groupName, join.resource)}'`
          : `Rule '${resource.address}'`;
      const opening = openIngressOf(ingressOf(rule), () => {
        if (!group) return { before: [], after: [] };
        const separate = graph.separateIngress(group);
        const index = separate.indexOf(rule);
        return {
          before: [...group.ipPermissions.items, ...separate.slice(0, index)].map(ingressOf),
          after: separate.slice(index + 1).map(ingressOf),
        };
      });
      const found = reportOf(opening, { text, group, graph });
      if (found) report(found);
    },
  },

  examples: {
    bad: [
      {
        title: 'Logins and the database, for everybody.',
        code: yaml`
          Resources:
            OrdersGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Orders
                SecurityGroupIngress:
                  - { IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 }
          #                                                              ^^^^^^^^^ administration
                  - { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIpv6: '::/0' }
          #                                                                    ^^^^^^ sensitive
        `,
      },
      {
        title: 'Two halves are the whole.',
        code: json`
          { "Resources": { "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": {
            "GroupDescription": "Batch workers",
            "SecurityGroupIngress": [
              { "IpProtocol": "-1", "CidrIp": "0.0.0.0/1" },
          //                                  ^^^^^^^^^^^ all
              { "IpProtocol": "-1", "CidrIp": "128.0.0.0/1" }] } } } }
        `,
      },
      {
        title: 'The tasks answer everybody, although they stand behind a load balancer.',
        code: yaml`
          Resources:
            TaskGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Tasks
                SecurityGroupIngress:
                  - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0 }
          #                                                                  ^^^^^^^^^ tasks
            Service:
              Type: AWS::ECS::Service
              Properties:
                ServiceName: web
                TaskDefinition: web
                NetworkConfiguration:
                  AwsvpcConfiguration: { Subnets: [subnet-0a1b2c3d], SecurityGroups: [!Ref TaskGroup] }
                LoadBalancers:
                  - { ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Targets }
            Targets:
              Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Properties: { TargetType: ip, Protocol: HTTP, Port: 8080, VpcId: vpc-0a1b2c3d }
        `,
      },
    ],
    good: [
      {
        title: 'The load balancer answers the internet, its tasks answer the load balancer.',
        code: yaml`
          Resources:
            BalancerGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Load balancer
                SecurityGroupIngress:
                  - { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }
            Balancer:
              Type: AWS::ElasticLoadBalancingV2::LoadBalancer
              Properties: { Subnets: [subnet-0a1b2c3d, subnet-1a2b3c4d], SecurityGroups: [!Ref BalancerGroup] }
            TaskGroup:
              Type: AWS::EC2::SecurityGroup
              Properties:
                GroupDescription: Tasks
                SecurityGroupIngress:
                  - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref BalancerGroup }
        `,
      },
    ],
  },
});

/** Every address of ICMP: pings and "message too big" harm nobody. */
const MESSAGES_ONLY = PortSet.of(ICMP).union(PortSet.of(ICMPV6));
const ALL_TCP = PortSet.of(TCP, 1);
const ALL_UDP = PortSet.of(UDP, 1);
/** HTTP and HTTPS, the latter over QUIC too. */
const WEB = PortSet.of(TCP, 80, 80).union(PortSet.of(TCP, 443, 443), PortSet.of(UDP, 443, 443));

function reportOf(opening: OpenIngress | undefined, owner: Owner): Report<typeof messages> | undefined {
  if (!opening || MESSAGES_ONLY.contains(opening.ports)) return undefined;
  const { ports, blocks } = opening;
  const verdict = verdictOf(ports, owner);
  if (!verdict) return undefined;
  const [first, ...rest] = blocks;
  const cidrs = blocks.map(({ cidr }) => cidr);
  const data = {
    owner: owner.text,
    ports: portsText(ports),
    whom: coverWorld(cidrs) ? 'the internet' : 'much of the internet',
    from: allOf(blocks.map(blockText)),
  };
  const others = rest.map(({ at }): Related => ({ at, note: 'These addresses too.' }));
  const wears = (wearer: Wearer): Related => ({ at: wearer, note: 'It wears the group.' });
  const name = (wearer: Wearer): string => owner.graph.nameOf(wearer);
  const { at } = first;
  switch (verdict.message) {
    case 'tasks': {
      const related = [...others, wears(verdict.service)];
      return { at, message: 'tasks', data: { ...data, service: name(verdict.service) }, related, severity: 'warning' };
    }
    case 'unserved': {
      const related = [...others, wears(verdict.balancer)];
      return {
        at,
        message: 'unserved',
        data: { ...data, balancer: name(verdict.balancer) },
        related,
        severity: 'warning',
      };
    }
    case 'shared': {
      const { balancer, other } = verdict;
      const related = [...others, wears(balancer), wears(other)];
      return {
        at,
        message: 'shared',
        data: { ...data, balancer: name(balancer), other: name(other) },
        related,
        severity: 'warning',
      };
    }
    case 'any':
      return { at, message: 'any', data, related: others, severity: 'warning' };
    default:
      return { at, message: verdict.message, data, related: others };
  }
}

function verdictOf(ports: PortSet, { group, graph }: Owner): Verdict | undefined {
  const users = group && graph.usersOf(group);
  const balanced = users && verdictOfBalancer(ports, users, graph);
  if (balanced) return balanced === 'honest' ? undefined : balanced;
  if (ports.contains(ALL_TCP) || ports.contains(ALL_UDP)) return { message: 'all' };
  const sensitive = sensitivePorts().filter((known) => known.ports.overlaps(ports));
  if (sensitive.some(({ isAdministration }) => isAdministration)) return { message: 'administration' };
  if (sensitive.length > 0) return { message: 'sensitive' };
  return users ? verdictByWearers(ports, users, graph) : verdictOfUnknown(ports);
}

/** A load balancer answers on the ports of its listeners only, whatever its group admits; undefined when others wear it too. */
function verdictOfBalancer(ports: PortSet, users: GroupUsers, graph: Graph): Verdict | 'honest' | undefined {
  const [balancer] = balancersOf(users);
  if (!balancer || othersOf(users).length > 0) return undefined;
  const listening = listeningPorts(users, graph);
  // Without any, its listeners stand elsewhere.
  if (listening?.isEmpty()) return undefined;
  // Sensitive ports are judged as such where a listener has them, and one for HTTP has nothing else behind it.
  const passing = listeningPorts(
    users,
    graph,
    ({ protocol }) => !/^https?$/i.test(settled(protocol, 'HTTP') ?? 'HTTP'),
  );
  const isReached = (known: SensitivePort): boolean =>
    known.ports.overlaps(ports) && (known.speaksHttp ? listening : passing)?.overlaps(known.ports) === true;
  if (sensitivePorts().some(isReached)) return undefined;
  const isServed = !listening || listening.union(WEB).contains(ports);
  return isServed ? 'honest' : { message: 'unserved', balancer };
}

/** Who wears the group decides whether ports that are nothing special may be open. */
function verdictByWearers(ports: PortSet, users: GroupUsers, graph: Graph): Verdict | undefined {
  const [balancer] = balancersOf(users);
  const [other] = othersOf(users);
  if (balancer && other) {
    const listening = listeningPorts(users, graph);
    if (!listening) return undefined;
    if (!listening.union(WEB).contains(ports)) return { message: 'any' };
    return { message: 'shared', balancer, other };
  }
  if (users.services.length === 0) return verdictOfUnknown(ports);
  const before = users.services.map((each) => ({ each, ...graph.balancersBefore(each) }));
  // A Network Load Balancer may have no group, and hands the clients' addresses on.
  if (before.some(({ types, open }) => open || types.has('network') || types.has('gateway'))) return undefined;
  const behind = before.find(({ types }) => types.size > 0);
  return behind ? { message: 'tasks', service: behind.each } : { message: 'any' };
}

/** A group whose wearers are elsewhere may be that of a load balancer or a web server. */
function verdictOfUnknown(ports: PortSet): Verdict | undefined {
  return WEB.contains(ports) ? undefined : { message: 'any' };
}

function balancersOf({ loadBalancers, classicLoadBalancers }: GroupUsers): Wearer[] {
  return [...loadBalancers, ...classicLoadBalancers];
}

/** Tasks, instances and the like that wear the group. */
function othersOf(users: GroupUsers): Wearer[] {
  return [...users.services, ...users.launchTemplates, ...users.launchConfigurations, ...users.others];
}

interface Listener {
  readonly port: Value<number>;
  readonly protocol: Value<string>;
}

/** Ports of the listeners; undefined when one of them is not known. */
function listeningPorts(
  users: GroupUsers,
  graph: Graph,
  takes: (listener: Listener) => boolean = () => true,
): PortSet | undefined {
  let listening = PortSet.none;
  const listeners: readonly Listener[] = users.loadBalancers.flatMap((balancer) => graph.listenersOn(balancer));
  const classic = users.classicLoadBalancers
    .flatMap(({ listeners }) => listeners.items)
    .map(({ loadBalancerPort: port, protocol }) => ({ port, protocol }));
  for (const listener of [...listeners, ...classic]) {
    if (!takes(listener)) continue;
    const number = settled(listener.port);
    if (number === undefined) return undefined;
    listening = listening.union(PortSet.of(TCP, number, number), PortSet.of(UDP, number, number));
  }
  return listening;
}

/** The block as it is written, and what that comes to: EC2 clears the bits beyond the prefix. */
function blockText({ at, cidr }: AdmittedBlock): string {
  const written = settled(at) ?? '';
  return cidr.canonical ? written : `${written}, which is ${formatCidr(cidr)}`;
}
