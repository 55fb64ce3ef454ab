import type { Node } from '../../syntax/index.ts';
import type { Hop, ListTerm, ScalarTerm, SettledTerm, UnknownTerm } from '../../values/index.ts';
import { listTerm, textTerm, unknownTerm } from './computed.ts';
import { withDynamicReferences } from './dynamic-reference.ts';
import type { TemplateOrigin } from './template-origin.ts';

/** Longest text that is put together, in UTF-16 units and in parts; CloudFormation takes templates of up to 1 MB. */
const LONGEST = 1_000_000;
const MOST_PARTS = 10_000;

/** Text of a scalar as CloudFormation passes it on: booleans in their JSON spelling, numbers as written. */
export function scalarText(term: ScalarTerm): string {
  return typeof term.value === 'boolean' ? String(term.value) : term.text;
}

/** The same for a node that is no function. */
export function nodeText(node: Node): string {
  const value = node.scalar(node.document.syntax === 'json' ? 'json' : 'yaml-1.1');
  return typeof value === 'boolean' ? String(value) : node.text;
}

/**
 * Puts pieces together: a known text, a template where some are unknown, or the unknown itself where there is nothing
 * else. References and hops of the pieces are kept.
 */
export function concat(pieces: Iterable<string | SettledTerm>, origin: TemplateOrigin): SettledTerm {
  const parts: (string | UnknownTerm)[] = [];
  const via: Hop[] = [];
  let sensitive = false;
  let length = 0;
  const add = (part: string | UnknownTerm): void => {
    const last = parts.at(-1);
    if (typeof part !== 'string') parts.push(part);
    else if (typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
    if (typeof part === 'string') length += part.length;
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') add(piece);
    else {
      via.push(...piece.origin.via);
      sensitive ||= piece.origin.sensitive ?? false;
      if (piece.state === 'scalar') add(scalarText(piece));
      else if (piece.state === 'template') piece.parts.forEach(add);
      else if (piece.state === 'unknown') add(piece);
      else if (piece.state !== 'absent') add(unknownTerm(`a ${piece.state} where text is due`, piece.origin));
    }
    if (length > LONGEST || parts.length > MOST_PARTS) return unknownTerm('a text that is too long', origin);
  }
  return textOfParts(parts, origin.with(via, sensitive));
}

/** The term of adjoining parts; dynamic references in them are unknown. */
export function textOfParts(parts: readonly (string | UnknownTerm)[], origin: TemplateOrigin): SettledTerm {
  const [first, ...more] = withDynamicReferences(parts, origin);
  if (first === undefined) return textTerm('', origin);
  if (more.length > 0) return { state: 'template', parts: [first, ...more], origin };
  return typeof first === 'string' ? textTerm(first, origin) : { ...first, origin };
}

/**
 * The pieces of a text between delimiters. Behind something unknown that may hold a delimiter itself nothing is certain:
 * the list is open from there.
 */
export function splitText(term: SettledTerm, delimiter: string, origin: TemplateOrigin): ListTerm | UnknownTerm {
  if (delimiter === '') return unknownTerm('a text split by nothing', origin);
  const parts = term.state === 'scalar' ? [scalarText(term)] : term.state === 'template' ? term.parts : undefined;
  if (!parts) return unknownTerm(term.state === 'unknown' ? term.reason : 'something that is not text', origin);
  const items: SettledTerm[] = [];
  let current: (string | UnknownTerm)[] = [];
  for (const part of parts) {
    if (typeof part !== 'string') {
      // An id, a name or an ARN holds no comma.
      if (delimiter !== ',' || !part.reference) return listTerm(items, origin, true);
      current.push(part);
      continue;
    }
    const [head = '', ...rest] = part.split(delimiter);
    if (head !== '') current.push(head);
    for (const piece of rest) {
      items.push(textOfParts(current, origin));
      current = piece === '' ? [] : [piece];
    }
  }
  items.push(textOfParts(current, origin));
  return listTerm(items, origin);
}
