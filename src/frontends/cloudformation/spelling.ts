import {
  apiSpelling,
  KINDS,
  shapeForKind,
  type FieldType,
  type Kind,
  type Shape,
  type Spelling,
} from '../../model/index.ts';
import { looksEmbedded, NodeOrigin, parseEmbedded, type Document } from '../../syntax/index.ts';
import type { MapTerm, ScalarTerm, Term } from '../../values/index.ts';
import { plainTerm } from '../node-terms.ts';
import { assembledDocument } from './assembled-document.ts';
import { SPELLING } from './generated/spelling.ts';
import { derive } from './structures/derive.ts';
import { STRUCTURES } from './structures/index.ts';
import { TemplateOrigin } from './template-origin.ts';
import { writingOf } from './written-text.ts';

/** How one field is written. */
interface Word {
  readonly word: string;
  readonly read: ((owner: MapTerm) => Term | undefined) | undefined;
}

const spellings = new Map<string, Spelling>();

/** How a resource type spells a kind, whose shape must be loaded. Source: schemas/cloudformation/spelling.json. */
export function spellingOf(kind: Kind, type: string): Spelling {
  const id = `${kind} ${type}`;
  let spelling = spellings.get(id);
  if (!spelling) spellings.set(id, (spelling = new TypeSpelling(kind, type)));
  return spelling;
}

class TypeSpelling implements Spelling {
  readonly coerces = true;
  readonly blocks = false;
  readonly inside = apiSpelling;
  readonly #table: string;
  readonly #type: string;
  /** `Shape.field` of every field that holds a document. */
  readonly #documents: ReadonlySet<string>;
  readonly #words = new Map<string, Map<string, Word>>();

  constructor(kind: Kind, type: string) {
    this.#table = KINDS[kind].table;
    this.#type = type;
    this.#documents = documentFields(shapeForKind(kind));
  }

  word(shape: string, field: string): string {
    return this.#word(shape, field).word;
  }

  structure(shape: string, field: string): ((owner: MapTerm) => Term | undefined) | undefined {
    return this.#word(shape, field).read;
  }

  embedded(text: ScalarTerm): Term | undefined {
    return embeddedDocument(text);
  }

  #word(shape: string, field: string): Word {
    let words = this.#words.get(shape);
    if (!words) this.#words.set(shape, (words = new Map<string, Word>()));
    let word = words.get(field);
    if (!word) words.set(field, (word = this.#withDocument(this.#find(shape, field), shape, field)));
    return word;
  }

  /** Documents may be written out, or be texts in any of the ways that texts are made. */
  #withDocument(found: Word, shape: string, field: string): Word {
    const { word, read } = found;
    if (read || !this.#documents.has(`${shape}.${field}`)) return found;
    return { word, read: (owner) => documentOf(owner.get(word)) };
  }

  #find(shape: string, field: string): Word {
    for (const key of [`${this.#table}.${shape}@${this.#type}`, `${this.#table}.${shape}`]) {
      const structure = STRUCTURES[key]?.[field];
      if (structure) return structure;
      const name = SPELLING[key]?.[field];
      if (name === null) return { word: pascalCase(field), read: () => undefined };
      if (name !== undefined) return { word: name, read: undefined };
    }
    return { word: pascalCase(field), read: undefined };
  }
}

function pascalCase(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

/** Fields of a shape, and of those within it, that hold a document. */
function documentFields(top: Shape): ReadonlySet<string> {
  const fields = new Set<string>();
  const seen = new Set<Shape>();
  const visit = (shape: Shape): void => {
    if (seen.has(shape)) return;
    seen.add(shape);
    for (const { name, type } of shape.fields.values()) {
      const inner = innermost(type);
      if (inner.is === 'struct') visit(inner.shape);
      else if (inner.is === 'json' && inner.embedded) fields.add(`${shape.name}.${name}`);
    }
  };
  visit(top);
  return fields;
}

function innermost(type: FieldType): FieldType {
  return type.is === 'list' || type.is === 'table' ? innermost(type.of) : type;
}

/** The document that a put-together text holds; anything else as it is. */
function documentOf(term: Term | undefined): Term | undefined {
  if (!term || term.state === 'map' || term.state === 'scalar') return term;
  return derive(term, (settled) => {
    if (settled.state !== 'scalar' && settled.state !== 'template') return settled;
    const document = writingOf(settled)?.document;
    if (document) return document;
    const { origin } = settled;
    return origin instanceof TemplateOrigin && origin.computed ? (assembledDocument(settled) ?? settled) : settled;
  });
}

const readJson = plainTerm('json');

/** The JSON that a text holds, where it is written out as one. */
function embeddedDocument(text: ScalarTerm): Term | undefined {
  const document = documentIn(text);
  return document?.faults.length === 0 && document.root ? readJson(document.root) : undefined;
}

/** The text as a JSON document, where it is written out and begins as one; it may have faults. */
export function documentIn({ origin }: ScalarTerm): Document | undefined {
  if (!(origin instanceof NodeOrigin) || (origin instanceof TemplateOrigin && origin.computed)) return undefined;
  return looksEmbedded(origin.node) ? parseEmbedded(origin.node, 'json') : undefined;
}
