/**
 * A run of whole numbers, `end` exclusive: adjoining runs meet (`a.end === b.start`), so no arithmetic is needed to join
 * them and bigint addresses and port numbers share one algebra.
 */
export interface Interval<N extends number | bigint> {
  readonly start: N;
  readonly end: N;
}

/** Intervals in ascending order with a gap between each two: the one spelling of a set of numbers. */
export type IntervalSet<N extends number | bigint> = readonly Interval<N>[];

/** The set of all numbers in any of the intervals, given in any order; empty intervals count for nothing. */
export function intervalSet<N extends number | bigint>(intervals: readonly Interval<N>[]): IntervalSet<N> {
  const ascending = intervals.filter(({ start, end }) => start < end).sort((a, b) => (a.start < b.start ? -1 : 1));
  const set: Interval<N>[] = [];
  for (const next of ascending) {
    const last = set.at(-1);
    if (!last || last.end < next.start) set.push(next);
    else if (last.end < next.end) set[set.length - 1] = { start: last.start, end: next.end };
  }
  return set;
}

/** What is in both. Linear in the number of intervals. */
export function intersectIntervals<N extends number | bigint>(a: IntervalSet<N>, b: IntervalSet<N>): IntervalSet<N> {
  const both: Interval<N>[] = [];
  let inA = 0;
  let inB = 0;
  for (;;) {
    const [one, other] = [a[inA], b[inB]];
    if (!one || !other) return both;
    const start = one.start > other.start ? one.start : other.start;
    const end = one.end < other.end ? one.end : other.end;
    if (start < end) both.push({ start, end });
    if (one.end < other.end) inA += 1;
    else inB += 1;
  }
}

/** What is in `a` and not in `b`. Linear in the number of intervals. */
export function subtractIntervals<N extends number | bigint>(a: IntervalSet<N>, b: IntervalSet<N>): IntervalSet<N> {
  const rest: Interval<N>[] = [];
  let inB = 0;
  for (const { start, end } of a) {
    let from = start;
    for (let cut = b[inB]; cut && cut.start < end; cut = b[inB]) {
      if (cut.start > from) rest.push({ start: from, end: cut.start });
      if (cut.end > from) from = cut.end;
      if (cut.end > end) break;
      inB += 1;
    }
    if (from < end) rest.push({ start: from, end });
  }
  return rest;
}

/** Whether every number of `inner` is in `outer`. */
export function includesIntervals<N extends number | bigint>(outer: IntervalSet<N>, inner: IntervalSet<N>): boolean {
  return subtractIntervals(inner, outer).length === 0;
}
