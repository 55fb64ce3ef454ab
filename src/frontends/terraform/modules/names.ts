import { posix } from 'node:path';
import type { Hop, MapTerm, Reference, SettledTerm, Term, UnknownTerm, World } from '../../../values/index.ts';
import { isReadable, readDataSource } from '../data-sources/index.ts';
import { argumentIn, argumentsOf, typeOfArgument } from '../arguments.ts';
import { convertTo } from '../hcl/convert.ts';
import { DerivedTerm, derived } from '../hcl/derived.ts';
import { OpenVariableTerm } from '../hcl/open-variable.ts';
import { listTerm, mapTerm, scalarTerm, unknownTerm } from '../hcl/terms.ts';
import type { AlikeTerm } from '../hcl/traversals.ts';
import { allTags } from './default-tags.ts';
import { jsonTerm } from './json-term.ts';
import type { ModuleInstance, Repeated, ResourceInstance } from './module-instance.ts';
import { NOWHERE } from './nowhere.ts';
import { providerOf } from './providers.ts';
import { regionOf } from './region.ts';
import { through } from './relocate.ts';
import type { Repetition } from './repetition.ts';

/** What the names of a module mean, each as a term with members: `var`, `local`, `module`, `data`, resource types. */
export class ModuleNames {
  readonly #module: ModuleInstance;
  readonly #known = new Map<string, Term | undefined>();

  constructor(module: ModuleInstance) {
    this.#module = module;
  }

  lookup(name: string): Term | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#namespace(name));
    return this.#known.get(name);
  }

  /** `each` and `count` in an instance. */
  ofRepetition({ each, index }: Repetition): ReadonlyMap<string, Term> {
    const note = 'Repeated by for_each here.';
    const part = (name: string): Term => {
      const term = name === 'key' ? each?.key : name === 'value' ? each?.value : undefined;
      if (!term) return unknown(`'each.${name}', whose for_each is not known`);
      return through(term, { span: term.origin.head, note });
    };
    const counted = (): Term => index ?? unknown("'count.index', whose count is not known");
    return new Map<string, Term>([
      ['each', new Namespace(part)],
      ['count', new Namespace(counted)],
    ]);
  }

  #namespace(name: string): Term | undefined {
    const module = this.#module;
    switch (name) {
      case 'var':
        return new Namespace((variable) => this.#variable(variable));
      case 'local':
        return new Namespace((local) => this.#local(local));
      case 'module':
        return new Namespace((call) => this.#call(call));
      case 'data':
        return new Namespace((type) => new Namespace((source) => this.#data(type, source)));
      case 'path':
        return new Namespace((part) => this.#path(part));
      case 'terraform':
        return new Namespace((part) => (part === 'workspace' ? workspaceOf(module) : unknown(`'terraform.${part}'`)));
      case 'each':
      case 'count':
      case 'self':
        return new Namespace((part) => unknown(`'${name}.${part}', which is not known here`));
      default:
        return name.includes('_') || module.source.resources.some(({ type }) => type === name)
          ? new Namespace((resource) => this.#resource(name, resource))
          : undefined;
    }
  }

  #variable(name: string): Term {
    const value = this.#module.variable(name);
    if (value) return value;
    const isDeclared = this.#module.source.variables.has(name);
    return unknown(`variable '${name}', ${isDeclared ? 'which has no default' : 'which is not declared here'}`);
  }

  #local(name: string): Term {
    const value = this.#module.local(name);
    const key = this.#module.source.locals.get(name)?.key;
    if (!value || !key) return unknown(`local value '${name}', which is not set here`);
    return through(value, { span: key.span, note: `Local value '${name}'.` });
  }

  #path(part: string): Term {
    const { source, tree } = this.#module;
    if (part === 'root') return scalarTerm('.', NOWHERE);
    if (part !== 'module') return unknown('the folder that Terraform runs in');
    return scalarTerm(posix.relative(tree.root.source.folder, source.folder) || '.', NOWHERE);
  }

  #data(type: string, name: string): Term {
    const unknownPart = unknown(`data source '${type}.${name}', which is read when planning`);
    const { prefix, tree } = this.#module;
    const planned = (attribute: string): Term | undefined => {
      const node = tree.facts.planned?.attribute(`${prefix}data.${type}.${name}`, attribute);
      return node && jsonTerm(node, NOWHERE);
    };
    const repeated = isReadable(type) ? this.#module.data(type, name) : undefined;
    if (!repeated) return alike(new Namespace((attribute) => planned(attribute) ?? unknownPart), 'map');
    const { budget } = tree;
    return this.#repeated(repeated, ({ body, declaration }) => {
      const tags = (): Term | undefined => allTags(this.#module, declaration, undefined);
      const region = regionOf(this.#module, providerOf(declaration));
      const facts = { body, place: body.origin, budget, region, tags };
      return new Namespace((attribute) => {
        const own = readDataSource(type, attribute, facts) ?? unknownPart;
        return own.state === 'unknown' ? (planned(attribute) ?? own) : own;
      });
    });
  }

  #call(name: string): Term {
    const children = this.#module.children(name);
    if (!children) return alike(new Namespace(() => unknown(outside(name))), 'map');
    return this.#repeated(children, (child) => new Namespace((output) => this.#output(child, name, output)));
  }

  #output(child: ModuleInstance, call: string, name: string): Term {
    const value = child.output(name);
    if (!value) return unknown(`output '${name}' of module '${call}', which is not declared`);
    return through(value, { span: value.origin.head, note: `Output '${name}' of module '${call}'.` });
  }

  #resource(type: string, name: string): Term {
    const repeated = this.#module.resource(type, name);
    if (!repeated) return alike(new Namespace(() => unknown(`'${type}.${name}', which is not declared here`)), 'map');
    return this.#repeated(repeated, (instance) => new ResourceTerm(instance, this.#module));
  }

  /** One instance as itself, several as a list or a map of them, an unknown number as one that stands for each. */
  #repeated<T extends Pick<ResourceInstance, 'key' | 'exists'>>(
    { by, instances, known }: Repeated<T>,
    termOf: (instance: T) => Term,
  ): Term {
    const terms = instances.map((instance) => ({ instance, term: termOf(instance) }));
    const [first] = terms;
    if (by === 'once') return first?.term ?? unknown('a resource that leads back to itself');
    const collect = (world?: World): SettledTerm => {
      const there = terms.filter(({ instance }) => !world || (instance.exists?.(world) ?? true));
      const stand = there.find(({ instance }) => instance.key === undefined);
      if (!known && stand) return alike(stand.term, by === 'count' ? 'list' : 'map');
      if (by === 'count')
        return listTerm(
          there.map(({ term }) => term),
          NOWHERE,
          !known,
        );
      return mapTerm(new Map(there.map(({ instance, term }) => [String(instance.key), term])), NOWHERE, !known);
    };
    if (terms.every(({ instance }) => !instance.exists)) return collect();
    return new DerivedTerm(NOWHERE, this.#module.tree.budget, collect);
  }
}

/** The name of the workspace: what conditions compare, and nobody can know. */
function workspaceOf({ tree }: ModuleInstance): Term {
  const id = `${tree.root.source.id}#terraform.workspace`;
  const noun = 'the name of the workspace';
  const lack = 'which is chosen when planning';
  const facts = { name: 'terraform.workspace', noun, lack, id, fallback: undefined, domain: undefined };
  return new OpenVariableTerm({ ...facts, type: 'string' }, NOWHERE);
}

function outside(call: string): string {
  return `an output of module '${call}', which is not among these files`;
}

function unknown(reason: string): UnknownTerm {
  return unknownTerm(reason, NOWHERE);
}

/** A collection of an unknown number of things, of which one stands for all; also what may be one thing itself. */
function alike(each: Term, as: 'list' | 'map'): SettledTerm {
  const list: AlikeTerm = { state: 'list', open: true, origin: NOWHERE, items: () => [each], each };
  if (as === 'list') return list;
  const map: MapTerm & { readonly each: Term } = {
    state: 'map',
    open: true,
    origin: NOWHERE,
    get: (name) => (each.state === 'map' ? each.get(name) : undefined),
    entries: () => [],
    each,
  };
  return map;
}

const LOOP = unknown('a value that leads back to itself');

/** Something with members of any name. */
class Namespace implements MapTerm {
  readonly state = 'map';
  readonly open = true;
  readonly origin = NOWHERE;
  readonly #member: (name: string) => Term;
  readonly #known = new Map<string, Term>();

  constructor(member: (name: string) => Term) {
    this.#member = member;
  }

  get(name: string): Term {
    let known = this.#known.get(name);
    if (!known) {
      this.#known.set(name, LOOP);
      this.#known.set(name, (known = this.#member(name)));
    }
    return known;
  }

  entries(): [] {
    return [];
  }
}

/** Arguments by which other resources mean this one. */
const IDENTITIES = new Set(['arn', 'id', 'name']);

/** A resource, as an expression sees it: what is written in it, and else what will only be known once it is there. */
class ResourceTerm implements MapTerm {
  readonly state = 'map';
  readonly open = true;
  readonly origin = NOWHERE;
  readonly #instance: ResourceInstance;
  readonly #module: ModuleInstance;

  constructor(instance: ResourceInstance, module: ModuleInstance) {
    this.#instance = instance;
    this.#module = module;
  }

  get(name: string): Term {
    const { address, body } = this.#instance;
    const reference = { ...this.#instance.reference, attribute: name };
    const written = this.#module.tree.follow(() => body.get(name));
    const planned = this.#planned(name, reference);
    const later = planned ?? unknownTerm('known after apply', NOWHERE, reference);
    if (!written) return later;
    const hop: Hop = { span: written.origin.head, note: `Argument '${name}' of ${address}.` };
    const type = argumentIn(argumentsOf(this.#instance.declaration.type), name);
    const typed = convertTo(through(written, hop), typeOfArgument(type), this.#module.scope());
    return derived([typed], written.origin, this.#module.tree.budget, ([value]) => {
      if (!value || value.state === 'absent' || (value.state === 'scalar' && value.value === null)) return later;
      if (planned && (value.state === 'unknown' || value.state === 'template')) return planned;
      if (value.state === 'scalar' || value.state === 'template') return { ...value, reference };
      // What is taken from elsewhere leads there, save for what the resource is known by.
      const isOwn = value.state === 'unknown' && (value.reference === undefined || IDENTITIES.has(name));
      return isOwn ? { ...value, reference } : value;
    });
  }

  /** What a plan knows of it. */
  #planned(name: string, reference: Reference): Term | undefined {
    const node = this.#module.tree.facts.planned?.attribute(this.#instance.address, name);
    const term = node && jsonTerm(node, NOWHERE);
    return term?.state === 'scalar' ? { ...term, reference } : term;
  }

  entries(): [] {
    return [];
  }
}
