/** Steps of evaluation that one root module with all it calls may take; about two seconds of work. */
const MOST_STEPS = 2_000_000;
/** Expressions that are evaluated inside one another, through references too; each takes several frames of the stack. */
const DEEPEST = 300;

/**
 * Counts the steps and the depth of evaluation, so that neither doubling nor nesting nor a cycle exhausts the machine.
 * What lies beyond is unknown.
 */
export class Budget {
  #left = MOST_STEPS;
  #depth = 0;

  /** Runs a step one level deeper, or gives what stands beyond. */
  enter<T>(step: () => T, beyond: () => T): T {
    if (this.#depth >= DEEPEST || this.#left <= 0) return beyond();
    this.#left--;
    this.#depth++;
    try {
      return step();
    } finally {
      this.#depth--;
    }
  }

  /** Takes steps that nest nothing; false when there are none left. */
  spend(steps: number): boolean {
    this.#left -= steps;
    return this.#left > 0;
  }
}
