import { hashOf, OpenKeys } from '../open-keys.ts';
import { NODE, type TapeBuilder } from '../tape.ts';
import { HclProblem, type Cursor } from './cursor.ts';
import { ExpressionReader } from './expressions.ts';
import { brokenItemEnd, columnOf, looksLikeItem } from './recovery.ts';
import { readQuoted } from './templates.ts';

/** Blocks inside blocks that we read. */
const MAX_BLOCKS = 200;

/** Items that cannot be read before the rest of the text is left unread. */
const MAX_BROKEN = 1000;

/** Reads bodies of attributes and blocks. An item that cannot be read is a fault, and the items after it are read. */
export class BodyReader {
  readonly #cursor: Cursor;
  readonly #tape: TapeBuilder;
  readonly #expressions: ExpressionReader;
  readonly #names: OpenKeys;
  /** Whether indentation tells which braces belong to what. */
  readonly #byLayout: boolean;
  #nesting = 0;
  #broken = 0;
  /** Whether the item that is read is a block before its brace. */
  #inHeader = false;

  constructor(cursor: Cursor, tape: TapeBuilder, byLayout: boolean) {
    this.#cursor = cursor;
    this.#tape = tape;
    this.#byLayout = byLayout;
    this.#expressions = new ExpressionReader(cursor, tape);
    this.#names = new OpenKeys((node) => cursor.text.slice(tape.start(node), tape.end(node)));
  }

  /** The body of the file, which is the first node. */
  file(): void {
    const cursor = this.#cursor;
    const body = this.#tape.open(NODE.body, cursor.at);
    this.#names.open();
    for (;;) {
      this.#items(-1);
      if (cursor.atEnd) break;
      this.#strayBrace();
    }
    this.#names.close();
    this.#tape.close(body, cursor.at);
  }

  /** Items up to a closing brace or the end of the text. `edge` is the column of the block around them, or -1. */
  #items(edge: number): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.skip(true);
      if (cursor.atEnd) return;
      const column = this.#byLayout && edge >= 0 ? columnOf(cursor.text, cursor.at) : -1;
      if (cursor.peek() === 125) {
        if (column <= edge) return;
        this.#strayBrace();
        continue;
      }
      if (column >= 0 && column <= edge && looksLikeItem(cursor.text, cursor.at)) return;
      this.#itemOrFault(false);
    }
  }

  #strayBrace(): void {
    const cursor = this.#cursor;
    cursor.fault("Nothing is open that this '}' could close.", cursor.at, cursor.at + 1);
    cursor.at++;
  }

  /** `onBlockLine` where the item stands behind the opening brace of its block, so that no line break need follow. */
  #itemOrFault(onBlockLine: boolean): 'argument' | 'block' | 'broken' {
    const cursor = this.#cursor;
    const [start, count] = [cursor.at, this.#tape.count];
    let read: 'argument' | 'block' | 'broken' = 'broken';
    try {
      read = this.#item(onBlockLine);
    } catch (problem) {
      if (!(problem instanceof HclProblem)) throw problem;
      cursor.fault(problem.message, problem.start, problem.end, problem.kind);
      this.#expressions.reset();
      this.#tape.truncate(count);
      if (++this.#broken > MAX_BROKEN) cursor.at = cursor.text.length;
      else {
        const how = { isHeader: this.#inHeader, isSound: problem.kind === 'depth' };
        cursor.at = brokenItemEnd(cursor.text, cursor.ends, start, Math.max(start, cursor.at), how);
      }
    }
    this.#inHeader = false;
    return read;
  }

  #item(onBlockLine: boolean): 'argument' | 'block' {
    const cursor = this.#cursor;
    const start = cursor.at;
    const nameEnd = cursor.identifierEnd();
    if (nameEnd < 0) throw cursor.problem(whatIsThere(cursor.text, start));
    cursor.at = nameEnd;
    cursor.skip(false);
    const isArgument = cursor.peek() === 61 && !cursor.startsWith('==');
    if (isArgument) this.#attribute(start, nameEnd);
    const isEnded = isArgument || this.#block(start, nameEnd);
    if (isEnded && !onBlockLine) this.#endOfLine(isArgument ? 'an argument' : 'a block');
    return isArgument ? 'argument' : 'block';
  }

  #attribute(nameStart: number, nameEnd: number): void {
    const cursor = this.#cursor;
    const tape = this.#tape;
    const node = tape.open(NODE.attribute, nameStart);
    const name = tape.add(NODE.plain, nameStart, nameEnd);
    cursor.at++;
    cursor.skip(false);
    this.#expressions.edge = this.#byLayout ? columnOf(cursor.text, nameStart) : -1;
    tape.close(node, tape.end(this.#expressions.read(false)));
    if (this.#names.repeats(hashOf(cursor.text, nameStart, nameEnd), name)) {
      const message = `The argument '${cursor.text.slice(nameStart, nameEnd)}' is written twice in this block.`;
      cursor.fault(message, nameStart, nameEnd, 'duplicate-key');
    }
  }

  /** False when its closing brace is missing. */
  #block(typeStart: number, typeEnd: number): boolean {
    const cursor = this.#cursor;
    const tape = this.#tape;
    this.#inHeader = true;
    const node = tape.open(NODE.block, typeStart);
    tape.add(NODE.plain, typeStart, typeEnd);
    this.#labels();
    if (cursor.peek() !== 123) throw cursor.problem("Expected '=' and a value, or a block's '{'.");
    if (this.#nesting >= MAX_BLOCKS) throw cursor.problem('Blocks are nested too deep here to be read.', 'depth');
    this.#inHeader = false;
    const body = tape.open(NODE.body, cursor.at);
    cursor.at++;
    this.#nesting++;
    this.#names.open();
    const edge = columnOf(cursor.text, typeStart);
    if (this.#isOneLine()) this.#oneLine();
    this.#items(edge);
    this.#names.close();
    this.#nesting--;
    const isClosed = cursor.peek() === 125 && !this.#isForeignBrace(edge);
    if (isClosed) cursor.at++;
    else {
      cursor.fault("Expected '}' to close this block.", typeStart, typeEnd);
    }
    const end = isClosed ? cursor.at : contentBefore(cursor.text, cursor.at);
    tape.close(body, end);
    tape.close(node, end);
    return isClosed;
  }

  #labels(): void {
    const cursor = this.#cursor;
    const tape = this.#tape;
    for (;;) {
      cursor.skip(false);
      if (cursor.peek() === 34) {
        const label = readQuoted(this.#expressions);
        if (tape.kind(label) === NODE.double) continue;
        cursor.fault('A label takes no interpolation.', tape.start(label), tape.end(label));
      } else {
        const end = cursor.identifierEnd();
        if (end < 0) return;
        tape.add(NODE.plain, cursor.at, end);
        cursor.at = end;
      }
    }
  }

  /** Whether something of the body stands on the line of the opening brace. */
  #isOneLine(): boolean {
    const cursor = this.#cursor;
    cursor.skip(false);
    return !cursor.atEnd && cursor.peek() !== 10 && cursor.peek() !== 125;
  }

  /** `{ name = value }`; anything else is a fault and read as what it would be on lines of its own. */
  #oneLine(): void {
    const cursor = this.#cursor;
    const read = this.#itemOrFault(true);
    cursor.skip(false);
    if (read === 'broken' || (read === 'argument' && cursor.peek() === 125)) return;
    cursor.fault('A block on one line takes one argument and no block.', cursor.at, cursor.tokenEnd());
    if (cursor.peek() === 44) cursor.at++;
  }

  /** Whether a closing brace, by its indentation, belongs to a block around the one in this column. */
  #isForeignBrace(edge: number): boolean {
    if (!this.#byLayout) return false;
    const column = columnOf(this.#cursor.text, this.#cursor.at);
    return column >= 0 && column < edge;
  }

  #endOfLine(what: string): void {
    const cursor = this.#cursor;
    cursor.skip(false);
    if (cursor.atEnd || cursor.peek() === 10) return;
    cursor.fault(`Expected a line break after ${what}.`, cursor.at, cursor.tokenEnd());
    if (cursor.peek() === 125 || looksLikeItem(cursor.text, cursor.at)) return;
    cursor.at = brokenItemEnd(cursor.text, cursor.ends, cursor.at, cursor.at, {
      isHeader: false,
      isSound: false,
    });
  }
}

function whatIsThere(text: string, at: number): string {
  if (/^(?:<{7}|\|{7}|={7}|>{7})/.test(text.slice(at, at + 7))) return 'A merge conflict is left here.';
  const isQuoted = text.charCodeAt(at) === 34;
  return `Expected the name of an argument or the type of a block${isQuoted ? ', without quotes' : ''}.`;
}

/** The end of what is written before this offset, blanks left out. */
function contentBefore(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length;
}
