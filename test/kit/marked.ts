import { pathOf, type TestFile } from './lint-text.ts';

/** The file with a marker line under what stands between « and » at the first place where the rest stands around it. */
export function marked(file: TestFile, place: string, message: string, comment = '#'): TestFile {
  const [before = '', text = '', after = ''] = place.split(/[«»]/);
  const lines = file.text.split('\n');
  const line = lines.findIndex((each) => each.includes(before + text + after));
  const column = (lines[line]?.indexOf(before + text + after) ?? 0) + before.length;
  const mark = `${column === 0 ? '' : comment.padEnd(column)}${'^'.repeat(text.length)} ${message}`;
  return { path: pathOf(file), text: lines.toSpliced(line + 1, 0, mark).join('\n') };
}
