import { apiSpelling, KINDS, type Kind, type Spelling } from '../../model/index.ts';
import type { ScalarTerm, Term } from '../../values/index.ts';
import { encodedText } from './functions/texts.ts';
import { SPELLING } from './generated/spelling.ts';
import { inBlock, type Structure } from './shape-terms.ts';
import { snakeCase } from './snake-case.ts';
import { STRUCTURES } from './structures/index.ts';

/** Reads the document that a text holds; undefined when it holds none. */
export type OpenText = (text: ScalarTerm) => Term | undefined;

interface FieldSpelling {
  readonly word: string;
  readonly structure: Structure | undefined;
}

/**
 * How the AWS provider spells the shapes of one resource type: snake case with exceptions, blocks as lists, numbers as
 * text. Documents inside strings (`container_definitions`, policies) have the API's spelling. Source:
 * schemas/terraform/spelling.json.
 */
export function terraformSpelling(open: OpenText): (kind: Kind, type: string) => Spelling {
  const known = new Map<string, Spelling>();
  return (kind, type) => {
    // All kinds that a type can be lowered to are of one table.
    let spelling = known.get(type);
    if (!spelling) known.set(type, (spelling = spellingOf(KINDS[kind].table, type, open)));
    return spelling;
  };
}

function spellingOf(table: string, type: string, open: OpenText): Spelling {
  const shapes = new Map<string, Map<string, FieldSpelling>>();
  // Word and structure of a field are asked for in turn.
  let last: { readonly shape: string; readonly field: string; readonly spelling: FieldSpelling } | undefined;
  const spell = (shape: string, field: string): FieldSpelling => {
    if (last?.shape === shape && last.field === field) return last.spelling;
    const spelling = find(shape, field);
    last = { shape, field, spelling };
    return spelling;
  };
  const find = (shape: string, field: string): FieldSpelling => {
    let fields = shapes.get(shape);
    if (!fields) shapes.set(shape, (fields = new Map<string, FieldSpelling>()));
    let known = fields.get(field);
    if (!known) fields.set(field, (known = spellField(`${table}.${shape}`, type, field)));
    return known;
  };
  return {
    word: (shape, field) => spell(shape, field).word,
    structure: (shape, field) => spell(shape, field).structure,
    embedded: open,
    encoded: (document) => encodedText(document),
    inside: apiSpelling,
    coerces: true,
    blocks: true,
  };
}

function spellField(shape: string, type: string, field: string): FieldSpelling {
  const exact = SPELLING[`${shape}@${type}`]?.[field];
  const spelled = exact === undefined ? SPELLING[shape]?.[field] : exact;
  const structure = STRUCTURES[`${shape}.${field}`];
  if (spelled === undefined) return { word: snakeCase(field), structure };
  if (spelled === null) return { word: snakeCase(field), structure: structure ?? (() => undefined) };
  if (spelled === '@self') return { word: snakeCase(field), structure: structure ?? ((owner) => owner) };
  if (spelled === '@custom') return { word: snakeCase(field), structure };
  const [block, name] = spelled.split('.');
  if (block !== undefined && name !== undefined) {
    return { word: name, structure: structure ?? ((owner) => inBlock(owner, block, name)) };
  }
  return { word: spelled, structure };
}
