import { isParseFailure, parseCidr, type Cidr } from '../domain/index.ts';
import { settled, type Value } from '../values/index.ts';
import type { Core } from './core.ts';

/** A subnet, as somebody who stands in it names it. */
export interface Subnet {
  readonly at: Value<string>;
  /** The same for the same subnet; undefined where nobody can tell which it is. */
  readonly identity: unknown;
  /** Its Availability Zone, where that is written. */
  readonly zone: string | undefined;
  /** Its IPv4 addresses. */
  readonly cidr: Cidr | undefined;
}

export function subnetOf(core: Core, id: Value<string>, owner: object): Subnet {
  const join = core.join(id, 'ec2.subnet', owner);
  if (join.state !== 'found') return { at: id, identity: settled(id), zone: undefined, cidr: undefined };
  const text = settled(join.view.cidrBlock);
  const cidr = text === undefined ? undefined : parseCidr(text);
  return {
    at: id,
    identity: join.resource,
    zone: settled(join.view.availabilityZone),
    cidr: cidr && !isParseFailure(cidr) ? cidr : undefined,
  };
}

/** Do both lie in one zone, the same subnet or another there? */
export function shareZone(a: Subnet, b: Subnet): 'yes' | 'no' | 'unsure' {
  if (a.identity !== undefined && a.identity === b.identity) return 'yes';
  if (a.zone === undefined || b.zone === undefined) return 'unsure';
  return a.zone === b.zone ? 'yes' : 'no';
}
