import type { Fault } from './document.ts';
import { isLiteral, JsonCursor } from './json-cursor.ts';
import { MAX_DEPTH } from './limits.ts';
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
  readonly tape: TapeBuilder;
  readonly trailingCommas: number[] = [];
  readonly #text: string;
  readonly #cursor: JsonCursor;
  readonly #keys: OpenKeys;
  /** Open collections, and which of them are maps. */
  readonly #open: number[] = [];
  readonly #isMap: boolean[] = [];
  #mapsOpen = 0;
  /** The last comma, while nothing follows it. */
  #comma = -1;

  constructor(text: string) {
    this.#text = text;
    this.tape = new TapeBuilder(text.length);
    this.#cursor = new JsonCursor(text);
    this.#keys = new OpenKeys((node) => this.#keyText(node));
  }

  get comments(): readonly number[] {
    return this.#cursor.comments;
  }

  get faults(): readonly Fault[] {
    return this.#cursor.faults;
  }

  /** False when the text nests too deep to be read. */
  read(): boolean {
    let wants: number = WANTS.value;
    for (;;) {
      const unit = this.#cursor.skipBlanks();
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
            this.#cursor.fault('Expected a value before the comma.', this.#cursor.at, ++this.#cursor.at);
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
            this.#cursor.fault('Expected nothing more after the value.', this.#cursor.at, this.#text.length);
            return true;
          }
          wants = this.#afterValue(unit);
      }
      if (wants < 0) return false;
    }
  }

  /** Reads a value, or an empty one where none is; -1 when it nests too deep. */
  #value(unit: number): number {
    const start = this.#cursor.at;
    switch (unit) {
      case 34:
        this.#cursor.string(34);
        this.tape.add(NODE.double, start, this.#cursor.at);
        this.#comma = -1;
        return WANTS.comma;
      case 123:
      case 91:
        return this.#openCollection(unit === 123);
      case 44:
      case 93:
      case 125:
        this.#cursor.fault('Expected a value.', start, start + 1);
        this.#emptyValue();
        return WANTS.comma;
      case 39:
        this.#cursor.fault('A string takes double quotes in JSON.', start, start + 1);
        this.#cursor.string(39);
        this.tape.add(NODE.single, start, this.#cursor.at);
        this.#comma = -1;
        return WANTS.comma;
      case 58:
        this.#cursor.fault('Expected a value.', start, ++this.#cursor.at);
        return WANTS.value;
      default:
        this.#cursor.literal();
        this.tape.add(NODE.plain, start, this.#cursor.at);
        this.#comma = -1;
        return WANTS.comma;
    }
  }

  #openCollection(isMap: boolean): number {
    if (this.#open.length >= MAX_DEPTH) {
      const message = `Collections nest deeper than ${MAX_DEPTH} levels.`;
      this.#cursor.faults.splice(0, Infinity, {
        kind: 'depth',
        message,
        start: this.#cursor.at,
        end: this.#cursor.at + 1,
      });
      return -1;
    }
    this.#open.push(this.tape.open(isMap ? NODE.map : NODE.list, this.#cursor.at++));
    this.#isMap.push(isMap);
    this.#keys.open();
    this.#comma = -1;
    if (isMap) this.#mapsOpen++;
    return isMap ? WANTS.key : WANTS.item;
  }

  #key(unit: number): number {
    const start = this.#cursor.at;
    if (unit === 34) {
      this.#cursor.string(34);
      const node = this.tape.add(NODE.double, start, this.#cursor.at);
      const hash = this.#cursor.hasEscapes ? hashOf(this.#keyText(node)) : this.#cursor.hash;
      if (this.#keys.repeats(hash, node)) this.#duplicate(node);
    } else if (unit === 44) {
      this.#cursor.fault('Expected a key before the comma.', start, ++this.#cursor.at);
      return WANTS.key;
    } else if (unit === 93) return this.#strayBracket(unit);
    else {
      this.#cursor.fault('Expected a key in double quotes.', start, start + 1);
      if (unit === 39) this.#cursor.string(39);
      else if (!this.#cursor.word()) {
        this.#cursor.at++;
        return WANTS.key;
      }
      const node = this.tape.add(unit === 39 ? NODE.single : NODE.plain, start, this.#cursor.at);
      if (this.#keys.repeats(hashOf(this.#keyText(node)), node)) this.#duplicate(node);
    }
    this.#comma = -1;
    return this.#colon();
  }

  #colon(): number {
    const end = this.#cursor.at;
    const unit = this.#cursor.skipBlanks();
    if (unit === 58) {
      this.#cursor.at++;
      return WANTS.value;
    }
    this.#cursor.fault('Expected a colon after the key.', end, end);
    // Another string is more likely the next key than a value.
    if (unit === 123 || unit === 91 || (unit > 0 && unit !== 34 && isLiteral(unit))) return WANTS.value;
    this.tape.add(NODE.plain, end, end);
    return WANTS.comma;
  }

  #afterValue(unit: number): number {
    const isMap = this.#isMap[this.#isMap.length - 1] === true;
    const again = isMap ? WANTS.key : WANTS.item;
    if (unit === 44) {
      this.#comma = this.#cursor.at++;
      return again;
    }
    if (unit === 125 || unit === 93) {
      if (isMap !== (unit === 125)) return this.#strayBracket(unit);
      this.#close();
      return WANTS.comma;
    }
    this.#cursor.fault(
      `Expected a comma or '${isMap ? '}' : ']'}' after the value.`,
      this.#cursor.at,
      this.#cursor.at + 1,
    );
    return again;
  }

  /** A bracket that closes not the innermost collection but perhaps one further out. */
  #strayBracket(unit: number): number {
    const isMap = unit === 125;
    const opener = isMap ? this.#mapsOpen : this.#open.length - this.#mapsOpen;
    const wanted = isMap ? ']' : '}';
    this.#cursor.fault(`Expected '${wanted}' before this bracket.`, this.#cursor.at, this.#cursor.at + 1);
    if (opener === 0) this.#cursor.at++;
    else {
      while (this.#isMap[this.#isMap.length - 1] !== isMap) this.#closeAt(this.#cursor.at);
      this.#close();
    }
    return this.#open.length > 0 || opener > 0 ? WANTS.comma : WANTS.value;
  }

  #close(): void {
    if (this.#comma >= 0) this.trailingCommas.push(this.#comma);
    this.#closeAt(++this.#cursor.at);
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
      this.#cursor.fault(isEmpty ? 'Expected a value, but there is none.' : 'Expected a value.', length, length);
      this.#emptyValue();
    }
    if (this.#open.length === 0) return;
    const isMap = this.#isMap[this.#isMap.length - 1];
    this.#cursor.fault(`Expected '${isMap ? '}' : ']'}' before the end of the text.`, length, length);
    while (this.#open.length > 0) this.#closeAt(length);
  }

  /** Stands in for the value of a key. */
  #emptyValue(): void {
    if (this.#isMap[this.#isMap.length - 1]) this.tape.add(NODE.plain, this.#cursor.at, this.#cursor.at);
  }

  #keyText(node: number): string {
    const { tape } = this;
    const [start, end] = [tape.start(node), tape.end(node)];
    if (tape.kind(node) === NODE.double) return decodeDouble(this.#text, start, end, 'json');
    return tape.kind(node) === NODE.single ? decodeSingle(this.#text, start, end) : this.#text.slice(start, end);
  }

  #duplicate(node: number): void {
    const message = `The key '${this.#keyText(node)}' is written twice in this map.`;
    this.#cursor.fault(message, this.tape.start(node), this.tape.end(node), 'duplicate-key');
  }
}
