import type { Structure } from '../shape-terms.ts';
import { EC2_STRUCTURES } from './ec2.ts';
import { ECS_STRUCTURES } from './ecs.ts';
import { LOAD_BALANCING_STRUCTURES } from './load-balancing.ts';
import { OTHER_STRUCTURES } from './others.ts';

/** Fields whose structure is not the API's, by `table.Shape.field`: at least those that the spelling marks `@custom`. */
export const STRUCTURES: Readonly<Record<string, Structure>> = {
  ...ECS_STRUCTURES,
  ...EC2_STRUCTURES,
  ...LOAD_BALANCING_STRUCTURES,
  ...OTHER_STRUCTURES,
};
