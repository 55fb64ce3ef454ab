import { settle, type MapTerm, type Term } from '../../../values/index.ts';
import { TemplateMap } from '../template-map.ts';

/**
 * A scaling policy may name its target by `ScalingTargetId` in place of the three identifiers: then they are what that
 * target says, where it is a resource of the same template.
 */
export function fieldOfTarget(policy: MapTerm, name: string): Term | undefined {
  const own = policy.get(name);
  const id = policy.get('ScalingTargetId');
  if (own || !id || !(policy instanceof TemplateMap)) return own;
  const { template } = policy.evaluator;
  return {
    state: 'deferred',
    origin: id.origin,
    resolve(world) {
      const target = settle(id, world);
      const address =
        target.state === 'unknown' && target.reference?.scope === template ? target.reference.address : '';
      const resource = template.resources.get(address);
      const entry = resource?.properties?.entry(name);
      if (resource && entry) return resource.evaluator.evaluate(entry.value, entry.key);
      return { state: 'unknown', reason: 'a field of its scaling target', written: true, origin: id.origin };
    },
  };
}
