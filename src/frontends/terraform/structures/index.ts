import type { Structure } from '../shape-terms.ts';
import { ECS_STRUCTURES } from './ecs.ts';

/** Fields whose structure is not the API's, by table, then `Shape.field`. */
export const STRUCTURES: Readonly<Record<string, Readonly<Record<string, Structure>>>> = {
  ecs: ECS_STRUCTURES,
};
