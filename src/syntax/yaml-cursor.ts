import { MAX_DEPTH } from './limits.ts';
import { NODE } from './tape.ts';
import {
  afterBreak,
  anchorEnd,
  isBlank,
  isBreak,
  isFlowIndicator,
  isGap,
  isMarker,
  lineEnd,
  skipBlanks,
  tagEnd,
} from './yaml-scan.ts';
import { resolveTag, type Properties, type YamlTree } from './yaml-tree.ts';

/** Thrown where the text is wrong, or rarer than what this reader reads; another parser has to look. */
export const DOUBT = new Error('Not sure about this YAML.');

/** Thrown where collections nest too deep. */
export const TOO_DEEP = new Error('Nested too deep.');

/** Where a reader of YAML stands, and the steps that its grammar is made of. */
export class YamlCursor {
  readonly text: string;
  readonly tree: YamlTree;
  at = 0;
  lineStart = 0;
  /** How far the line with the next content is indented; -1 at the end of a document. */
  column = 0;
  /** End of the last token. */
  end = 0;

  constructor(text: string, tree: YamlTree) {
    this.text = text;
    this.tree = tree;
    // A byte order mark.
    if (text.charCodeAt(0) === 0xfeff) this.at = this.lineStart = 1;
  }

  unit(): number {
    return this.text.charCodeAt(this.at);
  }

  /** Whether this character stands here before a blank or a line break. */
  isIndicator(unit: number): boolean {
    return this.text.charCodeAt(this.at) === unit && isGap(this.text.charCodeAt(this.at + 1));
  }

  /** Whether nothing but a comment is left of this line. */
  isLineOver(): boolean {
    const unit = this.unit();
    return isBreak(unit) || Number.isNaN(unit) || (unit === 35 && isBlank(this.text.charCodeAt(this.at - 1)));
  }

  alias(): void {
    const start = this.at;
    const end = anchorEnd(this.text, start);
    if (end < 0) throw DOUBT;
    this.tree.alias(start, end);
    this.at = this.end = end;
  }

  /** Reads a tag, an anchor or both, and the blanks behind them. */
  properties(inFlow: boolean): Properties {
    const text = this.text;
    let tag: string | undefined;
    let anchor: string | undefined;
    for (;;) {
      const start = this.at;
      const unit = text.charCodeAt(start);
      if (unit === 33 && tag === undefined) {
        this.at = tagEnd(text, start, inFlow);
        if (this.at < 0) throw DOUBT;
        tag = resolveTag(text.slice(start, this.at));
      } else if (unit === 38 && anchor === undefined) {
        this.at = anchorEnd(text, start);
        if (this.at < 0) throw DOUBT;
        anchor = text.slice(start + 1, this.at);
      } else return { tag, anchor };
      this.end = this.at;
      const following = text.charCodeAt(this.at);
      if (!isGap(following) && !(inFlow && isFlowIndicator(following))) throw DOUBT;
      this.at = skipBlanks(text, this.at);
    }
  }

  openMap(start: number, properties: Properties | undefined): void {
    if (this.tree.depth >= MAX_DEPTH) throw TOO_DEEP;
    this.tree.openMap(start, properties);
  }

  openList(start: number, properties: Properties | undefined): void {
    if (this.tree.depth >= MAX_DEPTH) throw TOO_DEEP;
    this.tree.openList(start, properties);
  }

  /** A scalar that is not written. */
  empty(at: number, properties?: Properties): void {
    this.tree.scalar(NODE.plain, at, at, properties);
    this.end = at;
  }

  comment(): void {
    const start = this.at;
    if (start > this.lineStart && !isGap(this.text.charCodeAt(start - 1))) throw DOUBT;
    this.at = lineEnd(this.text, start);
    this.tree.comment(start, this.at);
  }

  /** Moves over the rest of this line, which holds nothing but a comment, to the next content. */
  findContent(): void {
    const text = this.text;
    for (;;) {
      this.at = skipBlanks(text, this.at);
      const unit = text.charCodeAt(this.at);
      if (unit === 35) this.comment();
      else if (isBreak(unit)) {
        this.at = this.lineStart = afterBreak(text, this.at);
        continue;
      } else if (Number.isNaN(unit)) {
        this.column = -1;
        return;
      }
      if (isBreak(text.charCodeAt(this.at)) || this.at >= text.length) continue;
      break;
    }
    this.column = this.at - this.lineStart;
    // Content behind a token on its own line, or behind a tab.
    for (let at = this.lineStart; at < this.at; at++) if (text.charCodeAt(at) !== 32) throw DOUBT;
    if (this.column === 0 && isMarker(text, this.lineStart)) this.column = -1;
  }
}
