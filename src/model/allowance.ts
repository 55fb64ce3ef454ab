import type { SettledTerm } from '../values/index.ts';

/** Values that are read of one resource; the largest that AWS or Kubernetes take have a tenth of it. */
export const MOST_VALUES = 50_000;

/** UTF-16 units of text that count as much as a value. */
const UNITS = 64;

/**
 * What may still be read of one resource. Values that are made of one another twice over double in size with each step,
 * so that a short file may hold more than anybody can read.
 */
export class Allowance {
  readonly #onSpent: (() => void) | undefined;
  #left = MOST_VALUES;

  constructor(onSpent?: () => void) {
    this.#onSpent = onSpent;
  }

  /** False where nothing more may be read. */
  take(term: SettledTerm): boolean {
    this.#left -= term.state === 'scalar' ? 1 + Math.floor(term.text.length / UNITS) : 1;
    if (this.#left >= 0) return true;
    this.#onSpent?.();
    return false;
  }
}
