import { Matcher } from './matcher.ts';
import { compilePattern } from './program.ts';
import { parsePattern } from './syntax.ts';

export type { Match } from './matcher.ts';
export type { Matcher };

/** A regular expression of RE2's over a text; undefined for one that is wrong, or that we do not read. */
export function matcherOf(pattern: string, text: string): { matcher: Matcher; groups: GroupNames } | undefined {
  const parsed = parsePattern(pattern);
  const program = parsed && compilePattern(parsed);
  return program && { matcher: new Matcher(program, text), groups: program.groups };
}

/** The name of each group, from the first; undefined for groups without one. */
export type GroupNames = readonly (string | undefined)[];
