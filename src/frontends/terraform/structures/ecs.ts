import type { MapTerm, Term } from '../../../values/index.ts';
import { madeScalar } from '../../made-terms.ts';
import { derive, pairs, tagPairs, unlessZero, when, whereAny, word, type Structure } from '../shape-terms.ts';

/** Where ECS resources of the AWS provider differ from the API. Source: provider schema 5.100; ECS API reference. */
export const ECS_STRUCTURES: Readonly<Record<string, Structure>> = {
  'ecs.TaskDefinition.tags': tagPairs,
  'ecs.Service.tags': tagPairs,
  'ecs.TaskSet.tags': tagPairs,
  'ecs.Cluster.tags': tagPairs,
  'ecs.CapacityProvider.tags': tagPairs,
  'ecs.ExpressGatewayService.tags': tagPairs,
  'ecs.DaemonTaskDefinition.tags': tagPairs,
  'ecs.Daemon.tags': tagPairs,
  'ecs.EBSTagSpecification.tags': (owner) => pairs(owner.get('tags'), 'key', 'value'),
  'ecs.ProxyConfiguration.properties': (owner) => pairs(owner.get('properties'), 'name', 'value'),

  // A volume has `host_path` where the API has `host.sourcePath`.
  'ecs.Volume.host': hostOf,
  'ecs.DaemonVolume.host': hostOf,
  'ecs.HostVolumeProperties.sourcePath': (owner) => owner.get('host_path'),

  // Numbers that the provider plans as 0 when the block leaves them out.
  'ecs.EFSVolumeConfiguration.transitEncryptionPort': (owner) => unlessZero(owner.get('transit_encryption_port')),
  'ecs.ServiceRegistry.port': (owner) => unlessZero(owner.get('port')),
  'ecs.ServiceRegistry.containerPort': (owner) => unlessZero(owner.get('container_port')),

  // Left out, the provider plans 0 tasks, where the API asks for a number and CloudFormation starts one.
  'ecs.Service.desiredCount': (owner) => {
    const none = madeScalar(owner.origin, 0);
    const written = owner.get('desired_count');
    if (!written) return owner.open ? undefined : none;
    return derive(written, (settled) => (isNull(settled) ? none : settled));
  },

  'ecs.AwsVpcConfiguration.assignPublicIp': (owner) => word(owner.get('assign_public_ip'), 'ENABLED', 'DISABLED'),
  // Parts of the deployment configuration are arguments of the service itself.
  'ecs.Service.deploymentConfiguration': (owner) => whereAny(owner, DEPLOYMENT),
};

const DEPLOYMENT = [
  'deployment_maximum_percent',
  'deployment_minimum_healthy_percent',
  'deployment_circuit_breaker',
  'deployment_configuration',
  'alarms',
];

function isNull(term: Term): boolean {
  return term.state === 'absent' || (term.state === 'scalar' && term.value === null);
}

function hostOf(owner: MapTerm): Term | undefined {
  return when(owner.get('host_path'), () => owner);
}
