import { UNKNOWN_TEXT, hasUnknown, type Answer } from './unknown-text.ts';

/** IAM allows 2048 characters in an ARN; beyond it the comparison, whose cost is the product of the lengths, gives up. */
const LONGEST = 2048;

/**
 * Does the text match a pattern in which '*' is any characters or none and '?' is any one? Case counts, as in IAM.
 * Unknown text on either side makes the answer 'unsure' where it decides; so do texts over 2048 characters.
 */
export function matchesWildcard(pattern: string, text: string): Answer {
  if (pattern === '*') return 'yes';
  if (pattern.length > LONGEST || text.length > LONGEST) return pattern === text ? 'yes' : 'unsure';
  if (!hasUnknown(pattern) && !hasUnknown(text)) return matchesKnown(pattern, text) ? 'yes' : 'no';
  // The pattern's own unknown stretch may turn out to be anything; only the text's can be covered by a '*'.
  if (!hasUnknown(pattern) && matchesKnown(pattern, text)) return 'yes';
  return wildcardsMeet(pattern.replaceAll(UNKNOWN_TEXT, '*'), text, UNKNOWN_TEXT) ? 'unsure' : 'no';
}

/** Greedy matching that goes back to the last '*' only. Unknown text, which may be of any length, suits a '*' alone. */
function matchesKnown(pattern: string, text: string): boolean {
  let [inPattern, inText, star, retry] = [0, 0, -1, 0];
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    const found = text[inText];
    if (wanted === '*') {
      star = inPattern;
      inPattern += 1;
      retry = inText;
    } else if (found !== UNKNOWN_TEXT && (wanted === found || wanted === '?')) {
      inPattern += 1;
      inText += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      retry += 1;
      inText = retry;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}

/**
 * Is there a text that both patterns match? In `other` the character `any` stands for any characters or none, and '*'
 * and '?' for themselves; by default it is a pattern too. Cost: the product of the lengths.
 */
export function wildcardsMeet(pattern: string, other: string, any = '*'): boolean {
  const single = any === '*' ? '?' : undefined;
  // meets[column]: whether the pattern so far and the first `column` characters of the other meet.
  let meets = startRow(other, any);
  // By UTF-16 unit, as the columns are.
  for (const wanted of pattern.split('')) {
    const next = [wanted === '*' && meets[0] === true];
    for (let column = 1; column <= other.length; column += 1) {
      const found = other[column - 1];
      const [up, left, diagonal] = [meets[column] === true, next[column - 1] === true, meets[column - 1] === true];
      if (wanted === '*' || found === any) next.push(up || left);
      else next.push(diagonal && (wanted === '?' || found === single || wanted === found));
    }
    meets = next;
  }
  return meets[other.length] === true;
}

function startRow(other: string, any: string): boolean[] {
  const row = [true];
  for (let column = 1; column <= other.length; column += 1)
    row.push(row[column - 1] === true && other[column - 1] === any);
  return row;
}
