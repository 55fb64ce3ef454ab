import { lineEnd } from './lines.ts';

/** Searches that find nothing read the text to its end; only so many are made in one text. */
const MAX_VAIN_SEARCHES = 1000;

/** Finds the ends of heredocs and comments, which may be far away, in time linear in the text even where they have none. */
export class FarEnds {
  readonly #text: string;
  /** Whether a heredoc that holds the beginning of another one with its word is taken to have no end. */
  readonly #isWary: boolean;
  /** Words that stand alone on no line after some place, hence on none after a later one. */
  readonly #missing = new Set<string>();
  /** Where the search for the end of a comment began that found none. */
  #openComment = Infinity;

  constructor(text: string, isWary: boolean) {
    this.#text = text;
    this.#isWary = isWary;
  }

  /** The start of the first line, from this line start on, that holds this word and blanks alone; -1 where none does. */
  heredoc(word: string, from: number): number {
    if (this.#missing.has(word) || this.#missing.size >= MAX_VAIN_SEARCHES) return -1;
    const text = this.#text;
    let lineStart = from;
    for (;;) {
      const found = text.indexOf(word, lineStart);
      if (found < 0) break;
      lineStart = text.lastIndexOf('\n', found) + 1;
      const end = lineEnd(text, found);
      if (isBlank(text, lineStart, found) && isBlank(text, found + word.length, end)) return lineStart;
      if (this.#isWary && this.#beginsAnother(word, found, end)) return -1;
      lineStart = end + 1;
    }
    this.#missing.add(word);
    return -1;
  }

  #beginsAnother(word: string, found: number, end: number): boolean {
    const text = this.#text;
    const mark = text.charCodeAt(found - 1) === 45 ? found - 3 : found - 2;
    return text.startsWith('<<', mark) && isBlank(text, found + word.length, end);
  }

  /** The offset after the asterisk and slash that end a comment; -1 where there are none. */
  comment(from: number): number {
    if (from >= this.#openComment) return -1;
    const found = this.#text.indexOf('*/', from);
    if (found >= 0) return found + 2;
    this.#openComment = from;
    return -1;
  }
}

function isBlank(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === '';
}
