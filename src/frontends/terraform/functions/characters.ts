import type { Budget } from '../budget.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a reader takes for characters, which is what Terraform counts. */
export function graphemesOf(text: string, budget: Budget): string[] {
  // Below the first combining mark each unit is a character, but for a line break of two.
  if (/^[^\r\u0300-\uffff]*$/.test(text)) return text.split('');
  // To look for marks takes as long for each unit as a step.
  budget.spend(text.length);
  const graphemes: string[] = [];
  // A stretch at a time, for the segmenter takes a multiple of its memory. What ends a stretch may go on in the next.
  for (let at = 0; at < text.length;) {
    const stretch = text.slice(at, at + STRETCH);
    const found = [...segmenter.segment(stretch)].map(({ segment }) => segment);
    const last = at + STRETCH < text.length && found.length > 1 ? found.pop() : undefined;
    graphemes.push(...found);
    at += stretch.length - (last?.length ?? 0);
  }
  return graphemes;
}

/** UTF-16 units, a hundred times more than any character has. */
const STRETCH = 4096;

/** Code points, which is what Go works on. */
export function codePointsOf(text: string): string[] {
  return Array.from(text);
}
