import type { LifecyclePolicy, LifecycleRule } from './policy.ts';
import { inOrder, selectsTags } from './select.ts';

/** What becomes of an image that is in use. */
export type ImageFate =
  /** No rule is about it. */
  | { readonly state: 'kept' }
  | { readonly state: 'unsure' }
  /** This rule removes it: once so many newer images meet the rule, or so many days after it was pushed or last pulled. */
  | {
      readonly state: 'removed';
      readonly rule: LifecycleRule;
      readonly after: { readonly images: number } | { readonly days: number; readonly since: 'push' | 'pull' };
    };

/**
 * What a policy does to an image with these tags in the course of time. ECR does not look at what runs: a service that pins
 * the image cannot start a task once the image has expired, nor while it is in the archive.
 */
export function fateOfImage(policy: Pick<LifecyclePolicy, 'rules' | 'open'>, tags: readonly string[]): ImageFate {
  const rules = inOrder(policy.rules);
  if (!rules || policy.open) return { state: 'unsure' };
  for (const rule of rules) {
    // An image in use is not in the archive.
    if (rule.storageClass === 'archive') continue;
    const answer = rule.storageClass === undefined ? 'unsure' : selectsTags(rule.tags, tags);
    if (answer === 'no') continue;
    return answer === 'unsure' ? { state: 'unsure' } : removalBy(rule);
  }
  return { state: 'kept' };
}

function removalBy(rule: LifecycleRule): ImageFate {
  const { action, countNumber, countType } = rule;
  if (action === undefined || countNumber === undefined || countType === undefined) return { state: 'unsure' };
  if (countType === 'imageCountMoreThan') return { state: 'removed', rule, after: { images: countNumber } };
  const since = countType === 'sinceImagePulled' ? 'pull' : 'push';
  return { state: 'removed', rule, after: { days: countNumber, since } };
}
