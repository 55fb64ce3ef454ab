import { apiSpelling, type Spelling } from '../../model/index.ts';
import type { ScalarTerm, Term } from '../../values/index.ts';
import { STRUCTURES } from './structures/index.ts';
import { WORDS } from './words.ts';

/** Reads the document that a text holds; undefined when it holds none. */
export type OpenText = (text: ScalarTerm) => Term | undefined;

/**
 * How the AWS provider spells the shapes of each service: snake case with exceptions, blocks as lists, numbers as text.
 * Documents inside strings (`container_definitions`, policies) have the API's spelling.
 */
export function terraformSpelling(open: OpenText): (table: string) => Spelling {
  const known = new Map<string, Spelling>();
  return (table) => {
    let spelling = known.get(table);
    if (!spelling) known.set(table, (spelling = spellingOf(table, open)));
    return spelling;
  };
}

function spellingOf(table: string, open: OpenText): Spelling {
  const words = WORDS[table] ?? {};
  const structures = STRUCTURES[table] ?? {};
  return {
    word: (shape, field) => words[`${shape}.${field}`] ?? snakeCase(field),
    structure: (shape, field) => structures[`${shape}.${field}`],
    embedded: open,
    inside: apiSpelling,
    coerces: true,
    blocks: true,
  };
}

const snaked = new Map<string, string>();

/** `enableECSManagedTags` -> `enable_ecs_managed_tags`, `sizeInGiB` -> `size_in_gib`. */
export function snakeCase(name: string): string {
  let known = snaked.get(name);
  if (known === undefined) {
    known = name
      .replace(/(GiB|MiB|IPv\d|ARNs)/g, (unit) => `_${unit.toLowerCase()}`)
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
      .toLowerCase();
    snaked.set(name, known);
  }
  return known;
}
