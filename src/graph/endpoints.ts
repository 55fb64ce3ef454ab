import { CidrSet, isParseFailure, parseCidr, type Cidr } from '../domain/index.ts';
import { resourceOf, type Kinds } from '../model/index.ts';
import { settled, type List, type Value } from '../values/index.ts';
import type { Core } from './core.ts';
import { launchedFrom } from './instances.ts';
import type { Endpoint } from './security-entries.ts';

/** Any address of the internet, over IPv4. It wears no group. */
export const INTERNET: Endpoint = {
  groups: [],
  at: undefined,
  ids: new Set(),
  open: false,
  addresses: CidrSet.ipv4,
};

/** Something in the user's network of which nothing is known. */
const ANYTHING: Endpoint = { groups: [], at: undefined, ids: new Set(), open: true, addresses: undefined };

/**
 * The nodes of a load balancer. An Application Load Balancer always wears groups, the VPC's default one where none is
 * written; a Network Load Balancer without any has none. `asClients`: what passes through a Network Load Balancer may
 * keep the address of its client, other than health checks, which are the load balancer's own.
 * Source: ELB API reference, CreateLoadBalancer; Network Load Balancers, "Client IP preservation".
 */
export function balancerEnd(
  core: Core,
  balancer: Kinds['elbv2.loadBalancer'],
  traffic: 'health' | 'clients',
): Endpoint {
  const type = settled(balancer.type, 'application');
  const wardrobe = wardrobeOf(core, balancer, [balancer.securityGroups], type === 'network' ? 'none' : 'default');
  if (type !== 'application' && traffic === 'clients') return { ...wardrobe, addresses: undefined };
  const { subnets, subnetMappings } = balancer;
  if (subnets.open || subnetMappings.open) return { ...wardrobe, addresses: undefined };
  const ids = [...subnets.items, ...subnetMappings.items.map(({ subnetId }) => subnetId)];
  return { ...wardrobe, addresses: addressesIn(core, balancer, ids) };
}

/** The tasks of a service or task set with a network interface of their own (awsvpc). */
export function taskEnd(core: Core, service: Kinds['ecs.service'] | Kinds['ecs.taskSet']): Endpoint {
  const { securityGroups, subnets } = service.networkConfiguration.awsvpcConfiguration;
  return {
    ...wardrobeOf(core, service, [securityGroups], 'default'),
    addresses: subnets.open ? undefined : addressesIn(core, service, subnets.items),
  };
}

/** The instances that the tasks of a service run on. */
export function instancesEnd(core: Core, service: Kinds['ecs.service'] | Kinds['ecs.taskSet']): Endpoint {
  const launched = launchedFrom(core, service);
  if (!launched) return ANYTHING;
  return { ...wardrobeOf(core, launched.owner, launched.groups, 'default'), addresses: undefined };
}

export function mountTargetEnd(core: Core, target: Kinds['efs.mountTarget']): Endpoint {
  return {
    ...wardrobeOf(core, target, [target.securityGroups], 'default'),
    addresses: addressesIn(core, target, [target.subnetId]),
  };
}

/**
 * What is worn, by the lists that say so. `otherwise`: what it wears where nothing is written. Source: ECS API reference,
 * AwsVpcConfiguration; EFS API reference, CreateMountTarget: the VPC's default group.
 */
export function wardrobeOf(
  core: Core,
  owner: object,
  lists: readonly List<Value<string>>[],
  otherwise: 'default' | 'none',
): Omit<Endpoint, 'addresses'> {
  const groups = new Map<unknown, Kinds['ec2.securityGroup']>();
  const ids = new Set<string>();
  let open = lists.some((list) => list.open);
  for (const value of lists.flatMap(({ items }) => items)) {
    const join = core.join(value, 'ec2.securityGroup', owner);
    const id = settled(value);
    if (join.state === 'found') groups.set(resourceOf(join.view), join.view);
    else if (id === undefined) open = true;
    else ids.add(id);
  }
  if (groups.size === 0 && ids.size === 0 && otherwise === 'default') open = true;
  return { groups: [...groups.values()], at: lists.find((list) => list.written), ids, open };
}

/** All IPv4 addresses of these subnets; undefined where one is not in the tree, or its block is not known. */
function addressesIn(core: Core, owner: object, subnets: readonly Value<string>[]): CidrSet | undefined {
  const known: Cidr[] = [];
  for (const id of subnets) {
    const subnet = core.join(id, 'ec2.subnet', owner);
    const text = subnet.state === 'found' ? settled(subnet.view.cidrBlock) : undefined;
    const cidr = text === undefined ? undefined : parseCidr(text);
    if (!cidr || isParseFailure(cidr)) return undefined;
    known.push(cidr);
  }
  return known.length > 0 ? CidrSet.of(...known) : undefined;
}
