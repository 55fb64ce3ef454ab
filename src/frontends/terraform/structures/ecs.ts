import type { Term } from '../../../values/index.ts';
import { fieldOf, onlyBlock, derive, pairs, tagPairs, unlessZero, word, type Structure } from '../shape-terms.ts';

/** Where ECS resources of the AWS provider differ from the API. Source: formats.md §5 and §6, provider schema 5.100. */
export const ECS_STRUCTURES: Readonly<Record<string, Structure>> = {
  'TaskDefinition.tags': tagPairs,
  'Service.tags': tagPairs,
  'TaskSet.tags': tagPairs,
  'Cluster.tags': tagPairs,
  'CapacityProvider.tags': tagPairs,
  'EBSTagSpecification.tags': (owner) => pairs(owner.get('tags'), 'key', 'value'),
  'ProxyConfiguration.properties': (owner) => pairs(owner.get('properties'), 'name', 'value'),

  // A volume has `host_path` where the API has `host.sourcePath`.
  'Volume.host': (owner) => {
    const path = owner.get('host_path');
    return path && derive(path, (settled) => (settled.state === 'absent' || isNull(settled) ? settled : owner));
  },
  'HostVolumeProperties.sourcePath': (owner) => owner.get('host_path'),
  'EFSVolumeConfiguration.transitEncryptionPort': (owner) => unlessZero(owner.get('transit_encryption_port')),

  // The block is the awsvpc configuration itself.
  'NetworkConfiguration.awsvpcConfiguration': (owner) => owner,
  'AwsVpcConfiguration.assignPublicIp': (owner) => word(owner.get('assign_public_ip'), 'ENABLED', 'DISABLED'),

  // Parts of the deployment configuration are arguments of the service. The block of that name came with provider 6.
  'Service.deploymentConfiguration': (owner) => (DEPLOYMENT.some((word) => owner.get(word)) ? owner : undefined),
  'DeploymentConfiguration.maximumPercent': (owner) => owner.get('deployment_maximum_percent'),
  'DeploymentConfiguration.minimumHealthyPercent': (owner) => owner.get('deployment_minimum_healthy_percent'),
  'DeploymentConfiguration.deploymentCircuitBreaker': (owner) => owner.get('deployment_circuit_breaker'),
  'DeploymentConfiguration.alarms': (owner) => owner.get('alarms'),
  'DeploymentConfiguration.strategy': inDeployment('strategy'),
  'DeploymentConfiguration.bakeTimeInMinutes': inDeployment('bake_time_in_minutes'),
  'DeploymentConfiguration.lifecycleHooks': inDeployment('lifecycle_hook'),
  'DeploymentConfiguration.linearConfiguration': inDeployment('linear_configuration'),
  'DeploymentConfiguration.canaryConfiguration': inDeployment('canary_configuration'),
  'DeploymentConfiguration.earlySuccessCriteria': inDeployment('early_success_criteria'),

  'LoadBalancer.loadBalancerName': (owner) => owner.get('elb_name') ?? owner.get('load_balancer_name'),
  'ServiceRegistry.port': (owner) => unlessZero(owner.get('port')),
  'ServiceRegistry.containerPort': (owner) => unlessZero(owner.get('container_port')),
};

/** Arguments of a service that are parts of the API's deployment configuration. */
const DEPLOYMENT = [
  'deployment_maximum_percent',
  'deployment_minimum_healthy_percent',
  'deployment_circuit_breaker',
  'deployment_configuration',
  'alarms',
];

function inDeployment(field: string): Structure {
  return (owner) => {
    const block = owner.get('deployment_configuration');
    return block && fieldOf(derive(block, onlyBlock), field);
  };
}

function isNull(term: Term): boolean {
  return term.state === 'scalar' && term.value === null;
}
