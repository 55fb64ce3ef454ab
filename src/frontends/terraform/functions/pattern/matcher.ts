import type { Program } from './program.ts';
import type { Assertion } from './syntax.ts';

/** Offsets of the match and of its groups: the start and the end of each, -1 where a group took no part. */
export type Match = readonly number[];

/** Steps times characters that are remembered, and steps that one text may take. */
const MOST_STATES = 2_000_000;
const MOST_WORK = 5_000_000;

/**
 * Runs a program over a text as RE2 does: the leftmost match, the first alternative that leads to one. No step is taken
 * twice at the same character, so that no pattern takes more than linear time. Source: Go, regexp/backtrack.go.
 */
export class Matcher {
  readonly #program: Program;
  readonly #text: string;
  /** The number of the search that last took a step at a character. */
  readonly #seen: Int32Array;
  #search = 0;
  #work = 0;

  constructor(program: Program, text: string) {
    this.#program = program;
    this.#text = text;
    const states = program.steps.length * (text.length + 1);
    this.#seen = new Int32Array(states <= MOST_STATES ? states : 0);
  }

  /** True when the text is too long for this pattern; then no answer of `find` is to be believed. */
  get gaveUp(): boolean {
    return this.#seen.length === 0 || this.#work > MOST_WORK;
  }

  /** The first match from an offset on. */
  find(from: number): Match | undefined {
    if (this.gaveUp) return undefined;
    this.#search++;
    for (let start = from; start <= this.#text.length; start += this.#sizeAt(start)) {
      const match = this.#run(start);
      if (match) return match;
    }
    return undefined;
  }

  /** All matches, none of which is empty right behind another. */
  findAll(): readonly Match[] {
    const matches: Match[] = [];
    let [at, last] = [0, -1];
    while (at <= this.#text.length) {
      const match = this.find(at);
      if (!match) break;
      const [start = 0, end = 0] = match;
      if (end > start || start !== last) matches.push(match);
      last = end;
      at = end > at ? end : at + this.#sizeAt(at);
    }
    return matches;
  }

  #run(start: number): Match | undefined {
    const { steps, groups } = this.#program;
    const slots = Array<number>((groups.length + 1) * 2).fill(-1);
    // Each entry is a step and an offset to go on from, or a slot (below zero) and the offset to put back.
    const pending = [this.#program.start, start];
    while (pending.length > 0) {
      let at = pending.pop() ?? 0;
      let index = pending.pop() ?? 0;
      if (index < 0) {
        slots[-index - 1] = at;
        continue;
      }
      for (;;) {
        const state = index * (this.#text.length + 1) + at;
        if (this.#seen[state] === this.#search || ++this.#work > MOST_WORK) break;
        this.#seen[state] = this.#search;
        const step = steps[index];
        if (!step) break;
        if (step.op === 'match') return slots;
        if (step.op === 'character') {
          const codePoint = this.#text.codePointAt(at);
          if (codePoint === undefined || !step.matches(codePoint)) break;
          at += codePoint > 0xffff ? 2 : 1;
        } else if (step.op === 'assert') {
          if (!this.#holds(step.at, at)) break;
        } else if (step.op === 'save') {
          pending.push(-step.slot - 1, slots[step.slot] ?? -1);
          slots[step.slot] = at;
        } else {
          pending.push(step.other, at);
        }
        index = step.next;
      }
    }
    return undefined;
  }

  #holds(assertion: Assertion, at: number): boolean {
    const text = this.#text;
    switch (assertion) {
      case 'text start':
        return at === 0;
      case 'text end':
        return at === text.length;
      case 'line start':
        return at === 0 || text[at - 1] === '\n';
      case 'line end':
        return at === text.length || text[at] === '\n';
      case 'word edge':
        return isWord(text[at - 1]) !== isWord(text[at]);
      case 'no word edge':
        return isWord(text[at - 1]) === isWord(text[at]);
    }
  }

  #sizeAt(at: number): number {
    return (this.#text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && /\w/.test(unit);
}
