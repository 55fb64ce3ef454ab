import { NODE, type NodeKind, type TapeBuilder } from '../tape.ts';
import { readCall, readFor, readList, readMap, readParens } from './collections.ts';
import { HclProblem, type Cursor } from './cursor.ts';
import { readHeredoc, readQuoted } from './templates.ts';

/** Expressions, and parts of templates, inside one another that we read; each takes several frames of the stack. */
const MAX_NESTING = 250;

/** Reads HCL expressions onto a tape. Throws `HclProblem` at what it cannot read. Nodes are known by their numbers. */
export class ExpressionReader {
  readonly cursor: Cursor;
  readonly tape: TapeBuilder;
  /** The column of the attribute that is read, where layout tells which brackets are its own; -1 where it does not. */
  edge = -1;
  /** True between brackets, where a line break means nothing. */
  #lines = false;
  #nesting = 0;

  constructor(cursor: Cursor, tape: TapeBuilder) {
    this.cursor = cursor;
    this.tape = tape;
  }

  /** One expression, `lines` telling whether it may go on over line breaks. */
  read(lines: boolean): number {
    const outer = this.#lines;
    this.#lines = lines;
    this.enter();
    const node = this.#conditional();
    this.leave();
    this.#lines = outer;
    return node;
  }

  /** One level deeper; every `enter` has its `leave`, but where a problem ends all of them. */
  enter(): void {
    if (++this.#nesting > MAX_NESTING) throw this.#tooDeep();
  }

  leave(): void {
    this.#nesting--;
  }

  /** After a problem: nothing is nested any more. */
  reset(): void {
    this.#nesting = 0;
    this.#lines = false;
  }

  leaf(kind: NodeKind, end: number): number {
    const node = this.tape.add(kind, this.cursor.at, end);
    this.cursor.at = end;
    return node;
  }

  none(): number {
    return this.tape.add(NODE.none, this.cursor.at, this.cursor.at);
  }

  /** Steps over what separates tokens here. */
  skip(): void {
    this.cursor.skip(this.#lines);
  }

  #tooDeep(): HclProblem {
    return this.cursor.problem('This is nested too deep to be read.', 'depth');
  }

  #conditional(): number {
    const condition = this.#operation(1);
    const { cursor, tape } = this;
    if (cursor.peek() !== 63) return condition;
    const node = tape.wrap(condition, NODE.conditional);
    cursor.at++;
    this.skip();
    this.read(this.#lines);
    this.skip();
    cursor.expect(':', 'between the two results of the condition');
    this.skip();
    tape.close(node, tape.end(this.read(this.#lines)));
    return node;
  }

  /** Operands with operators between them that bind as tightly as `weakest` or tighter; steps over blanks behind. */
  #operation(weakest: number): number {
    const { cursor, tape } = this;
    let node = this.#unary();
    let chain = 0;
    for (;;) {
      this.skip();
      const { precedence, length } = operatorAt(cursor.text, cursor.at);
      if (precedence < weakest) return node;
      // `a + b - c` is one node, so that a chain of any length is neither deep nor slow.
      if (precedence !== chain) {
        node = tape.wrap(node, NODE.binary);
        chain = precedence;
      }
      this.leaf(NODE.operator, cursor.at + length);
      this.skip();
      tape.close(node, tape.end(this.#operation(precedence + 1)));
    }
  }

  #unary(): number {
    const { cursor, tape } = this;
    if (cursor.peek() !== 33 && cursor.peek() !== 45) return this.#traversal();
    this.enter();
    const node = tape.open(NODE.unary, cursor.at);
    cursor.at++;
    this.skip();
    tape.close(node, tape.end(this.#unary()));
    this.leave();
    return node;
  }

  /** A term and the steps from it. */
  #traversal(): number {
    const { cursor, tape } = this;
    const head = this.#term();
    this.skip();
    if (cursor.peek() !== 46 && cursor.peek() !== 91) return head;
    // The dots behind an argument or a value belong to what is around it.
    if (cursor.startsWith('...')) return head;
    const node = tape.wrap(head, NODE.traversal);
    tape.close(node, this.#steps(true, true));
    return node;
  }

  /** Members, indexes and splats that follow; their end. */
  #steps(brackets: boolean, splats: boolean): number {
    const { cursor, tape } = this;
    let end = cursor.at;
    for (;;) {
      this.skip();
      const unit = cursor.peek();
      let node: number;
      if (unit === 46 && !cursor.startsWith('...')) node = this.#dotStep(splats);
      else if (unit === 91 && brackets) node = this.#bracketStep();
      else return end;
      end = tape.end(node);
    }
  }

  #dotStep(splats: boolean): number {
    const { cursor, tape } = this;
    const start = cursor.at;
    cursor.at++;
    this.skip();
    if (cursor.peek() === 42) {
      cursor.at++;
      if (!splats) cursor.fault("Within '.*' there can be no other '.*'; write '[*]'.", start, cursor.at);
      return this.#splat(start, false);
    }
    const name = cursor.identifierEnd();
    if (name >= 0) return this.leaf(NODE.member, name);
    const digits = digitsEnd(cursor.text, cursor.at);
    if (digits === cursor.at) throw cursor.problem("Expected a name after the '.'.");
    const node = tape.open(NODE.index, start);
    this.leaf(NODE.plain, digits);
    tape.close(node, cursor.at);
    // hashicorp/hcl reads `.0.1` as one number and refuses it.
    if (cursor.peek() === 46 && digitsEnd(cursor.text, cursor.at + 1) > cursor.at + 1) {
      cursor.fault("Two indexes in a row are written in brackets: '[0][1]'.", start, cursor.at);
    }
    return node;
  }

  #bracketStep(): number {
    const { cursor, tape } = this;
    const start = cursor.at;
    cursor.at++;
    this.skip();
    if (cursor.peek() === 42) {
      cursor.at++;
      this.skip();
      cursor.expect(']', "after '[*'");
      return this.#splat(start, true);
    }
    const node = tape.open(NODE.index, start);
    cursor.skip(true);
    this.read(true);
    cursor.skip(true);
    cursor.expect(']', 'after the index');
    tape.close(node, cursor.at);
    return node;
  }

  /** What is taken of each item: after `[*]` all that follows, after `.*` members only. */
  #splat(start: number, isFull: boolean): number {
    const { tape } = this;
    this.enter();
    const node = tape.open(NODE.splat, start);
    tape.close(node, this.#steps(isFull, isFull));
    this.leave();
    return node;
  }

  #term(): number {
    const { cursor, tape } = this;
    switch (cursor.peek()) {
      case 34:
        return readQuoted(this);
      case 40:
        return readParens(this);
      case 91:
        return this.#isFor() ? readFor(this, NODE.forList) : readList(this);
      case 123:
        return this.#isFor() ? readFor(this, NODE.forMap) : readMap(this);
      case 60:
        if (cursor.startsWith('<<')) return readHeredoc(this);
        break;
    }
    const number = cursor.numberEnd();
    if (number >= 0) {
      const text = cursor.text.slice(cursor.at, number);
      if (Number.isNaN(Number(text))) throw new HclProblem(`'${text}' is no number.`, cursor.at, number);
      return this.leaf(NODE.plain, number);
    }
    const end = cursor.identifierEnd();
    if (end < 0)
      throw cursor.problem(cursor.atEnd ? 'Expected a value, not the end of the text.' : 'Expected a value here.');
    const start = cursor.at;
    cursor.at = end;
    this.skip();
    if (cursor.peek() === 40 || cursor.startsWith('::')) return readCall(this, start, end);
    return tape.add(isLiteral(cursor.text, start, end) ? NODE.plain : NODE.variable, start, end);
  }

  /** HCL native syntax specification, "Collection Values": `for` after the bracket is a for expression, whatever follows. */
  #isFor(): boolean {
    const { cursor } = this;
    const before = cursor.at;
    cursor.at++;
    cursor.skip(true);
    const isFor = cursor.isWord('for');
    cursor.at = before;
    return isFor;
  }
}

const NO_OPERATOR = { precedence: 0, length: 0 };
// HCL native syntax specification, "Operations": tighter ones have the higher number.
const OR = { precedence: 1, length: 2 };
const AND = { precedence: 2, length: 2 };
const EQUALITY = { precedence: 3, length: 2 };
const COMPARISON = { precedence: 4, length: 1 };
const COMPARISON_OR_EQUAL = { precedence: 4, length: 2 };
const SUM = { precedence: 5, length: 1 };
const PRODUCT = { precedence: 6, length: 1 };

function operatorAt(text: string, at: number): { readonly precedence: number; readonly length: number } {
  switch (text.charCodeAt(at)) {
    case 124:
      return text.charCodeAt(at + 1) === 124 ? OR : NO_OPERATOR;
    case 38:
      return text.charCodeAt(at + 1) === 38 ? AND : NO_OPERATOR;
    case 33:
    case 61:
      return text.charCodeAt(at + 1) === 61 ? EQUALITY : NO_OPERATOR;
    case 60:
    case 62:
      return text.charCodeAt(at + 1) === 61 ? COMPARISON_OR_EQUAL : COMPARISON;
    case 43:
    case 45:
      return SUM;
    case 42:
    case 47:
    case 37:
      return PRODUCT;
    default:
      return NO_OPERATOR;
  }
}

function isLiteral(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length !== 4 && length !== 5) return false;
  return ['true', 'false', 'null'].includes(text.slice(start, end));
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end;
}
