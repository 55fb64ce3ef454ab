import type { Finding } from './finding.ts';

/** Sorts by file, position and rule id, so that output is the same bytes on every run. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.span.source.path, b.span.source.path) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Code-unit order: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
