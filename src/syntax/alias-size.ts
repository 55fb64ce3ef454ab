import { ROW } from './tape.ts';

/** Nodes that a document may have once its aliases are written out. Everyday files stay far below a hundredth of it. */
const MOST_NODES = 1_000_000;

/**
 * The first alias at which a document, its aliases written out, gets larger than any honest one: the "billion laughs".
 * Undefined when it never does. An anchor comes before its aliases, so one pass tells; nothing is written out.
 */
export function firstAliasTooMany(tape: Int32Array, aliases: ReadonlyMap<number, number>): number | undefined {
  const ordered = [...aliases].sort(([a], [b]) => a - b);
  // What aliases add to the nodes before each of them, as running totals to look up sizes of earlier nodes by.
  const places: number[] = [];
  const added: number[] = [];
  let total = 0;
  const addedBefore = (index: number): number => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (added[low - 1] ?? 0);
  };
  for (const [alias, target] of ordered) {
    const next = tape[target * ROW + 2] ?? target + 1;
    // An alias inside its own anchor is never followed.
    const size = next > alias ? 0 : next - target + addedBefore(next) - addedBefore(target);
    total += size;
    if (total > MOST_NODES) return alias;
    places.push(alias);
    added.push(total);
  }
  return undefined;
}
