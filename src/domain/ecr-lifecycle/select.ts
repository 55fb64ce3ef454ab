import { everyOf, someOf } from '../answers.ts';
import { hasUnknown, type Answer } from '../unknown-text.ts';
import { matchesWildcard } from '../wildcard.ts';
import type { LifecycleRule, TagSelection } from './policy.ts';

/** Rules in the order in which they are applied; undefined where a priority is not known. */
export function inOrder(rules: readonly LifecycleRule[]): readonly LifecycleRule[] | undefined {
  if (rules.some(({ priority }) => priority === undefined)) return undefined;
  return rules.toSorted((one, other) => (one.priority ?? 0) - (other.priority ?? 0));
}

/** Does an image with these tags meet the selection? Every pattern must match one of its tags. */
export function selectsTags(selection: TagSelection, tags: readonly string[]): Answer {
  switch (selection.status) {
    case 'any':
      return 'yes';
    case 'untagged':
      return tags.length === 0 ? 'yes' : 'no';
    case 'tagged':
      if (tags.length === 0) return 'no';
      return everyOf(selection.patterns.map((pattern) => someOf(tags.map((tag) => matchesWildcard(pattern, tag)))));
    case 'unsure':
      return 'unsure';
  }
}

/** Does the first selection certainly take every image that the second one takes? */
export function covers(first: TagSelection, second: TagSelection): boolean {
  if (first.status === 'any') return second.status !== 'unsure';
  if (first.status !== 'tagged' || second.status !== 'tagged')
    return first.status === second.status && first.status === 'untagged';
  const narrow = second.patterns.filter((pattern) => !hasUnknown(pattern));
  // What a '*' of the narrow pattern stands for is left to a '*' of the wide one.
  return (
    first.patterns.length > 0 &&
    first.patterns.every(
      (wide) => !hasUnknown(wide) && narrow.some((pattern) => matchesWildcard(wide, pattern) === 'yes'),
    )
  );
}
