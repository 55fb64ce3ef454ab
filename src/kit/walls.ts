import { PortSet } from '../domain/index.ts';
import type { Endpoint, Graph, Wall } from '../graph/index.ts';
import type { Place } from '../values/index.ts';
import { plainPortsText } from './ports-text.ts';
import { allOf } from './text.ts';

/** What a message calls the groups that an end wears: "security group 'web'"; `otherwise` where it wears none. */
export function wornText({ groups, ids }: Endpoint, graph: Graph, otherwise: string): string {
  const names = [...groups.map((group) => graph.nameOf(group)), ...ids].map((name) => `'${name}'`);
  if (names.length === 0) return otherwise;
  return `security ${names.length === 1 ? 'group' : 'groups'} ${allOf(names)}`;
}

/** The ports that get through a wall at all, for a message; undefined when none do. */
export function passingText({ gates }: Wall): string | undefined {
  return gates.length === 0
    ? undefined
    : plainPortsText(PortSet.none.union(...gates.map(({ ports }) => ports.possible)));
}

/**
 * Where a wall that holds traffic back is to be mended: the entry for the right end and the wrong port, if there is one,
 * else the one group that is worn, else what lists several.
 */
export function placeOfWall(wall: Wall, { groups, at }: Endpoint, otherwise: Place): Place {
  const entry = wall.gates.find(({ entry, ports }) => entry && ports.exact)?.entry;
  if (entry) return entry.fromPort.state === 'known' ? entry.fromPort : entry;
  const [only, ...others] = groups;
  return (others.length > 0 ? at : only) ?? otherwise;
}
