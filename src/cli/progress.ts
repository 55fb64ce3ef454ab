import type { Output } from './terminal.ts';

const DELAY_MS = 500;
const EVERY_MS = 100;
const ERASE_LINE = '\r\u001b[2K';

/** Counts files on a terminal once a run takes longer than half a second; silent anywhere else. */
export class Progress {
  readonly #output: Output;
  readonly #start = Date.now();
  #files = 0;
  #next = DELAY_MS;
  #shown = false;

  constructor(output: Output) {
    this.#output = output;
  }

  readonly tick = (): void => {
    this.#files++;
    // Asking the clock costs more than counting.
    if (!this.#output.isTerminal || this.#files % 64 !== 0) return;
    const elapsed = Date.now() - this.#start;
    if (elapsed < this.#next) return;
    this.#next = elapsed + EVERY_MS;
    this.#shown = true;
    this.#output.write(`${ERASE_LINE}${this.#files.toLocaleString('en')} files read …`);
  };

  readonly clear = (): void => {
    if (this.#shown) this.#output.write(ERASE_LINE);
  };
}
