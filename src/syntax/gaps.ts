/** Walks over what lies between the tokens of a YAML text: blanks, indicators, tags, anchors and comments. */
export class Gaps {
  /** Where the next gap begins. */
  cursor = 0;
  /** End of the last token. */
  end = 0;
  readonly #text: string;
  readonly #onComment: (start: number, end: number) => void;
  /** Where the next comment may begin. */
  #hash: number;

  constructor(text: string, onComment: (start: number, end: number) => void) {
    this.#text = text;
    this.#onComment = onComment;
    this.#hash = nextHash(text, 0);
  }

  /** Moves the cursor over a gap, handing out the comments in it. */
  skipTo(until: number): void {
    const text = this.#text;
    while (this.#hash < until) {
      let next = this.cursor;
      if (this.#hash >= this.cursor) {
        next = this.#hash + 1;
        if (startsToken(text, this.#hash)) {
          next = lineEnd(text, this.#hash);
          this.#onComment(this.#hash, next);
        }
      }
      this.#hash = nextHash(text, next);
    }
    this.cursor = Math.max(this.cursor, until);
  }

  /** Moves over a token. */
  take(end: number): void {
    this.cursor = Math.max(this.cursor, end);
    this.end = end;
  }

  /** The place of the next character that is no blank, break or comment. */
  peek(): number {
    const text = this.#text;
    let at = this.cursor;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 35 && startsToken(text, at)) at = lineEnd(text, at) - 1;
      else if (!isBlankOrBreak(unit)) break;
    }
    return at;
  }

  /** The next bracket that closes a flow collection, after an optional comma. */
  closingBracket(): number {
    let at = this.peek();
    if (this.#text.charCodeAt(at) === 44) {
      this.skipTo(at + 1);
      at = this.peek();
    }
    return at;
  }

  /** The place of the `|` or `>` before the text of a block scalar. */
  blockIndicator(textStart: number): number {
    const text = this.#text;
    for (let at = this.cursor; at < textStart; at++) {
      if (!startsToken(text, at)) continue;
      const unit = text.charCodeAt(at);
      if (unit === 124 || unit === 62) return at;
      if (unit === 35) at = lineEnd(text, at) - 1;
    }
    return textStart;
  }

  /**
   * Where a scalar would stand that is not written: right after the indicator that calls for it (`:` for a value, `?` for
   * a key, `-` for an item), or where the cursor is.
   */
  emptyPlace(role: 'key' | 'value' | 'item'): number {
    const at = this.peek();
    const unit = this.#text.charCodeAt(at);
    if (unit === (role === 'value' ? 58 : role === 'key' ? 63 : 45)) return at + 1;
    return role === 'key' && unit === 58 ? at : this.cursor;
  }
}

/** Where a block scalar ends: blank lines after its text belong to it only when the header keeps them (`|+`). */
export function blockEnd(text: string, start: number, regionEnd: number, indent: number | undefined): number {
  const header = /^[|>]([-+0-9]*)/.exec(text.slice(start, start + 8));
  const headerEnd = start + (header?.[0].length ?? 1);
  const textStart = Math.min(regionEnd, lineEnd(text, start));
  const firstBreak = text.startsWith('\r\n', textStart) ? 2 : 1;
  if (header?.[1]?.includes('+')) return regionEnd > textStart + firstBreak ? regionEnd : headerEnd;
  const column = indent ?? detectIndent(text, textStart, regionEnd);
  let end = regionEnd;
  while (end > textStart) {
    let lineStart = end;
    while (lineStart > textStart && !isBreak(text.charCodeAt(lineStart - 1))) lineStart--;
    let spaces = 0;
    while (lineStart + spaces < end && text.charCodeAt(lineStart + spaces) === 32) spaces++;
    if (lineStart + spaces < end || (column >= 0 && spaces > column)) return end;
    end = lineStart - 1;
    if (text.charCodeAt(end) === 10 && text.charCodeAt(end - 1) === 13) end--;
  }
  return headerEnd;
}

/** Columns before the first line that is not blank; -1 when there is none. */
function detectIndent(text: string, from: number, end: number): number {
  let spaces = 0;
  for (let at = from; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32) spaces++;
    else if (isBreak(unit)) spaces = 0;
    else return spaces;
  }
  return -1;
}

function startsToken(text: string, at: number): boolean {
  return at === 0 || isBlankOrBreak(text.charCodeAt(at - 1)) || text.charCodeAt(at - 1) === 0xfeff;
}

function nextHash(text: string, from: number): number {
  const found = text.indexOf('#', from);
  return found < 0 ? Infinity : found;
}

function isBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}

function isBlankOrBreak(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}

export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}
