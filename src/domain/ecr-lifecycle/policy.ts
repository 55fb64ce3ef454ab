import type { JsonPath } from '../plain-json.ts';

/** The lifecycle policy of an ECR repository, as far as it is known. */
export interface LifecyclePolicy {
  /** In the order of the text. */
  readonly rules: readonly LifecycleRule[];
  /** True when there may be rules that we do not see, and for a policy that ECR would refuse. */
  readonly open: boolean;
  readonly faults: readonly LifecycleFault[];
}

/** One rule; undefined is what is not known. */
export interface LifecycleRule {
  readonly at: JsonPath;
  /** The smaller, the earlier. */
  readonly priority: number | undefined;
  readonly tags: TagSelection;
  readonly storageClass: StorageClass | undefined;
  readonly countType: CountType | undefined;
  /** Images to keep, or days. */
  readonly countNumber: number | undefined;
  readonly action: LifecycleAction | undefined;
}

/** Which images a rule is about; a tagged one must have a tag for each of the patterns, of which a prefix is one. */
export type TagSelection =
  | { readonly status: 'any' | 'untagged' | 'unsure' }
  /** The texts may hold UNKNOWN_TEXT, and are that where there may be more of them. A prefix is a pattern that ends in '*'. */
  | { readonly status: 'tagged'; readonly patterns: readonly string[]; readonly arePrefixes: boolean };

export type StorageClass = (typeof STORAGE_CLASSES)[number];
export type CountType = (typeof COUNT_TYPES)[number];
export type LifecycleAction = (typeof LIFECYCLE_ACTIONS)[number];

export const TAG_STATUSES = ['tagged', 'untagged', 'any'] as const;
export const STORAGE_CLASSES = ['standard', 'archive'] as const;
export const COUNT_TYPES = [
  'imageCountMoreThan',
  'sinceImagePushed',
  'sinceImagePulled',
  'sinceImageTransitioned',
] as const;
export const LIFECYCLE_ACTIONS = ['expire', 'transition'] as const;

/** Something that ECR refuses. */
export type LifecycleFault = {
  readonly at: JsonPath;
  /** 'possible' where only a part of the documentation says so. */
  readonly certainty: 'certain' | 'possible';
} & (
  | {
      readonly kind: 'value';
      readonly field: string;
      readonly expected: string;
      readonly suggestion?: string | undefined;
    }
  | {
      readonly kind: 'unknown';
      readonly field: string;
      readonly owner: string;
      readonly suggestion?: string | undefined;
    }
  /** `because` ends a sentence: "which tagStatus 'tagged' needs". */
  | { readonly kind: 'missing'; readonly field: string; readonly owner: string; readonly because: string }
  | { readonly kind: 'unwanted'; readonly field: string; readonly because: string }
  | { readonly kind: 'samePriority'; readonly priority: number; readonly first: JsonPath }
  | {
      readonly kind: 'anyNotLast';
      readonly priority: number;
      readonly highest: number;
      readonly storageClass: StorageClass;
    }
  /** Another rule, at `first`, selects the same images. */
  | {
      readonly kind: 'sameSelection';
      readonly selection: string;
      readonly storageClass: StorageClass;
      readonly first: JsonPath;
    }
);
