import type { TextRange } from './parse-failure.ts';

/**
 * Where user data tells the container agent its cluster, by what each start of an instance reads:
 * `echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config` on Linux, `Initialize-ECSAgent -Cluster 'shop'` or a variable of the
 * machine on Windows, `cluster = "shop"` under `[settings.ecs]` on Bottlerocket.
 * Source: ECS developer guide, "Bootstrapping Amazon ECS Linux container instances to pass data" and the same of Windows;
 * Bottlerocket settings reference, ecs.
 */
const FORMS: readonly RegExp[] = [
  /(?<![\w$-])ECS_CLUSTER=["']?([^\s"'`\\;&|<>]*)/dg,
  /(?<![\w-])Initialize-ECSAgent\s(?:[^\r\n;|]{0,200}\s)?-Cluster\s{1,4}["']?([^\s"'`;|]*)/dgi,
  /SetEnvironmentVariable\(\s{0,4}["']ECS_CLUSTER["']\s{0,4},\s{0,4}["']?([^\s"',)]*)/dg,
  /^\s{0,8}\[settings\.ecs\][^[]{0,2000}?^\s{0,8}cluster\s{0,4}=\s{0,4}["']([^\s"']*)/dgm,
];

/** A line that is a comment to the shell, PowerShell, YAML and TOML alike. */
const COMMENT = /^[ \t]*#.*$/gm;

/**
 * The stretches of user data that name the cluster which an instance joins, in their order; none where the agent is left
 * with its default. Comments do not count. A stretch may turn out to be no name: a variable of the shell. Linear in the
 * text.
 */
export function findAgentClusters(userData: string): readonly TextRange[] {
  const text = userData.replace(COMMENT, (line) => ' '.repeat(line.length));
  return FORMS.flatMap((form) => [...text.matchAll(form)])
    .map(({ indices }) => indices?.[1])
    .filter((range) => range !== undefined)
    .map(([start, end]) => ({ start, end }))
    .sort((a, b) => a.start - b.start);
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** User data as the instance reads it, from base64, in which EC2 takes it; text that is not base64 stays as it is. */
export function decodeUserData(text: string): string {
  const plain = text.replace(/[\r\n]/g, '');
  return plain !== '' && BASE64.test(plain) ? Buffer.from(plain, 'base64').toString('utf8') : text;
}
