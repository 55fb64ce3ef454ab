import type { Finding } from '../../src/findings/index.ts';
import { lineIndexOf } from '../../src/text/line-index.ts';

/** One finding a line, as a reviewer reads it: `file:line:column severity rule message`. */
export function findingLines(findings: readonly Finding[]): string[] {
  return findings.map(({ span, severity, rule, message }) => {
    const { line, column } = lineIndexOf(span.source).position(span.start);
    return `${span.source.path}:${String(line)}:${String(column)} ${severity} ${rule} ${message}`;
  });
}
