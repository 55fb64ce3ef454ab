/** Words longer than this are not compared; no field, enum or attribute name is. */
const LONGEST = 64;

/**
 * The candidate that the word was most likely meant to be, for "did you mean"; undefined when none is close.
 * One that differs only in case, '-', '_' or spaces wins. Else the fewest insertions, deletions, replacements and swaps
 * of neighbours decide (optimal string alignment, letters compared without case): none up to two letters, one up to
 * five, two up to eight, three above. Among equals the earlier candidate wins. The word itself is no answer.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  const letters = lettersOf(word);
  let best: string | undefined;
  let allowed = Math.min(3, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate === word || candidate.length > LONGEST) continue;
    if (letters !== '' && lettersOf(candidate) === letters) return candidate;
    const distance = editDistance(lower, candidate.toLowerCase(), allowed - 1);
    if (distance < allowed) [best, allowed] = [candidate, distance];
  }
  return best;
}

function lettersOf(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

/**
 * Edits that turn one word into the other, or any number above `limit` as soon as there must be more. A letter takes
 * part in one edit only ('ca' to 'abc' is three). Cost: the product of the lengths at most.
 */
export function editDistance(from: string, to: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const edits = [
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
          ? at(beforeLast, column - 2) + 1
          : Infinity,
      ];
      current.push(Math.min(...edits));
    }
    if (Math.min(...current, ...last) > limit) return limit + 1;
    [beforeLast, last] = [last, current];
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
