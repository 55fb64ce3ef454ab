import type { LifecyclePolicy, LifecycleRule } from './policy.ts';
import { covers, inOrder } from './select.ts';

/** A rule that never acts, and the earlier one that leaves it nothing. */
export interface UnreachableRule {
  readonly rule: LifecycleRule;
  readonly by: LifecycleRule;
}

/**
 * Rules all of whose images an earlier rule of the same storage class selects: that one decides on them alone, whether it
 * removes them or not. Only what is certain is told. Cost: the square of the number of rules.
 */
export function unreachableRules({ rules }: Pick<LifecyclePolicy, 'rules'>): readonly UnreachableRule[] {
  const ordered = inOrder(rules) ?? [];
  return ordered.flatMap((rule, index) => {
    if (rule.storageClass === undefined) return [];
    const by = ordered
      .slice(0, index)
      .find((earlier) => earlier.storageClass === rule.storageClass && covers(earlier.tags, rule.tags));
    return by ? [{ rule, by }] : [];
  });
}
