import type { MapTerm, Origin, Reference, Term } from '../../../values/index.ts';
import { argumentsOf } from '../arguments.ts';
import type { ExpressionScope } from '../expressions.ts';
import { SELF } from '../shape-terms.ts';
import type { Declaration, ModuleSource, ResourceDeclaration } from './module-source.ts';
import type { ModuleTree } from './module-tree.ts';
import { keyText, repetitionsOf, type Repetition } from './repetition.ts';
import { resolveTraversal } from './resolve.ts';

/** One instance of a resource. */
export interface ResourceInstance {
  readonly declaration: ResourceDeclaration;
  /** Full address: `module.web["a.b"].aws_ecs_service.this[0]`. */
  readonly address: string;
  readonly key: string | number | undefined;
  /** Its arguments and blocks; each is evaluated once. */
  readonly body: MapTerm;
  readonly reference: Reference;
}

/** A resource or module call and its instances; `known` is false when one stands for an unknown number. */
export interface Repeated<T> {
  readonly instances: readonly T[];
  readonly known: boolean;
}

interface Call {
  readonly caller: ModuleInstance;
  readonly declaration: Declaration;
  readonly name: string;
  readonly repetition: Repetition;
}

/** Modules within modules that are followed. */
const DEEPEST = 12;

/** One instance of a module: its names mean what the call and the module's own defaults make of them. */
export class ModuleInstance {
  readonly source: ModuleSource;
  readonly tree: ModuleTree;
  readonly #call: Call | undefined;
  readonly #terms = new Map<string, Term | undefined>();
  readonly #resources = new Map<string, Repeated<ResourceInstance>>();
  readonly #children = new Map<string, Repeated<ModuleInstance> | undefined>();
  #declarations: ReadonlyMap<string, ResourceDeclaration> | undefined;

  constructor(tree: ModuleTree, source: ModuleSource, call: Call | undefined) {
    this.tree = tree;
    this.source = source;
    this.#call = call;
  }

  /** `module.web["a"].`, or nothing for the root. */
  get prefix(): string {
    const call = this.#call;
    return call ? `${call.caller.prefix}module.${call.name}${keyText(call.repetition.key)}.` : '';
  }

  get key(): string | number | undefined {
    return this.#call?.repetition.key;
  }

  scope(repetition?: Repetition): ExpressionScope {
    return {
      resolve: (traversal, place) => resolveTraversal(this, repetition, traversal, place),
      named: (expression, place) => this.#named(expression, place),
    };
  }

  /** The value of a variable: what the call passes, else its default. Undefined when it is not declared. */
  variable(name: string): Term | undefined {
    return this.#once(`var.${name}`, () => {
      const declared = this.source.variables.get(name);
      const passed = this.#call && this.#argument(this.#call, name);
      if (passed) return passed;
      const fallback = declared?.body.entry('default');
      return fallback && this.tree.reader.constant({ key: fallback.key, body: fallback.value });
    });
  }

  /** Does the call give this variable a value? */
  isPassed(name: string): boolean {
    return this.#call?.declaration.body.get(name) !== undefined;
  }

  local(name: string): Term | undefined {
    const declared = this.source.locals.get(name);
    return declared && this.#once(`local.${name}`, () => this.tree.reader.value(declared, this.scope()));
  }

  output(name: string): Term | undefined {
    const value = this.source.outputs.get(name)?.body.entry('value');
    return (
      value &&
      this.#once(`output.${name}`, () => this.tree.reader.value({ key: value.key, body: value.value }, this.scope()))
    );
  }

  /** Instances of a resource by type and name; undefined when it is not declared. */
  resource(type: string, name: string): Repeated<ResourceInstance> | undefined {
    const id = `${type}.${name}`;
    this.#declarations ??= new Map(this.source.resources.map((each) => [`${each.type}.${each.name}`, each]));
    const declaration = this.#declarations.get(id);
    if (!declaration) return undefined;
    let known = this.#resources.get(id);
    if (!known) {
      // Its `count` may name the resource itself, by mistake.
      this.#resources.set(id, { instances: [], known: false });
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
    const path = declaration?.body.get('source')?.text;
    const source = path === undefined ? undefined : this.tree.called(this.source, path);
    if (!declaration || !source || this.#within(source, 0)) return undefined;
    const body = this.tree.reader.body(declaration, this.scope(), undefined);
    const { items, known } = repetitionsOf(body);
    const instances = items.map(
      (repetition) => new ModuleInstance(this.tree, source, { caller: this, declaration, name, repetition }),
    );
    return { instances, known };
  }

  /** Does this module stand within an instance of that source, or too deep? */
  #within(source: ModuleSource, depth: number): boolean {
    if (this.source === source || depth > DEEPEST) return true;
    return this.#call !== undefined && this.#call.caller.#within(source, depth + 1);
  }

  #argument({ caller, declaration, repetition }: Call, name: string): Term | undefined {
    if (name === 'source' || name === 'version' || name === 'providers') return undefined;
    return caller.tree.reader.body(declaration, caller.scope(repetition), undefined).get(name);
  }

  #repeat(declaration: ResourceDeclaration): Repeated<ResourceInstance> {
    const { type, name } = declaration;
    const { reader } = this.tree;
    const schema = argumentsOf(type);
    const { items, known } = repetitionsOf(reader.body(declaration, this.scope(), schema));
    const instances = items.map((repetition): ResourceInstance => {
      const address = `${this.prefix}${type}.${name}${keyText(repetition.key)}`;
      const reference: Reference = { scope: this.tree, address };
      const body = reader.body(declaration, this.scope(repetition), schema);
      return { declaration, address, key: repetition.key, reference, body: new InstanceBody(body, reference) };
    });
    return { instances, known };
  }

  /** The only resource of this module that an expression names; one in a conditional may not be meant. */
  #named(expression: string, place: Origin): Term | undefined {
    if (expression.includes('?')) return undefined;
    const found = new Map<string, Reference>();
    for (const [, type = '', name = ''] of expression.matchAll(/\b([a-z]\w*)\.([\p{L}_][\p{L}\p{N}_-]*)/gu)) {
      const [first, second] = this.resource(type, name)?.instances ?? [];
      if (first) found.set(`${type}.${name}`, first.reference);
      if (second) return undefined;
    }
    const [reference, another] = found.values();
    if (!reference || another) return undefined;
    return { state: 'unknown', reason: `the expression '${expression}'`, reference, written: true, origin: place };
  }

  #once(id: string, make: () => Term | undefined): Term | undefined {
    if (!this.#terms.has(id)) {
      // A name that is asked for while it is worked out leads back to itself.
      this.#terms.set(id, undefined);
      this.#terms.set(id, make());
    }
    return this.#terms.get(id);
  }
}

/** The body of one instance: each argument is evaluated once, and one that leads back to itself has no value. */
class InstanceBody implements MapTerm {
  readonly state = 'map';
  readonly #body: MapTerm;
  readonly #self: Reference;
  readonly #terms = new Map<string, Term | undefined>();

  constructor(body: MapTerm, self: Reference) {
    this.#body = body;
    this.#self = self;
  }

  get open(): boolean {
    return this.#body.open;
  }

  get origin(): Origin {
    return this.#body.origin;
  }

  get(name: string): Term | undefined {
    if (!this.#terms.has(name)) {
      this.#terms.set(name, undefined);
      this.#terms.set(name, name === SELF ? this.#identity() : this.#body.get(name));
    }
    return this.#terms.get(name);
  }

  *entries(): ReturnType<MapTerm['entries']> {
    for (const entry of this.#body.entries()) yield entry;
  }

  #identity(): Term {
    return { state: 'unknown', reason: 'known after apply', reference: this.#self, written: true, origin: this.origin };
  }
}
