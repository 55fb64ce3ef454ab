import type { ResourceName } from '../domain/index.ts';
import { resourceOf, type Kind, type Kinds } from '../model/index.ts';
import type { Answer, Value, World } from '../values/index.ts';
import { clustersNear } from './clusters.ts';
import { computeOf, type Compute, type LaunchType } from './compute.ts';
import { Core, type ResourceIndex } from './core.ts';
import { instancesOf, type InstancePool } from './instance-pool.ts';
import type { Join, Joins } from './join.ts';
import { launchesOf, runsOn, type Launch } from './launches.ts';
import { balancerEnd, INTERNET, launchEnd, mountTargetEnd, taskEnd } from './endpoints.ts';
import { balancersBefore, balancersOf, listenersOf, listenersOn, servicesBehind } from './load-balancing.ts';
import type { BalancersBefore } from './load-balancing.ts';
import { networkModeOf, type EffectiveNetworkMode } from './network-mode.ts';
import { fargateMatchOf, type FargateMatch, type PodPlan } from './pods.ts';
import { passageOf, type Passage } from './reachability.ts';
import { hasLifecyclePolicy } from './registries.ts';
import { fileSystemMayAdmitRole, keyMayAdmitRole, repositoryHasPolicy, secretHasPolicy } from './resource-policies.ts';
import { arnOf, comparableText } from './resource-names.ts';
import { policiesOf, trustOf, type CarriedPolicy } from './role-policies.ts';
import { rolloutOf, scalableTargetOf, type Rollout } from './rollouts.ts';
import type { Endpoint } from './security-entries.ts';
import { registeredTarget, trafficTo, type BalancerTraffic, type RegisteredTarget } from './targets.ts';
import { separateIngress, usersOf, type GroupUsers } from './security-groups.ts';
import { autoscalerOf, servicesBefore, type ScalableKind } from './workloads.ts';

export { ResourceIndex } from './core.ts';
export type { Compute, LaunchType } from './compute.ts';
export type { InstancePool, InstanceRange } from './instance-pool.ts';
export type { Join, Joins } from './join.ts';
export type { Launch } from './launches.ts';
export type { BalancersBefore, BalancerType } from './load-balancing.ts';
export type { EffectiveNetworkMode } from './network-mode.ts';
export type { FargateMatch, PodPlan } from './pods.ts';
export type { CarriedPolicy } from './role-policies.ts';
export type { Rollout, TaskCount } from './rollouts.ts';
export type { Gate } from './group-rules.ts';
export type { Passage, Wall } from './reachability.ts';
export { portsOfEntry, type Endpoint, type SecurityGroupEntry } from './security-entries.ts';
export { shareZone, type Subnet } from './subnets.ts';
export type { BalancerTraffic, RegisteredTarget } from './targets.ts';
export type { GroupUsers } from './security-groups.ts';

type TaskDefinition = Kinds['ecs.taskDefinition'];
type Service = Kinds['ecs.service'];
type TaskSet = Kinds['ecs.taskSet'];
type Repository = Kinds['ecr.repository'];
type TargetGroup = Kinds['elbv2.targetGroup'];
type Role = Kinds['iam.role'];
type SecurityGroup = Kinds['ec2.securityGroup'];

/**
 * Who refers to whom in one world: the questions that rules ask, each answered in one place. What the tree does not hold
 * is `outside`; nothing may be concluded from it.
 */
export class Graph {
  readonly #core: Core;

  constructor(index: ResourceIndex, world: World) {
    this.#core = new Core(index, world);
  }

  /** The resource of this kind that a value written in `owner` refers to, by reference, ARN or name. */
  lookUp<K extends Kind>(owner: object, value: Value<string>, kind: K): Join<K> {
    return this.#core.join(value, kind, owner);
  }

  /** What the user knows the resource of this view by; empty for a part of one. */
  addressOf(view: object): string {
    return resourceOf(view)?.address ?? '';
  }

  /** What messages call a resource that a join led to: its name where that is known, else its address. */
  nameOf(view: Kinds[Kind]): string {
    const resource = resourceOf(view);
    return resource?.name ?? resource?.address ?? '';
  }

  // Tasks and services

  taskDefinitionOf(service: Service | TaskSet): Join<'ecs.taskDefinition'> {
    return this.#core.join(service.taskDefinition, 'ecs.taskDefinition', service);
  }

  servicesOf(task: TaskDefinition): Joins<'ecs.service'> {
    return this.#core.referrers('service.taskDefinition', task, 'ecs.service', (service) => [service.taskDefinition]);
  }

  /** Services, runs, schedules and event targets that start tasks from this definition. */
  launchesOf(task: TaskDefinition): readonly Launch[] {
    return launchesOf(this.#core, task);
  }

  runsOn(task: TaskDefinition, launchType: LaunchType): Answer {
    return runsOn(this.#core, task, launchType);
  }

  /** Launch type, else capacity provider strategy, else the cluster's default, else EC2. */
  computeOf(service: Service | TaskSet): Compute {
    return computeOf(this.#core, service);
  }

  /** The EC2 instances that its tasks can be placed on; undefined when some may start elsewhere or that is not known. */
  instancesOf(service: Service | TaskSet): InstancePool | undefined {
    return instancesOf(this.#core, service);
  }

  /** The network mode of its tasks, defaults filled in; undefined when not certain. */
  networkModeOf(service: Service | TaskSet): EffectiveNetworkMode | undefined {
    return networkModeOf(this.#core, service);
  }

  /** What bounds its rolling deployments; undefined for other deployments, and where a figure is not known. */
  rolloutOf(service: Service): Rollout | undefined {
    return this.#core.once(rolloutOf, service);
  }

  /** The scaling target that moves this service's desired count. */
  scalableTargetOf(service: Service): Kinds['applicationautoscaling.scalableTarget'] | undefined {
    return scalableTargetOf(this.#core, service);
  }

  // Load balancing

  targetGroupOf(service: Service | TaskSet, targetGroupArn: Value<string>): Join<'elbv2.targetGroup'> {
    return this.#core.join(targetGroupArn, 'elbv2.targetGroup', service);
  }

  listenersOf(group: TargetGroup): readonly Kinds['elbv2.listener'][] {
    return listenersOf(this.#core, group);
  }

  /** Load balancers whose listeners send traffic to this target group, as far as the tree shows them. */
  balancersOf(group: TargetGroup): readonly Kinds['elbv2.loadBalancer'][] {
    return balancersOf(this.#core, group);
  }

  /** Listeners of a load balancer, whatever they do. */
  listenersOn(balancer: Kinds['elbv2.loadBalancer']): readonly Kinds['elbv2.listener'][] {
    return listenersOn(this.#core, balancer);
  }

  /** The types of load balancers that hand traffic to the tasks of a service. */
  balancersBefore(service: Service): BalancersBefore {
    return balancersBefore(this.#core, service);
  }

  /** What registers in a target group, and by which port; undefined where it is not certain. */
  registeredTarget(
    service: Service | TaskSet,
    registration: Service['loadBalancers']['items'][number],
  ): RegisteredTarget | undefined {
    return registeredTarget(this.#core, service, registration);
  }

  /** What a load balancer sends to a target: requests, and health checks. */
  trafficTo(group: TargetGroup, target: RegisteredTarget): readonly BalancerTraffic[] {
    return trafficTo(group, target);
  }

  servicesBehind(group: TargetGroup): readonly Service[] {
    return servicesBehind(this.#core, group);
  }

  // Network

  /** The group that a separate rule belongs to. */
  securityGroupOf(rule: Kinds['ec2.securityGroupIngress']): Join<'ec2.securityGroup'> {
    return this.#core.join(rule.groupId, 'ec2.securityGroup', rule);
  }

  usersOf(group: SecurityGroup): GroupUsers {
    return usersOf(this.#core, group);
  }

  separateIngress(group: SecurityGroup): readonly Kinds['ec2.securityGroupIngress'][] {
    return separateIngress(this.#core, group).items;
  }

  /** Which ports of one end another reaches, and by which entries of their security groups. */
  passage(from: Endpoint, to: Endpoint): Passage {
    return passageOf(this.#core, from, to);
  }

  /** Any address of the internet. */
  get internet(): Endpoint {
    return INTERNET;
  }

  /** The nodes of a load balancer: as the source of its health checks, or of what its clients send. */
  balancerEnd(balancer: Kinds['elbv2.loadBalancer'], traffic: 'health' | 'clients'): Endpoint {
    return balancerEnd(this.#core, balancer, traffic);
  }

  /** The tasks of a service in network mode awsvpc. */
  taskEnd(service: Service | TaskSet): Endpoint {
    return taskEnd(this.#core, service);
  }

  /** What a launch starts: tasks with interfaces of their own, or instances that run them; undefined where not certain. */
  launchEnd(task: TaskDefinition, launch: Launch): Endpoint | undefined {
    return launchEnd(this.#core, task, launch);
  }

  /** Mount targets of a file system. */
  mountTargetsOf(fileSystem: Kinds['efs.fileSystem']): Joins<'efs.mountTarget'> {
    return this.#core.referrers('mountTarget.fileSystem', fileSystem, 'efs.mountTarget', (view) => [view.fileSystemId]);
  }

  mountTargetEnd(target: Kinds['efs.mountTarget']): Endpoint {
    return mountTargetEnd(this.#core, target);
  }

  // Roles

  roleOf(owner: object, roleArn: Value<string>): Join<'iam.role'> {
    return this.#core.join(roleArn, 'iam.role', owner);
  }

  /** Every policy that the role carries, wherever it is written; an unknown one where there may be more. */
  policiesOf(role: Role): readonly CarriedPolicy[] {
    return policiesOf(this.#core, role);
  }

  /** Who may assume the role. */
  trustOf(role: Role): CarriedPolicy {
    return trustOf(this.#core, role);
  }

  /** The text of a value as policies compare it, with the identity of the resource of the tree that it names. */
  comparableText(value: Value<string>): string | ResourceName {
    return comparableText(this.#core, value);
  }

  /** The ARN that a resource will have, as far as its name tells; undefined for kinds that no policy here names. */
  arnOf(view: object): ResourceName | undefined {
    const resource = resourceOf(view);
    return resource && arnOf(this.#core, resource);
  }

  /** By a policy of the secret's own. */
  secretHasPolicy(secret: Kinds['secretsmanager.secret']): Answer {
    return secretHasPolicy(this.#core, secret);
  }

  /** To decrypt, by its policy or a grant: 'no' where it leaves that to the policies of roles. */
  keyMayAdmitRole(key: Kinds['kms.key']): Answer {
    return keyMayAdmitRole(this.#core, key);
  }

  /** To mount it, by its policy, or for want of one. */
  fileSystemMayAdmitRole(fileSystem: Kinds['efs.fileSystem']): Answer {
    return fileSystemMayAdmitRole(this.#core, fileSystem);
  }

  // Registries

  /** In it, or written separately. */
  repositoryHasPolicy(repository: Repository): Answer {
    return repositoryHasPolicy(this.#core, repository);
  }

  /** By a policy in it, or one that stands elsewhere. */
  hasLifecyclePolicy(repository: Repository): Answer {
    return hasLifecyclePolicy(this.#core, repository);
  }

  registryScanning(): readonly Kinds['ecr.registryScanningConfiguration'][] {
    return this.#core.all('ecr.registryScanningConfiguration');
  }

  // Kubernetes

  /** The EKS clusters for which a manifest may be meant: those in its folder, else in the nearest one above. */
  clustersNear(manifest: Kinds[Kind]): readonly Kinds['eks.cluster'][] {
    return this.#core.once(clustersNear, manifest);
  }

  /** The Fargate profile in the tree that selects a pod, and by which of its selectors. */
  fargateMatchOf(pod: PodPlan): FargateMatch | undefined {
    return fargateMatchOf(this.#core, pod);
  }

  /** The Services in the tree that send traffic to a pod. */
  servicesBefore(pod: PodPlan): readonly Kinds['k8s.Service'][] {
    return servicesBefore(this.#core, pod);
  }

  /** The autoscaler in the tree that sets how many pods a workload has. */
  autoscalerOf(workload: Kinds[ScalableKind]): Kinds['k8s.HorizontalPodAutoscaler'] | undefined {
    return autoscalerOf(this.#core, workload);
  }
}
