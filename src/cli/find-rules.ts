import { closest } from '../domain/index.ts';
import type { Rule } from '../kit/index.ts';

/** What a question led to: rules, best first, or the nearest name when there are none. */
export interface Answer {
  readonly rules: readonly Rule[];
  readonly nearest?: string | undefined;
}

/** At most so many rules answer an error message. */
const MOST_RULES = 3;
/** Shorter texts stand in too many messages by chance. */
const SHORTEST_QUOTE = 12;

/**
 * Finds rules by id, by another linter's name for the same (with or without that linter's), or by an error message of
 * AWS, quoted whole, in part, or within a longer one.
 */
export function findRules(question: string, rules: readonly Rule[]): Answer {
  const asked = question.trim().toLowerCase();
  const byId = rules.filter(({ id }) => id === asked || id.slice(id.indexOf('/') + 1) === asked);
  if (byId.length > 0) return { rules: byId };
  const byName = rules.filter(({ aka = [] }) => aka.some((name) => isName(name.toLowerCase(), asked)));
  if (byName.length > 0) return { rules: byName };
  const byError = rules
    .map((rule) => ({ rule, match: Math.max(0, ...(rule.awsErrors ?? []).map((error) => matchError(error, asked))) }))
    .filter(({ match }) => match > 0)
    .sort((a, b) => b.match - a.match);
  if (byError.length > 0) return { rules: byError.slice(0, MOST_RULES).map(({ rule }) => rule) };
  const names = rules.flatMap(({ id, aka = [] }) => [id, ...aka, ...aka.map(withoutTool)]);
  const nearest = closest(question.trim(), names);
  return { rules: [], nearest: nearest !== undefined && isOtherNumber(nearest, asked) ? undefined : nearest };
}

/** `CKV_AWS_97` and `CKV_AWS_24` are near in letters only: another number is another check, unless digits were swapped. */
function isOtherNumber(name: string, asked: string): boolean {
  const digits = (text: string): string => text.replace(/\D/g, '').split('').sort().join('');
  return /\d/.test(asked) && digits(name) !== digits(asked);
}

function isName(name: string, asked: string): boolean {
  return name === asked || withoutTool(name) === asked;
}

function withoutTool(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** How well a question fits an error message, 0 for not at all: a quotation counts double, else the words in common. */
function matchError(error: string, asked: string): number {
  const [known, given] = [plain(error), plain(asked)];
  if (known.length >= SHORTEST_QUOTE && given.includes(known)) return 2;
  if (given.length >= SHORTEST_QUOTE && known.includes(given)) return 2;
  const words = new Set(known.split(' ').filter(isTelling));
  if (words.size < 3) return 0;
  const said = new Set(given.split(' '));
  const share = [...words].filter((word) => said.has(word)).length / words.size;
  // Below two thirds two messages of AWS have little but their subject in common.
  return share >= 2 / 3 ? share : 0;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function isTelling(word: string): boolean {
  return (
    word.length > 2 &&
    !['the', 'and', 'for', 'when', 'with', 'that', 'this', 'must', 'not', 'was', 'are'].includes(word)
  );
}
