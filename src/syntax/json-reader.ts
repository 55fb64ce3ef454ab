import type { Fault } from './document.ts';
import { MAX_DEPTH, MAX_FAULTS } from './limits.ts';
import { hashOf, OpenKeys } from './open-keys.ts';
import { decodeDouble, decodeSingle } from './scalars.ts';
import { NODE, TapeBuilder } from './tape.ts';

/** What may come next. */
const WANTS = { value: 0, item: 1, key: 2, comma: 3 } as const;

/**
 * Reads JSON in one pass and without recursion, straight onto a tape. Why it is not `jsonc-parser`:
 * docs/decisions/0002-own-json-reader.md. What it does at a mistake: a missing value becomes an empty node, a missing
 * comma, colon or bracket is taken as written, anything else is skipped.
 */
export class JsonReader {
  readonly tape = new TapeBuilder();
  readonly comments: number[] = [];
  readonly faults: Fault[] = [];
  readonly trailingCommas: number[] = [];
  readonly #text: string;
  readonly #keys: OpenKeys;
  /** Open collections, and which of them are maps. */
  readonly #open: number[] = [];
  readonly #isMap: boolean[] = [];
  #mapsOpen = 0;
  #at = 0;
  /** The last comma, while nothing follows it. */
  #comma = -1;
  /** Of the last string. */
  #hash = 0;
  #hasEscapes = false;

  constructor(text: string) {
    this.#text = text;
    this.#keys = new OpenKeys((node) => this.#keyText(node));
    // A byte order mark.
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  /** False when the text nests too deep to be read. */
  read(): boolean {
    let wants: number = WANTS.value;
    for (;;) {
      const unit = this.#skipBlanks();
      if (unit < 0) {
        this.#end(wants);
        return true;
      }
      switch (wants) {
        case WANTS.item:
          if (unit === 93) {
            this.#close();
            wants = WANTS.comma;
            break;
          }
          if (unit === 44) {
            this.#fault('Expected a value before the comma.', this.#at, ++this.#at);
            break;
          }
          wants = this.#value(unit);
          break;
        case WANTS.value:
          wants = this.#value(unit);
          break;
        case WANTS.key:
          if (unit === 125) {
            this.#close();
            wants = WANTS.comma;
          } else wants = this.#key(unit);
          break;
        default:
          if (this.#open.length === 0) {
            this.#fault('Expected nothing more after the value.', this.#at, this.#text.length);
            return true;
          }
          wants = this.#afterValue(unit);
      }
      if (wants < 0) return false;
    }
  }

  /** Reads a value, or an empty one where none is; -1 when it nests too deep. */
  #value(unit: number): number {
    const start = this.#at;
    switch (unit) {
      case 34:
        this.#string(34);
        this.tape.add(NODE.double, start, this.#at);
        this.#comma = -1;
        return WANTS.comma;
      case 123:
      case 91:
        return this.#openCollection(unit === 123);
      case 44:
      case 93:
      case 125:
        this.#fault('Expected a value.', start, start + 1);
        this.#emptyValue();
        return WANTS.comma;
      case 39:
        this.#fault('A string takes double quotes in JSON.', start, start + 1);
        this.#string(39);
        this.tape.add(NODE.single, start, this.#at);
        this.#comma = -1;
        return WANTS.comma;
      case 58:
        this.#fault('Expected a value.', start, ++this.#at);
        return WANTS.value;
      default:
        this.#literal();
        this.tape.add(NODE.plain, start, this.#at);
        this.#comma = -1;
        return WANTS.comma;
    }
  }

  #openCollection(isMap: boolean): number {
    if (this.#open.length >= MAX_DEPTH) {
      const message = `Collections nest deeper than ${MAX_DEPTH} levels.`;
      this.faults.splice(0, Infinity, { kind: 'depth', message, start: this.#at, end: this.#at + 1 });
      return -1;
    }
    this.#open.push(this.tape.open(isMap ? NODE.map : NODE.list, this.#at++));
    this.#isMap.push(isMap);
    this.#keys.open();
    this.#comma = -1;
    if (isMap) this.#mapsOpen++;
    return isMap ? WANTS.key : WANTS.item;
  }

  #key(unit: number): number {
    const start = this.#at;
    if (unit === 34) {
      this.#string(34);
      const node = this.tape.add(NODE.double, start, this.#at);
      const hash = this.#hasEscapes ? hashOf(this.#keyText(node)) : this.#hash;
      if (this.#keys.repeats(hash, node)) this.#duplicate(node);
    } else if (unit === 44) {
      this.#fault('Expected a key before the comma.', start, ++this.#at);
      return WANTS.key;
    } else if (unit === 93) return this.#strayBracket(unit);
    else {
      this.#fault('Expected a key in double quotes.', start, start + 1);
      if (unit === 39) this.#string(39);
      else if (!this.#word()) {
        this.#at++;
        return WANTS.key;
      }
      const node = this.tape.add(unit === 39 ? NODE.single : NODE.plain, start, this.#at);
      if (this.#keys.repeats(hashOf(this.#keyText(node)), node)) this.#duplicate(node);
    }
    this.#comma = -1;
    return this.#colon();
  }

  #colon(): number {
    const end = this.#at;
    const unit = this.#skipBlanks();
    if (unit === 58) {
      this.#at++;
      return WANTS.value;
    }
    this.#fault('Expected a colon after the key.', end, end);
    // Another string is more likely the next key than a value.
    if (unit === 123 || unit === 91 || (unit > 0 && unit !== 34 && isLiteral(unit))) return WANTS.value;
    this.tape.add(NODE.plain, end, end);
    return WANTS.comma;
  }

  #afterValue(unit: number): number {
    const isMap = this.#isMap[this.#isMap.length - 1] === true;
    const again = isMap ? WANTS.key : WANTS.item;
    if (unit === 44) {
      this.#comma = this.#at++;
      return again;
    }
    if (unit === 125 || unit === 93) {
      if (isMap !== (unit === 125)) return this.#strayBracket(unit);
      this.#close();
      return WANTS.comma;
    }
    this.#fault(`Expected a comma or '${isMap ? '}' : ']'}' after the value.`, this.#at, this.#at + 1);
    return again;
  }

  /** A bracket that closes not the innermost collection but perhaps one further out. */
  #strayBracket(unit: number): number {
    const isMap = unit === 125;
    const opener = isMap ? this.#mapsOpen : this.#open.length - this.#mapsOpen;
    const wanted = isMap ? ']' : '}';
    this.#fault(`Expected '${wanted}' before this bracket.`, this.#at, this.#at + 1);
    if (opener === 0) this.#at++;
    else {
      while (this.#isMap[this.#isMap.length - 1] !== isMap) this.#closeAt(this.#at);
      this.#close();
    }
    return this.#open.length > 0 || opener > 0 ? WANTS.comma : WANTS.value;
  }

  #close(): void {
    if (this.#comma >= 0) this.trailingCommas.push(this.#comma);
    this.#closeAt(++this.#at);
  }

  #closeAt(end: number): void {
    this.#comma = -1;
    const index = this.#open.pop();
    if (index === undefined) return;
    if (this.#isMap.pop()) this.#mapsOpen--;
    this.#keys.close();
    this.tape.close(index, end);
  }

  /** The text ends: so do the collections that are open. */
  #end(wants: number): void {
    const { length } = this.#text;
    if (wants === WANTS.value) {
      const isEmpty = this.tape.count === 0;
      this.#fault(isEmpty ? 'Expected a value, but there is none.' : 'Expected a value.', length, length);
      this.#emptyValue();
    }
    if (this.#open.length === 0) return;
    const isMap = this.#isMap[this.#isMap.length - 1];
    this.#fault(`Expected '${isMap ? '}' : ']'}' before the end of the text.`, length, length);
    while (this.#open.length > 0) this.#closeAt(length);
  }

  /** Stands in for the value of a key. */
  #emptyValue(): void {
    if (this.#isMap[this.#isMap.length - 1]) this.tape.add(NODE.plain, this.#at, this.#at);
  }

  /** Reads a string, with its quotes, up to the closing one or the end of the line. */
  #string(quote: number): void {
    const text = this.#text;
    const start = this.#at;
    let at = start + 1;
    let hash = 0;
    this.#hasEscapes = false;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === quote) break;
      if (unit === 92) {
        this.#hasEscapes = true;
        at = this.#escape(at);
      } else if (unit >= 32) at++;
      else if (unit === 10 || unit === 13 || Number.isNaN(unit)) {
        this.#fault('The string is never closed.', start, at);
        at--;
        break;
      } else this.#fault('A control character in a string must be escaped.', at, ++at);
      hash = (Math.imul(hash, 31) + unit) | 0;
    }
    this.#hash = hash;
    this.#at = at + 1;
  }

  /** Checks an escape; returns where it ends. */
  #escape(at: number): number {
    const text = this.#text;
    const letter = text.charCodeAt(at + 1);
    if (letter === 117) {
      if (/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return at + 6;
      this.#fault("Expected four hexadecimal digits after '\\u'.", at, Math.min(at + 6, text.length));
      return at + 2;
    }
    // " \ / b f n r t
    if (letter === 34 || letter === 92 || letter === 47 || letter === 110 || letter === 116 || letter === 114)
      return at + 2;
    if (letter === 98 || letter === 102) return at + 2;
    if (Number.isNaN(letter) || letter === 10 || letter === 13) return at + 1;
    this.#fault('JSON has no such escape.', at, at + 2);
    return at + 2;
  }

  /** Reads a number or a word, or skips what is neither. */
  #literal(): void {
    const text = this.#text;
    const start = this.#at;
    if (!this.#word()) this.#at++;
    switch (text.charCodeAt(start)) {
      case 116:
        if (this.#at - start === 4 && text.startsWith('true', start)) return;
        break;
      case 102:
        if (this.#at - start === 5 && text.startsWith('false', start)) return;
        break;
      case 110:
        if (this.#at - start === 4 && text.startsWith('null', start)) return;
        break;
      default:
        if (isNumber(text, start, this.#at)) return;
    }
    const message = 'Expected a value: a string in double quotes, a number, a map, a list, true, false or null.';
    this.#fault(message, start, this.#at);
  }

  /** Moves over what may stand in a number or a word; false when there is nothing of the kind. */
  #word(): boolean {
    const start = this.#at;
    while (isLiteral(this.#text.charCodeAt(this.#at))) this.#at++;
    return this.#at > start;
  }

  /** Moves over blanks and comments; the next character, or -1 at the end. */
  #skipBlanks(): number {
    const text = this.#text;
    for (;;) {
      const unit = text.charCodeAt(this.#at);
      if (unit === 32 || unit === 10 || unit === 13 || unit === 9) this.#at++;
      else if (unit === 47 && this.#comment()) continue;
      else return Number.isNaN(unit) ? -1 : unit;
    }
  }

  #comment(): boolean {
    const text = this.#text;
    const start = this.#at;
    const following = text.charCodeAt(start + 1);
    let end: number;
    if (following === 47) {
      end = start;
      while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    } else if (following === 42) {
      const close = text.indexOf('*/', start + 2);
      end = close < 0 ? text.length : close + 2;
      if (close < 0) this.#fault('The comment is never closed.', start, end);
    } else return false;
    this.comments.push(start, end);
    this.#at = end;
    return true;
  }

  #keyText(node: number): string {
    const { tape } = this;
    const [start, end] = [tape.start(node), tape.end(node)];
    if (tape.kind(node) === NODE.double) return decodeDouble(this.#text, start, end, 'json');
    return tape.kind(node) === NODE.single ? decodeSingle(this.#text, start, end) : this.#text.slice(start, end);
  }

  #duplicate(node: number): void {
    const message = `The key '${this.#keyText(node)}' is written twice in this map.`;
    this.#fault(message, this.tape.start(node), this.tape.end(node), 'duplicate-key');
  }

  #fault(message: string, start: number, end: number, kind: Fault['kind'] = 'syntax'): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push({ kind, message, start, end });
  }
}

/** Letters, digits and what else may be part of a number or of an unquoted word. */
function isLiteral(unit: number): boolean {
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
