import type { Fault } from './document.ts';
import { MAX_FAULTS } from './limits.ts';

/** Reads the tokens of JSON, one at a time, and keeps its comments and what is wrong with it. */
export class JsonCursor {
  /** Where it stands. */
  at = 0;
  /** Of the last string: the hash of what is written between its quotes, and whether there are escapes in it. */
  hash = 0;
  hasEscapes = false;
  readonly comments: number[] = [];
  readonly faults: Fault[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    // A byte order mark.
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  /** Moves over blanks and comments; the next character, or -1 at the end. */
  skipBlanks(): number {
    const text = this.#text;
    for (;;) {
      const unit = text.charCodeAt(this.at);
      if (unit === 32 || unit === 10 || unit === 13 || unit === 9) this.at++;
      else if (unit === 47 && this.#comment()) continue;
      else return Number.isNaN(unit) ? -1 : unit;
    }
  }

  /** Reads a string, with its quotes, up to the closing one or the end of the line. */
  string(quote: number): void {
    const text = this.#text;
    const start = this.at;
    let at = start + 1;
    let hash = 0;
    this.hasEscapes = false;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === quote) break;
      if (unit === 92) {
        this.hasEscapes = true;
        at = this.#escape(at);
      } else if (unit >= 32) at++;
      else if (unit === 10 || unit === 13 || Number.isNaN(unit)) {
        this.fault('The string is never closed.', start, at);
        at--;
        break;
      } else this.fault('A control character in a string must be escaped.', at, ++at);
      hash = (Math.imul(hash, 31) + unit) | 0;
    }
    this.hash = hash;
    this.at = at + 1;
  }

  /** Reads a number or a word, or skips what is neither. */
  literal(): void {
    const text = this.#text;
    const start = this.at;
    if (!this.word()) this.at++;
    switch (text.charCodeAt(start)) {
      case 116:
        if (this.at - start === 4 && text.startsWith('true', start)) return;
        break;
      case 102:
        if (this.at - start === 5 && text.startsWith('false', start)) return;
        break;
      case 110:
        if (this.at - start === 4 && text.startsWith('null', start)) return;
        break;
      default:
        if (isNumber(text, start, this.at)) return;
    }
    const message = 'Expected a value: a string in double quotes, a number, a map, a list, true, false or null.';
    this.fault(message, start, this.at);
  }

  /** Moves over what may stand in a number or a word; false when there is nothing of the kind. */
  word(): boolean {
    const start = this.at;
    while (isLiteral(this.#text.charCodeAt(this.at))) this.at++;
    return this.at > start;
  }

  fault(message: string, start: number, end: number, kind: Fault['kind'] = 'syntax'): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push({ kind, message, start, end });
  }

  #comment(): boolean {
    const text = this.#text;
    const start = this.at;
    const following = text.charCodeAt(start + 1);
    let end: number;
    if (following === 47) {
      end = start;
      while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    } else if (following === 42) {
      const close = text.indexOf('*/', start + 2);
      end = close < 0 ? text.length : close + 2;
      if (close < 0) this.fault('The comment is never closed.', start, end);
    } else return false;
    this.comments.push(start, end);
    this.at = end;
    return true;
  }

  /** Checks an escape; returns where it ends. */
  #escape(at: number): number {
    const text = this.#text;
    const letter = text.charCodeAt(at + 1);
    if (letter === 117) {
      if (/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return at + 6;
      this.fault("Expected four hexadecimal digits after '\\u'.", at, Math.min(at + 6, text.length));
      return at + 2;
    }
    // " \ / b f n r t
    if (letter === 34 || letter === 92 || letter === 47 || letter === 110 || letter === 116 || letter === 114)
      return at + 2;
    if (letter === 98 || letter === 102) return at + 2;
    if (Number.isNaN(letter) || letter === 10 || letter === 13) return at + 1;
    this.fault('JSON has no such escape.', at, at + 2);
    return at + 2;
  }
}

/** Letters, digits and what else may be part of a number or of an unquoted word. */
export function isLiteral(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 48 && unit <= 57) ||
    unit === 46 ||
    unit === 45 ||
    unit === 43 ||
    (unit >= 65 && unit <= 90) ||
    unit === 95 ||
    unit === 36 ||
    unit > 127
  );
}

// RFC 8259, section 6.
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;

function isNumber(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
  if (at === end && (text.charCodeAt(start) !== 48 || end === start + 1)) return end > start;
  return NUMBER.test(text.slice(start, end));
}
