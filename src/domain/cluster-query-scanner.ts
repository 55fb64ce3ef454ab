import type { ClusterQueryFailure, QueryValue } from './cluster-query.ts';
import type { TextRange } from './parse-failure.ts';
import { hasUnknown, UNKNOWN_TEXT } from './unknown-text.ts';

/** A word of the text. */
export interface QueryWord extends TextRange {
  readonly text: string;
}

const U = UNKNOWN_TEXT;
const BLANKS = /\s*/y;
/** Names of attributes have letters, digits and `-_/\.`. Source: ECS API reference, Attribute. */
const SUBJECT = new RegExp(`[A-Za-z0-9_.:/\\\\${U}-]+`, 'y');
const OPERATOR_SIGN = /[=!<>~&|]+/y;
const OPERATOR_WORD = new RegExp(`[A-Za-z_${U}]+`, 'y');
/** Up to a blank, a bracket, a comma or a conjunction; `|` and `&` alone are part of it. */
const LITERAL = /(?:[^\s()[\],&|]|&(?!&)|\|(?!\|))+/y;
/** `and` in `and(…)`, but not in `android`. */
const CONJUNCTION = /(?:&&|\|\||(?:and|or)(?![A-Za-z0-9_.:/\\-]))/iy;
const NEGATION = new RegExp(`!(?![=~])|not(?![A-Za-z0-9_.:/\\\\${U}-])`, 'iy');

/**
 * Reads the words of a query from left to right. What counts as a word depends on what is due: a pattern may hold nearly
 * anything, a subject ends at an operator. Every character is looked at a fixed number of times.
 */
export class QueryScanner {
  readonly text: string;
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** A failure at this stretch, certainly if nothing unknown stands before its end or directly behind it. */
  fail({ start, end }: TextRange, expected: string, suggestion?: string): ClusterQueryFailure {
    const certainty = hasUnknown(this.text.slice(0, end + 1)) ? 'possible' : 'certain';
    return { at: { start, end }, expected, certainty, suggestion };
  }

  /** A failure at what comes next: a word, a sign, or nothing where the text ends. */
  failHere(expected: string): ClusterQueryFailure {
    const start = this.skipBlanks();
    const next = this.#peek(LITERAL) ?? this.#peek(OPERATOR_SIGN) ?? this.text.charAt(start);
    return this.fail({ start, end: start + next.length }, expected);
  }

  /** Where the next word begins. */
  skipBlanks(): number {
    this.#take(BLANKS);
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.skipBlanks() >= this.text.length;
  }

  /** The end of what has been read. */
  get end(): number {
    return this.#at;
  }

  /** Takes a bracket or a comma, if it comes next. */
  takeSign(sign: string): boolean {
    this.skipBlanks();
    if (!this.text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  /** Takes this conjunction, if it comes next. */
  takeConjunction(wanted: 'and' | 'or'): boolean {
    const start = this.skipBlanks();
    const word = this.#take(CONJUNCTION)?.text.toLowerCase();
    if (word === (wanted === 'and' ? '&&' : '||') || word === wanted) return true;
    this.#at = start;
    return false;
  }

  takeNegation(): boolean {
    this.skipBlanks();
    return this.#take(NEGATION) !== undefined;
  }

  subject(): QueryWord | undefined {
    this.skipBlanks();
    return this.#take(SUBJECT);
  }

  /** Signs (`==`), a word (`not_in`), both (`!in`), or the two words of `not in`. */
  operator(): QueryWord | undefined {
    const start = this.skipBlanks();
    const sign = this.#take(OPERATOR_SIGN);
    if (sign && sign.text !== '!') return sign;
    const word = this.#take(OPERATOR_WORD);
    if (word?.text.toLowerCase() === 'not') {
      this.skipBlanks();
      const second = this.#take(OPERATOR_WORD);
      if (second) return { text: this.text.slice(start, second.end), start, end: second.end };
    }
    return word ? { text: this.text.slice(start, word.end), start, end: word.end } : sign;
  }

  /** A literal, in quotes or without. */
  literal(): QueryValue | ClusterQueryFailure | undefined {
    this.skipBlanks();
    if (this.#isQuote()) return this.#quoted();
    const word = this.#take(LITERAL);
    return word && { text: word.text, at: { start: word.start, end: word.end } };
  }

  /** A pattern: up to a blank, a conjunction or the parenthesis that closes the expression around it. */
  pattern(): QueryValue | ClusterQueryFailure | undefined {
    const start = this.skipBlanks();
    if (this.#isQuote()) return this.#quoted();
    const end = patternEnd(this.text, start);
    if (this.text[end] === '(') {
      return this.fail({ start: end, end: end + 1 }, 'a pattern without parentheses, which only join expressions');
    }
    this.#at = end;
    return end === start ? undefined : { text: this.text.slice(start, end), at: { start, end } };
  }

  #isQuote(): boolean {
    return this.text[this.#at] === "'" || this.text[this.#at] === '"';
  }

  #quoted(): QueryValue | ClusterQueryFailure {
    const start = this.#at;
    const quote = this.text.charAt(start);
    const close = this.text.indexOf(quote, start + 1);
    if (close < 0) return this.fail({ start, end: this.text.length }, `a ${quote} that closes this one`);
    this.#at = close + 1;
    return { text: this.text.slice(start + 1, close), at: { start, end: this.#at } };
  }

  #peek(form: RegExp): string | undefined {
    form.lastIndex = this.#at;
    return form.exec(this.text)?.[0];
  }

  #take(form: RegExp): QueryWord | undefined {
    const text = this.#peek(form);
    if (text === undefined || text === '') return undefined;
    const start = this.#at;
    this.#at = start + text.length;
    return { text, start, end: this.#at };
  }
}

/** Within a class of characters, `[…]`, and behind a backslash everything is part of the pattern. */
function patternEnd(text: string, start: number): number {
  let inClass = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (/[\s()]/.test(character) || text.startsWith('&&', at) || text.startsWith('||', at)) return at;
  }
  return text.length;
}
