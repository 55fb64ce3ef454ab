import type { Source } from '../../text/source.ts';
import { Document, type Parsed } from '../document.ts';
import { TapeBuilder } from '../tape.ts';
import { BodyReader } from './bodies.ts';
import { Cursor } from './cursor.ts';
import { isIndented } from './recovery.ts';

/**
 * Reads native HCL: bodies, labels, all expressions, templates and heredocs, each node with its exact span. An item that
 * cannot be read is a fault and leaves the others usable; where braces do not match, indentation tells where blocks end.
 * Never throws. Source: HCL native syntax specification; where hashicorp/hcl is stricter or laxer, as it does.
 */
export function parseHcl(source: Source): Document {
  const { parsed, isUnbalanced } = read(source, false);
  if (!isUnbalanced || !isIndented(source.text)) return new Document(parsed);
  const again = read(source, true).parsed;
  return new Document(again.faults.length <= parsed.faults.length ? again : parsed);
}

function read(source: Source, byLayout: boolean): { parsed: Parsed; isUnbalanced: boolean } {
  const { text } = source;
  const cursor = new Cursor(text);
  const tape = new TapeBuilder();
  const reader = new BodyReader(cursor, tape, byLayout);
  const root = reader.file();
  const { comments, faults } = cursor;
  const parsed: Parsed = { source, text, syntax: 'hcl', comments, faults, tape: tape.finish(), roots: [root] };
  return { parsed, isUnbalanced: reader.isUnbalanced };
}
