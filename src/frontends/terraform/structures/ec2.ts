import type { MapTerm, Term } from '../../../values/index.ts';
import { madeList, madeMap } from '../../made-terms.ts';
import {
  derive,
  firstOf,
  joined,
  mapItems,
  onlyIf,
  pairs,
  SELF,
  single,
  tagPairs,
  when,
  type Structure,
} from '../shape-terms.ts';

/**
 * Where security groups, launch templates and networks of the AWS provider differ from the API. A rule has lists of
 * CIDRs, groups and prefix lists where the API has lists of structs, in three spellings: inline, `aws_security_group_rule`
 * and `aws_vpc_security_group_ingress_rule`. Source: provider schema 5.100.
 */
export const EC2_STRUCTURES: Readonly<Record<string, Structure>> = {
  'ec2.SecurityGroup.tags': tagPairs,
  'ec2.LaunchTemplate.tags': tagPairs,
  'ec2.Vpc.tags': tagPairs,
  'ec2.Subnet.tags': tagPairs,
  'ec2.RouteTable.tags': tagPairs,
  'ec2.VpcEndpoint.tags': tagPairs,
  'ec2.NatGateway.tags': tagPairs,
  'ec2.InternetGateway.tags': tagPairs,
  'ec2.LaunchTemplateTagSpecificationRequest.tags': (owner) => pairs(owner.get('tags'), 'key', 'value'),

  'ec2.SecurityGroup.ipPermissions': (owner) => inlineRules(owner, 'ingress'),
  // The provider takes away the rule that lets everything out: no egress is none. Source: aws_security_group, "NOTE on
  // Egress rules".
  'ec2.SecurityGroup.ipPermissionsEgress': (owner) => firstOf(inlineRules(owner, 'egress'), madeList(owner.origin, [])),
  'ec2.IpPermission.ipProtocol': (owner) => owner.get('protocol'),
  'ec2.SecurityGroupIngress.ipProtocol': (owner) => protocolOf(owner, 'ingress'),
  'ec2.SecurityGroupEgress.ipProtocol': (owner) => protocolOf(owner, 'egress'),
  ...rules('ec2.IpPermission', SELF),
  ...rules('ec2.SecurityGroupIngress', 'security_group_id'),
  ...rules('ec2.SecurityGroupEgress', 'security_group_id'),

  'ec2.Route.destinationCidrBlock': (owner) => firstOf(owner.get('destination_cidr_block'), owner.get('cidr_block')),
  'ec2.Route.destinationIpv6CidrBlock': (owner) =>
    firstOf(owner.get('destination_ipv6_cidr_block'), owner.get('ipv6_cidr_block')),
  'ec2.Route.routeTableId': (owner) => firstOf(owner.get('route_table_id'), owner.get(SELF)),

  ...listOfStructs('ipv4Prefixes', 'ipv4_prefixes', 'ipv4_prefix'),
  ...listOfStructs('ipv6Prefixes', 'ipv6_prefixes', 'ipv6_prefix'),
  ...listOfStructs('ipv6Addresses', 'ipv6_addresses', 'ipv6_address'),
  ...listOfStructs('privateIpAddresses', 'ipv4_addresses', 'private_ip_address'),
};

/** Rules written in the group; each knows the group, which `self` stands for. */
function inlineRules(group: MapTerm, word: string): Term | undefined {
  const self = group.get(SELF);
  return mapItems(
    group.get(word),
    (rule) =>
      when(rule, (settled) =>
        settled.state === 'map'
          ? { ...settled, get: (name) => (name === SELF ? self : settled.get(name)), entries: () => settled.entries() }
          : settled,
      ) ?? rule,
  );
}

/** The protocol of a separate rule; unknown where an `aws_security_group_rule` may be for the other direction. */
function protocolOf(rule: MapTerm, direction: 'ingress' | 'egress'): Term | undefined {
  const protocol = firstOf(rule.get('ip_protocol'), rule.get('protocol'));
  const type = rule.get('type');
  if (!type || !protocol) return protocol;
  const reason = "that of a rule whose 'type' is not known";
  return derive(type, (settled) =>
    settled.state === 'scalar' && settled.text === direction
      ? protocol
      : { state: 'unknown', reason, written: true, origin: protocol.origin },
  );
}

/** The four kinds of sources of a rule; `group` is the word for the group that it belongs to. */
function rules(shape: string, group: string): Record<string, Structure> {
  return {
    [`${shape}.ipRanges`]: (owner) => structs(owner, ['cidr_blocks'], ['cidr_ipv4'], 'cidr_ip'),
    [`${shape}.ipv6Ranges`]: (owner) => structs(owner, ['ipv6_cidr_blocks'], ['cidr_ipv6'], 'cidr_ipv6'),
    [`${shape}.prefixListIds`]: (owner) => structs(owner, ['prefix_list_ids'], ['prefix_list_id'], 'prefix_list_id'),
    [`${shape}.userIdGroupPairs`]: (owner) => {
      const self = onlyIf(owner.get('self'), owner.get(group));
      return structs(
        owner,
        ['security_groups'],
        ['source_security_group_id', 'referenced_security_group_id'],
        'group_id',
        self,
      );
    },
  };
}

/** What lists and single arguments of a rule hold, each as a struct with the rule's description. */
function structs(
  owner: MapTerm,
  lists: readonly string[],
  singles: readonly string[],
  field: string,
  more?: Term,
): Term | undefined {
  const description = owner.get('description');
  const terms = [
    ...lists.map((name) => owner.get(name)),
    ...singles.map((name) => single(owner.get(name))),
    single(more),
  ];
  return mapItems(joined(owner.origin, terms), (item) => {
    const parts = new Map<string, Term>([[field, item]]);
    if (description) parts.set('description', description);
    return madeMap(item.origin, parts);
  });
}

function listOfStructs(field: string, list: string, part: string): Record<string, Structure> {
  const shape = 'ec2.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest';
  return {
    [`${shape}.${field}`]: (owner) =>
      mapItems(owner.get(list), (item) => madeMap(item.origin, new Map([[part, item]]))),
  };
}
