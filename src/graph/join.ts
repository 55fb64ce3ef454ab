import type { Kind, Kinds, Resource } from '../model/index.ts';

/**
 * What a reference leads to. `outside`: to something that the tree does not hold, or that cannot be told apart, so
 * nothing may be concluded from not seeing it. `absent`: nothing is written.
 */
export type Join<K extends Kind> =
  | { readonly state: 'found'; readonly view: Kinds[K]; readonly resource: Resource<K> }
  | { readonly state: 'outside' }
  | { readonly state: 'absent' };

/** Those that refer to something. `open` says that there may be more: a value that we cannot see might be another. */
export interface Joins<K extends Kind> {
  readonly items: readonly Kinds[K][];
  readonly open: boolean;
  /** Such a value stands in the folder of what they refer to, or in one below or above it. */
  readonly near: boolean;
}
