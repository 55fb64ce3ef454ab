import { apiSpelling, type Spelling } from '../../model/index.ts';
import { looksEmbedded, NodeOrigin, parseEmbedded } from '../../syntax/index.ts';
import type { MapTerm, ScalarTerm, Term } from '../../values/index.ts';
import { plainTerm } from '../node-terms.ts';
import { SPELLING } from './generated/spelling.ts';
import { STRUCTURES } from './structures/index.ts';
import { TemplateOrigin } from './template-origin.ts';

/** How one field is written. */
interface Word {
  readonly word: string;
  readonly read: ((owner: MapTerm) => Term | undefined) | undefined;
}

const spellings = new Map<string, Spelling>();

/** How a resource type spells the shapes of a table. Source: schemas/cloudformation/spelling.json. */
export function spellingOf(table: string, type: string): Spelling {
  const id = `${table} ${type}`;
  let spelling = spellings.get(id);
  if (!spelling) spellings.set(id, (spelling = new TypeSpelling(table, type)));
  return spelling;
}

class TypeSpelling implements Spelling {
  readonly coerces = true;
  readonly blocks = false;
  readonly inside = apiSpelling;
  readonly #table: string;
  readonly #type: string;
  readonly #words = new Map<string, Map<string, Word>>();

  constructor(table: string, type: string) {
    this.#table = table;
    this.#type = type;
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
    if (!word) words.set(field, (word = this.#find(shape, field)));
    return word;
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

const readJson = plainTerm('json');

/** The JSON that a text holds, where it is written out as one. */
function embeddedDocument(text: ScalarTerm): Term | undefined {
  const { origin } = text;
  if (!(origin instanceof NodeOrigin) || (origin instanceof TemplateOrigin && origin.computed)) return undefined;
  if (!looksEmbedded(origin.node)) return undefined;
  const document = parseEmbedded(origin.node, 'json');
  return document.faults.length === 0 && document.root ? readJson(document.root) : undefined;
}
