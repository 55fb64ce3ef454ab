import { NODE, type TapeBuilder } from '../tape.ts';
import { HclProblem, lineEnd, type Cursor } from './cursor.ts';
import { ExpressionReader } from './expressions.ts';
import { readQuoted } from './templates.ts';

/** Blocks inside blocks that we read. */
const MAX_BLOCKS = 200;

/** Reads bodies of attributes and blocks. An item that cannot be read is a fault, and the items after it are read. */
export class BodyReader {
  readonly #cursor: Cursor;
  readonly #tape: TapeBuilder;
  readonly #expressions: ExpressionReader;
  #nesting = 0;

  constructor(cursor: Cursor, tape: TapeBuilder) {
    this.#cursor = cursor;
    this.#tape = tape;
    this.#expressions = new ExpressionReader(cursor, tape);
  }

  /** The body of the file; returns its index. */
  file(): number {
    const cursor = this.#cursor;
    const index = this.#tape.open(NODE.body, cursor.at);
    for (;;) {
      this.#items();
      if (cursor.atEnd) break;
      cursor.fault("Nothing is open that this '}' could close.", cursor.at, cursor.at + 1);
      cursor.at++;
    }
    this.#tape.close(index, cursor.at);
    return index;
  }

  /** Items up to a closing brace or the end of the text. */
  #items(): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.skip(true);
      if (cursor.atEnd || cursor.peek() === 125) return;
      const [start, count] = [cursor.at, this.#tape.count];
      try {
        this.#item();
      } catch (problem) {
        if (!(problem instanceof HclProblem)) throw problem;
        cursor.fault(problem.message, problem.start, problem.end);
        this.#expressions.reset();
        this.#recover(start, count);
      }
    }
  }

  #item(): void {
    const cursor = this.#cursor;
    const nameEnd = cursor.identifierEnd();
    if (nameEnd < 0) throw cursor.problem('Expected the name of an attribute or the type of a block.');
    const nameStart = cursor.at;
    cursor.at = nameEnd;
    cursor.skip(false);
    if (cursor.peek() === 61 && !cursor.startsWith('==')) this.#attribute(nameStart, nameEnd);
    else this.#block(nameStart, nameEnd);
  }

  #attribute(nameStart: number, nameEnd: number): void {
    const cursor = this.#cursor;
    const tape = this.#tape;
    const index = tape.open(NODE.attribute, nameStart);
    tape.add(NODE.plain, nameStart, nameEnd);
    cursor.at++;
    cursor.skip(false);
    const expression = this.#expressions.read(false);
    tape.close(index, tape.end(expression));
    this.#endOfLine();
  }

  #block(typeStart: number, typeEnd: number): void {
    const cursor = this.#cursor;
    const tape = this.#tape;
    const index = tape.open(NODE.block, typeStart);
    tape.add(NODE.plain, typeStart, typeEnd);
    for (;;) {
      cursor.skip(false);
      if (cursor.peek() === 34) readQuoted(this.#expressions);
      else if (cursor.identifierEnd() >= 0) {
        const end = cursor.identifierEnd();
        tape.add(NODE.plain, cursor.at, end);
        cursor.at = end;
      } else break;
    }
    if (cursor.peek() !== 123) throw cursor.problem("Expected '=' and a value, or a block's '{'.");
    if (this.#nesting >= MAX_BLOCKS) throw cursor.problem('Blocks are nested too deep here.');
    this.#nesting++;
    const body = tape.open(NODE.body, cursor.at);
    cursor.at++;
    this.#items();
    this.#nesting--;
    if (cursor.atEnd) cursor.fault("Expected '}' to close this block.", typeStart, typeEnd);
    else cursor.at++;
    tape.close(body, cursor.at);
    tape.close(index, cursor.at);
    this.#endOfLine();
  }

  #endOfLine(): void {
    const cursor = this.#cursor;
    cursor.skip(false);
    if (cursor.atEnd || cursor.peek() === 10 || cursor.peek() === 125) return;
    const problem = cursor.problem('Expected a line break after this.');
    cursor.fault(problem.message, problem.start, problem.end);
    cursor.at = lineEnd(cursor.text, cursor.at);
  }

  /**
   * Goes on after an item that could not be read. What it had opened is closed where its brackets balance at the end of a
   * line, or, where they never do, before the next line that begins with a name or a brace in the first column. A block
   * keeps the items that it has.
   */
  #recover(start: number, count: number): void {
    const cursor = this.#cursor;
    const { text } = cursor;
    const end = balancedLineEnd(text, start, cursor.at) ?? nextTopLine(text, Math.max(cursor.at, start + 1));
    cursor.at = Math.max(end, start + 1);
    this.#tape.truncate(count);
  }
}

/** The end of the first line, at or after `from`, at which the brackets opened since `start` are closed. */
function balancedLineEnd(text: string, start: number, from: number): number | undefined {
  let depth = 0;
  for (let at = start; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : 10;
    if (unit === 34) at = quoteEnd(text, at);
    else if (unit === 35) at = lineEnd(text, at) - 1;
    else if (unit === 40 || unit === 91 || unit === 123) depth++;
    else if (unit === 41 || unit === 93 || unit === 125) {
      depth--;
      // The brace that closes the block around the item.
      if (depth < 0) return at;
    } else if (unit === 10 && depth === 0 && at >= from) return at;
  }
  return undefined;
}

/** The closing quote, or the last character of the line. */
function quoteEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 92) at++;
    else if (unit === 34) return at;
    else if (unit === 10) return at - 1;
  }
  return text.length;
}

const TOP_LINE = /\n(?=[\p{ID_Start}}])/gu;

function nextTopLine(text: string, from: number): number {
  TOP_LINE.lastIndex = Math.max(0, from - 1);
  const found = TOP_LINE.exec(text);
  return found ? found.index : text.length;
}
