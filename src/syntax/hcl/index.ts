import type { Source } from '../../text/source.ts';
import { Document, type Inner, type Parsed } from '../document.ts';
import { TapeBuilder } from '../tape.ts';
import { BodyReader } from './bodies.ts';
import { Cursor, HclProblem } from './cursor.ts';
import { ExpressionReader } from './expressions.ts';
import { isIndented } from './recovery.ts';
import { readBareTemplate } from './templates.ts';

/**
 * Reads native HCL: bodies, labels, all expressions, templates and heredocs, each node with its exact span. An item that
 * cannot be read is a fault and leaves the others usable; of a text with faults the layout tells which braces are missing.
 * Never throws. Source: HCL native syntax specification; where hashicorp/hcl is stricter or laxer, as it does.
 */
export function parseHcl(source: Source): Document {
  const parsed = read(source, false);
  if (parsed.faults.every(({ kind }) => kind !== 'syntax') || !isIndented(source.text)) return new Document(parsed);
  const again = read(source, true);
  return new Document(again.faults.length <= parsed.faults.length ? again : parsed);
}

function read(source: Source, byLayout: boolean): Parsed {
  const { text } = source;
  const cursor = new Cursor(text, byLayout);
  const tape = new TapeBuilder();
  new BodyReader(cursor, tape, byLayout).file();
  const { comments, faults } = cursor;
  return { source, text, syntax: 'hcl', comments, faults, tape: tape.finish(), roots: [0] };
}

/**
 * Reads a text that is one template, as the files of `templatefile` and the strings of `.tf.json` are: `partsOf` gives what
 * its root holds. One that cannot be read has a fault and no root. Never throws.
 */
export function parseHclTemplate(source: Source, inner?: Inner): Document {
  return readWhole(source, inner, readBareTemplate);
}

/** Reads a text that is one expression, which may go on over lines: the root. Else as `parseHclTemplate`. */
export function parseHclExpression(source: Source, inner?: Inner): Document {
  return readWhole(source, inner, (reader) => {
    const { cursor } = reader;
    cursor.skip(true);
    const node = reader.read(true);
    cursor.skip(true);
    if (!cursor.atEnd) throw cursor.problem('Expected nothing behind the expression.');
    return node;
  });
}

function readWhole(source: Source, inner: Inner | undefined, readRoot: (reader: ExpressionReader) => number): Document {
  const text = inner?.text ?? source.text;
  const cursor = new Cursor(text);
  const tape = new TapeBuilder();
  let hasRoot = true;
  try {
    readRoot(new ExpressionReader(cursor, tape));
  } catch (problem) {
    if (!(problem instanceof HclProblem)) throw problem;
    cursor.fault(problem.message, problem.start, problem.end, problem.kind);
    tape.truncate(0);
    hasRoot = false;
  }
  const { comments, faults } = cursor;
  const roots = [hasRoot ? 0 : -1];
  const parsed: Parsed = { source, text, syntax: 'hcl', comments, faults, tape: tape.finish(), roots };
  return new Document(inner ? { ...parsed, offsets: inner.offsets } : parsed);
}
