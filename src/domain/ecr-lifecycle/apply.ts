import type { Answer } from '../unknown-text.ts';
import { inOrder, selectsTags } from './select.ts';
import type { LifecycleAction, LifecyclePolicy, LifecycleRule } from './policy.ts';

/** An image of the repository; times are days before now. */
export interface LifecycleImage {
  readonly tags: readonly string[];
  readonly pushed: number;
  /** Left out for one that was never pulled. */
  readonly pulled?: number;
  /** When it was moved to the archive storage class; left out for one that is not there. */
  readonly archived?: number;
}

/** What the policy does with an image, and by which rule. */
export type LifecycleOutcome =
  { readonly action: 'keep' | 'unsure' } | { readonly action: LifecycleAction; readonly rule: LifecycleRule };

const KEEP: LifecycleOutcome = { action: 'keep' };
const UNSURE: LifecycleOutcome = { action: 'unsure' };

/**
 * What a policy does with each of the images of a repository, in their order. The first rule whose tags and storage class
 * an image meets decides alone: no rule of lower priority touches it. A rule counts all images that meet it, those that an
 * earlier one decides on too. That manifest lists keep their images and that images may have been restored from the archive
 * is left out. Cost: rules times images, sorted. Source: ECR user guide, "Lifecycle policy evaluation rules".
 */
export function applyLifecyclePolicy(
  policy: Pick<LifecyclePolicy, 'rules' | 'open'>,
  images: readonly LifecycleImage[],
): readonly LifecycleOutcome[] {
  const rules = inOrder(policy.rules);
  if (!rules || policy.open) return images.map(() => UNSURE);
  const outcomes = images.map((): LifecycleOutcome | undefined => undefined);
  for (const rule of rules) {
    const selected = images.map((image) => selects(rule, image));
    const marked = marks(rule, images, selected);
    for (const [index, answer] of selected.entries()) {
      if (answer === 'no' || outcomes[index]) continue;
      outcomes[index] = answer === 'unsure' ? UNSURE : outcomeOf(rule, marked(index));
    }
  }
  return outcomes.map((outcome) => outcome ?? KEEP);
}

function outcomeOf(rule: LifecycleRule, isMarked: Answer): LifecycleOutcome {
  if (isMarked === 'no') return KEEP;
  return isMarked === 'yes' && rule.action ? { action: rule.action, rule } : UNSURE;
}

function selects(rule: LifecycleRule, image: LifecycleImage): Answer {
  if (rule.storageClass === undefined) return 'unsure';
  const isArchived = image.archived !== undefined;
  return isArchived === (rule.storageClass === 'archive') ? selectsTags(rule.tags, image.tags) : 'no';
}

/** Whether a rule marks the image of this index, should the image be selected. */
function marks(
  { countType, countNumber }: LifecycleRule,
  images: readonly LifecycleImage[],
  selected: readonly Answer[],
): (index: number) => Answer {
  if (countType === undefined || countNumber === undefined) return () => 'unsure';
  if (countType === 'imageCountMoreThan') {
    const newer = newerThan(images, selected);
    return (index) => {
      const { certain = 0, possible = 0 } = newer[index] ?? {};
      if (certain >= countNumber) return 'yes';
      return possible < countNumber ? 'no' : 'unsure';
    };
  }
  return (index) => {
    const image = images[index];
    return image && ageOf(image, countType) > countNumber ? 'yes' : 'no';
  };
}

function ageOf({ pushed, pulled, archived }: LifecycleImage, countType: LifecycleRule['countType']): number {
  if (countType === 'sinceImagePulled') return pulled ?? pushed;
  return countType === 'sinceImageTransitioned' ? (archived ?? 0) : pushed;
}

/** For each image, how many selected ones were pushed after it; the later in the list of two pushed at once is newer. */
function newerThan(
  images: readonly LifecycleImage[],
  selected: readonly Answer[],
): readonly { readonly certain: number; readonly possible: number }[] {
  const youngestFirst = images
    .map(({ pushed }, index) => ({ pushed, index }))
    .sort((one, other) => one.pushed - other.pushed || other.index - one.index);
  const counts = images.map(() => ({ certain: 0, possible: 0 }));
  let [certain, possible] = [0, 0];
  for (const { index } of youngestFirst) {
    counts[index] = { certain, possible };
    if (selected[index] === 'yes') certain += 1;
    if (selected[index] !== 'no') possible += 1;
  }
  return counts;
}
