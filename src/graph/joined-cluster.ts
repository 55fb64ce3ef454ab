import { decodeUserData, findAgentClusters, UNKNOWN_TEXT } from '../domain/index.ts';
import type { Kinds } from '../model/index.ts';
import type { Unknown, Value } from '../values/index.ts';
import type { Core } from './core.ts';
import { textOf } from './text-of.ts';

/** What starts instances that join a cluster. `open`: something near may do so, too, as far as its user data tells. */
export interface Joining {
  readonly configurations: readonly Kinds['autoscaling.launchConfiguration'][];
  readonly templates: readonly Kinds['ec2.launchTemplate'][];
  readonly open: boolean;
}

export function joiningOf(core: Core, cluster: Kinds['ecs.cluster']): Joining {
  const configurations = core.referrers(
    'configuration.userData',
    cluster,
    'autoscaling.launchConfiguration',
    ({ userData }) => [joinedCluster(userData)],
  );
  const templates = core.referrers('template.userData', cluster, 'ec2.launchTemplate', ({ launchTemplateData }) => [
    joinedCluster(launchTemplateData.userData),
  ]);
  return {
    configurations: configurations.items,
    templates: templates.items,
    open: configurations.near || templates.near,
  };
}

/** Source: ECS API reference, CreateCluster, clusterName. */
const CLUSTER_NAME = /^[A-Za-z0-9][\w-]{0,254}$/;

/**
 * The cluster that an instance with this user data joins: a name, or what stands for one, with its reference. Absent where
 * user data, all of it known, names none.
 */
function joinedCluster(userData: Value<string>): Value<string> {
  switch (userData.state) {
    case 'known':
      return named(decodeUserData(userData.value), [], userData);
    case 'template':
      return named(textOf(userData.parts), userData.parts, userData);
    case 'unknown':
    case 'absent':
      return userData;
  }
}

/** `parts` are those of a text that is not fully known. */
function named(text: string, parts: readonly (string | Unknown)[], { origin }: Value<string>): Value<string> {
  const found = findAgentClusters(text);
  const names = new Set(found.map(({ start, end }) => text.slice(start, end)));
  const [name] = names;
  const [first] = found;
  if (name === undefined || !first) return parts.length > 0 ? unclear(origin) : { state: 'absent', origin };
  if (names.size > 1) return unclear(origin);
  if (CLUSTER_NAME.test(name)) return { state: 'known', value: name, origin };
  const isStandIn = name === UNKNOWN_TEXT && found.length === 1;
  return (isStandIn ? unknownAt(parts, first.start) : undefined) ?? unclear(origin);
}

/** The unknown part that begins at this offset of the text. */
function unknownAt(parts: readonly (string | Unknown)[], offset: number): Unknown | undefined {
  let at = 0;
  for (const part of parts) {
    if (typeof part !== 'string' && at === offset) return part;
    at += typeof part === 'string' ? part.length : UNKNOWN_TEXT.length;
  }
  return undefined;
}

function unclear(origin: Value<string>['origin']): Unknown {
  return { state: 'unknown', reason: 'a cluster that user data leaves open', written: true, origin };
}
