import type { ListTerm, MapTerm, SettledTerm, Term, UnknownTerm } from '../../../values/index.ts';
import { scalarText } from './decimals.ts';
import { isGap, itemsOf } from './lists.ts';
import { isDocument, isNull, unknownTerm } from './make-terms.ts';
import { entriesOf, type Entry } from './maps.ts';
import { compareText } from './order.ts';
import { isSingle } from './single-values.ts';
import { knownText, partsOf } from './texts.ts';

type Part = string | UnknownTerm;
type Settle = (term: Term) => SettledTerm;

const DEEPEST = 64;

/** Writes a value as Terraform's `yamlencode` does, which quotes all text. What is not known is a part of its own. */
export function* yamlParts(term: SettledTerm, settle: Settle): Generator<Part> {
  if (isUnseen(term)) yield unknownTerm('a document that is only partly known', term.origin);
  else if (isBlock(term)) yield* block(term, 0, settle);
  else {
    yield* scalar(term, 0, settle);
    const isPlain = isNull(term) || (term.state === 'scalar' && typeof term.value !== 'string');
    // The end of a document is marked where its only scalar is plain.
    yield isPlain ? '\n...\n' : '\n';
  }
}

function isCollection(term: SettledTerm): term is MapTerm | ListTerm {
  return (term.state === 'map' || term.state === 'list') && !isDocument(term);
}

/** A collection with lines of its own. */
function isBlock(term: SettledTerm): term is MapTerm | ListTerm {
  if (!isCollection(term)) return false;
  const parts: Iterable<unknown> = term.state === 'map' ? term.entries() : term.items();
  for (const _ of parts) return true;
  return false;
}

/** Something of which it is not known whether it has lines of its own, or in which order they are. */
function isUnseen(term: SettledTerm): boolean {
  if (term.state === 'unknown') return !isSingle(term);
  if (!isCollection(term)) return false;
  if (term.state === 'map') return term.open || entriesOf(term) === undefined;
  return itemsOf(term)?.some(isGap) ?? true;
}

/** The lines of a collection; the first stands where it is put, the others are indented. */
function* block(term: MapTerm | ListTerm, indent: number, settle: Settle): Generator<Part> {
  const spaces = ' '.repeat(indent);
  if (indent > DEEPEST * 2) {
    yield unknownTerm('a document that is nested too deep', term.origin);
  } else if (term.state === 'list') {
    for (const [index, given] of (itemsOf(term) ?? []).entries()) {
      const item = settle(given);
      yield `${index === 0 ? '' : spaces}-${isUnseen(item) ? '' : ' '}`;
      yield* value(item, indent + 2, settle);
    }
  } else {
    const entries = entriesOf(term) ?? new Map<string, Entry>();
    for (const [index, name] of [...entries.keys()].sort(compareText).entries()) {
      const entry = entries.get(name);
      if (!entry) continue;
      if (index > 0) yield spaces;
      yield quoted(name) ?? unknownTerm('a key that is written in another way', entry.key);
      yield ':';
      const settled = settle(entry.value);
      const isLines = isBlock(settled) && !isUnseen(settled);
      if (isLines) yield settled.state === 'map' ? `\n${spaces}  ` : `\n${spaces}`;
      else if (!isUnseen(settled)) yield ' ';
      yield* value(settled, settled.state === 'list' ? indent : indent + 2, settle);
    }
  }
}

function* value(term: SettledTerm, indent: number, settle: Settle): Generator<Part> {
  // What is not known of a collection has its line break in it.
  if (isUnseen(term)) yield unknownTerm('a document that is only partly known', term.origin);
  else if (isBlock(term)) yield* block(term, indent, settle);
  else {
    yield* scalar(term, indent, settle);
    yield '\n';
  }
}

function* scalar(term: SettledTerm, indent: number, settle: Settle): Generator<Part> {
  if (isNull(term)) yield 'null';
  else if (term.state === 'scalar' && typeof term.value !== 'string') yield scalarText(term);
  else if (isCollection(term)) yield term.state === 'map' ? '{}' : '[]';
  else {
    const text = knownText(partsOf(term, settle) ?? []);
    const written = text === undefined ? undefined : (lines(text, indent) ?? quoted(text));
    yield written ?? unknownTerm('a text that is only partly known', term.origin);
  }
}

/** Columns at which the writer breaks a quoted text at a space, less what may stand before it. */
const WIDEST = 60;

/** Undefined for text that the writer may fold or escape in ways of its own. */
function quoted(text: string): string | undefined {
  if (!/^[ -~\t\u00a1-\u00ac\u00ae-\u02ff]*$/.test(text) || (text.length > WIDEST && text.includes(' ')))
    return undefined;
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\t', '\\t')}"`;
}

/** Text over several lines, as a literal block without its last line break. */
function lines(text: string, indent: number): string | undefined {
  if (!text.includes('\n') || !/^[!-~][ -~\n]*$/.test(text) || / \n| $|\n /.test(text)) return undefined;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 10) end--;
  const [body, breaks] = [text.slice(0, end), text.slice(end)];
  const spaces = ' '.repeat(Math.max(2, indent));
  const content = body.replace(/^(?=[^\n])/gm, spaces);
  const chomping = breaks === '' ? '-' : breaks === '\n' ? '' : '+';
  return `|${chomping}\n${content}${breaks.slice(1)}`;
}
