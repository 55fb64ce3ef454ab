/** Rules that take less than this are not worth a line. */
const LEAST_MS = 0.1;

/** Collects times and lays them out for `--stats`. */
export class Stats {
  readonly #phases: (readonly [string, number])[] = [];
  readonly #rules: (readonly [string, number])[] = [];

  readonly add = (kind: 'phase' | 'rule', name: string, milliseconds: number): void => {
    (kind === 'phase' ? this.#phases : this.#rules).push([name, milliseconds]);
  };

  toString(): string {
    const slow = this.#rules.filter(([, time]) => time >= LEAST_MS).sort(([, a], [, b]) => b - a);
    return [
      ...this.#phases.map(row),
      ...slow.map(([rule, time]) => row([`  ${rule}`, time])),
      `${String(Math.round(process.memoryUsage.rss() / 1024 / 1024)).padStart(9)} MiB memory\n`,
    ].join('');
  }
}

function row([name, milliseconds]: readonly [string, number]): string {
  return `${milliseconds.toFixed(1).padStart(9)} ms  ${name}\n`;
}
