const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a reader takes for characters, which is what Terraform counts. */
export function graphemesOf(text: string): string[] {
  if (/^[\t\n -~]*$/.test(text)) return text.split('');
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Code points, which is what Go works on. */
export function codePointsOf(text: string): string[] {
  return Array.from(text);
}
