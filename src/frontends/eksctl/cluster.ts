import type { ListTerm, MapTerm, Term } from '../../values/index.ts';
import { madeList, madeMap, madeScalar } from '../made-terms.ts';
import { asText, byEksctl, isTrue, partsOf, reread, termAt, textOf, type Structure } from './terms.ts';

const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** Where a ClusterConfig keeps what the EKS API calls a cluster. Source: eksctl's schema against the EKS API reference. */
export const CLUSTER: Structure = {
  'Cluster.name': (config) => asText(termAt(config, 'metadata', 'name')),
  'Cluster.version': (config) => asText(termAt(config, 'metadata', 'version')),
  'Cluster.tags': (config) => termAt(config, 'metadata', 'tags'),
  'Cluster.roleArn': (config) => termAt(config, 'iam', 'serviceRoleARN') ?? byEksctl('the role', config.origin),
  'Cluster.resourcesVpcConfig': vpcConfig,
  'Cluster.kubernetesNetworkConfig': networkConfig,
  'Cluster.logging': logging,
  'Cluster.encryptionConfig': encryption,
  'Cluster.outpostConfig': outpost,
  'Cluster.accessConfig': access,
  'Cluster.computeConfig': (config) => termAt(config, 'autoModeConfig'),
  'Cluster.storageConfig': storage,
  'Cluster.bootstrapSelfManagedAddons': (config) => byEksctl('the set of add-ons', config.origin),
  'Cluster.kubeApiServerConfig': (config) => termAt(config, 'kubeAPIServerConfig'),
  'ComputeConfigRequest.nodeRoleArn': (auto) => termAt(auto, 'nodeRoleARN'),
};

function vpcConfig(config: MapTerm): Term {
  const vpc = termAt(config, 'vpc');
  const origin = vpc?.origin ?? config.origin;
  if (vpc && vpc.state !== 'map') return vpc;
  const at = (...path: readonly string[]): Term | undefined => vpc && termAt(vpc, ...path);
  const isPrivate = termAt(config, 'privateCluster', 'enabled');
  const closed = isTrue(isPrivate) ? isPrivate : undefined;
  const group = at('securityGroup');
  const parts = {
    subnetIds: at('controlPlaneSubnetIDs') ?? subnetIds(at('subnets')) ?? byEksctl('the set of subnets', origin),
    securityGroupIds: at('controlPlaneSecurityGroupIDs') ?? (group && madeList(group.origin, [group])),
    // A private cluster has its private endpoint only. Source: eksctl user guide, "EKS Fully-Private Cluster".
    endpointPublicAccess: closed ? reread(closed, false) : at('clusterEndpoints', 'publicAccess'),
    endpointPrivateAccess: closed ? reread(closed, true) : at('clusterEndpoints', 'privateAccess'),
    publicAccessCidrs: at('publicAccessCIDRs'),
    controlPlaneEgressMode: at('controlPlaneEgressMode'),
  };
  return partsOf(origin, parts) ?? madeMap(origin, new Map());
}

/** The ids of existing subnets, private and public; undefined when none is named. */
function subnetIds(subnets: Term | undefined): ListTerm | undefined {
  if (subnets?.state !== 'map') return undefined;
  const ids: Term[] = [];
  let open = false;
  for (const { value: zones } of subnets.entries()) {
    if (zones.state !== 'map') continue;
    for (const { value: subnet } of zones.entries()) {
      const id = subnet.state === 'map' ? termAt(subnet, 'id') : undefined;
      if (id) ids.push(id);
      else open = true;
    }
  }
  return ids.length > 0 || open ? madeList(subnets.origin, ids, open) : undefined;
}

function networkConfig(config: MapTerm): Term | undefined {
  const network = termAt(config, 'kubernetesNetworkConfig');
  const at = (key: string): Term | undefined => (network?.state === 'map' ? termAt(network, key) : undefined);
  const family = at('ipFamily');
  const familyText = textOf(family);
  return partsOf(network?.origin ?? config.origin, {
    // eksctl writes IPv4 where the API has ipv4.
    ipFamily: family && familyText !== undefined ? reread(family, familyText.toLowerCase()) : family,
    serviceIpv4Cidr: at('serviceIPv4CIDR'),
    elasticLoadBalancing: enabledBy(termAt(config, 'autoModeConfig', 'enabled')),
  });
}

/** Auto Mode switches compute, storage and load balancing together. */
function storage(config: MapTerm): Term | undefined {
  const enabled = termAt(config, 'autoModeConfig', 'enabled');
  return enabled && partsOf(enabled.origin, { blockStorage: enabledBy(enabled) });
}

function enabledBy(enabled: Term | undefined): Term | undefined {
  return enabled && partsOf(enabled.origin, { enabled });
}

function logging(config: MapTerm): Term | undefined {
  const types = termAt(config, 'cloudWatch', 'clusterLogging', 'enableTypes');
  if (types?.state !== 'list') return types;
  const setup = partsOf(types.origin, { types: logTypes(types), enabled: reread(types, true) });
  return partsOf(types.origin, { clusterLogging: setup && madeList(types.origin, [setup]) });
}

/** `*` and `all` mean every type. */
function logTypes(types: ListTerm): ListTerm {
  const items: Term[] = [];
  for (const item of types.items()) {
    const text = textOf(item);
    if (text === '*' || text === 'all') items.push(...LOG_TYPES.map((type) => reread(item, type)));
    else items.push(item);
  }
  return madeList(types.origin, items, types.open);
}

function encryption(config: MapTerm): Term | undefined {
  const encrypted = termAt(config, 'secretsEncryption');
  if (encrypted?.state !== 'map') return encrypted;
  const { origin } = encrypted;
  const provider = partsOf(origin, { keyArn: termAt(encrypted, 'keyARN') });
  const entry = partsOf(origin, { resources: madeList(origin, [madeScalar(origin, 'secrets')]), provider });
  return entry && madeList(origin, [entry]);
}

function outpost(config: MapTerm): Term | undefined {
  const place = termAt(config, 'outpost');
  if (place?.state !== 'map') return place;
  const arn = termAt(place, 'controlPlaneOutpostARN');
  return partsOf(place.origin, {
    outpostArns: arn && madeList(arn.origin, [arn]),
    controlPlaneInstanceType: termAt(place, 'controlPlaneInstanceType') ?? byEksctl('the instance type', place.origin),
    controlPlanePlacement: termAt(place, 'controlPlanePlacement'),
    etcdInstanceType: termAt(place, 'etcdInstanceType'),
    etcdPlacement: termAt(place, 'etcdPlacement'),
  });
}

/** What is not written here is chosen by eksctl, whose default mode is not the API's. */
function access(config: MapTerm): Term {
  const written = termAt(config, 'accessConfig');
  if (written && written.state !== 'map') return written;
  const origin = written?.origin ?? config.origin;
  const parts = {
    authenticationMode: (written && termAt(written, 'authenticationMode')) ?? byEksctl('the mode', origin),
    bootstrapClusterCreatorAdminPermissions: written && termAt(written, 'bootstrapClusterCreatorAdminPermissions'),
  };
  return partsOf(origin, parts) ?? madeMap(origin, new Map());
}
