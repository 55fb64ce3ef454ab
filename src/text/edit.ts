import type { Edit } from './source.ts';

/**
 * The text after the edits. They may come in any order; where two overlap the earlier one wins and the later is left
 * out, so that a result is never a mixture of two.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
