import type { Source } from '../../text/source.ts';
import { Document } from '../document.ts';
import { TapeBuilder } from '../tape.ts';
import { BodyReader } from './bodies.ts';
import { Cursor } from './cursor.ts';

/**
 * Reads native HCL: bodies, labels, all expressions, templates and heredocs, each node with its exact span. An item that
 * cannot be read leaves the others usable. Never throws. Source: HCL native syntax specification.
 */
export function parseHcl(source: Source): Document {
  const { text } = source;
  const cursor = new Cursor(text);
  const tape = new TapeBuilder();
  const root = new BodyReader(cursor, tape).file();
  const { comments, faults } = cursor;
  return new Document({
    source,
    text,
    syntax: 'hcl',
    comments,
    faults,
    trailingCommas: [],
    tape: tape.finish(),
    roots: [root],
  });
}
