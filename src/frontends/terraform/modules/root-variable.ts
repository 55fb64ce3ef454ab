import type { SettledTerm, Term } from '../../../values/index.ts';
import { parseHclExpression, type Node } from '../../../syntax/index.ts';
import { convertTo } from '../hcl/convert.ts';
import { isSettled } from '../hcl/derived.ts';
import { evaluate } from '../hcl/evaluate.ts';
import { OpenVariableTerm, type OpenVariable } from '../hcl/open-variable.ts';
import type { Scope } from '../hcl/scope.ts';
import { listTerm, mapTerm, moved, scalarTerm, unknownTerm } from '../hcl/terms.ts';
import { typeOf, type Type } from '../hcl/type-constraint.ts';
import { SourcePlace } from '../source-place.ts';
import { jsonTerm } from './json-term.ts';
import { argumentOf, type Declaration } from './module-source.ts';
import type { ModuleTree } from './module-tree.ts';
import { relocate, through } from './relocate.ts';
import { whereWritten } from './where-written.ts';

/**
 * The value of a variable of a root module: what the user gives for this run, what a `.tfvars` file sets, its default.
 * Where conditions look at it and nothing is given, they decide about it. Undefined when it is not declared or has none.
 */
export function rootVariable(tree: ModuleTree, name: string, declared: Declaration | undefined): Term | undefined {
  if (!declared) return undefined;
  const { reader, facts } = tree;
  const { source } = tree.root;
  const scope = noNames(tree.root.scope());
  const type = typeOf(reader.type(declared));
  const text = facts.given.texts.get(name);
  const given = facts.given.declared.get(name) ?? source.values.get(name);
  const isSensitive = argumentOf(declared, 'sensitive')?.value.raw === 'true';
  const mark = (term: Term): Term => (isSensitive ? secret(term) : term);
  const planned = facts.planned?.variable(name);
  if (planned) return mark(plannedValue(planned, name, declared, tree));
  if (text !== undefined) {
    return mark(convertTo(givenTerm(text, name, type, declared, scope), type, scope));
  }
  if (given) return mark(noted(convertTo(reader.value(given, scope), type, scope), `Value of variable '${name}'.`));
  const fallback = argumentOf(declared, 'default');
  const term = fallback && convertTo(reader.value({ key: fallback.key, body: fallback.value }, scope), type, scope);
  if (tree.compared.has(name) && (!term || (isSettled(term) && isPlain(term)))) {
    const variable: OpenVariable = {
      name: `var.${name}`,
      noun: `variable '${name}'`,
      lack: 'which has no default',
      id: `${source.id}#var.${name}`,
      fallback: term,
      domain: domainOf(type, term),
      type: scalarType(type, term),
    };
    return mark(new OpenVariableTerm(variable, new SourcePlace(declared.body, declared.key, { name })));
  }
  return term && mark(noted(term, `Default of variable '${name}'.`));
}

/** The same value, reached through the place where it is. */
function noted(term: Term, note: string): Term {
  return through(term, { span: term.origin.head, note });
}

/** What a plan was made with: the value that the source gives, or where it differs one given for that run alone. */
function plannedValue(planned: Node, name: string, declared: Declaration, tree: ModuleTree): Term {
  const { reader } = tree;
  const scope = noNames(tree.root.scope());
  const type = typeOf(reader.type(declared));
  const place = new SourcePlace(declared.body, declared.key, { name, computed: true });
  const value = convertTo(jsonTerm(planned, place), type, scope);
  const read = (declaration: Declaration, note: string): Term =>
    noted(convertTo(reader.value(declaration, scope), type, scope), note);
  const set = tree.root.source.values.get(name);
  const fallback = argumentOf(declared, 'default');
  const written = [
    ...(set ? [read(set, `Value of variable '${name}'.`)] : []),
    ...(fallback ? [read({ key: fallback.key, body: fallback.value }, `Default of variable '${name}'.`)] : []),
  ];
  return whereWritten(value, written);
}

/** What the user gives on the command line: text, unless the variable is of another type. It stands where that is declared. */
function givenTerm(text: string, name: string, type: Type, { body, key }: Declaration, scope: Scope): Term {
  const place = new SourcePlace(body, key, { name, computed: true });
  const isText = type.is === 'any' || type.is === 'string' || type.is === 'number' || type.is === 'bool';
  if (isText) return scalarTerm(text === 'null' && type.is !== 'any' && type.is !== 'string' ? null : text, place);
  const { root } = parseHclExpression({ path: `-var ${name}`, text });
  return root ? allAt(evaluate(root, scope), place) : unknownTerm(`the value given for variable '${name}'`, place);
}

/** A value with all its parts at one place. */
function allAt(term: Term, place: SourcePlace): Term {
  switch (term.state) {
    case 'list':
      return listTerm(
        [...term.items()].map((item) => allAt(item, place)),
        place,
        term.open,
      );
    case 'map': {
      const entries = [...term.entries()].map(({ name, value }) => [name, allAt(value, place)] as const);
      return mapTerm(new Map(entries), place, term.open);
    }
    case 'choice':
    case 'deferred':
      return term;
    default:
      return moved(term, place);
  }
}

/** In a default or a `.tfvars` file no name means anything. */
function noNames(scope: Scope): Scope {
  return { ...scope, lookup: () => undefined };
}

/** A default that may as well be another: a scalar, or a collection of nothing. What a filled one holds is meant. */
function isPlain(term: SettledTerm): boolean {
  if (term.state === 'list') return !term.open && [...term.items()].length === 0;
  if (term.state === 'map') return !term.open && [...term.entries()].length === 0;
  return term.state === 'scalar';
}

function scalarType(type: Type | undefined, fallback: SettledTerm | undefined): OpenVariable['type'] {
  if (type?.is === 'string' || type?.is === 'number' || type?.is === 'bool') return type.is;
  if (type && type.is !== 'any') return undefined;
  const value = fallback?.state === 'scalar' ? fallback.value : null;
  if (value === null) return undefined;
  return typeof value === 'boolean' ? 'bool' : typeof value === 'number' ? 'number' : 'string';
}

function domainOf(type: Type | undefined, fallback: SettledTerm | undefined): readonly string[] | undefined {
  if (scalarType(type, fallback) !== 'bool') return undefined;
  const isNull = fallback?.state === 'scalar' && fallback.value === null;
  return isNull ? ['true', 'false', 'null'] : ['true', 'false'];
}

function secret(term: Term): Term {
  return term.origin instanceof SourcePlace ? relocate(term, term.origin.with([], true)) : term;
}
