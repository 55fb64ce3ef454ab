import type { MapTerm, Term } from '../../../values/index.ts';
import { ResourcePlace, type Marks, type PlanPlace } from './plan-place.ts';
import type { PlannedResource } from './plan-resources.ts';
import type { WrittenResource } from './plan-source.ts';
import { resourceTerm, type PlanContext } from './plan-terms.ts';

/** What a resource asks its plan for when it is read. */
export interface PlanReader {
  contextOf(resource: PlannedResource): PlanContext;
  marksOf(resource: PlannedResource): Marks;
  /** How its source has it. */
  sourceOf(resource: PlannedResource): WrittenResource | undefined;
}

/** The values of a resource. What reading them takes is found out when somebody first asks. */
export class PlannedTerm implements MapTerm {
  readonly state = 'map';
  readonly open = false;
  readonly #plan: PlanReader;
  readonly #resource: PlannedResource;
  #origin: PlanPlace | undefined;
  #values: MapTerm | undefined;

  constructor(plan: PlanReader, resource: PlannedResource) {
    this.#plan = plan;
    this.#resource = resource;
  }

  get origin(): PlanPlace {
    const { values, addressNode } = this.#resource;
    return (this.#origin ??= new ResourcePlace(values, addressNode, this));
  }

  marks(): Marks {
    return this.#plan.marksOf(this.#resource);
  }

  source(): WrittenResource | undefined {
    return this.#plan.sourceOf(this.#resource);
  }

  get(name: string): Term | undefined {
    return this.#map().get(name);
  }

  entries(): ReturnType<MapTerm['entries']> {
    return this.#map().entries();
  }

  #map(): MapTerm {
    return (this.#values ??= resourceTerm(this.#plan.contextOf(this.#resource), this.origin));
  }
}
