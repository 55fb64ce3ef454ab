import type { ListTerm, MapTerm, Term } from '../../values/index.ts';
import { madeList } from '../made-terms.ts';
import { byEksctl, isFalse, isTrue, partsOf, reread, termAt, textOf, type Structure } from './terms.ts';

/**
 * AMI families and the part of the API's AMI type that they settle; the rest depends on the instance types.
 * Source: eksctl user guide, "Custom AMI support"; EKS API reference, Nodegroup.amiType.
 */
const AMI_TYPES: Readonly<Record<string, string>> = {
  AmazonLinux2023: 'AL2023_',
  AmazonLinux2: 'AL2_',
  Bottlerocket: 'BOTTLEROCKET_',
  BottlerocketFips: 'BOTTLEROCKET_',
};

/** Families whose AMI type the API has in full, or has as custom. */
const WHOLE_AMI_TYPES: Readonly<Record<string, string>> = {
  WindowsServer2019CoreContainer: 'WINDOWS_CORE_2019_x86_64',
  WindowsServer2019FullContainer: 'WINDOWS_FULL_2019_x86_64',
  WindowsServer2022CoreContainer: 'WINDOWS_CORE_2022_x86_64',
  WindowsServer2022FullContainer: 'WINDOWS_FULL_2022_x86_64',
  WindowsServer2025CoreContainer: 'WINDOWS_CORE_2025_x86_64',
  WindowsServer2025FullContainer: 'WINDOWS_FULL_2025_x86_64',
};

const EFFECTS: Readonly<Record<string, string>> = {
  NoSchedule: 'NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
};

/** Where a node group keeps what the EKS API calls one. Source: eksctl's schema against the EKS API reference. */
export const NODE_GROUP: Structure = {
  'Nodegroup.nodegroupName': (group) => termAt(group, 'name'),
  'Nodegroup.scalingConfig': scaling,
  'Nodegroup.diskSize': (group) => termAt(group, 'volumeSize'),
  'Nodegroup.subnets': (group) => termAt(group, 'subnets') ?? byEksctl('the set of subnets', group.origin),
  'Nodegroup.instanceTypes': instanceTypes,
  'Nodegroup.amiType': amiType,
  'Nodegroup.remoteAccess': remoteAccess,
  'Nodegroup.nodeRole': nodeRole,
  'Nodegroup.taints': taints,
  'Nodegroup.capacityType': capacityType,
  'Taint.effect': (taint) => {
    const effect = termAt(taint, 'effect');
    const known = EFFECTS[textOf(effect) ?? ''];
    return effect && known !== undefined ? reread(effect, known) : effect;
  },
};

function scaling(group: MapTerm): Term | undefined {
  return partsOf(group.origin, {
    minSize: termAt(group, 'minSize'),
    maxSize: termAt(group, 'maxSize'),
    desiredSize: termAt(group, 'desiredCapacity'),
  });
}

function instanceTypes(group: MapTerm): Term {
  const several = termAt(group, 'instanceTypes') ?? termAt(group, 'instancesDistribution', 'instanceTypes');
  if (several) return several;
  const single = termAt(group, 'instanceType');
  // `mixed` stands for the types of the distribution.
  if (single && textOf(single) !== 'mixed') return madeList(single.origin, [single]);
  return byEksctl('the set of instance types', group.origin);
}

function amiType(group: MapTerm): Term {
  const ami = termAt(group, 'ami');
  if (ami && textOf(ami)?.startsWith('ami-') === true) return reread(ami, 'CUSTOM');
  const family = termAt(group, 'amiFamily');
  const name = textOf(family);
  if (!family || name === undefined) return family ?? byEksctl('the AMI type', group.origin);
  const whole = name.startsWith('Ubuntu') ? 'CUSTOM' : WHOLE_AMI_TYPES[name];
  if (whole !== undefined) return reread(family, whole);
  const start = AMI_TYPES[name];
  const rest = byEksctl('the AMI type', family.origin);
  return start === undefined ? rest : { state: 'template', parts: [start, rest], origin: family.origin };
}

/**
 * SSH is on when it is allowed, or when a key is given and it is not forbidden.
 * Source: eksctl, pkg/apis/eksctl.io/v1alpha5/defaults.go.
 */
function remoteAccess(group: MapTerm): Term | undefined {
  const ssh = termAt(group, 'ssh');
  if (ssh?.state !== 'map') return ssh;
  const allow = termAt(ssh, 'allow');
  const key = termAt(ssh, 'publicKeyName') ?? termAt(ssh, 'publicKey') ?? termAt(ssh, 'publicKeyPath');
  if (isFalse(allow) || (!isTrue(allow) && !key)) return undefined;
  return partsOf(ssh.origin, {
    ec2SshKey: key ?? byEksctl('the key', ssh.origin),
    sourceSecurityGroups: termAt(ssh, 'sourceSecurityGroupIds'),
  });
}

function nodeRole(group: MapTerm): Term {
  const arn = termAt(group, 'iam', 'instanceRoleARN');
  return arn ?? byEksctl('the role', termAt(group, 'iam', 'instanceProfileARN')?.origin ?? group.origin);
}

/** A list of taints; self-managed groups also take a map of keys to `value:Effect`. */
function taints(group: MapTerm): Term | undefined {
  const written = termAt(group, 'taints');
  return written?.state === 'map' ? taintsOfMap(written) : written;
}

function taintsOfMap(map: MapTerm): ListTerm {
  const items: Term[] = [];
  for (const { name, value } of map.entries()) {
    const text = textOf(value);
    if (text === undefined) continue;
    const colon = text.lastIndexOf(':');
    const taint = partsOf(value.origin, {
      key: reread(value, name),
      value: colon > 0 ? reread(value, text.slice(0, colon)) : undefined,
      effect: reread(value, text.slice(colon + 1)),
    });
    if (taint) items.push(taint);
  }
  return madeList(map.origin, items);
}

function capacityType(group: MapTerm): Term | undefined {
  const market = termAt(group, 'instanceMarketOptions', 'marketType');
  if (market && textOf(market) === 'capacity-block') return reread(market, 'CAPACITY_BLOCK');
  const spot = termAt(group, 'spot');
  if (spot) return isTrue(spot) ? reread(spot, 'SPOT') : isFalse(spot) ? reread(spot, 'ON_DEMAND') : spot;
  const mix = termAt(group, 'instancesDistribution');
  return mix && byEksctl('the mix of capacity', mix.origin);
}
