import type { Hop, MapTerm, Reference, Term, World } from '../../../values/index.ts';
import { argumentsOf, type ArgumentTree } from '../arguments.ts';
import { convertTo } from '../hcl/convert.ts';
import { withNames, type Scope } from '../hcl/scope.ts';
import { unknownTerm } from '../hcl/terms.ts';
import { typeOf } from '../hcl/type-constraint.ts';
import { SourcePlace } from '../source-place.ts';
import { through } from './relocate.ts';
import {
  argumentOf,
  literalOf,
  type Declaration,
  type ModuleSource,
  type ResourceDeclaration,
} from './module-source.ts';
import type { ModuleTree } from './module-tree.ts';
import { ModuleNames } from './names.ts';
import { NOWHERE } from './nowhere.ts';
import {
  JUST_ONCE,
  keyText,
  plannedRepetitions,
  repetitionsOf,
  type Repetition,
  type Repetitions,
} from './repetition.ts';
import type { InstanceKey } from './planned-facts.ts';
import { hasConditionsIn } from './conditions-in.ts';
import { allTags } from './default-tags.ts';
import { Dependence } from './dependence.ts';
import { InstanceBody } from './instance-body.ts';
import { passedProvider, providerName } from './providers.ts';
import { rootVariable } from './root-variable.ts';

/** One instance of a resource. */
export interface ResourceInstance {
  readonly declaration: ResourceDeclaration;
  /** Full address: `module.web["a.b"].aws_ecs_service.this[0]`. */
  readonly address: string;
  readonly key: string | number | undefined;
  /** Its arguments and blocks; each is evaluated once. */
  readonly body: MapTerm;
  readonly reference: Reference;
  readonly exists: ((world: World) => boolean) | undefined;
}

/** A resource or module call and its instances; `known` is false when one stands for an unknown number. */
export interface Repeated<T> {
  readonly by: Repetitions['by'];
  readonly instances: readonly T[];
  readonly known: boolean;
}

interface Call {
  readonly caller: ModuleInstance;
  readonly declaration: Declaration;
  readonly name: string;
  readonly repetition: Repetition;
}

const NONE = { by: 'once', instances: [], known: false } as const;

/** Modules within modules that are followed. */
const DEEPEST = 12;

/** One instance of a module: its names mean what the call and the module's own defaults make of them. */
export class ModuleInstance {
  readonly source: ModuleSource;
  readonly tree: ModuleTree;
  readonly #call: Call | undefined;
  readonly #names: ModuleNames;
  readonly #via: readonly Hop[];
  readonly #terms = new Map<string, Term | undefined>();
  readonly #resources = new Map<string, Repeated<ResourceInstance>>();
  readonly #children = new Map<string, Repeated<ModuleInstance> | undefined>();
  #scope: Scope | undefined;
  /** The scope in what is there once. */
  #onceScope: Scope | undefined;
  /** What the call passes. */
  #passed: MapTerm | undefined;
  #dependence: Dependence | undefined;
  #declarations: ReadonlyMap<string, ResourceDeclaration> | undefined;
  #dataSources: ReadonlyMap<string, ResourceDeclaration> | undefined;

  constructor(tree: ModuleTree, source: ModuleSource, call: Call | undefined) {
    this.tree = tree;
    this.source = source;
    this.#call = call;
    this.#names = new ModuleNames(this);
    const { span } = call?.declaration.key ?? {};
    this.#via = call && span ? [{ span, note: 'Module called here.', isPassage: true }, ...call.caller.#via] : [];
  }

  /** `module.web["a"].`, or nothing for the root. */
  get prefix(): string {
    const call = this.#call;
    return call ? `${call.caller.prefix}module.${call.name}${keyText(call.repetition.key)}.` : '';
  }

  /** Its address: `module.web["a"]`, empty for the root. */
  get address(): string {
    return this.prefix.slice(0, -1);
  }

  /** The calls that lead here, as Terraform's list of installed modules has them: `net.subnets.`. */
  get #calls(): string {
    return this.#call ? `${this.#call.caller.#calls}${this.#call.name}.` : '';
  }

  get key(): string | number | undefined {
    return this.#call?.repetition.key;
  }

  /** Whether it is there in a world; undefined where it always is. */
  get exists(): ((world: World) => boolean) | undefined {
    return this.#call && both(this.#call.caller.exists, this.#call.repetition.exists);
  }

  /** Which declarations hold values that depend on conditions, of this module or of those that call it. */
  get dependence(): Dependence {
    return (this.#dependence ??= new Dependence(
      this.source,
      (variable) => this.#isConditionalVariable(variable),
      (call) => (this.children(call)?.instances ?? []).some((child) => child.source.roots.some(hasConditionsIn)),
    ));
  }

  #isConditionalVariable(name: string): boolean {
    if (!this.#call) return this.tree.compared.has(name);
    const { caller, declaration } = this.#call;
    const passed = argumentOf(declaration, name);
    return passed !== undefined && caller.dependence.isConditional({ key: passed.key, body: passed.value });
  }

  /** What names mean in this module; with a repetition, `each` and `count` too. */
  scope(repetition?: Repetition): Scope {
    const { tree, source } = this;
    this.#scope ??= {
      lookup: (name) => this.#names.lookup(name),
      budget: tree.budget,
      files: tree.files,
      via: this.#via,
      id: `${tree.root.source.id}#${this.prefix}`,
      around: undefined,
    };
    if (!repetition) return this.#scope;
    const isOnce = JUST_ONCE.items[0] === repetition;
    if (isOnce && this.#onceScope) return this.#onceScope;
    const names = this.#names.ofRepetition(repetition);
    const scope = withNames(this.#scope, names, `${source.id}${keyText(repetition.key)}`);
    if (isOnce) this.#onceScope = scope;
    return scope;
  }

  /** The value of a variable: what the call passes, else its default. Undefined when it is not declared or has none. */
  variable(name: string): Term | undefined {
    return this.#once(`var.${name}`, () => {
      const declared = this.source.variables.get(name);
      if (!this.#call) return rootVariable(this.tree, name, declared);
      const { reader } = this.tree;
      const passed = this.#argument(this.#call, name);
      const type = declared && typeOf(reader.type(declared));
      const isNull = passed?.state === 'scalar' && passed.value === null;
      const isNullable = !declared || argumentOf(declared, 'nullable')?.value.raw !== 'false';
      if (passed && !(isNull && !isNullable)) {
        return noted(convertTo(passed, type, this.scope()), `Argument '${name}' of the module.`);
      }
      const fallback = declared && argumentOf(declared, 'default');
      if (!fallback) return undefined;
      const value = reader.value({ key: fallback.key, body: fallback.value }, this.scope());
      return noted(convertTo(value, type, this.scope()), `Default of variable '${name}'.`);
    });
  }

  local(name: string): Term | undefined {
    const declared = this.source.locals.get(name);
    return declared && this.#once(`local.${name}`, () => this.tree.reader.value(declared, this.scope()));
  }

  output(name: string): Term | undefined {
    const declared = this.source.outputs.get(name);
    const value = declared && argumentOf(declared, 'value');
    return (
      value &&
      this.#once(`output.${name}`, () => this.tree.reader.value({ key: value.key, body: value.value }, this.scope()))
    );
  }

  /** Instances of a resource by type and name; undefined when it is not declared. */
  resource(type: string, name: string): Repeated<ResourceInstance> | undefined {
    this.#declarations ??= byName(this.source.resources);
    return this.#instances(`${type}.${name}`, this.#declarations.get(`${type}.${name}`));
  }

  /** The same of data sources. */
  data(type: string, name: string): Repeated<ResourceInstance> | undefined {
    this.#dataSources ??= byName(this.source.data);
    return this.#instances(`data.${type}.${name}`, this.#dataSources.get(`${type}.${name}`));
  }

  #instances(id: string, declaration: ResourceDeclaration | undefined): Repeated<ResourceInstance> | undefined {
    if (!declaration) return undefined;
    let known = this.#resources.get(id);
    if (!known) {
      // Its `count` may name the resource itself, by mistake.
      this.#resources.set(id, NONE);
      this.#resources.set(id, (known = this.#repeat(declaration)));
    }
    return known;
  }

  /** Instances of a module that this one calls; undefined when there is no such call or its source is elsewhere. */
  children(name: string): Repeated<ModuleInstance> | undefined {
    if (!this.#children.has(name)) {
      this.#children.set(name, undefined);
      this.#children.set(name, this.#called(name));
    }
    return this.#children.get(name);
  }

  #called(name: string): Repeated<ModuleInstance> | undefined {
    const declaration = this.source.calls.get(name);
    const path = declaration && literalOf(declaration, 'source');
    const source = path === undefined ? undefined : this.tree.called(this.source, this.#calls + name, path);
    if (!declaration || !source) return undefined;
    if (this.#within(source, 0)) {
      this.tree.budget.beyond('a module that leads back to itself', new SourcePlace(declaration.key, undefined));
      return NONE;
    }
    const keys = this.tree.facts.planned?.callKeys(this.address, name);
    const { by, items, known } = this.#repetitions(declaration, undefined, keys);
    const instances = items.map(
      (repetition) => new ModuleInstance(this.tree, source, { caller: this, declaration, name, repetition }),
    );
    return { by, instances, known };
  }

  /** Does this module stand within an instance of that source, or too deep? */
  #within(source: ModuleSource, depth: number): boolean {
    if (this.source === source || depth > DEEPEST) return true;
    return this.#call !== undefined && this.#call.caller.#within(source, depth + 1);
  }

  /** The configuration that a provider's name means here, and the module that has it. */
  provider(name: string): { readonly module: ModuleInstance; readonly declaration: Declaration } | undefined {
    const declaration = this.source.providers.find((each) => providerName(each) === name);
    if (declaration) return { module: this, declaration };
    const passed = this.#call && passedProvider(this.#call.declaration, name);
    // Only one without an alias is handed down by itself.
    if (passed === undefined && name.includes('.')) return undefined;
    return this.#call?.caller.provider(passed ?? name);
  }

  #argument({ caller, declaration, repetition }: Call, name: string): Term | undefined {
    if (name === 'source' || name === 'version' || name === 'providers') return undefined;
    this.#passed ??= caller.tree.reader.body(declaration, caller.scope(repetition), undefined);
    return this.#passed.get(name);
  }

  #repeat(declaration: ResourceDeclaration): Repeated<ResourceInstance> {
    const { type, name } = declaration;
    const { reader } = this.tree;
    const schema = argumentsOf(type);
    const { planned } = this.tree.facts;
    const keys = planned?.resourceKeys(this.address, type, name);
    const { by, items, known } = this.#repetitions(declaration, schema, keys);
    const instances = items.map((repetition): ResourceInstance => {
      const address = `${this.prefix}${type}.${name}${keyText(repetition.key)}`;
      const reference: Reference = { scope: this.tree, address };
      const body = new InstanceBody(reader.body(declaration, this.scope(repetition), schema), reference, (own) =>
        schema?.['tags_all'] === undefined ? undefined : allTags(this, declaration, own),
      );
      const exists = both(this.exists, repetition.exists);
      return { declaration, address, key: repetition.key, reference, exists, body };
    });
    return { by, instances, known };
  }

  /** How often a declaration is there; `keys` are those that a plan tells. */
  #repetitions(
    declaration: Declaration,
    schema: ArgumentTree | undefined,
    keys: readonly InstanceKey[] | undefined,
  ): Repetitions {
    if (!keys && !argumentOf(declaration, 'count') && !argumentOf(declaration, 'for_each')) return JUST_ONCE;
    const { reader, budget } = this.tree;
    const body = reader.body(declaration, this.scope(), schema);
    return keys ? plannedRepetitions(keys, body) : repetitionsOf(body, budget);
  }

  #once(id: string, make: () => Term | undefined): Term | undefined {
    if (!this.#terms.has(id)) {
      // A name that is asked for while it is worked out leads back to itself.
      this.#terms.set(id, LOOP);
      this.#terms.set(id, make());
    }
    return this.#terms.get(id);
  }
}

function byName(declarations: readonly ResourceDeclaration[]): ReadonlyMap<string, ResourceDeclaration> {
  return new Map(declarations.map((each) => [`${each.type}.${each.name}`, each]));
}

const LOOP = unknownTerm('a value that leads back to itself', NOWHERE);

/** The same value, reached through the place where it is. */
function noted(term: Term, note: string): Term {
  return through(term, { span: term.origin.head, note });
}

type Exists = ((world: World) => boolean) | undefined;

function both(first: Exists, second: Exists): Exists {
  if (!first || !second) return first ?? second;
  return (world) => first(world) && second(world);
}
