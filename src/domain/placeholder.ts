import type { TextRange } from './parse-failure.ts';
import { UNKNOWN_TEXT } from './unknown-text.ts';

/**
 * Syntax that a later step fills in. Every repetition is bounded, so that a search stays linear in the text.
 * - `<IMAGE1_NAME>`: CodePipeline's image placeholders, and the usual "write your own here"
 * - `${X}`, `#{X}#`, `$(X)`: shell, Terraform templates, CloudFormation Sub, Octopus, Kubernetes `$(VAR)`
 * - `{{ x }}`: Helm, Jinja, ecspresso, and CloudFormation's `{{resolve:...}}`
 * - `%X%`, `@@X@@`, `__X__`, `$X` (upper case only: `$ecret` may be a password)
 * - `XXXXXXXXXXXX`, `aws_account_id` and `:region:`, the stand-ins of AWS's documentation
 */
const MARKED = new RegExp(
  [
    /<[A-Za-z][^<>\r\n]{0,120}>/,
    /[$#]\{[^{}\r\n]{1,200}\}#?/,
    /\$\([^()\r\n]{1,200}\)/,
    /\{\{[^{}\r\n]{1,300}\}\}/,
    /%[A-Z][A-Z0-9_]{1,80}%/,
    /@@?[A-Z][A-Z0-9_]{1,80}@@?/,
    /__[A-Z][A-Z0-9_]{0,80}?__/,
    /\$[A-Z_][A-Z0-9_]{1,80}(?![A-Za-z0-9_])/,
    /(?<![A-Za-z0-9])(?:X{4,64}|x{4,64})(?![A-Za-z0-9])/,
    /(?<![A-Za-z0-9_-])(?:(?:aws[_-]?)?account[_-]?id|(?:AWS[_-]?)?ACCOUNT[_-]?ID)(?![A-Za-z0-9_-])/,
    /(?<=[.:])(?:(?:aws-|your-)?region(?:-code)?|(?:AWS_|YOUR_)?REGION)(?=[.:])/,
  ]
    .map((form) => form.source)
    .join('|'),
  'g',
);

/** Words that ask to be replaced; each must be the whole text. `changeme` is not among them: people deploy it. */
const ASKING = [
  /^replace[-_ ]?(me|this|with)(?![a-z])/i,
  /^(replace|insert|enter|put|add|paste)[-_ ](your|the|here|value)/i,
  /^(your|my)[-_ ][a-z0-9_ -]{1,60}[-_ ]here$/i,
  /^your[-_ ]/i,
  /^(todo|tbd|fixme|xxx|\*{3,}|placeholder|redacted)$/i,
  /^\[[A-Z][A-Z0-9_ -]{1,60}\]$/,
  // A token or an ARN cut short: 'AIza...', 'sk-…', 'arn:aws:acm:...'.
  /^[\w:-]{0,40}(?:\.{3}|…)$/,
];

/**
 * The marked placeholders in a text (`<NAME>`, `${X}`, `{{ x }}` …), in order, not overlapping; empty when there is none.
 * Never throws; linear in the text.
 */
export function findPlaceholders(text: string): readonly TextRange[] {
  const found: TextRange[] = [];
  // Nearly every text has none, and this is much the fastest way to see it.
  if (text.search(MARKED) < 0) return found;
  for (const match of text.matchAll(MARKED)) found.push({ start: match.index, end: match.index + match[0].length });
  return found;
}

/**
 * Whether the whole text waits to be filled in: nothing but marked placeholders and punctuation between them
 * (`<IMAGE1_NAME>`, `${USER}:${PASS}`), or words that say so (`REPLACE_ME`, `your-api-key`, `xxxx`).
 * False for an empty text and for one with known letters or digits besides (`app:${TAG}`: see findPlaceholders).
 */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return false;
  if (trimmed.length <= 200 && ASKING.some((form) => form.test(trimmed))) return true;
  if (findPlaceholders(trimmed).length === 0) return false;
  return !/[A-Za-z0-9]/.test(trimmed.replace(MARKED, ''));
}

/**
 * The text with each marked placeholder overwritten by as much unknown text, so that it can be parsed for the rest:
 * offsets stay the same.
 */
export function maskPlaceholders(text: string): string {
  return text.replace(MARKED, (match) => UNKNOWN_TEXT.repeat(match.length));
}
