import type { ScalarTerm, SettledTerm, UnknownTerm } from '../../../values/index.ts';
import { contentOf, encodedDocument } from './encoded-document.ts';
import type { FunctionCall, TerraformFunction } from './function.ts';
import { jsonParts, quotedParts } from './json-text.ts';
import { isDocument, refused, textTerm, unknownTerm } from './make-terms.ts';
import { anything, Stop, takes, text } from './parameters.ts';
import { jsonContent, readDocument, yamlContent, type Reading } from './read-document.ts';
import { isSingle } from './single-values.ts';
import { partsOf, textOf } from './texts.ts';
import { yamlParts } from './yaml-text.ts';

/** A value as JSON: a map or a list as the document that it is, all else as text. */
const jsonencode = takes([anything], ([given], call) => {
  if (isDocument(given)) return textOf(quotedParts(partsOf(given, (part) => call.settle(part)) ?? []), call.place);
  if (given.state === 'map' || given.state === 'list') return encodedDocument(given, call.place, call.budget);
  // What is not known may be of any kind; the id of a resource is text.
  if (given.state === 'unknown' && isSingle(given)) return textOf(quotedParts([given]), call.place);
  if (given.state === 'unknown') return unknownTerm(given.reason, call.place);
  return textOf(
    jsonParts(given, (part) => call.settle(part)),
    call.place,
  );
});

const yamlencode = takes([anything], ([given], call) => {
  if (given.state === 'unknown') return unknownTerm(given.reason, call.place);
  return textOf(
    yamlParts(given, (part) => call.settle(part)),
    call.place,
  );
});

/** The value that a JSON text holds, with the places that its parts have in the text. */
const jsondecode = takes([anything], ([given], call) => {
  if (isDocument(given)) return contentOf(given, call.budget);
  const known = textTermOf(given, call);
  if (known instanceof Stop) return mayBeNull(known);
  // The reader of documents takes more for JSON than Terraform does.
  if (!isJson(known.text)) return refused(call, 'of something that is not JSON');
  const reading = readDocument(known, 'json', call.place);
  return (reading && jsonContent(reading)) ?? refused(call, 'of something that is not JSON');
});

const yamldecode = takes([anything], ([given], call) => {
  if (isDocument(given)) return contentOf(given, call.budget);
  const known = textTermOf(given, call);
  if (known instanceof Stop) return mayBeNull(known);
  const reading = readDocument(known, 'yaml', call.place);
  if (!reading) return unknownTerm('a document in unusual YAML', call.place);
  const content = isOneDocument(reading) ? yamlContent(reading) : undefined;
  return content ?? refused(call, 'of something that is not a document in YAML');
});

/** A document may hold nothing but null. */
function mayBeNull({ term }: Stop): UnknownTerm {
  return { ...term, written: false };
}

function textTermOf(given: SettledTerm, call: FunctionCall): ScalarTerm | Stop {
  const known = text.read(given, call);
  if (known instanceof Stop) return known;
  return given.state === 'scalar' && given.value === known ? given : textTerm(known, call.place);
}

function isJson(given: string): boolean {
  try {
    JSON.parse(given);
    return true;
  } catch {
    return false;
  }
}

function isOneDocument({ document }: Reading): boolean {
  return document.roots.length === 1 && document.faults.every(({ kind }) => kind === 'duplicate-key');
}

export const DOCUMENT_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  jsondecode,
  jsonencode,
  yamldecode,
  yamlencode,
};
