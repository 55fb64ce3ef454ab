import type { Edit } from './source.ts';

/**
 * The text after the edits. They may come in any order; where two overlap the earlier one wins and the later is left
 * out, so that a result is never a mixture of two. A change that is proposed twice is made once.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  let last: Edit | undefined;
  for (const edit of ordered) {
    if (edit.start < at || (last && isSame(edit, last))) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
    last = edit;
  }
  return result + text.slice(at);
}

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}
