import type { Source } from '../text/source.ts';
import { Document, type Fault, type Inner } from './document.ts';
import { JsonReader } from './json-reader.ts';

/**
 * Reads JSON, with comments and trailing commas tolerated (see `comments` and `trailingCommas` of the document). An
 * incomplete text still yields its tree: open collections end where the text ends, and a key without a value gets an
 * empty plain node. Never throws.
 */
export function parseJson(source: Source, inner?: Inner): Document {
  const text = inner ? inner.text : source.text;
  const reader = new JsonReader(text);
  const read = reader.read();
  return new Document({
    source,
    text,
    syntax: 'json',
    tape: read ? reader.tape.finish() : new Int32Array(0),
    roots: [read && reader.tape.count > 0 ? 0 : -1],
    comments: reader.comments,
    faults: reader.faults satisfies readonly Fault[],
    trailingCommas: reader.trailingCommas,
    ...(inner && { offsets: inner.offsets }),
  });
}
