import { API_NAMES } from '../../model/generated/api-names.ts';
import { apiSpelling, KINDS, unknownTerm, type Kind, type Spelling } from '../../model/index.ts';
import { looksEmbedded, NodeOrigin, parseEmbedded, type Document } from '../../syntax/index.ts';
import type { MapTerm, ScalarTerm, Term } from '../../values/index.ts';
import { apiTerms } from './evaluate.ts';

const spellings = new Map<string, Spelling>();

/** How the service's own API spells this kind: ECS as the model does, Application Auto Scaling with capitals. */
export function spellingOf(kind: Kind): Spelling {
  const { table } = KINDS[kind];
  let spelling = spellings.get(table);
  if (!spelling) spellings.set(table, (spelling = makeSpelling(table)));
  return spelling;
}

/** Fields spelled as the model does; documents in strings (`policyText`) are read. */
export const plainSpelling: Spelling = { ...apiSpelling, embedded };

/** Every field with a capital. */
export const capitalSpelling: Spelling = { ...plainSpelling, word: (_shape, field) => capitalise(field) };

function makeSpelling(table: string): Spelling {
  const names = API_NAMES[table];
  if (!names) return plainSpelling;
  const capitalised = new Set(names.capitalised);
  const word = (shape: string, field: string): string =>
    names.names[`${shape}.${field}`] ?? (capitalised.has(shape) ? capitalise(field) : field);
  return { ...plainSpelling, word, structure: (shape, field) => STRUCTURES[`${table}.${shape}.${field}`] };
}

type Structure = (owner: MapTerm) => Term;

const separate =
  (what: string): Structure =>
  ({ origin }) =>
    unknownTerm(`${what} by requests of their own`, origin, false);

/** What other requests say of a resource: a role without policies in its own input need not be without. */
const STRUCTURES: Readonly<Record<string, Structure>> = {
  'iam.Role.policies': separate('put'),
  'iam.Role.managedPolicyArns': separate('attached'),
  'iam.Policy.roles': separate('attached'),
};

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function embedded(text: ScalarTerm): Term | undefined {
  const root = documentIn(text)?.root;
  return root && apiTerms(root)(root);
}

/** The text as a JSON document, where it begins as one; it may have faults. */
export function documentIn({ origin }: ScalarTerm): Document | undefined {
  return origin instanceof NodeOrigin && looksEmbedded(origin.node) ? parseEmbedded(origin.node, 'json') : undefined;
}
