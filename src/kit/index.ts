/**
 * All that a rule author may import: `#kit` in this repository, `ecs-lint/kit` in a plugin. Built-in rules import
 * nothing else, so every one of them proves that a plugin could have been written the same way.
 */
export { defineRule, presetsOf, remove, set } from './rule.ts';
export type {
  Change,
  Context,
  FixProposal,
  Preset,
  Printable,
  Related,
  Report,
  Rule,
  RuleDefinition,
  RuleEntry,
  Settings,
  Visitors,
} from './rule.ts';
export { json, readExample, yaml, type Example, type ExampleFile, type Mark } from './examples.ts';
export { equals, isSet, mayMatch, partOf, settled, visibleText } from '../values/index.ts';
export type { Answer, Json, List, Located, Place, Struct, Table, Value } from '../values/index.ts';
export type { Kind, Kinds, Mistakes } from '../model/index.ts';
export type { Graph } from '../graph/index.ts';
export type { Category, Certainty, Severity } from '../findings/index.ts';
export { mismatchedPorts, type MismatchedPort } from './port-mappings.ts';
export { executionNeeds, executionNeedsWithoutInstance } from './execution-needs.ts';
export type { ExecutionNeed } from './execution-needs.ts';
export { mayTakeRoleAtLaunch, taskNeeds, type TaskNeed } from './task-needs.ts';
export { lacksOf, type Lack, type Permission, type RoleNeed } from './role-lacks.ts';
export { ingressOf, openIngressOf } from './ingress.ts';
export type { AdmittedBlock, Ingress, IngressEntry, Neighbours, OpenIngress } from './ingress.ts';
export { allOf, countOf, labelOf, nameOf, oneOf, parseableText } from './text.ts';
export { wrongPartOf, type WrongPart } from './failures.ts';
export { passingText, placeOfWall, wornText } from './walls.ts';
export { shareZone } from '../graph/index.ts';
export { partAt, plainJson } from './plain-json.ts';
export { portsText } from './ports-text.ts';
export { containersOf, podOf, visitPods, type Container } from './pods.ts';
export { visitObjects, type KubernetesObject } from './objects.ts';
export type {
  BalancersBefore,
  BalancerTraffic,
  BalancerType,
  CarriedPolicy,
  Compute,
  EffectiveNetworkMode,
  Endpoint,
  FargateMatch,
  Gate,
  GroupUsers,
  InstancePool,
  InstanceRange,
  Join,
  Joins,
  Launch,
  LaunchType,
  Passage,
  PodPlan,
  RegisteredTarget,
  Rollout,
  SecurityGroupEntry,
  Subnet,
  TaskCount,
  Wall,
} from '../graph/index.ts';
export * from '../domain/index.ts';
