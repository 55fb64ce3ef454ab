/**
 * The small languages and the arithmetic of AWS, as the kit hands them on to rule authors: text and numbers in, plain data
 * or a ParseFailure out. Nothing here knows a rule, a file format or a Value.
 */
export { isParseFailure, type ParseFailure, type TextRange } from './parse-failure.ts';
export { UNKNOWN_TEXT, hasUnknown, type Answer } from './unknown-text.ts';
export { findPlaceholders, isPlaceholder, maskPlaceholders } from './placeholder.ts';
export { closest } from './closest.ts';

export { isMoving, isMovingTag, moves, parseImageReference } from './image-reference.ts';
export { BARE_MOVING_TAGS, RELEASE_CHANNEL_TAGS, type ImageReference, type ImageRegistry } from './image-reference.ts';
export { isOfficialImage } from './official-images.ts';
export { parseEcrHost, type EcrRegistry } from './ecr-registry.ts';

export { buildArn, isAccountId, isArn, matchesArn, parseArn, type Arn, type ArnParts } from './arn.ts';
export { isRegionName, partitionOfRegion, partitions, type Partition } from './partition.ts';
export { matchesWildcard, wildcardsMeet } from './wildcard.ts';
export { isSecretNamed, parseSecretArn, type SecretArn } from './secret-arn.ts';
export { parseSecretReference, type SecretReference } from './secret-reference.ts';
export { parseSsmParameterArn, parseSsmParameterName, type SsmParameter } from './ssm-parameter.ts';
export { detectSecret, findSecret, type SecretVerdict } from './secret-detection.ts';
export { findCredentials } from './connection-string.ts';
export { findSecretToken, type SecretToken } from './secret-formats.ts';

export { containsCidr, formatCidr, overlapsCidr, parseCidr, parseCidrOrAddress, type Cidr } from './cidr.ts';
export { CidrSet } from './cidr-set.ts';
export { coverMuchOfInternet, coverWorld, isPrivate, isWorld } from './internet-exposure.ts';
export { formatIpAddress, parseIpAddress, type IpAddress } from './ip-address.ts';
export { PortBounds } from './port-bounds.ts';
export { PortSet, parsePortRange, portsOfRule, type PortRange } from './ports.ts';
export { ICMP, ICMPV6, TCP, UDP, formatProtocol, parseProtocol, type Protocol } from './protocol.ts';

export {
  daemonUpdate,
  rollingSteps,
  rollingUpdate,
  type RollingPlan,
  type RollingStep,
  type RollingUpdate,
} from './rolling-update.ts';
export { parseEventSchedule, type EventSchedule, type EventScheduleReader } from './event-schedule.ts';
export { parseUnixCron, type UnixCronReader } from './unix-cron.ts';
export { mendEventSchedule, mendUnixCron } from './mend-schedule.ts';
export { nextRuns, runsAfter, runsAtAll, shortestGapMinutes } from './schedule-runs.ts';
export { isTimeZone, timeZones } from './time-zone.ts';
export { allowedDisruptions, parsePodShare, podRolloutSteps, podsOf, recreation } from './pod-rollout.ts';
export { rolloutOfDaemonSet, rolloutOfDeployment, rolloutOfStatefulSet } from './pod-rollout.ts';
export type { DeploymentRollout, DisruptionBudget, PodRollout, PodShare } from './pod-rollout.ts';
export { CANARY_DEFAULTS, LINEAR_DEFAULTS, shiftMinutes, shiftSteps } from './traffic-shift.ts';
export type { ShiftStep, TrafficShift } from './traffic-shift.ts';
export { addQuantities, compareQuantities, formatQuantity, mendQuantity, parseQuantity } from './quantity.ts';
export { milliValue, wholeValue, type Quantity } from './quantity.ts';
export { instanceType, loadInstanceTypes, mostPods, type InstanceType } from './instance-types.ts';
export { shortagesOf, tasksPerInstance, type InstanceSupply, type Shortage, type TaskDemand } from './task-fit.ts';
export { closestFargateSize, fargateCpuUnits, fargateMemoryMiB, fargatePlatformVersionFor } from './fargate-sizes.ts';
export { isFargateSize, type FargatePlatform, type FargateSize } from './fargate-sizes.ts';
export { parseCpuUnits, parseMemoryMiB } from './task-size.ts';
export {
  compareKubernetesVersions,
  formatKubernetesVersion,
  parseKubernetesVersion,
  type KubernetesVersion,
} from './kubernetes-version.ts';
export { eksSupport, oldestEksVersion, type EksSupport } from './eks-versions.ts';
export { deprecatedApi, removedApi, type DeprecatedApi, type RemovedApi } from './removed-apis.ts';
export { isRetiredFargatePlatform, latestFargatePlatform, type FargateOs } from './fargate-platforms.ts';
export { retirement, type Retirement } from './retirements.ts';

export { parseAnnotationKey } from './load-balancer-annotations.ts';
export type { AnnotatedKind, AnnotationKey, LoadBalancerAnnotation } from './load-balancer-annotations.ts';
export { checkAnnotationValue } from './annotation-value.ts';
export type { WordFault } from './value-words.ts';

export { sensitivePorts, type SensitivePort } from './sensitive-ports.ts';
export { FIRELENS_PORT, dynamicHostPorts, reservedHostPorts, type InstanceOs } from './ecs-ports.ts';

export { parseClusterQuery } from './parse-cluster-query.ts';
export { formatClusterQuery } from './format-cluster-query.ts';
export { checkClusterQuery, type QueryProblem } from './check-cluster-query.ts';
export { matchesClusterQuery, type ContainerInstance } from './match-cluster-query.ts';
export {
  QUERY_OPERATORS,
  QUERY_OPERATOR_WORDS,
  type ClusterQuery,
  type ClusterQueryFailure,
  type QueryField,
  type QueryOperator,
} from './cluster-query.ts';

export type { JsonPath, PlainJson } from './plain-json.ts';
export { parseLifecyclePolicy } from './ecr-lifecycle/parse.ts';
export { applyLifecyclePolicy, type LifecycleImage, type LifecycleOutcome } from './ecr-lifecycle/apply.ts';
export { fateOfImage, type ImageFate } from './ecr-lifecycle/fate.ts';
export { unreachableRules, type UnreachableRule } from './ecr-lifecycle/unreachable-rules.ts';
export type { LifecycleFault, LifecyclePolicy, LifecycleRule, TagSelection } from './ecr-lifecycle/policy.ts';

export { decodeUserData, findAgentClusters } from './agent-cluster.ts';
export { logDriver, logDrivers, type LogDriver } from './log-drivers.ts';

export { mayAdmitRole } from './iam/admits.ts';
export { allows, matchesAction, type Decider, type Request, type Verdict } from './iam/allows.ts';
export { holds, takesWildcards, type ConditionContext } from './iam/condition.ts';
export { isManagedByAws, loadManagedPolicies, managedPolicy } from './iam/managed-policies.ts';
export { parsePolicy, UNKNOWN_POLICY } from './iam/policy.ts';
export type { Condition, Policy, PolicyFault, Principals, Selection, Statement } from './iam/policy.ts';
export { ResourceName, type PolicyJson, type PolicyPath } from './iam/policy-json.ts';
export { trustsPodIdentity, trustsService, trustsServiceAccount, type ServiceAccountName } from './iam/trust.ts';
