import {
  fieldTerm,
  KINDS,
  shapeForKind,
  type FieldType,
  type Kind,
  type Mistake,
  type Shape,
  type Spelling,
} from '../model/index.ts';
import type { Document } from '../syntax/index.ts';
import { settle, World, type MapTerm, type ScalarTerm, type Term } from '../values/index.ts';

/** Services that take their policies in JSON only; an add-on of EKS is configured in YAML as well. */
const TABLES: ReadonlySet<string> = new Set(['ecr', 'efs', 'iam', 's3files']);

/** How a format finds the texts that hold documents, and whom it tells. */
export interface DocumentCheck {
  /** A text as a JSON document, with its faults; undefined for one that is not written out where it stands. */
  readonly documentIn: (text: ScalarTerm) => Document | undefined;
  readonly tell: (mistake: Mistake) => void;
}

/** Tells of texts that begin as JSON does and cannot be read as JSON, where a policy is due. */
export function checkDocuments(term: Term, kind: Kind, spelling: Spelling, check: DocumentCheck): void {
  if (TABLES.has(KINDS[kind].table)) visit(term, { is: 'struct', shape: shapeForKind(kind) }, spelling, check);
}

function visit(term: Term, type: FieldType, spelling: Spelling, check: DocumentCheck): void {
  if (term.state === 'deferred') {
    const world = new World();
    const settled = settle(term, world);
    if (!world.hasDecided) visit(settled, type, spelling, check);
  } else if (term.state === 'choice') {
    visit(term.then, type, spelling, check);
    visit(term.else, type, spelling, check);
  } else if (type.is === 'struct' && term.state === 'map') visitFields(term, type.shape, spelling, check);
  else if (type.is === 'list' && term.state === 'list') {
    for (const item of term.items()) visit(item, type.of, spelling, check);
  } else if (type.is === 'json' && type.embedded && term.state === 'scalar') checkText(term, check);
}

function visitFields(map: MapTerm, shape: Shape, spelling: Spelling, check: DocumentCheck): void {
  for (const { name, type } of shape.fields.values()) {
    if (type.is === 'scalar' || type.is === 'enum') continue;
    visit(fieldTerm(map, shape, name, spelling), type, spelling, check);
  }
}

function checkText(text: ScalarTerm, { documentIn, tell }: DocumentCheck): void {
  if (typeof text.value !== 'string' || !/^\s*[[{]/.test(text.value)) return;
  const document = documentIn(text);
  const [fault] = document?.faults ?? [];
  if (!document || !fault) return;
  const { kind, message, start, end } = fault;
  // At least one character, so that there is something to point at.
  const span = document.span(start, Math.max(end, Math.min(start + 1, document.text.length)));
  const origin = { span, head: span, name: text.origin.name, via: text.origin.via };
  if (kind === 'duplicate-key') tell({ kind: 'syntax.duplicateKey', origin, key: document.text.slice(start, end) });
  else tell({ kind: 'syntax.unreadable', origin, reason: message });
}
