import { visit, type ParseErrorCode } from 'jsonc-parser';
import type { Source } from '../text/source.ts';
import { Document, type Fault, type Inner } from './document.ts';
import { MAX_DEPTH, MAX_FAULTS } from './limits.ts';
import { OpenKeys } from './open-keys.ts';
import { NODE, TapeBuilder } from './tape.ts';

/**
 * Reads JSON, with comments and trailing commas tolerated (see `comments` and `trailingCommas` of the document). An
 * incomplete text still yields its tree: open collections end where the text ends, and a key without a value gets an
 * empty plain node. Never throws.
 */
export function parseJson(source: Source, inner?: Inner): Document {
  const text = inner ? inner.text : source.text;
  const faults: Fault[] = [];
  const comments: number[] = [];
  const trailingCommas: number[] = [];
  const common = {
    source,
    text,
    syntax: 'json' as const,
    comments,
    faults,
    trailingCommas,
    ...(inner && { offsets: inner.offsets }),
  };
  const tooDeep = depthFault(text);
  if (tooDeep) return new Document({ ...common, faults: [tooDeep], tape: new Int32Array(0), roots: [-1] });

  const tape = new TapeBuilder();
  const open: number[] = [];
  // Per open collection: whether it is a map that waits for a value.
  const waiting: boolean[] = [];
  const keys = new OpenKeys();
  let comma = -1;

  const fault = (kind: Fault['kind'], message: string, start: number, end: number) => {
    if (faults.length < MAX_FAULTS) faults.push({ kind, message, start, end });
  };
  const settle = (at: number) => {
    const top = waiting.length - 1;
    if (top >= 0 && waiting[top]) {
      tape.add(NODE.plain, at, at);
      waiting[top] = false;
    }
  };
  const valueBegins = () => {
    const top = waiting.length - 1;
    if (top >= 0) waiting[top] = false;
    comma = -1;
  };
  const begin = (kind: 0 | 1, offset: number) => {
    valueBegins();
    open.push(tape.open(kind, offset));
    waiting.push(false);
    keys.open();
  };
  const finish = (offset: number, length: number) => {
    settle(offset);
    if (comma >= 0) trailingCommas.push(comma);
    comma = -1;
    waiting.pop();
    keys.close();
    tape.close(open.pop() ?? 0, offset + length);
  };
  const blank = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  visit(
    blank,
    {
      onObjectBegin: (offset) => begin(NODE.map, offset),
      onArrayBegin: (offset) => begin(NODE.list, offset),
      onObjectEnd: finish,
      onArrayEnd: finish,
      onObjectProperty: (name, offset, length) => {
        settle(offset);
        comma = -1;
        tape.add(NODE.double, offset, offset + length);
        waiting[waiting.length - 1] = true;
        if (keys.repeats(name)) {
          fault('duplicate-key', `The key '${name}' is written twice in this map.`, offset, offset + length);
        }
      },
      onLiteralValue: (_value, offset, length) => {
        valueBegins();
        tape.add(blank.charCodeAt(offset) === 34 ? NODE.double : NODE.plain, offset, offset + length);
      },
      onSeparator: (character, offset) => {
        if (character === ',') {
          settle(offset);
          comma = offset;
        }
      },
      onComment: (offset, length) => comments.push(offset, offset + length),
      onError: (code, offset, length) => fault('syntax', describe(code), offset, offset + length),
    },
    { allowTrailingComma: true },
  );
  return new Document({ ...common, tape: tape.finish(), roots: [tape.count > 0 ? 0 : -1] });
}

/** Messages by jsonc-parser's error codes (its `ParseErrorCode` is a const enum, which erasable syntax cannot read). */
const MESSAGES: Readonly<Record<number, string>> = {
  1: 'Expected a value: a string in double quotes, a number, a map, a list, true, false or null.',
  2: 'Expected a number.',
  3: 'Expected a key in double quotes.',
  4: 'Expected a value.',
  5: 'Expected a colon after the key.',
  6: 'Expected a comma before the next entry.',
  7: "Expected '}' to close the map.",
  8: "Expected ']' to close the list.",
  9: 'Expected nothing more after the value.',
  11: 'The comment is never closed.',
  12: 'The string is never closed.',
  13: 'The number ends too early.',
  14: "Expected four hexadecimal digits after '\\u'.",
  15: 'Unknown escape in a string.',
  16: 'A control character in a string must be escaped.',
};

function describe(code: ParseErrorCode): string {
  return MESSAGES[code as number] ?? 'This is not JSON.';
}

/** A cheap look at the brackets outside strings; the parser recurses, so it must not see what is too deep. */
function depthFault(text: string): Fault | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) {
      for (at++; at < text.length; at++) {
        const inside = text.charCodeAt(at);
        if (inside === 34 || inside === 10) break;
        if (inside === 92) at++;
      }
    } else if (unit === 123 || unit === 91) {
      if (++depth > MAX_DEPTH) {
        return { kind: 'depth', message: `Collections nest deeper than ${MAX_DEPTH} levels.`, start: at, end: at + 1 };
      }
    } else if (unit === 125 || unit === 93) depth--;
  }
  return undefined;
}
