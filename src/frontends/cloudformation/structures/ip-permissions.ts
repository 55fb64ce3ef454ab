import { settle, type MapTerm, type Term } from '../../../values/index.ts';
import { madeList } from '../../made-terms.ts';

/**
 * A rule of a security group has one source: `CidrIp`, `CidrIpv6`, a prefix list or another group. The API has a list of
 * each; the item of such a list is the rule itself, which has the fields of it under their own names.
 */
export function whereWritten(rule: MapTerm, ...names: readonly string[]): Term | undefined {
  const source = first(rule, names);
  if (!source) return undefined;
  return {
    state: 'deferred',
    origin: source.origin,
    resolve(world) {
      const settled = settle(source, world);
      const isUnsure = settled.state === 'unknown' && !settled.written;
      return settled.state === 'absent' || isUnsure ? settled : madeList(settled.origin, [rule]);
    },
  };
}

/** The first of these fields that is written; they exclude each other. */
export function first(rule: MapTerm, names: readonly string[]): Term | undefined {
  for (const name of names) {
    const found = rule.get(name);
    if (found) return found;
  }
  return undefined;
}
