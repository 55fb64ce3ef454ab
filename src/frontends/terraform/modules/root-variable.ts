import type { SettledTerm, Term } from '../../../values/index.ts';
import { convertTo } from '../hcl/convert.ts';
import { isSettled } from '../hcl/derived.ts';
import { OpenVariableTerm, type OpenVariable } from '../hcl/open-variable.ts';
import type { Scope } from '../hcl/scope.ts';
import { typeOf, type Type } from '../hcl/type-constraint.ts';
import { SourcePlace } from '../source-place.ts';
import { argumentOf, type Declaration } from './module-source.ts';
import type { ModuleTree } from './module-tree.ts';
import { relocate, through } from './relocate.ts';

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
  const given = facts.given.get(name) ?? source.values.get(name);
  const isSensitive = argumentOf(declared, 'sensitive')?.value.raw === 'true';
  const mark = (term: Term): Term => (isSensitive ? secret(term) : term);
  if (given) {
    const term = convertTo(reader.value(given, scope), type, scope);
    return mark(through(term, { span: term.origin.head, note: `Value of variable '${name}'.` }));
  }
  const fallback = argumentOf(declared, 'default');
  const term = fallback && convertTo(reader.value({ key: fallback.key, body: fallback.value }, scope), type, scope);
  if (tree.compared.has(name) && (!term || (isSettled(term) && isPlain(term)))) {
    const variable: OpenVariable = {
      name: `var.${name}`,
      noun: `variable '${name}'`,
      id: `${source.id}#var.${name}`,
      fallback: term,
      domain: domainOf(type, term),
      type: scalarType(type, term),
    };
    return mark(new OpenVariableTerm(variable, new SourcePlace(declared.body, declared.key, { name })));
  }
  return term && mark(through(term, { span: term.origin.head, note: `Default of variable '${name}'.` }));
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
