import { EVENT_ID, parseEvents, YAMLException, type Event, type ScalarEvent } from 'js-yaml';
import type { Source } from '../../src/text/source.ts';
import type { Document } from '../../src/syntax/document.ts';
import { blockEnd, Gaps } from '../../src/syntax/gaps.ts';
import { MAX_DEPTH } from '../../src/syntax/limits.ts';
import { NODE, type NodeKind } from '../../src/syntax/tape.ts';
import { resolveTag, YamlTree, type Properties } from '../../src/syntax/yaml-tree.ts';

/** Kinds by js-yaml's scalar styles: plain, single, double, literal, folded. */
const KINDS: readonly NodeKind[] = [NODE.plain, NODE.plain, NODE.single, NODE.double, NODE.literal, NODE.folded];

/** The tree that js-yaml's events make of a text; undefined where it finds an error. */
export function parseWithJsYaml(source: Source): Document | undefined {
  const tree = new YamlTree(source);
  try {
    new EventReader(source.text, tree).read(parseEvents(source.text, { maxDepth: MAX_DEPTH + 2 }));
    return tree.finish();
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

/** Turns js-yaml's events into a tree. They lack the ends of collections and the places of empty scalars. */
class EventReader {
  readonly #text: string;
  readonly #tree: YamlTree;
  readonly #gaps: Gaps;
  readonly #brackets: boolean[] = [];
  #handles = new Map<string, string>();

  constructor(text: string, tree: YamlTree) {
    this.#text = text;
    this.#tree = tree;
    this.#gaps = new Gaps(text, (start, end) => tree.comment(start, end));
  }

  read(events: readonly Event[]): void {
    for (let at = 0; at < events.length; at++) {
      const event = events[at];
      if (event) this.#take(event, events[at + 1]);
    }
    this.#gaps.skipTo(this.#text.length);
  }

  #take(event: Event, following: Event | undefined): void {
    const gaps = this.#gaps;
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        this.#handles = new Map();
        for (const each of event.directives) if (each.kind === 'tag') this.#handles.set(each.handle, each.prefix);
        this.#tree.openDocument();
        return;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        gaps.skipTo(event.start);
        if (event.type === EVENT_ID.MAPPING) this.#tree.openMap(event.start, this.#properties(event));
        else this.#tree.openList(event.start, this.#properties(event));
        // A block map, or a pair in a flow list, may start with a key that is a flow collection; the bracket is the key's.
        const unit = this.#text.charCodeAt(event.start);
        const bracketed = (unit === 123 || unit === 91) && startOf(following) !== event.start;
        this.#brackets.push(bracketed);
        if (bracketed) gaps.skipTo(event.start + 1);
        return;
      }
      case EVENT_ID.SCALAR:
        this.#scalar(event);
        return;
      case EVENT_ID.ALIAS:
        gaps.skipTo(event.anchorStart - 1);
        this.#tree.alias(event.anchorStart - 1, event.anchorEnd);
        gaps.take(event.anchorEnd);
        return;
      case EVENT_ID.POP:
        if (this.#tree.depth === 0) {
          this.#tree.closeDocument();
          return;
        }
        if (this.#brackets.pop()) {
          gaps.skipTo(gaps.closingBracket() + 1);
          gaps.take(gaps.cursor);
        }
        this.#tree.close(gaps.end);
    }
  }

  #scalar(event: ScalarEvent): void {
    const gaps = this.#gaps;
    const properties = this.#properties(event);
    if (event.valueStart < 0) {
      // Nothing at all between two document marks.
      if (!properties && this.#tree.depth === 0) return;
      const at = properties ? Math.max(event.tagEnd, event.anchorEnd) : gaps.emptyPlace(this.#tree.role);
      gaps.skipTo(at);
      gaps.take(at);
      this.#tree.scalar(NODE.plain, at, at, properties);
      return;
    }
    const kind = KINDS[event.style] ?? NODE.plain;
    let { valueStart: start, valueEnd: end } = event;
    let indent: number | undefined;
    if (kind === NODE.double || kind === NODE.single) {
      start--;
      end++;
    } else if (kind !== NODE.plain) {
      start = gaps.blockIndicator(start);
      if (/^.[-+]?[1-9]/.test(this.#text.slice(start, start + 3))) indent = event.indent;
      end = blockEnd(this.#text, start, end, indent);
    }
    gaps.skipTo(start);
    this.#tree.scalar(kind, start, end, properties, indent === undefined ? undefined : { indent });
    // The header of a block scalar may end with a comment.
    if (kind === NODE.literal || kind === NODE.folded) gaps.skipTo(event.valueStart);
    gaps.take(end);
  }

  #properties(event: {
    tagStart: number;
    tagEnd: number;
    anchorStart: number;
    anchorEnd: number;
  }): Properties | undefined {
    if (event.tagStart < 0 && event.anchorStart < 0) return undefined;
    return {
      tag: event.tagStart < 0 ? undefined : resolveTag(this.#text.slice(event.tagStart, event.tagEnd), this.#handles),
      anchor: event.anchorStart < 0 ? undefined : this.#text.slice(event.anchorStart, event.anchorEnd),
    };
  }
}

function startOf(event: Event | undefined): number {
  return event && (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) ? event.start : -1;
}
