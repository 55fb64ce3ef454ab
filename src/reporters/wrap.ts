import { displayWidth } from './display-width.ts';

/** Breaks a text at spaces into lines of at most `width` columns; a longer word keeps a line to itself. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of text.split(' ')) {
    const wordColumns = displayWidth(word);
    if (line !== '' && columns + 1 + wordColumns > width) {
      lines.push(line);
      [line, columns] = [word, wordColumns];
    } else {
      columns += wordColumns + (line === '' ? 0 : 1);
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
