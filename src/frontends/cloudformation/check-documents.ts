import {
  fieldTerm,
  KINDS,
  shapeForKind,
  type FieldType,
  type Kind,
  type Shape,
  type Spelling,
} from '../../model/index.ts';
import { looksEmbedded, NodeOrigin, parseEmbedded } from '../../syntax/index.ts';
import { settle, World, type MapTerm, type ScalarTerm, type Term } from '../../values/index.ts';
import type { Teller } from './mistakes.ts';
import { TemplateOrigin } from './template-origin.ts';

/** Services that take their policies in JSON only; an add-on of EKS is configured in YAML as well. */
const TABLES: ReadonlySet<string> = new Set(['ecr', 'efs', 'iam', 's3files']);

/** Tells of texts that begin as JSON does and cannot be read as JSON, where a policy is due. */
export function checkDocuments(term: Term, kind: Kind, spelling: Spelling, teller: Teller): void {
  if (TABLES.has(KINDS[kind].table)) visit(term, { is: 'struct', shape: shapeForKind(kind) }, spelling, teller);
}

function visit(term: Term, type: FieldType, spelling: Spelling, teller: Teller): void {
  if (term.state === 'deferred') {
    const world = new World();
    const settled = settle(term, world);
    if (world.trail.length === 0) visit(settled, type, spelling, teller);
  } else if (term.state === 'choice') {
    visit(term.then, type, spelling, teller);
    visit(term.else, type, spelling, teller);
  } else if (type.is === 'struct' && term.state === 'map') visitFields(term, type.shape, spelling, teller);
  else if (type.is === 'list' && term.state === 'list') {
    for (const item of term.items()) visit(item, type.of, spelling, teller);
  } else if (type.is === 'json' && type.embedded && term.state === 'scalar') checkText(term, teller);
}

function visitFields(map: MapTerm, shape: Shape, spelling: Spelling, teller: Teller): void {
  for (const { name, type } of shape.fields.values()) {
    if (type.is === 'scalar' || type.is === 'enum') continue;
    visit(fieldTerm(map, shape, name, spelling), type, spelling, teller);
  }
}

function checkText({ origin }: ScalarTerm, teller: Teller): void {
  if (!(origin instanceof NodeOrigin) || (origin instanceof TemplateOrigin && origin.computed)) return;
  if (!looksEmbedded(origin.node)) return;
  const { document, text } = { document: parseEmbedded(origin.node, 'json'), text: origin.node.text };
  for (const { kind, message, start, end } of document.faults.slice(0, 1)) {
    // At least one character, so that there is something to point at.
    const span = document.span(start, Math.max(end, Math.min(start + 1, text.length)));
    const place = { span, head: span, name: origin.name, via: [] };
    if (kind === 'duplicate-key')
      teller.tell({ kind: 'syntax.duplicateKey', origin: place, key: text.slice(start, end) });
    else teller.tell({ kind: 'syntax.unreadable', origin: place, reason: message });
  }
}
