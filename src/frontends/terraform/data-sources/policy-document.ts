import { UNKNOWN_TEXT } from '../../../domain/index.ts';
import type { ListTerm, MapTerm, Origin, SettledTerm, Term } from '../../../values/index.ts';
import type { Budget } from '../budget.ts';
import { MOST_ITEMS } from '../functions/lists.ts';
import { asInner } from '../hcl/partial-document.ts';
import { derived, type Settle } from '../hcl/derived.ts';
import { listTerm, mapTerm, scalarTerm, textIn } from '../hcl/terms.ts';
import { openDocument } from '../open-document.ts';

const VERSION = '2012-10-17';

/** Arguments of a statement that are lists in a policy, and how a policy calls them. */
const LISTS: readonly (readonly [string, string])[] = [
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
];

/**
 * The JSON document of an `aws_iam_policy_document`: its own statements and those of the documents that it is made of, as
 * far as they are known. Source: provider documentation, "Data Source: aws_iam_policy_document".
 */
export function policyDocument(body: MapTerm, place: Origin, budget: Budget): Term {
  const sources = ['source_json', 'source_policy_documents'].map((name) => body.get(name));
  const overrides = ['override_policy_documents', 'override_json'].map((name) => body.get(name));
  const own = body.get('statement') ?? listTerm([], place);
  const parts = [...sources, own, ...overrides];
  const given = parts.filter((part) => part !== undefined);
  return derived(given, place, budget, (settled, settleTerm) => {
    const statements = new Statements();
    for (const [index, part] of settled.entries()) {
      if (given[index] === own) statements.addOwn(part, budget);
      else for (const text of textsIn(part)) statements.addDocument(settleTerm(text));
    }
    const document = new Map<string, Term>();
    document.set('Version', body.get('version') ?? scalarTerm(VERSION, place));
    const id = body.get('policy_id');
    if (id) document.set('Id', id);
    document.set('Statement', listTerm(statements.items, place, statements.isOpen));
    return asInner(mapTerm(document, place));
  });
}

/** A document, or a list of them. */
function textsIn(term: SettledTerm): readonly Term[] {
  return term.state === 'list' && term.inner !== true ? [...term.items()] : [term];
}

/** Statements in order; one with the `sid` of another takes its place. */
class Statements {
  readonly items: Term[] = [];
  isOpen = false;
  readonly #bySid = new Map<string, number>();

  addOwn(blocks: SettledTerm, budget: Budget): void {
    if (blocks.state !== 'list') {
      this.isOpen ||= blocks.state === 'unknown';
      return;
    }
    this.isOpen ||= blocks.open;
    for (const block of blocks.items()) {
      const sid = block.state === 'map' ? textIn(block.get('sid')) : undefined;
      this.#add(statementOf(block, budget), sid);
    }
  }

  addDocument(text: SettledTerm): void {
    const document = text.state === 'scalar' ? openDocument(text) : text;
    if (text.state === 'absent' || (text.state === 'scalar' && (text.value === null || text.value === ''))) return;
    const written = document?.state === 'map' ? document.get('Statement') : undefined;
    if (written?.state === 'list') {
      this.isOpen ||= written.open;
      for (const statement of written.items()) this.#add(statement, sidOf(statement));
    } else if (written?.state === 'map') this.#add(written, sidOf(written));
    else this.isOpen = true;
  }

  #add(statement: Term, sid: string | undefined): void {
    if (this.items.length >= MOST_ITEMS) {
      this.isOpen = true;
      return;
    }
    const at = sid === undefined || sid === '' ? undefined : this.#bySid.get(sid);
    if (at !== undefined) this.items[at] = statement;
    else {
      if (sid !== undefined && sid !== '') this.#bySid.set(sid, this.items.length);
      this.items.push(statement);
    }
  }
}

function sidOf(statement: Term): string | undefined {
  return statement.state === 'map' ? textIn(statement.get('Sid')) : undefined;
}

function statementOf(block: Term, budget: Budget): Term {
  return derived([block], block.origin, budget, ([settled]) => {
    if (settled?.state !== 'map') return block;
    const { origin } = settled;
    const parts = new Map<string, Term>();
    const put = (name: string, term: Term | undefined): void => {
      if (term && !isNull(term)) parts.set(name, term);
    };
    const sid = settled.get('sid');
    if (!sid || textIn(sid) !== '') put('Sid', sid);
    const effect = settled.get('effect');
    put('Effect', effect && !isNull(effect) ? effect : scalarTerm('Allow', origin));
    for (const [argument, name] of LISTS) put(name, written(settled.get(argument), budget));
    put('Principal', principalsOf(settled.get('principals'), budget));
    put('NotPrincipal', principalsOf(settled.get('not_principals'), budget));
    put('Condition', conditionsOf(settled.get('condition'), budget));
    return mapTerm(parts, origin, settled.open);
  });
}

/** A list as the provider writes it: one item alone stands for itself, and `&{x}` is a variable of the policy. */
function written(list: Term | undefined, budget: Budget): Term | undefined {
  return (
    list &&
    derived([list], list.origin, budget, ([settled], settleTerm) => {
      if (settled?.state !== 'list' || settled.inner) return settled ?? list;
      const items = [...settled.items()].map((item) => withVariables(settleTerm(item)));
      const [only, second] = items;
      return only && !second && !settled.open ? only : listTerm(items, settled.origin, settled.open);
    })
  );
}

function withVariables(term: SettledTerm): Term {
  if (term.state === 'template') {
    const parts = term.parts.map((part) => (typeof part === 'string' ? part.replaceAll('&{', '${') : part));
    return { ...term, parts };
  }
  if (term.state !== 'scalar' || typeof term.value !== 'string' || !term.value.includes('&{')) return term;
  return scalarTerm(term.value.replaceAll('&{', '${'), term.origin);
}

function withWritten(parts: ReadonlyMap<string, Term>, budget: Budget): ReadonlyMap<string, Term> {
  return new Map([...parts].map(([name, list]) => [name, written(list, budget) ?? list]));
}

function isNull(term: Term): boolean {
  return term.state === 'absent' || (term.state === 'scalar' && term.value === null);
}

/** `{ type, identifiers }` by type; anybody is `*` alone. */
function principalsOf(blocks: Term | undefined, budget: Budget): Term | undefined {
  return grouped(blocks, budget, (entries, list) => {
    const parts = new Map<string, Term>();
    let isOpen = list.open;
    for (const entry of entries) {
      const type = textIn(entry.get('type'));
      const identifiers = entry.get('identifiers');
      if (type === undefined || !identifiers) isOpen = true;
      else if (type === '*') return scalarTerm('*', identifiers.origin);
      else parts.set(type, joined(parts.get(type), identifiers, budget));
    }
    return mapTerm(withWritten(parts, budget), list.origin, isOpen);
  });
}

/** `{ test, variable, values }` by test and variable. */
function conditionsOf(blocks: Term | undefined, budget: Budget): Term | undefined {
  return grouped(blocks, budget, (entries, list, settleTerm) => {
    const tests = new Map<string, Map<string, Term>>();
    let isOpen = list.open;
    for (const entry of entries) {
      const [test, variable] = [textIn(entry.get('test')), keyIn(entry.get('variable'), settleTerm)];
      const values = entry.get('values');
      if (test === undefined || variable === undefined || !values) {
        isOpen = true;
        continue;
      }
      const variables = tests.get(test) ?? new Map<string, Term>();
      tests.set(test, variables);
      variables.set(variable, joined(variables.get(variable), values, budget));
    }
    const parts = new Map<string, Term>();
    for (const [test, variables] of tests) parts.set(test, mapTerm(withWritten(variables, budget), list.origin));
    return mapTerm(parts, list.origin, isOpen);
  });
}

/** A key that is partly known, as '${local.provider}:sub', has UNKNOWN_TEXT for the rest. */
function keyIn(term: Term | undefined, settleTerm: Settle): string | undefined {
  const settled = term && settleTerm(term);
  if (settled?.state !== 'template') return textIn(settled);
  return settled.parts.map((part) => (typeof part === 'string' ? part : UNKNOWN_TEXT)).join('');
}

function grouped(
  blocks: Term | undefined,
  budget: Budget,
  work: (entries: readonly MapTerm[], list: ListTerm, settleTerm: Settle) => Term,
): Term | undefined {
  return (
    blocks &&
    derived([blocks], blocks.origin, budget, ([settled], settleTerm) => {
      if (settled?.state !== 'list') return settled ?? blocks;
      const entries = [...settled.items()].map(settleTerm);
      return work(
        entries.filter((entry) => entry.state === 'map'),
        settled,
        settleTerm,
      );
    })
  );
}

function joined(first: Term | undefined, second: Term, budget: Budget): Term {
  if (!first) return second;
  return derived([first, second], first.origin, budget, (settled) =>
    listTerm(
      settled.flatMap((term) => (term.state === 'list' ? [...term.items()] : [])),
      first.origin,
      settled.some((term) => term.state !== 'list' || term.open),
    ),
  );
}
