import { MAX_FAULTS } from '../limits.ts';
import type { Fault } from '../document.ts';

/** Ends the item that is being read; its message becomes a fault and reading goes on after the item. */
export class HclProblem extends Error {
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

// HCL native syntax specification, "Identifiers": ID_Start then ID_Continue or '-'.
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The place in an HCL text, and how to step over blanks, comments, names and numbers. */
export class Cursor {
  readonly text: string;
  at = 0;
  readonly comments: number[] = [];
  readonly faults: Fault[] = [];

  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  /** The character that stands here; NaN at the end. */
  peek(): number {
    return this.text.charCodeAt(this.at);
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Steps over blanks and comments; over line breaks too where they mean nothing. */
  skip(lines: boolean): void {
    const { text } = this;
    for (;;) {
      const unit = text.charCodeAt(this.at);
      if (unit === 32 || unit === 9 || unit === 13 || (lines && unit === 10)) this.at++;
      else if (unit === 35 || (unit === 47 && text.charCodeAt(this.at + 1) === 47))
        this.#comment(lineEnd(text, this.at));
      else if (unit === 47 && text.charCodeAt(this.at + 1) === 42) {
        const end = text.indexOf('*/', this.at + 2);
        if (end < 0) this.fault("Expected '*/' to end the comment.", this.at, this.at + 2);
        this.#comment(end < 0 ? text.length : end + 2);
      } else return;
    }
  }

  /** The end of the name that begins here; -1 where none does. */
  identifierEnd(): number {
    IDENTIFIER.lastIndex = this.at;
    return IDENTIFIER.test(this.text) ? IDENTIFIER.lastIndex : -1;
  }

  numberEnd(): number {
    NUMBER.lastIndex = this.at;
    return NUMBER.test(this.text) ? NUMBER.lastIndex : -1;
  }

  /** Is the name that begins here this word? */
  isWord(word: string): boolean {
    return this.text.startsWith(word, this.at) && this.identifierEnd() === this.at + word.length;
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Steps over this text, or throws what was expected. */
  expect(text: string, where: string): void {
    if (!this.startsWith(text)) throw this.problem(`Expected '${text}' ${where}.`);
    this.at += text.length;
  }

  /** A problem at the token that stands here. */
  problem(message: string): HclProblem {
    const end = Math.max(this.identifierEnd(), Math.min(this.at + 1, this.text.length));
    return new HclProblem(message, this.at, end);
  }

  fault(message: string, start: number, end: number, kind: Fault['kind'] = 'syntax'): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push({ kind, message, start, end });
  }

  #comment(end: number): void {
    // A comment met again after a step back is kept once.
    if ((this.comments.at(-1) ?? -1) < end) this.comments.push(this.at, end);
    this.at = end;
  }
}

/** The offset of the line break that ends this line; the text's length on the last one. */
export function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}
