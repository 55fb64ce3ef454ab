import type { MapTerm, Origin } from '../../../values/index.ts';
import type { OpenText } from '../spelling.ts';
import type { PlannedResource } from './plan-resources.ts';

/** One resource of a plan, as its source has it. */
export interface WrittenResource {
  /** Its block; the call of its module where that module is not at hand. */
  readonly place: Origin;
  /** Is it the block? */
  readonly isWhole: boolean;
  /** Its arguments, evaluated when they are read; undefined where only the call is known. */
  body(): MapTerm | undefined;
  /** What a text of it that holds a document holds. */
  readonly open: OpenText;
}

/** The configuration that a plan was made of. */
export interface PlanSource {
  /** The scope of its references: addresses in it are those of the plan. */
  readonly scope: object;
  readonly open: OpenText;
  /** Undefined for what the source does not have: it has changed since. */
  find(resource: PlannedResource): WrittenResource | undefined;
}
