import type { Origin, SettledTerm, Term, UnknownTerm } from '../../values/index.ts';

/** Steps of evaluation that one root module with all it calls may take anyway; real ones take thousands. */
const MOST_STEPS = 500_000;
/** UTF-16 units of the modules' files that allow for one step more; real ones take a step for ten or twenty. */
const UNITS_PER_STEP_WRITTEN = 4;
/** Expressions that are evaluated inside one another, through references too; each takes several frames of the stack. */
const DEEPEST = 300;
/** Parts of values that one operation may look at: values that are made of one another twice over double in size. */
const MOST_PARTS = 100_000;
/** UTF-16 units of text that cost as much as a step. */
const UNITS_PER_STEP = 32;

/** Is told, once, what is left out for the size of it, and where that is written. */
export type TellLimit = (reason: string, origin: Origin) => void;

/**
 * Counts the steps and the depth of evaluation, so that neither doubling nor nesting nor a cycle exhausts the machine.
 * What lies beyond is unknown.
 */
export class Budget {
  readonly #tell: TellLimit | undefined;
  #isTold = false;
  #left: number;
  #depth = 0;

  /** `length`: UTF-16 units that are written in the modules. */
  constructor(length = 0, tell?: TellLimit) {
    this.#left = MOST_STEPS + Math.floor(length / UNITS_PER_STEP_WRITTEN);
    this.#tell = tell;
  }

  /** Runs a step one level deeper, for what is written at a place. */
  enter<T>(step: () => T, origin: Origin): T | UnknownTerm {
    if (this.#depth >= DEEPEST) return this.beyond('a value that leads through too many others', origin);
    if (this.#left <= 0) return this.beyond(TOO_MUCH, origin);
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

  /** Takes the steps of working with a text of that length. */
  spendText(length: number): boolean {
    return length < UNITS_PER_STEP || this.spend(Math.floor(length / UNITS_PER_STEP));
  }

  /** The same way to settle terms for one operation at a place, which looks at so many parts and no more. */
  measured(settle: (term: Term) => SettledTerm, origin: Origin): (term: Term) => SettledTerm {
    let left = MOST_PARTS;
    return (term) => {
      if (--left >= 0 && this.#left-- > 0) return settle(term);
      return this.beyond(left < 0 ? 'a value with too many parts' : TOO_MUCH, origin);
    };
  }

  /** What stands for something that is too large to be worked out. */
  beyond(reason: string, origin: Origin): UnknownTerm {
    if (!this.#isTold) {
      this.#isTold = true;
      this.#tell?.(reason, origin);
    }
    return { state: 'unknown', reason, written: true, origin };
  }
}

const TOO_MUCH = 'a value that takes too many steps to work out';
