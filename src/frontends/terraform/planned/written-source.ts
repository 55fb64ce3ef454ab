import { parseJson } from '../../../syntax/index.ts';
import type { Hop } from '../../../values/index.ts';
import { literalOf, type ModuleSource, type ResourceDeclaration } from '../modules/module-source.ts';
import type { ModuleInstance, Repeated, ResourceInstance } from '../modules/module-instance.ts';
import type { ModuleTree } from '../modules/module-tree.ts';
import { openDocument } from '../open-document.ts';
import type { ModuleConfiguration } from '../plan/configuration.ts';
import type { ModuleInstance as PlannedModule, PlanIndex } from '../plan/plan-index.ts';
import type { PlannedResource } from '../plan/plan-resources.ts';
import type { PlanSource, WrittenResource } from '../plan/plan-source.ts';
import { SourcePlace } from '../source-place.ts';
import type { InstanceKey } from '../modules/planned-facts.ts';

/** A module of the plan, as the source has it: the same for all its instances. */
interface WrittenModule {
  /** Undefined where it is not at hand. */
  readonly source: ModuleSource | undefined;
  /** The calls that lead to it, as its values have them. */
  readonly via: readonly Hop[];
  /** Names of those calls: `net.subnets`. */
  readonly calls: string;
  /** The call of it, or of the module around it that is not at hand. */
  readonly call: SourcePlace | undefined;
}

/**
 * The source of one plan. Where things are written is found by their names alone; only what somebody asks a value of is
 * evaluated.
 */
export class WrittenSource implements PlanSource {
  readonly scope: ModuleTree;
  readonly open = openDocument;
  readonly #index: PlanIndex;
  readonly #modules = new Map<ModuleConfiguration, WrittenModule | undefined>();
  readonly #instances = new Map<PlannedModule, ModuleInstance | undefined>();

  constructor(tree: ModuleTree, index: PlanIndex) {
    this.scope = tree;
    this.#index = index;
    const { source } = tree.root;
    this.#modules.set(index.root.configuration, { source, via: [], calls: '', call: undefined });
    this.#instances.set(index.root, tree.root);
  }

  find(resource: PlannedResource): WrittenResource | undefined {
    const module = this.#module(this.#index.module(resource.module));
    if (!module) return undefined;
    const { source, call, via } = module;
    const { open } = this;
    if (!source) return call && { place: call, isWhole: false, body: () => undefined, open };
    const declaration = declarationsOf(source).get(resource.localAddress);
    if (!declaration) return undefined;
    const place = new SourcePlace(declaration.body, declaration.key, { via });
    return { place, isWhole: true, body: () => this.instance(resource)?.body, open };
  }

  /** The resource in the evaluated source. */
  instance({ module, type, name, key }: PlannedResource): ResourceInstance | undefined {
    return at(this.#instance(this.#index.module(module))?.resource(type, name), key);
  }

  #instance(planned: PlannedModule): ModuleInstance | undefined {
    if (!this.#instances.has(planned)) {
      const { owner, call, key } = planned;
      this.#instances.set(planned, at(owner && this.#instance(owner)?.children(call), key));
    }
    return this.#instances.get(planned);
  }

  #module(planned: PlannedModule): WrittenModule | undefined {
    const { configuration } = planned;
    if (!this.#modules.has(configuration)) this.#modules.set(configuration, this.#called(planned));
    return this.#modules.get(configuration);
  }

  #called({ owner, call }: PlannedModule): WrittenModule | undefined {
    const around = owner && this.#module(owner);
    if (!around?.source) return around;
    const declaration = around.source.calls.get(call);
    if (!declaration) return undefined;
    const calls = around.calls === '' ? call : `${around.calls}.${call}`;
    return {
      source: this.scope.called(around.source, calls, literalOf(declaration, 'source') ?? ''),
      via: [{ span: declaration.key.span, note: 'Module called here.' }, ...around.via],
      calls,
      call: new SourcePlace(declaration.body, declaration.key, { via: around.via }),
    };
  }
}

const declarations = new WeakMap<ModuleSource, ReadonlyMap<string, ResourceDeclaration>>();

/** The resources that a module declares, by type and name. */
export function declarationsOf(source: ModuleSource): ReadonlyMap<string, ResourceDeclaration> {
  let known = declarations.get(source);
  if (!known) {
    known = new Map(source.resources.map((each) => [`${each.type}.${each.name}`, each]));
    declarations.set(source, known);
  }
  return known;
}

const instances = new WeakMap<object, ReadonlyMap<InstanceKey, unknown>>();

/** The instance with a key, which is given as addresses have it between brackets. */
function at<T extends { readonly key: InstanceKey }>(
  repeated: Repeated<T> | undefined,
  key: string | undefined,
): T | undefined {
  if (!repeated) return undefined;
  let known = instances.get(repeated) as ReadonlyMap<InstanceKey, T> | undefined;
  if (!known) instances.set(repeated, (known = new Map(repeated.instances.map((each) => [each.key, each]))));
  return known.get(readKey(key));
}

/** `0`, `"a.b"`: as JSON, but for escapes that only HCL has. */
export function readKey(key: string | undefined): InstanceKey {
  if (key === undefined) return undefined;
  if (!key.startsWith('"')) return Number(key);
  return key.includes('\\') ? parseJson({ path: '', text: key }).root?.text : key.slice(1, -1);
}
