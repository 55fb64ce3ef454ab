import { NODE, type NodeKind, type TapeBuilder } from '../tape.ts';
import type { Cursor } from './cursor.ts';
import { readHeredoc, readQuoted } from './templates.ts';

/** Expressions inside expressions that we read; each takes several frames of the stack. */
const MAX_NESTING = 250;

// HCL native syntax specification, "Operations": tighter ones have the higher number.
const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** Reads HCL expressions onto a tape. Throws `HclProblem` at what it cannot read. */
export class ExpressionReader {
  readonly cursor: Cursor;
  readonly tape: TapeBuilder;
  /** True between brackets, where a line break means nothing. */
  #lines = false;
  #nesting = 0;

  constructor(cursor: Cursor, tape: TapeBuilder) {
    this.cursor = cursor;
    this.tape = tape;
  }

  /** One expression, `lines` telling whether it may go on over line breaks; returns its index. */
  read(lines: boolean): number {
    const outer = this.#lines;
    this.#lines = lines;
    if (++this.#nesting > MAX_NESTING) throw this.cursor.problem('Expressions are nested too deep here.');
    const index = this.#conditional();
    this.#nesting--;
    this.#lines = outer;
    return index;
  }

  /** After a problem: nothing is nested any more. */
  reset(): void {
    this.#nesting = 0;
    this.#lines = false;
  }

  #skip(): void {
    this.cursor.skip(this.#lines);
  }

  #conditional(): number {
    const index = this.#operation(1);
    const { cursor, tape } = this;
    this.#skip();
    if (cursor.peek() !== 63) return index;
    tape.wrap(index, NODE.conditional, tape.start(index));
    cursor.at++;
    this.#skip();
    this.read(this.#lines);
    this.#skip();
    cursor.expect(':', 'between the two results of the condition');
    this.#skip();
    const otherwise = this.read(this.#lines);
    tape.close(index, tape.end(otherwise));
    return index;
  }

  #operation(weakest: number): number {
    const { cursor, tape } = this;
    const index = this.#unary();
    for (;;) {
      this.#skip();
      const operator = this.#operatorHere();
      const precedence = PRECEDENCE[operator] ?? 0;
      if (precedence < weakest) return index;
      tape.wrap(index, NODE.binary, tape.start(index));
      tape.add(NODE.operator, cursor.at, cursor.at + operator.length);
      cursor.at += operator.length;
      this.#skip();
      const right = this.#operation(precedence + 1);
      tape.close(index, tape.end(right));
    }
  }

  #operatorHere(): string {
    const two = this.cursor.text.slice(this.cursor.at, this.cursor.at + 2);
    if (two in PRECEDENCE && two.length === 2) return two;
    const one = two.charAt(0);
    // `=>` ends a key of a for expression, `//` would be a comment.
    return one in PRECEDENCE ? one : '';
  }

  #unary(): number {
    const { cursor, tape } = this;
    if (cursor.peek() !== 33 && cursor.peek() !== 45) return this.#postfix();
    if (++this.#nesting > MAX_NESTING) throw cursor.problem('Expressions are nested too deep here.');
    const index = tape.open(NODE.unary, cursor.at);
    cursor.at++;
    this.#skip();
    const operand = this.#unary();
    tape.close(index, tape.end(operand));
    this.#nesting--;
    return index;
  }

  /** A term and what is taken of it: members, indexes, splats. */
  #postfix(): number {
    const index = this.#term();
    while (this.#step(index, true));
    return index;
  }

  /** Wraps the node into the step that follows it, if one does. */
  #step(index: number, brackets: boolean): boolean {
    const { cursor, tape } = this;
    const before = cursor.at;
    if (this.#lines) cursor.skip(true);
    if (cursor.peek() === 46 && !cursor.startsWith('...')) {
      cursor.at++;
      this.#skip();
      if (cursor.peek() === 42) {
        cursor.at++;
        this.#splat(index, false);
        return true;
      }
      // `.0` is an index of old; `.0.1` are two of them, not a decimal.
      const end = cursor.identifierEnd() < 0 ? digitsEnd(cursor.text, cursor.at) : cursor.identifierEnd();
      if (end <= cursor.at) throw cursor.problem("Expected a name after the '.'.");
      tape.wrap(index, NODE.member, tape.start(index));
      tape.add(NODE.plain, cursor.at, end);
      tape.close(index, end);
      cursor.at = end;
      return true;
    }
    if (brackets && cursor.peek() === 91) {
      cursor.at++;
      cursor.skip(true);
      if (cursor.peek() === 42 && isBracketSplat(cursor)) {
        cursor.at = cursor.text.indexOf(']', cursor.at) + 1;
        this.#splat(index, true);
        return true;
      }
      tape.wrap(index, NODE.index, tape.start(index));
      this.read(true);
      cursor.skip(true);
      cursor.expect(']', 'after the index');
      tape.close(index, cursor.at);
      return true;
    }
    cursor.at = before;
    return false;
  }

  /** What is taken of each item: after `[*]` members and indexes, after `.*` members only. */
  #splat(index: number, brackets: boolean): void {
    const { cursor, tape } = this;
    tape.wrap(index, NODE.splat, tape.start(index));
    const item = tape.add(NODE.item, cursor.at, cursor.at);
    while (this.#step(item, brackets));
    tape.close(index, Math.max(cursor.at, tape.end(item)));
  }

  #term(): number {
    const { cursor, tape } = this;
    const start = cursor.at;
    switch (cursor.peek()) {
      case 34:
        return readQuoted(this);
      case 40:
        return this.#parens(start);
      case 91:
        return this.#list(start);
      case 123:
        return this.#map(start);
      case 60:
        if (cursor.startsWith('<<')) return readHeredoc(this);
        break;
    }
    const number = cursor.numberEnd();
    if (number >= 0) return this.#leaf(NODE.plain, number);
    const end = cursor.identifierEnd();
    if (end < 0) throw cursor.problem('Expected a value here.');
    const word = cursor.text.slice(start, end);
    if (word === 'true' || word === 'false' || word === 'null') return this.#leaf(NODE.plain, end);
    return this.#variableOrCall(end) ?? tape.add(NODE.variable, start, (cursor.at = end));
  }

  #leaf(kind: NodeKind, end: number): number {
    const { cursor, tape } = this;
    const index = tape.add(kind, cursor.at, end);
    cursor.at = end;
    return index;
  }

  /** `f(a, b...)` and `provider::aws::f(a)`; undefined where no call begins. */
  #variableOrCall(nameEnd: number): number | undefined {
    const { cursor, tape } = this;
    const start = cursor.at;
    let end = nameEnd;
    cursor.at = end;
    while (cursor.startsWith('::')) {
      cursor.at += 2;
      end = cursor.identifierEnd();
      if (end < 0) throw cursor.problem("Expected a name after '::'.");
      cursor.at = end;
    }
    cursor.skip(this.#lines);
    if (cursor.peek() !== 40) {
      cursor.at = start;
      return undefined;
    }
    const index = tape.open(NODE.call, start);
    tape.add(NODE.plain, start, end);
    cursor.at++;
    this.#items(41, 'after the arguments', () => {
      if (!cursor.startsWith('...')) return;
      cursor.at += 3;
      tape.retag(index, NODE.spreadCall);
    });
    tape.close(index, cursor.at);
    return index;
  }

  #parens(start: number): number {
    const { cursor, tape } = this;
    const index = tape.open(NODE.parens, start);
    cursor.at++;
    cursor.skip(true);
    this.read(true);
    cursor.skip(true);
    cursor.expect(')', 'to close the parenthesis');
    tape.close(index, cursor.at);
    return index;
  }

  #list(start: number): number {
    const { cursor, tape } = this;
    const index = tape.open(NODE.list, start);
    cursor.at++;
    cursor.skip(true);
    if (this.#isFor()) this.#for(index, NODE.forList, 93);
    else this.#items(93, 'after the last item');
    tape.close(index, cursor.at);
    return index;
  }

  /** Expressions with commas between them, up to the closing bracket, which is stepped over. */
  #items(closing: number, where: string, afterItem?: () => void): void {
    const { cursor } = this;
    cursor.skip(true);
    while (cursor.peek() !== closing) {
      this.read(true);
      cursor.skip(true);
      afterItem?.();
      cursor.skip(true);
      if (cursor.peek() === 44) cursor.at++;
      else if (cursor.peek() !== closing)
        throw cursor.problem(`Expected a comma or '${String.fromCharCode(closing)}' ${where}.`);
      cursor.skip(true);
    }
    cursor.at++;
  }

  #map(start: number): number {
    const { cursor, tape } = this;
    const index = tape.open(NODE.map, start);
    cursor.at++;
    cursor.skip(true);
    if (this.#isFor()) {
      this.#for(index, NODE.forMap, 125);
      tape.close(index, cursor.at);
      return index;
    }
    while (cursor.peek() !== 125) {
      this.#key();
      cursor.skip(false);
      if (cursor.peek() !== 61 && cursor.peek() !== 58) throw cursor.problem("Expected '=' or ':' after the key.");
      cursor.at++;
      cursor.skip(true);
      this.read(false);
      cursor.skip(false);
      if (cursor.peek() === 44) cursor.at++;
      else if (cursor.peek() !== 10 && cursor.peek() !== 125) {
        throw cursor.problem("Expected a comma, a line break or '}' after the value.");
      }
      cursor.skip(true);
    }
    cursor.at++;
    tape.close(index, cursor.at);
    return index;
  }

  /** A bare name is its own text; everything else is an expression. */
  #key(): void {
    const { cursor } = this;
    const end = cursor.identifierEnd();
    if (end >= 0) {
      const before = cursor.at;
      cursor.at = end;
      cursor.skip(false);
      const bare = cursor.peek() === 61 || cursor.peek() === 58;
      cursor.at = before;
      if (bare) {
        this.#leaf(NODE.plain, end);
        return;
      }
    }
    this.read(false);
  }

  #isFor(): boolean {
    const { cursor } = this;
    if (!cursor.isWord('for')) return false;
    const before = cursor.at;
    cursor.at += 3;
    cursor.skip(true);
    const isName = cursor.identifierEnd() >= 0;
    cursor.at = before;
    return isName;
  }

  /** `for k, v in c : k => v... if cond` and its closing bracket. */
  #for(index: number, kind: NodeKind, closing: number): void {
    const { cursor, tape } = this;
    tape.retag(index, kind);
    cursor.at += 3;
    this.forIntro(true);
    cursor.skip(true);
    cursor.expect(':', 'after the collection of the for expression');
    cursor.skip(true);
    this.read(true);
    cursor.skip(true);
    if (kind === NODE.forMap) {
      cursor.expect('=>', 'between key and value of the for expression');
      cursor.skip(true);
      this.read(true);
      cursor.skip(true);
      if (cursor.startsWith('...')) {
        cursor.at += 3;
        tape.retag(index, NODE.forGroups);
        cursor.skip(true);
      }
    }
    if (cursor.isWord('if')) {
      cursor.at += 2;
      cursor.skip(true);
      this.read(true);
      cursor.skip(true);
    } else this.none();
    cursor.expect(String.fromCharCode(closing), 'to close the for expression');
  }

  /** `k, v in collection`: key name or none, value name, collection. */
  forIntro(lines: boolean): void {
    const { cursor } = this;
    cursor.skip(lines);
    const { at } = cursor;
    cursor.at = Math.max(at, cursor.identifierEnd());
    cursor.skip(lines);
    const hasKey = cursor.peek() === 44;
    cursor.at = at;
    if (!hasKey) this.none();
    this.#name();
    cursor.skip(lines);
    if (hasKey) {
      cursor.at++;
      cursor.skip(lines);
      this.#name();
      cursor.skip(lines);
    }
    cursor.expect('in', "after the names of 'for'");
    cursor.skip(lines);
    this.read(lines);
  }

  #name(): number {
    const end = this.cursor.identifierEnd();
    if (end < 0) throw this.cursor.problem("Expected a name after 'for'.");
    return this.#leaf(NODE.plain, end);
  }

  none(): number {
    return this.tape.add(NODE.none, this.cursor.at, this.cursor.at);
  }
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end;
}

/** `[*]`, blanks allowed, and not `[*…` of anything else. */
function isBracketSplat(cursor: Cursor): boolean {
  let at = cursor.at + 1;
  while (cursor.text.charCodeAt(at) === 32) at++;
  return cursor.text.charCodeAt(at) === 93;
}
