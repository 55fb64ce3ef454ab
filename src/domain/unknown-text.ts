/**
 * Stands in a text for a stretch nobody could resolve (`${var.tag}`, `!Ref ImageTag`): any characters, or none.
 * The parsers take it wherever its contents could be right, and the questions asked of their results answer
 * 'unsure', or false for "is certainly", when it decides. U+FFFC never occurs in a name, ARN or image.
 */
export const UNKNOWN_TEXT = '\uFFFC';

/** Three-way answer, for where unknown text may decide. */
export type Answer = 'yes' | 'no' | 'unsure';

/** Whether any stretch of the text is unknown. */
export function hasUnknown(text: string): boolean {
  return text.includes(UNKNOWN_TEXT);
}
