import { settle, type MapTerm, type Term } from '../../../values/index.ts';
import { madeList, madeMap } from '../../made-terms.ts';
import { classicAttributes } from './classic-load-balancer.ts';
import { derive, deriveField, deriveItems } from './derive.ts';
import { first, whereWritten } from './ip-permissions.ts';
import { fieldOfTarget } from './scaling-target.ts';
import { pairsOfTable, tableOfPairs } from './tags.ts';

/** A field that CloudFormation builds otherwise than the API. */
export interface Structure {
  /** The property to name in messages. */
  readonly word: string;
  read(owner: MapTerm): Term | undefined;
}

function structure(word: string, read: (owner: MapTerm) => Term | undefined): Structure {
  return { word, read };
}

const tagTable = structure('Tags', (owner) => tableOfPairs(owner.get('Tags')));

const ipPermission: Readonly<Record<string, Structure>> = {
  ipRanges: structure('CidrIp', (rule) => whereWritten(rule, 'CidrIp')),
  ipv6Ranges: structure('CidrIpv6', (rule) => whereWritten(rule, 'CidrIpv6')),
  prefixListIds: structure('SourcePrefixListId', (rule) =>
    whereWritten(rule, 'SourcePrefixListId', 'DestinationPrefixListId'),
  ),
  userIdGroupPairs: structure('SourceSecurityGroupId', (rule) =>
    whereWritten(rule, 'SourceSecurityGroupId', 'DestinationSecurityGroupId', 'SourceSecurityGroupName'),
  ),
};

/** `table.Shape` or `table.Shape@TYPE` -> field -> how to read it. Source: the CloudFormation columns of the field tables, sections 5-14. */
export const STRUCTURES: Readonly<Record<string, Readonly<Record<string, Structure>>>> = {
  'ecs.Service': {
    forceNewDeployment: structure('ForceNewDeployment', (owner) =>
      deriveField(owner.get('ForceNewDeployment'), 'EnableForceNewDeployment'),
    ),
  },
  'elb.LoadBalancer': { loadBalancerAttributes: structure('ConnectionSettings', classicAttributes) },
  'ec2.SecurityGroup': {
    ipPermissionsEgress: structure('SecurityGroupEgress', (owner) => unlessEmpty(owner.get('SecurityGroupEgress'))),
  },
  'ec2.IpPermission': ipPermission,
  'ec2.SecurityGroupIngress': ipPermission,
  'ec2.SecurityGroupEgress': ipPermission,
  'ec2.PrefixListId': {
    prefixListId: structure('SourcePrefixListId', (rule) =>
      first(rule, ['SourcePrefixListId', 'DestinationPrefixListId']),
    ),
  },
  'ec2.UserIdGroupPair': {
    groupId: structure('SourceSecurityGroupId', (rule) =>
      first(rule, ['SourceSecurityGroupId', 'DestinationSecurityGroupId']),
    ),
    groupName: structure('SourceSecurityGroupName', (rule) => rule.get('SourceSecurityGroupName')),
    userId: structure('SourceSecurityGroupOwnerId', (rule) => rule.get('SourceSecurityGroupOwnerId')),
  },
  'ec2.InternetGateway': { vpcId: structure('VpcId', (owner) => owner.get('VpcId')) },
  'ec2.LaunchTemplate': { tags: structure('TagSpecifications', (owner) => ownTags(owner.get('TagSpecifications'))) },
  'iam.Policy@AWS::IAM::RolePolicy': { roles: structure('RoleName', (owner) => listOfOne(owner.get('RoleName'))) },
  'autoscaling.LaunchConfiguration': {
    instanceMonitoring: structure('InstanceMonitoring', (owner) => enabledBy(owner.get('InstanceMonitoring'))),
  },
  'applicationautoscaling.ScalableTarget': { tags: tagTable },
  'applicationautoscaling.ScalingPolicy': {
    serviceNamespace: structure('ServiceNamespace', (owner) => fieldOfTarget(owner, 'ServiceNamespace')),
    resourceId: structure('ResourceId', (owner) => fieldOfTarget(owner, 'ResourceId')),
    scalableDimension: structure('ScalableDimension', (owner) => fieldOfTarget(owner, 'ScalableDimension')),
  },
  'sqs.Queue': { tags: tagTable },
  'logs.LogGroup': { tags: tagTable },
  'ssm.Parameter': { tags: structure('Tags', (owner) => pairsOfTable(owner.get('Tags'))) },
  'codedeploy.EC2TagSet': {
    ec2TagSetList: structure('Ec2TagSetList', (owner) => groupsOf(owner.get('Ec2TagSetList'), 'Ec2TagGroup')),
  },
  'codedeploy.OnPremisesTagSet': {
    onPremisesTagSetList: structure('OnPremisesTagSetList', (owner) =>
      groupsOf(owner.get('OnPremisesTagSetList'), 'OnPremisesTagGroup'),
    ),
  },
  'eks.Cluster': { tags: tagTable },
  'eks.Logging': { clusterLogging: structure('ClusterLogging', (owner) => enabledLogs(owner.get('ClusterLogging'))) },
  'eks.FargateProfile': { tags: tagTable },
  'eks.FargateProfileSelector': { labels: structure('Labels', (owner) => tableOfPairs(owner.get('Labels'))) },
  'eks.Addon': { tags: tagTable },
  'eks.PodIdentityAssociation': { tags: tagTable },
  'eks.AccessEntry': { tags: tagTable },
};

/** The tags of the launch template itself among those of what it launches. */
function ownTags(specifications: Term | undefined): Term | undefined {
  return (
    specifications &&
    derive(specifications, (settled, world) => {
      for (const item of settled.state === 'list' ? settled.items() : []) {
        const specification = settle(item, world);
        const type = specification.state === 'map' ? specification.get('ResourceType') : undefined;
        const tags = specification.state === 'map' ? specification.get('Tags') : undefined;
        const settledType = type && settle(type, world);
        if (settledType?.state === 'scalar' && settledType.text === 'launch-template' && tags) return tags;
      }
      return { state: 'absent', origin: settled.origin };
    })
  );
}

/** Nothing for an empty list: without egress rules of its own a group keeps the default one. */
function unlessEmpty(list: Term | undefined): Term | undefined {
  return (
    list &&
    derive(list, (settled) => {
      const isEmpty = settled.state === 'list' && !settled.open && [...settled.items()].length === 0;
      return isEmpty ? { state: 'absent', origin: settled.origin } : settled;
    })
  );
}

function listOfOne(term: Term | undefined): Term | undefined {
  return term && derive(term, (settled) => madeList(settled.origin, [settled]));
}

function enabledBy(term: Term | undefined): Term | undefined {
  return term && derive(term, (settled) => madeMap(settled.origin, new Map<string, Term>([['Enabled', settled]])));
}

function groupsOf(list: Term | undefined, name: string): Term | undefined {
  return deriveItems(list, (item) => deriveField(item, name) ?? item);
}

/** `{ EnabledTypes: [{ Type: api }] }` -> `[{ Types: [api], Enabled: true }]`. */
function enabledLogs(logging: Term | undefined): Term | undefined {
  const types = deriveItems(deriveField(logging, 'EnabledTypes'), (item) => deriveField(item, 'Type') ?? item);
  return (
    types &&
    derive(types, (settled) => {
      const { origin } = settled;
      const enabled: Term = { state: 'scalar', value: true, text: 'true', origin };
      const setup = madeMap(
        origin,
        new Map<string, Term>([
          ['Types', settled],
          ['Enabled', enabled],
        ]),
      );
      return madeList(origin, [setup]);
    })
  );
}
