import { NODE, type NodeKind } from './tape.ts';
import { DOUBT, YamlCursor } from './yaml-cursor.ts';
import { readFlow } from './yaml-flow.ts';
import {
  afterBreak,
  blockScalar,
  hasBreak,
  isBreak,
  isGap,
  isMarker,
  lineEnd,
  plainStop,
  quotedEnd,
  skipBlanks,
  startsPlain,
  trimEnd,
} from './yaml-scan.ts';
import type { Properties } from './yaml-tree.ts';

/** What YAML forbids (1.2.2, section 5.1); byte order marks within the text, and line breaks of old Macs. */
const UNPRINTABLE =
  /\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What the content of a line may be: with `key`, it may open a block collection right there. */
type Place = 'key' | 'value' | 'marker';

/**
 * Reads the YAML that people write into a tree, in one pass: block maps and lists, flow collections, all scalars, tags,
 * anchors, streams. It throws `DOUBT` at an error and at what is rare (`? ` keys, directives, collections as keys, pairs in
 * flow lists, tabs as indentation). Why it is not a library: docs/decisions/0003-own-yaml-reader.md.
 *
 * Whoever reads a block node leaves the reader at the first character of the next line with content, and `column` tells
 * how far that line is indented; -1 at the end of the document.
 */
export class YamlReader extends YamlCursor {
  /** The last key: its kind and place; the reader stands at its colon. */
  #keyKind: NodeKind = NODE.plain;
  #keyStart = 0;
  #keyEnd = 0;

  /** How far it got. */
  get position(): number {
    return Math.max(this.at, this.end);
  }

  read(): void {
    const text = this.text;
    if (/[^\t\n -~]/.test(text) && UNPRINTABLE.test(this.at > 0 ? text.slice(1) : text)) throw DOUBT;
    this.findContent();
    while (this.at < text.length) this.#document();
  }

  #document(): void {
    const unit = this.unit();
    // A directive, or the end of a document that never began.
    if ((unit === 37 && this.column === 0) || (unit === 46 && this.column < 0)) throw DOUBT;
    this.tree.openDocument();
    if (this.column >= 0) this.#blockNode(this.column - 1);
    else {
      this.at += 3;
      this.end = this.at;
      this.at = skipBlanks(this.text, this.at);
      if (!this.isLineOver()) this.#content(-1, 'marker');
      else {
        this.findContent();
        if (this.column >= 0) this.#blockNode(this.column - 1);
      }
    }
    this.tree.closeDocument();
    if (this.column >= 0) throw DOUBT;
    if (this.unit() !== 46) return;
    this.at += 3;
    this.findContent();
  }

  /** A node at the start of its line, or behind a dash, inside a collection at column `parent`. */
  #blockNode(parent: number, outer?: Properties): void {
    if (this.isIndicator(45)) this.#list(outer);
    else this.#content(parent, 'key', outer);
  }

  /** Content of a line, with its properties before it; `outer` are those of lines before, if any. */
  #content(parent: number, place: Place, outer?: Properties): void {
    const start = this.at;
    const unit = this.unit();
    if (unit !== 33 && unit !== 38) {
      this.#node(parent, place, start, outer, undefined);
      return;
    }
    const own = this.properties(false);
    const end = this.end;
    if (!this.isLineOver()) {
      this.#node(parent, place, start, outer, own);
      return;
    }
    if (outer) throw DOUBT;
    this.findContent();
    if (this.column > parent) this.#blockNode(parent, own);
    else if (this.column === parent && place === 'value' && this.isIndicator(45)) this.#list(own);
    else this.empty(end, own);
  }

  /** A node on this line: a block map if it begins with a key, else a scalar, an alias or a flow collection. */
  #node(parent: number, place: Place, start: number, outer: Properties | undefined, own: Properties | undefined): void {
    const unit = this.unit();
    if (unit === 34 || unit === 39 || startsPlain(this.text, this.at, false)) {
      if (this.#key(parent)) {
        if (place !== 'key') throw DOUBT;
        this.#map(start, outer, own);
        return;
      }
      if (outer && own) throw DOUBT;
      this.#scalar(parent, outer ?? own);
    } else {
      if (outer && own) throw DOUBT;
      const properties = outer ?? own;
      if (unit === 124 || unit === 62) {
        this.#block(parent, properties);
        return;
      }
      if (unit === 91 || unit === 123) readFlow(this, parent, properties);
      else if (unit === 42 && !properties) this.alias();
      else throw DOUBT;
    }
    this.findContent();
  }

  /** From a colon or a dash on: what the line still holds, or the lines below. */
  #afterIndicator(column: number, place: Place): void {
    const end = ++this.at;
    this.end = end;
    this.at = skipBlanks(this.text, end);
    if (!this.isLineOver()) {
      if (place === 'value') this.#content(column, place);
      else this.#blockNode(column);
      return;
    }
    this.findContent();
    if (this.column > column) this.#blockNode(column);
    else if (this.column === column && place === 'value' && this.isIndicator(45)) this.#list(undefined);
    else this.empty(end);
  }

  #list(properties: Properties | undefined): void {
    const column = this.at - this.lineStart;
    this.openList(this.at, properties);
    do {
      if (this.text.charCodeAt(this.at + 1) === 9) throw DOUBT;
      this.#afterIndicator(column, 'key');
    } while (this.column === column && this.isIndicator(45));
    if (this.column > column) throw DOUBT;
    this.tree.close(this.end);
  }

  /** A block map whose first key was just read; its properties stand before that key. */
  #map(start: number, outer: Properties | undefined, own: Properties | undefined): void {
    const column = start - this.lineStart;
    this.openMap(start, outer);
    let properties = own;
    for (;;) {
      this.tree.scalar(this.#keyKind, this.#keyStart, this.#keyEnd, properties);
      this.#afterIndicator(column, 'value');
      if (this.column !== column) break;
      const unit = this.unit();
      properties = unit === 33 || unit === 38 ? this.properties(false) : undefined;
      const first = this.unit();
      if (first !== 34 && first !== 39 && !startsPlain(this.text, this.at, false)) throw DOUBT;
      if (!this.#key(column)) throw DOUBT;
    }
    if (this.column > column) throw DOUBT;
    this.tree.close(this.end);
  }

  /** Tries for a key on this line; if it is one, the reader moves to its colon. Otherwise the reader stays. */
  #key(parent: number): boolean {
    const text = this.text;
    const start = this.at;
    const unit = text.charCodeAt(start);
    let colon: number;
    if (unit === 34 || unit === 39) {
      const end = quotedEnd(text, start, parent);
      if (end < 0) throw DOUBT;
      colon = skipBlanks(text, end);
      this.#keyKind = unit === 34 ? NODE.double : NODE.single;
      this.#keyEnd = end;
      if (text.charCodeAt(colon) !== 58) return false;
      if (!isGap(text.charCodeAt(colon + 1)) || hasBreak(text, start, end)) throw DOUBT;
    } else {
      colon = plainStop(text, start, false);
      this.#keyKind = NODE.plain;
      this.#keyEnd = trimEnd(text, start, colon);
      if (text.charCodeAt(colon) !== 58) return false;
    }
    this.#keyStart = start;
    this.at = colon;
    return true;
  }

  /** A scalar that `#key` looked at and found to be none. */
  #scalar(parent: number, properties: Properties | undefined): void {
    const start = this.at;
    const end = this.#keyKind === NODE.plain ? this.#plainEnd(parent) : this.#keyEnd;
    this.tree.scalar(this.#keyKind, start, end, properties);
    this.at = this.end = end;
  }

  /** The end of plain text whose first line was read: it goes on over lines indented deeper than `parent`. */
  #plainEnd(parent: number): number {
    const text = this.text;
    let end = this.#keyEnd;
    let stop = skipBlanks(text, end);
    while (isBreak(text.charCodeAt(stop))) {
      const lineStart = afterBreak(text, stop);
      let at = lineStart;
      while (text.charCodeAt(at) === 32) at++;
      const spaces = at - lineStart;
      at = skipBlanks(text, at);
      const unit = text.charCodeAt(at);
      if (isBreak(unit)) stop = at;
      else {
        if (spaces <= parent || Number.isNaN(unit) || unit === 35 || isMarker(text, lineStart)) break;
        stop = plainStop(text, at, false);
        if (text.charCodeAt(stop) === 58) throw DOUBT;
        end = trimEnd(text, at, stop);
      }
    }
    return end;
  }

  #block(parent: number, properties: Properties | undefined): void {
    const start = this.at;
    const block = blockScalar(this.text, start, parent);
    if (!block || (block.isCounted && this.tree.depth === 0)) throw DOUBT;
    const kind = this.unit() === 124 ? NODE.literal : NODE.folded;
    this.tree.scalar(kind, start, block.end, properties, block.isCounted ? { indent: block.indent } : undefined);
    // The header may end with a comment.
    const comment = skipBlanks(this.text, block.headerEnd);
    if (this.text.charCodeAt(comment) === 35) this.tree.comment(comment, lineEnd(this.text, comment));
    this.end = block.end;
    this.at = block.stop;
    this.findContent();
  }
}
