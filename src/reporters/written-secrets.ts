import { detectSecret } from '../domain/index.ts';

/** A stretch of a text, `end` exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

// In any syntax, also within a string within a string: `"name": "X", "value": "y"` and `{ Name: X, Value: y }`;
// `X: y`, `"x": "y"` and `--x=y`. What begins with '!', '$', '{', '[', '&' or '*' is no plain text.
const QUOTES = String.raw`["'\\]{0,8}`;
const NAME = String.raw`(?<![\w.]|\w-)([A-Za-z][\w.-]{2,80})${QUOTES}`;
const IS = String.raw`\s{0,9}[:=]\s{0,9}${QUOTES}`;
const VALUE = String.raw`([^\s"'\\,;}\])!$&*{\[][^\s"'\\,;}\]]{0,300})`;
const PAIR = new RegExp(
  String.raw`(?<!\w)(?:name|key)${QUOTES}${IS}${NAME}\s{0,9},\s{0,9}${QUOTES}value${QUOTES}${IS}${VALUE}`,
  'gid',
);
const ASSIGNMENT = new RegExp(`${NAME}${IS}${VALUE}`, 'gid');

/**
 * Values in a line of source whose names say that they are secret, whatever they stand in: a label, a comment, a field
 * that is misspelt and so belongs to nothing. For showing less, never for judging. Linear in the text; never throws.
 */
export function writtenSecrets(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const form of [PAIR, ASSIGNMENT]) {
    for (const { indices, 1: name = '', 2: value = '' } of text.matchAll(form)) {
      const at = indices?.[2];
      if (at && detectSecret(name, value).verdict === 'secret') found.push({ start: at[0], end: at[1] });
    }
  }
  return found;
}
