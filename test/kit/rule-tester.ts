import { describe, expect, it } from 'vitest';
import { readExample, type Mark, type Rule } from '../../src/kit/index.ts';
import { applyEdits } from '../../src/text/edit.ts';
import { lineIndexOf } from '../../src/text/line-index.ts';
import { lintTexts, pathOf, type TestFile, type TestOptions } from './lint-text.ts';

/** A case of a rule: one file, or several of one project. Marker lines say what is expected, in any of them. */
export interface Case extends TestOptions {
  readonly title: string;
  readonly code: TestFile | readonly TestFile[];
  /** The message of each finding, in order, where the words matter. */
  readonly messages?: readonly string[];
  /** The first file after the fixes of all findings. */
  readonly fixed?: string;
}

/** Runs the examples of a rule, and further cases: `valid` ones give nothing, `invalid` ones give just what is marked. */
export function testRule(
  rule: Rule,
  cases: { readonly valid?: readonly Case[]; readonly invalid?: readonly Case[] } = {},
): void {
  describe(rule.id, () => {
    for (const good of rule.examples.good) it(`example: ${good.title}`, () => run(rule, good, false));
    for (const bad of rule.examples.bad) it(`example: ${bad.title}`, () => run(rule, bad, true));
    for (const valid of cases.valid ?? []) it(`valid: ${valid.title}`, () => run(rule, valid, false));
    for (const invalid of cases.invalid ?? []) it(`invalid: ${invalid.title}`, () => run(rule, invalid, true));
  });
}

async function run(rule: Rule, testCase: Case, invalid: boolean): Promise<void> {
  const files = 'text' in testCase.code ? [testCase.code] : testCase.code;
  const read = files.map((file) => ({ path: pathOf(file), ...readExample({ syntax: 'json', text: file.text }) }));
  const judged = await lintTexts([rule], read, testCase);
  expect(judged.notices).toEqual([]);
  const found = judged.findings.map(({ span, messageId }) =>
    describePlace(span.source.path, span.source.text, span, messageId),
  );
  const expected = read.flatMap(({ path, text, marks }) =>
    marks.map((mark) => describePlace(path, text, mark, mark.message)),
  );
  expect([...found].sort()).toEqual([...expected].sort());
  expect(expected.length > 0, 'a case is invalid exactly when it has marker lines').toBe(invalid);
  if (testCase.messages) expect(judged.findings.map(({ message }) => message)).toEqual(testCase.messages);
  const [first] = read;
  if (testCase.fixed !== undefined && first) {
    const edits = judged.findings.flatMap(({ fix }) => fix?.edits ?? []);
    const fixed = applyEdits(first.text, edits);
    expect(fixed).toBe(testCase.fixed);
  }
}

/** A place as a reader would name it, so that a failure shows the text that was or should have been underlined. */
function describePlace(path: string, text: string, span: Pick<Mark, 'start' | 'end'>, message: string): string {
  const { line, column } = lineIndexOf({ path, text }).position(span.start);
  return `${path}:${String(line).padStart(3)}:${String(column).padStart(3)} ${message} «${text.slice(span.start, span.end)}»`;
}
