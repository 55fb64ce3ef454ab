import type { MapTerm, Term } from '../../../values/index.ts';
import { madeMap } from '../../made-terms.ts';
import { derive } from './derive.ts';

/**
 * The attributes of a classic load balancer stand among its properties in CloudFormation.
 * Source: AWS::ElasticLoadBalancing::LoadBalancer against ModifyLoadBalancerAttributes.
 */
export function classicAttributes(owner: MapTerm): Term | undefined {
  const parts = new Map<string, Term>();
  const crossZone = owner.get('CrossZone');
  const enabled =
    crossZone && derive(crossZone, (settled) => madeMap(settled.origin, new Map<string, Term>([['Enabled', settled]])));
  if (enabled) parts.set('CrossZoneLoadBalancing', enabled);
  for (const [property, attribute] of [
    ['AccessLoggingPolicy', 'AccessLog'],
    ['ConnectionDrainingPolicy', 'ConnectionDraining'],
    ['ConnectionSettings', 'ConnectionSettings'],
  ] as const) {
    const term = owner.get(property);
    if (term) parts.set(attribute, term);
  }
  const [first] = parts.values();
  return first && madeMap(first.origin, parts, owner.open);
}
