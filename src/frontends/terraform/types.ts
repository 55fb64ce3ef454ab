import type { Kind } from '../../model/index.ts';
import { KINDS_OF_TYPE } from './generated/kinds.ts';

/** Types that are another type under special conditions: the group that a VPC has anyway. */
const MORE_KINDS: Readonly<Record<string, readonly Kind[]>> = { aws_default_security_group: ['ec2.securityGroup'] };

const KINDS_BY_TYPE: ReadonlyMap<string, readonly Kind[]> = new Map([
  ...Object.entries(KINDS_OF_TYPE),
  ...Object.entries(MORE_KINDS),
]);

const NAME = ['name'];

/** Arguments that hold the name of a resource, where it is not `name`. */
const NAME_WORDS: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_task_definition: ['family'],
  aws_ecs_daemon_task_definition: ['family'],
  aws_ecs_express_gateway_service: ['service_name'],
  aws_codedeploy_deployment_group: ['deployment_group_name'],
  aws_eks_node_group: ['node_group_name'],
  aws_eks_fargate_profile: ['fargate_profile_name'],
  aws_eks_addon: ['addon_name'],
  aws_db_instance: ['identifier'],
  aws_rds_cluster: ['cluster_identifier'],
};

/** Every kind that Terraform is lowered to. */
export const TERRAFORM_KINDS: readonly Kind[] = [...new Set([...KINDS_BY_TYPE.values()].flat())];

export function isLowered(type: string): boolean {
  return KINDS_BY_TYPE.has(type);
}

/** All kinds that a type may be lowered to, with those of what may be written within it. */
export function kindsOf(type: string): readonly Kind[] {
  const kinds = KINDS_BY_TYPE.get(type) ?? [];
  return type === 'aws_route_table' ? [...kinds, 'ec2.route'] : kinds;
}

/**
 * The kinds of one resource: that of its type, but for `aws_security_group_rule`, whose `type` argument tells. Where it is
 * not known, the rule is of both kinds, and in neither are its ports known.
 */
export function kindsOfResource(type: string, argument: (name: string) => string | undefined): readonly Kind[] {
  const kinds = KINDS_BY_TYPE.get(type) ?? [];
  const written = kinds.length > 1 ? argument('type') : undefined;
  const chosen = written === undefined ? undefined : RULE_DIRECTIONS[written];
  return chosen ? kinds.filter((kind) => kind === chosen) : kinds;
}

const RULE_DIRECTIONS: Readonly<Record<string, Kind>> = {
  ingress: 'ec2.securityGroupIngress',
  egress: 'ec2.securityGroupEgress',
};

/** The argument, one, that holds the name that other resources may call it by; it need not be written. */
export function nameWords(type: string): readonly string[] {
  return NAME_WORDS[type] ?? NAME;
}
