// Everything in an ASCII text, and most else, takes one column.
const PLAIN = /^[\x20-\x7e]*$/;

/** Columns that a text takes in a terminal. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Columns of one character (one code point). */
export function characterWidth(character: string): 0 | 1 | 2 {
  if (PLAIN.test(character)) return 1;
  return isZero(character) ? 0 : isWide(character) ? 2 : 1;
}

// These patterns take long to make, and most files need none of them.

function isZero(character: string): boolean {
  return /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ufe00-\ufe0f]$/u.test(character);
}

/** East Asian Wide and Fullwidth, and what is drawn as a picture. Source: Unicode Standard Annex 11. */
function isWide(character: string): boolean {
  return /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u.test(
    character,
  );
}
