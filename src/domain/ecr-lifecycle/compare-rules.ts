import { hasUnknown } from '../unknown-text.ts';
import type { LifecycleFault, LifecycleRule } from './policy.ts';

/**
 * What ECR refuses in how the rules stand to each other: a priority given twice, a rule for images with any tag that is
 * not the last of its storage class, two rules of one class for untagged images or for the same tags.
 */
export function* compareRules(rules: readonly LifecycleRule[]): Generator<LifecycleFault> {
  yield* samePriorities(rules);
  for (const storageClass of ['standard', 'archive'] as const) {
    const alike = rules.filter((rule) => rule.storageClass === storageClass);
    const highest = Math.max(...alike.map(({ priority }) => priority ?? Number.NEGATIVE_INFINITY));
    for (const { at, priority, tags } of alike) {
      if (tags.status !== 'any' || priority === undefined || priority >= highest) continue;
      yield { kind: 'anyNotLast', at: [...at, 'rulePriority'], priority, highest, storageClass, certainty: 'certain' };
    }
    const seen = new Map<string, LifecycleRule>();
    for (const rule of alike) {
      const selection = selectionOf(rule);
      const first = selection === undefined ? undefined : seen.get(selection);
      if (selection === undefined) continue;
      if (first === undefined) seen.set(selection, rule);
      else {
        const at = [...rule.at, 'selection'];
        yield {
          kind: 'sameSelection',
          at,
          selection,
          storageClass,
          first: [...first.at, 'selection'],
          certainty: 'certain',
        };
      }
    }
  }
}

function* samePriorities(rules: readonly LifecycleRule[]): Generator<LifecycleFault> {
  const seen = new Map<number, LifecycleRule>();
  for (const rule of rules) {
    const { priority } = rule;
    if (priority === undefined) continue;
    const first = seen.get(priority);
    const at = [...rule.at, 'rulePriority'];
    if (!first) seen.set(priority, rule);
    else yield { kind: 'samePriority', at, priority, first: [...first.at, 'rulePriority'], certainty: 'certain' };
  }
}

/**
 * What a rule selects, as a message says it, where no other rule may select the same: untagged images and prefixes. Of
 * patterns the documentation says nothing. Undefined also where it is not known.
 */
function selectionOf({ tags }: LifecycleRule): string | undefined {
  if (tags.status === 'untagged') return 'untagged images';
  if (tags.status !== 'tagged' || !tags.arePrefixes || tags.patterns.some(hasUnknown)) return undefined;
  return `images tagged ${[...tags.patterns]
    .sort()
    .map((pattern) => `'${pattern}'`)
    .join(' and ')}`;
}
