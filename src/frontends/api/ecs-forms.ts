import { KINDS, unknownTerm, type Kind, type Spelling } from '../../model/index.ts';
import { NodeOrigin } from '../../syntax/index.ts';
import { NodeMap, type Evaluate } from '../node-terms.ts';
import type { Top } from './document.ts';
import { mapTerm, request, type Form } from './forms.ts';
import { plainSpelling } from './spelling.ts';

/**
 * Members of a described task definition that RegisterTaskDefinition does not take.
 * Source: ECS API reference, TaskDefinition against RegisterTaskDefinition.
 */
export const DESCRIBED_TASK_DEFINITION: ReadonlySet<string> = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
]);

/** Members of a described service that CreateService does not take. Source: ECS API reference, Service. */
const DESCRIBED_SERVICE: ReadonlySet<string> = new Set([
  'serviceArn',
  'clusterArn',
  'status',
  'runningCount',
  'pendingCount',
  'platformFamily',
  'taskSets',
  'deployments',
  'roleArn',
  'events',
  'createdAt',
  'createdBy',
  'currentServiceDeployment',
  'currentServiceRevisions',
  'resourceManagementType',
]);

/** A task definition as DescribeTaskDefinition gives it; its tags stand beside it. */
const described: Form = {
  kinds: ['ecs.taskDefinition'],
  recognises: (top) => isTaskDefinition(top.map('taskDefinition')),
  *lower(top, evaluate) {
    const node = top.get('taskDefinition');
    if (!node) return;
    const tags = top.get('tags');
    const spelling: Spelling = {
      ...plainSpelling,
      structure: (shape, field) =>
        shape === 'TaskDefinition' && field === 'tags'
          ? (owner) => owner.get('tags') ?? (tags && evaluate(tags))
          : undefined,
      accepts: (shape, word) => shape === 'TaskDefinition' && (word === 'tags' || DESCRIBED_TASK_DEFINITION.has(word)),
    };
    yield { kind: 'ecs.taskDefinition', term: mapTerm(node, evaluate), spelling };
  },
};

const describedServiceSpelling: Spelling = {
  ...plainSpelling,
  structure: (shape, field) => {
    if (shape !== 'Service') return undefined;
    if (field === 'cluster') return (owner) => owner.get('clusterArn');
    return field === 'role' ? (owner) => owner.get('roleArn') : undefined;
  },
  accepts: (shape, word) => shape === 'Service' && DESCRIBED_SERVICE.has(word),
};

const describedServices: Form = {
  kinds: ['ecs.service'],
  recognises: (top) => top.someMap('services', isDescribedService),
  *lower(top, evaluate) {
    for (const service of top.maps('services')) {
      if (!isDescribedService(service)) continue;
      yield { kind: 'ecs.service', term: mapTerm(service.node, evaluate), spelling: describedServiceSpelling };
    }
  },
};

const updateSpelling: Spelling = {
  ...plainSpelling,
  structure: (shape, field) =>
    shape === 'Service' && field === 'serviceName' ? (owner) => owner.get('service') : undefined,
};

/** What UpdateService is not told stays as it is, so absent members are unknown. */
const updateService: Form = {
  kinds: ['ecs.service'],
  recognises: (top) =>
    top.text('service') !== undefined &&
    !top.hasAny('serviceName', ...TASK_SET) &&
    (awsvpc(top) ||
      top.map('deploymentConfiguration')?.hasAny('maximumPercent', 'minimumHealthyPercent') === true ||
      ((top.text('taskDefinition') !== undefined || top.has('forceNewDeployment')) && top.hasAny(...OF_A_SERVICE))),
  *lower(top, evaluate) {
    const inner: Evaluate = (node, key) =>
      node.isMap ? new NodeMap(node, new NodeOrigin(node, key), evaluate, true) : evaluate(node, key);
    yield {
      kind: 'ecs.service',
      term: new NodeMap(top.node, new NodeOrigin(top.node), inner, true),
      spelling: updateSpelling,
    };
  },
};

const runTaskSpelling: Spelling = {
  ...plainSpelling,
  // StartTask places tasks itself. Source: ECS API reference, StartTask.
  accepts: (shape, word) => shape === 'RunTask' && word === 'containerInstances',
};

const runTask: Form = {
  kinds: ['ecs.runTask'],
  recognises: (top) =>
    top.text('taskDefinition') !== undefined &&
    !top.hasAny('service', 'serviceName', 'services', 'scale', ...ONLY_SERVICE) &&
    (top.map('overrides')?.hasAny('containerOverrides', 'taskRoleArn', 'executionRoleArn', 'cpu', 'memory') === true ||
      top.hasAny('count', 'startedBy') ||
      awsvpc(top)),
  *lower(top, evaluate) {
    yield { kind: 'ecs.runTask', term: mapTerm(top.node, evaluate), spelling: runTaskSpelling };
  },
};

/**
 * A request that is still to be completed: ecspresso and many a script keep the names apart from the rest of it.
 * The members named here are unknown where they are not written.
 */
function incomplete(kind: Kind, members: readonly string[], recognises: (top: Top) => boolean): Form {
  const spelling: Spelling = {
    ...plainSpelling,
    structure: (shape, field) =>
      shape === KINDS[kind].shape && members.includes(field)
        ? (owner) => owner.get(field) ?? unknownTerm('not written here, but given when it is used', owner.origin)
        : undefined,
    accepts: (shape, word) => shape === KINDS[kind].shape && members.includes(word),
  };
  return {
    kinds: [kind],
    recognises,
    *lower(top, evaluate) {
      yield { kind, term: mapTerm(top.node, evaluate), spelling };
    },
  };
}

const OF_A_SERVICE = [
  'cluster',
  'desiredCount',
  'launchType',
  'capacityProviderStrategy',
  'loadBalancers',
  'networkConfiguration',
  'deploymentConfiguration',
] as const;

/** Members that tell a task set from an update of a service. */
const TASK_SET = ['externalId', 'scale', 'launchType'] as const;

/** Members that no request but a service's has. */
const ONLY_SERVICE = ['desiredCount', 'schedulingStrategy', 'deploymentConfiguration', 'deploymentController'] as const;

/** The forms of the ECS API, most specific first. */
export const ECS_FORMS: readonly Form[] = [
  request('ecs.taskDefinition', isTaskDefinition),
  described,
  request(
    'ecs.service',
    (top) =>
      top.text('serviceName') !== undefined &&
      !top.has('infrastructureRoleArn') &&
      (top.text('taskDefinition') !== undefined || top.map('deploymentController') !== undefined) &&
      top.hasAny(...OF_A_SERVICE),
  ),
  describedServices,
  updateService,
  request(
    'ecs.taskSet',
    (top) =>
      top.text('service') !== undefined &&
      top.text('cluster') !== undefined &&
      top.text('taskDefinition') !== undefined &&
      top.hasAny(...TASK_SET),
  ),
  runTask,
  incomplete('ecs.service', ['serviceName', 'cluster', 'taskDefinition'], isIncompleteService),
  incomplete(
    'ecs.taskSet',
    ['service', 'cluster'],
    (top) => top.text('taskDefinition') !== undefined && top.map('scale')?.text('unit') === 'PERCENT',
  ),
  request(
    'ecs.clusterCapacityProviderAssociations',
    (top) =>
      top.text('cluster') !== undefined &&
      top.list('capacityProviders') !== undefined &&
      top.has('defaultCapacityProviderStrategy'),
  ),
  request('ecs.cluster', isCluster),
  request(
    'ecs.capacityProvider',
    (top) =>
      top.text('name') !== undefined &&
      (top.map('autoScalingGroupProvider')?.has('autoScalingGroupArn') === true ||
        top.map('managedInstancesProvider') !== undefined),
  ),
  request(
    'ecs.expressGatewayService',
    (top) =>
      top.text('infrastructureRoleArn') !== undefined &&
      (top.map('primaryContainer') !== undefined || top.text('taskDefinitionArn') !== undefined),
  ),
];

function isTaskDefinition(top: Top | undefined): boolean {
  if (!top?.list('containerDefinitions') || top.has('Resources')) return false;
  return (
    top.hasAny('family', 'requiresCompatibilities', 'networkMode', 'executionRoleArn') ||
    top.someMap(
      'containerDefinitions',
      (container) => container.text('name') !== undefined && container.text('image') !== undefined,
    )
  );
}

function isDescribedService(service: Top): boolean {
  return (
    service.text('serviceArn') !== undefined &&
    service.hasAny('taskDefinition', 'deployments', 'taskSets', 'desiredCount')
  );
}

function isCluster(top: Top): boolean {
  if (top.text('clusterName') === undefined) return false;
  return (
    top.list('capacityProviders') !== undefined ||
    top.map('configuration')?.hasAny('executeCommandConfiguration', 'managedStorageConfiguration') === true ||
    top.map('serviceConnectDefaults') !== undefined ||
    top.someMap('settings', (setting) => setting.text('name') !== undefined && setting.text('value') !== undefined)
  );
}

function isIncompleteService(top: Top): boolean {
  if (top.hasAny('serviceName', 'service', 'services')) return false;
  const strategy = top.text('schedulingStrategy');
  if (strategy === 'REPLICA' || strategy === 'DAEMON') return true;
  const wired = top.someMap('loadBalancers', (balancer) => balancer.has('containerName', 'containerPort'));
  return (wired || awsvpc(top)) && top.hasAny(...ONLY_SERVICE);
}

function awsvpc(top: Top): boolean {
  return top.map('networkConfiguration')?.map('awsvpcConfiguration') !== undefined;
}
