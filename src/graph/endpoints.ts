import { CidrSet } from '../domain/index.ts';
import { resourceOf, type Kinds } from '../model/index.ts';
import { settled, type List, type Value } from '../values/index.ts';
import type { Core } from './core.ts';
import { launchedFrom } from './instances.ts';
import { runsOn, type Launch } from './launches.ts';
import { networkModeOf } from './network-mode.ts';
import type { Endpoint } from './security-entries.ts';
import { subnetOf } from './subnets.ts';

const NOWHERE = { subnets: [], addresses: undefined } as const;

/** Any address of the internet, over IPv4. It wears no group. */
export const INTERNET: Endpoint = {
  groups: [],
  at: undefined,
  ids: new Set(),
  open: false,
  subnets: [],
  addresses: CidrSet.ipv4,
};

/** Something in the user's network of which nothing is known. */
const ANYTHING: Endpoint = { groups: [], at: undefined, ids: new Set(), open: true, ...NOWHERE };

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
  const { subnets, subnetMappings } = balancer;
  const ids = [...subnets.items, ...subnetMappings.items.map(({ subnetId }) => subnetId)];
  const stands = standing(core, balancer, ids, subnets.open || subnetMappings.open);
  const isOwn = type === 'application' || traffic === 'health';
  return { ...wardrobe, ...stands, ...(!isOwn && { addresses: undefined }) };
}

/** The tasks of a service or task set with a network interface of their own (awsvpc). */
export function taskEnd(core: Core, service: Kinds['ecs.service'] | Kinds['ecs.taskSet']): Endpoint {
  return interfaceEnd(core, service.networkConfiguration.awsvpcConfiguration, service);
}

/** What a launch starts, where that is certain: tasks with a network interface of their own, or instances that run them. */
export function launchEnd(core: Core, task: Kinds['ecs.taskDefinition'], { by, owner }: Launch): Endpoint | undefined {
  if ('loadBalancers' in by) {
    const mode = networkModeOf(core, by)?.mode;
    if (mode === 'awsvpc') return taskEnd(core, by);
    return mode === undefined || mode === 'none' ? undefined : instancesEnd(core, by);
  }
  const isOwn = settled(task.networkMode) === 'awsvpc' || runsOn(core, task, 'FARGATE') === 'yes';
  return isOwn ? interfaceEnd(core, subnetsOfLaunch(by), owner) : undefined;
}

type Launched = Exclude<Launch['by'], { readonly loadBalancers: unknown }>;

function subnetsOfLaunch(by: Launched): Interfaces {
  if ('target' in by) return by.target.ecsParameters.networkConfiguration.awsvpcConfiguration;
  return 'ecsParameters' in by
    ? by.ecsParameters.networkConfiguration.awsvpcConfiguration
    : by.networkConfiguration.awsvpcConfiguration;
}

interface Interfaces {
  readonly securityGroups: List<Value<string>>;
  readonly subnets: List<Value<string>>;
}

function interfaceEnd(core: Core, { securityGroups, subnets }: Interfaces, owner: object): Endpoint {
  return {
    ...wardrobeOf(core, owner, [securityGroups], 'default'),
    ...standing(core, owner, subnets.items, subnets.open),
  };
}

/** The instances that the tasks of a service run on. */
export function instancesEnd(core: Core, service: Kinds['ecs.service'] | Kinds['ecs.taskSet']): Endpoint {
  const launched = launchedFrom(core, service);
  if (!launched) return ANYTHING;
  return { ...wardrobeOf(core, launched.owner, launched.groups, 'default'), ...NOWHERE };
}

export function mountTargetEnd(core: Core, target: Kinds['efs.mountTarget']): Endpoint {
  return {
    ...wardrobeOf(core, target, [target.securityGroups], 'default'),
    ...standing(core, target, [target.subnetId], false),
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
): Omit<Endpoint, 'subnets' | 'addresses'> {
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

/** Where the interfaces stand. `open`: there may be other subnets. */
function standing(
  core: Core,
  owner: object,
  ids: readonly Value<string>[],
  open: boolean,
): Pick<Endpoint, 'subnets' | 'addresses'> {
  const subnets = ids.map((id) => subnetOf(core, id, owner));
  const cidrs = subnets.map(({ cidr }) => cidr).filter((cidr) => cidr !== undefined);
  const isKnown = !open && cidrs.length > 0 && cidrs.length === subnets.length;
  return { subnets, addresses: isKnown ? CidrSet.of(...cidrs) : undefined };
}
