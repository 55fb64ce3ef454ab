import type { Term } from '../../../values/index.ts';
import { scalarText } from './decimals.ts';
import { areEqual } from './equality.ts';
import type { FunctionCall } from './function.ts';
import { isGap } from './lists.ts';

/** Is the value one of the items? Undefined when that is not known. */
export function isAmong(value: Term, items: readonly Term[], call: FunctionCall): boolean | undefined {
  let answer: boolean | undefined = false;
  for (const item of items) {
    const same = isGap(item) ? undefined : areEqual(item, value, (term) => call.settle(term));
    if (same === true) return true;
    if (same === undefined) answer = undefined;
  }
  return answer;
}

/** Comparisons of values that are not plain; beyond, a value may be there twice. */
const MOST_COMPARED = 100_000;

/** Items of which each is there once: `item` surely so, `maybe` unless it equals one before it. */
export interface Distinct {
  readonly item: Term;
  readonly maybe: boolean;
}

/** The first of each of several equal items, gaps among them. */
export function distinctOf(items: readonly Term[], call: FunctionCall): Distinct[] {
  const found: Distinct[] = [];
  const plain = new Set<string>();
  const others: Term[] = [];
  let left = MOST_COMPARED;
  for (const given of items) {
    if (isGap(given)) {
      found.push({ item: given, maybe: true });
      continue;
    }
    const item = call.settle(given);
    const isPlain = item.state === 'scalar';
    const id = isPlain ? `${typeof item.value} ${scalarText(item)}` : '';
    if (isPlain && plain.has(id)) continue;
    // Plain values are compared by their text; only what is not plain takes looking at one by one.
    const rivals = isPlain ? others : found.map((other) => other.item);
    left -= rivals.length;
    const same = left < 0 ? undefined : isAmong(item, rivals, call);
    if (same === true) continue;
    found.push({ item: given, maybe: same === undefined || found.some(({ item: other }) => isGap(other)) });
    if (isPlain) plain.add(id);
    else others.push(item);
  }
  return found;
}
