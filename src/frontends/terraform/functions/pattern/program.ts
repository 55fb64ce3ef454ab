import type { Assertion, Pattern, PatternNode } from './syntax.ts';

/** A step of a pattern's program. `next` and `other` are indexes of steps; `next` is tried first. */
export type Step =
  | { readonly op: 'character'; readonly matches: (codePoint: number) => boolean; readonly next: number }
  | { readonly op: 'assert'; readonly at: Assertion; readonly next: number }
  | { readonly op: 'save'; readonly slot: number; readonly next: number }
  | { readonly op: 'split'; readonly next: number; readonly other: number }
  | { readonly op: 'match' };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly groups: Pattern['groups'];
}

const MOST_STEPS = 5_000;

/** The program of a pattern; undefined when repetitions within repetitions make it too long. */
export function compilePattern({ root, groups }: Pattern): Program | undefined {
  const compiler = new Compiler();
  const end = compiler.add({ op: 'match' });
  const start = compiler.node({ is: 'group', index: 0, of: root }, end);
  return compiler.isTooLong ? undefined : { steps: compiler.steps, start, groups };
}

/** Writes steps from the last to the first, so that each knows the next. */
class Compiler {
  readonly steps: Step[] = [];

  get isTooLong(): boolean {
    return this.steps.length >= MOST_STEPS;
  }

  add(step: Step): number {
    return this.isTooLong ? 0 : this.steps.push(step) - 1;
  }

  node(node: PatternNode, next: number): number {
    if (this.isTooLong) return 0;
    switch (node.is) {
      case 'character':
        return this.add({ op: 'character', matches: node.matches, next });
      case 'assertion':
        return this.add({ op: 'assert', at: node.at, next });
      case 'group': {
        const end = this.add({ op: 'save', slot: node.index * 2 + 1, next });
        return this.add({ op: 'save', slot: node.index * 2, next: this.node(node.of, end) });
      }
      case 'sequence':
        return node.of.reduceRight((after, part) => this.node(part, after), next);
      case 'choice':
        return node.of
          .map((branch) => this.node(branch, next))
          .reduceRight((other, branch) => this.add({ op: 'split', next: branch, other }));
      case 'repeat':
        return this.#repeat(node, next);
    }
  }

  #repeat({ of, from, to, greedy }: Extract<PatternNode, { is: 'repeat' }>, next: number): number {
    const choose = (more: number, enough: number): Step =>
      greedy ? { op: 'split', next: more, other: enough } : { op: 'split', next: enough, other: more };
    let after = next;
    let left = from;
    if (to === Infinity) {
      // `x+`, and `x*` as `(x+)?`, which keeps what an empty round captures. Source: Go, regexp/syntax/compile.go.
      const loop = this.add({ op: 'match' });
      const body = this.node(of, loop);
      if (!this.isTooLong) this.steps[loop] = choose(body, next);
      after = from === 0 ? this.add(choose(body, next)) : body;
      left = Math.max(0, from - 1);
    } else {
      for (let times = from; times < to && !this.isTooLong; times++) {
        after = this.add(choose(this.node(of, after), next));
      }
    }
    for (; left > 0 && !this.isTooLong; left--) after = this.node(of, after);
    return after;
  }
}
