/** Scanning of single YAML tokens: functions of a text and an offset, which answer with an offset. */

/** Nothing here is for a strict reader: the text is wrong, or rarer than what we read ourselves. */
export const DOUBTFUL = -1;

export function isBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}

export function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}

/** A blank, a line break or the end of the text (whose unit is NaN). */
export function isGap(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9 || Number.isNaN(unit);
}

/** Brackets and commas, which end a plain scalar inside brackets. */
export function isFlowIndicator(unit: number): boolean {
  return unit === 44 || unit === 91 || unit === 93 || unit === 123 || unit === 125;
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

export function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** Whether a line ends between two offsets. */
export function hasBreak(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isBreak(text.charCodeAt(at))) return true;
  return false;
}

/** The start of the next line, from a line break on. */
export function afterBreak(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

/** Whether a line that starts here is `---` or `...`, alone or before a blank. */
export function isMarker(text: string, lineStart: number): boolean {
  const unit = text.charCodeAt(lineStart);
  return (
    (unit === 45 || unit === 46) &&
    text.charCodeAt(lineStart + 1) === unit &&
    text.charCodeAt(lineStart + 2) === unit &&
    isGap(text.charCodeAt(lineStart + 3))
  );
}

/** Where plain text stops on its line: at a colon that ends a key, a comment, a bracket or comma in flow, or the line's end. */
export function plainStop(text: string, from: number, inFlow: boolean): number {
  for (let at = from; ; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 58) {
      if (inFlow && isFlowIndicator(unit)) return at;
    } else if (unit === 58) {
      const following = text.charCodeAt(at + 1);
      if (isGap(following) || (inFlow && isFlowIndicator(following))) return at;
    } else if (unit === 10 || unit === 13 || Number.isNaN(unit)) return at;
    else if (unit === 35) {
      if (isBlank(text.charCodeAt(at - 1))) return at;
    } else if (inFlow && unit === 44) return at;
  }
}

/** Whether plain text may start here. */
export function startsPlain(text: string, at: number, inFlow: boolean): boolean {
  const unit = text.charCodeAt(at);
  switch (unit) {
    case 45: // -
    case 58: // :
    case 63: {
      // ?
      const following = text.charCodeAt(at + 1);
      return !isGap(following) && !(inFlow && isFlowIndicator(following));
    }
    case 33: // !
    case 34: // "
    case 35: // #
    case 37: // %
    case 38: // &
    case 39: // '
    case 42: // *
    case 62: // >
    case 64: // @
    case 96: // `
    case 124: // |
      return false;
    default:
      return !isGap(unit) && !isFlowIndicator(unit);
  }
}

/** The end of plain text that stops at `stop`, without blanks before it. */
export function trimEnd(text: string, start: number, stop: number): number {
  let end = stop;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/**
 * The end of a quoted scalar, behind its closing quote. Lines after the first must be indented by more than `parent`.
 */
export function quotedEnd(text: string, start: number, parent: number): number {
  const quote = text.charCodeAt(start);
  let at = start + 1;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      if (quote === 34 || text.charCodeAt(at + 1) !== 39) return at + 1;
      at += 2;
    } else if (unit === 92 && quote === 34) {
      const length = escapeLength(text, at);
      if (length === 0) return DOUBTFUL;
      at += length;
    } else if (isBreak(unit)) {
      at = quotedLine(text, at, parent);
      if (at < 0) return DOUBTFUL;
    } else if (Number.isNaN(unit)) return DOUBTFUL;
    else at++;
  }
}

/** The text of the next line of a quoted scalar that is not blank. */
function quotedLine(text: string, from: number, parent: number): number {
  let at = from;
  while (isBreak(text.charCodeAt(at))) {
    const lineStart = afterBreak(text, at);
    at = lineStart;
    while (text.charCodeAt(at) === 32) at++;
    const indent = at - lineStart;
    at = skipBlanks(text, at);
    const isEmpty = isBreak(text.charCodeAt(at));
    if (!isEmpty && (indent <= parent || isMarker(text, lineStart))) return DOUBTFUL;
  }
  return at;
}

/** Units of an escape in double quotes, up to a line break that it hides; 0 when YAML has no such escape. */
function escapeLength(text: string, at: number): number {
  const letter = text.charAt(at + 1);
  if (letter === '\n' || letter === '\r') return 1;
  if (letter !== '' && '0abt\tnvfre "/\\N_LP'.includes(letter)) return 2;
  const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const hex = text.slice(at + 2, at + 2 + digits);
  if (digits === 0 || hex.length < digits || !/^[0-9a-fA-F]+$/.test(hex) || parseInt(hex, 16) > 0x10ffff) return 0;
  return 2 + digits;
}

/** The end of a tag: `!`, `!Name`, `!!name`. */
export function tagEnd(text: string, start: number, inFlow: boolean): number {
  let at = start + 1;
  if (text.charCodeAt(at) === 33) at++;
  for (; ; at++) {
    const unit = text.charCodeAt(at);
    if (isGap(unit) || (inFlow && isFlowIndicator(unit))) break;
    const isWord = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);
    // - . / : _
    if (!isWord && unit !== 45 && unit !== 46 && unit !== 47 && unit !== 58 && unit !== 95) return DOUBTFUL;
  }
  return text.charCodeAt(start + 1) === 33 && at === start + 2 ? DOUBTFUL : at;
}

/** The end of an anchor or alias, its sign included. */
export function anchorEnd(text: string, start: number): number {
  let at = start + 1;
  while (!isGap(text.charCodeAt(at)) && !isFlowIndicator(text.charCodeAt(at))) at++;
  return at === start + 1 ? DOUBTFUL : at;
}

/** A block scalar: where its header ends, the column of its text (-1 without text), and where it ends. */
export interface BlockScalar {
  readonly headerEnd: number;
  readonly indent: number;
  /** Whether the header counts the columns (`|2`). */
  readonly isCounted: boolean;
  /** The end of the node: blank lines after its text belong to it only when the header keeps them. */
  readonly end: number;
  /** The line break before what comes next, or the end of the text. */
  readonly stop: number;
}

/** Reads a block scalar under a collection at column `parent`; undefined in doubt. Source: YAML 1.2.2, section 8.1. */
export function blockScalar(text: string, start: number, parent: number): BlockScalar | undefined {
  const header = /[|>](?:[-+]?[1-9]?|[1-9][-+])(?=[ \t\r\n]|$)/y;
  header.lastIndex = start;
  const match = header.exec(text)?.[0];
  if (match === undefined) return undefined;
  const headerEnd = start + match.length;
  const counted = /[1-9]/.exec(match)?.[0];
  let indent = counted === undefined ? -1 : parent + Number(counted);
  const keeps = match.includes('+');

  let at = skipBlanks(text, headerEnd);
  if (text.charCodeAt(at) === 35) {
    if (at === headerEnd) return undefined;
    at = lineEnd(text, at);
  } else if (at < text.length && !isBreak(text.charCodeAt(at))) return undefined;
  const headerStop = at;
  let stop = at;
  let end = headerEnd;
  let mostBlank = 0;
  let hasText = false;
  while (stop < text.length) {
    const lineStart = afterBreak(text, stop);
    if (lineStart >= text.length) {
      stop = text.length;
      break;
    }
    at = lineStart;
    while (text.charCodeAt(at) === 32) at++;
    const spaces = at - lineStart;
    const unit = text.charCodeAt(at);
    if (at >= text.length && (keeps || (indent >= 0 && spaces > indent))) return undefined;
    if (at >= text.length || isBreak(unit)) {
      if (indent < 0) mostBlank = Math.max(mostBlank, spaces);
      else if (spaces > indent) end = at;
      stop = at;
      continue;
    }
    if (indent < 0) {
      if (spaces <= parent) break;
      if (unit === 9 || spaces < mostBlank) return undefined;
      indent = spaces;
    }
    if (spaces < indent || (spaces === 0 && isMarker(text, lineStart))) break;
    stop = end = lineEnd(text, at);
    hasText = true;
  }
  // Blanks alone under a counted column: readers disagree.
  if (!hasText && counted !== undefined && stop > headerStop) return undefined;
  if (keeps && stop > headerStop) end = stop < text.length ? afterBreak(text, stop) : stop;
  return { headerEnd, indent, isCounted: counted !== undefined, end, stop };
}
