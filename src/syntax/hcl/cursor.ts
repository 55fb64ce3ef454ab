import { MAX_FAULTS } from '../limits.ts';
import type { Fault } from '../document.ts';
import { FarEnds } from './far-ends.ts';
import { contentEnd } from './lines.ts';

/** Ends the item that is being read; its message becomes a fault and reading goes on after the item. */
export class HclProblem extends Error {
  readonly start: number;
  readonly end: number;
  readonly kind: Fault['kind'];

  constructor(message: string, start: number, end: number, kind: Fault['kind'] = 'syntax') {
    super(message);
    this.start = start;
    this.end = end;
    this.kind = kind;
  }
}

// HCL native syntax specification, "Identifiers": ID_Start then ID_Continue or '-'; the scanner of hashicorp/hcl lets '_'
// begin one too.
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
// The scanner of hashicorp/hcl takes all of `1.2.3` for a number, and its parser refuses it.
const NUMBER = /\d(?:(?:[\d.]|[eE][+-]?\d)*(?:\d|[eE][+-]?\d))?/y;

/** What an ASCII character can be in a name: 1 its beginning, 2 a later part. */
const IN_NAME = Uint8Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  return /[A-Za-z_]/.test(character) ? 3 : /[-0-9]/.test(character) ? 2 : 0;
});

/** The place in an HCL text, and how to step over blanks, comments, names and numbers. */
export class Cursor {
  readonly text: string;
  at = 0;
  readonly comments: number[] = [];
  readonly faults: Fault[] = [];
  readonly ends: FarEnds;

  /** `isWary` where the text is known to have mistakes. */
  constructor(text: string, isWary = false) {
    this.text = text;
    this.ends = new FarEnds(text, isWary);
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
    for (let { at } = this; ;) {
      const unit = text.charCodeAt(at);
      if (unit === 32 || unit === 9 || unit === 13 || (lines && unit === 10)) at++;
      else if (unit === 35 || (unit === 47 && text.charCodeAt(at + 1) === 47)) {
        at = this.#comment(at, contentEnd(text, at));
      } else if (unit === 47 && text.charCodeAt(at + 1) === 42) {
        // What has no end is taken for the rest of its line: there it began by mistake.
        const end = this.ends.comment(at + 2);
        at = this.#comment(at, end < 0 ? contentEnd(text, at) : end, end >= 0);
      } else {
        this.at = at;
        return;
      }
    }
  }

  /** The end of the name that begins here; -1 where none does. */
  identifierEnd(): number {
    return identifierEnd(this.text, this.at);
  }

  /** The end of what looks like a number here; -1 where nothing does. */
  numberEnd(): number {
    const unit = this.peek();
    if (!(unit >= 48 && unit <= 57)) return -1;
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
  problem(message: string, kind: Fault['kind'] = 'syntax'): HclProblem {
    return new HclProblem(message, this.at, this.tokenEnd(), kind);
  }

  /** The end of the name or the character that stands here. */
  tokenEnd(): number {
    return Math.max(this.identifierEnd(), Math.min(this.at + 1, this.text.length));
  }

  /** Says what is wrong without ending the item that is being read. */
  fault(message: string, start: number, end: number, kind: Fault['kind'] = 'syntax'): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push({ kind, message, start, end });
  }

  #comment(start: number, end: number, isEnded = true): number {
    // A comment met again after a step back is kept once.
    if ((this.comments.at(-1) ?? -1) < end) {
      this.comments.push(start, end);
      if (!isEnded) this.fault("Expected '*/' to end the comment.", start, start + 2);
    }
    return end;
  }
}

/** The end of the name that begins at this offset; -1 where none does. */
export function identifierEnd(text: string, from: number): number {
  let at = from;
  const first = text.charCodeAt(at);
  if (first < 128) {
    if (((IN_NAME[first] ?? 0) & 1) === 0) return -1;
    let unit = first;
    while (unit < 128 && (IN_NAME[unit] ?? 0) !== 0) unit = text.charCodeAt(++at);
    if (!(unit >= 128)) return at;
  }
  IDENTIFIER.lastIndex = from;
  return IDENTIFIER.test(text) ? IDENTIFIER.lastIndex : -1;
}
