import { parseJson } from '../../../syntax/index.ts';
import type { Hop } from '../../../values/index.ts';
import { literalOf, type ModuleSource, type ResourceDeclaration } from '../modules/module-source.ts';
import type { ModuleInstance, Repeated, ResourceInstance } from '../modules/module-instance.ts';
import type { ModuleTree } from '../modules/module-tree.ts';
import { openDocument } from '../open-document.ts';
import type { PlannedResource } from '../plan/plan-resources.ts';
import type { PlanSource, WrittenResource } from '../plan/plan-source.ts';
import { stepsOf } from '../plan/reference-text.ts';
import { SourcePlace } from '../source-place.ts';
import type { InstanceKey } from '../modules/planned-facts.ts';

/** A module of the plan, as the source has it. */
interface WrittenModule {
  /** Undefined where it is not at hand. */
  readonly source: ModuleSource | undefined;
  /** The calls that lead to it, as its values have them. */
  readonly via: readonly Hop[];
  /** Names of those calls: `net.subnets`. */
  readonly calls: string;
  /** The call of it, or of the module around it that is not at hand. */
  readonly call: SourcePlace | undefined;
  /** Made when a value of it is read. */
  instance(): ModuleInstance | undefined;
}

/**
 * The source of one plan. Where things are written is found by their names alone; only what somebody asks a value of is
 * evaluated.
 */
export class WrittenSource implements PlanSource {
  readonly scope: ModuleTree;
  readonly open = openDocument;
  readonly #modules = new Map<string, WrittenModule | undefined>();

  constructor(tree: ModuleTree) {
    this.scope = tree;
    const { root } = tree;
    this.#modules.set('', { source: root.source, via: [], calls: '', call: undefined, instance: () => root });
  }

  find(resource: PlannedResource): WrittenResource | undefined {
    const module = this.#module(resource.module);
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
    return at(this.#module(module)?.instance()?.resource(type, name), key);
  }

  #module(address: string): WrittenModule | undefined {
    if (!this.#modules.has(address)) this.#modules.set(address, this.#descend(address));
    return this.#modules.get(address);
  }

  /** Takes the last step of an address from the module around it. */
  #descend(address: string): WrittenModule | undefined {
    const steps = stepsOf(address);
    const last = steps.at(-1);
    const key = last?.index ? last.text : undefined;
    const name = steps.at(key === undefined ? -1 : -2)?.text ?? '';
    const step = key === undefined ? `module.${name}` : `module.${name}[${key}]`;
    if (!address.endsWith(step)) return undefined;
    const around = this.#module(address.slice(0, -step.length).replace(/\.$/, ''));
    if (!around?.source) return around;
    const declaration = around.source.calls.get(name);
    if (!declaration) return undefined;
    const calls = around.calls === '' ? name : `${around.calls}.${name}`;
    const source = this.scope.called(around.source, calls, literalOf(declaration, 'source') ?? '');
    return {
      source,
      via: [{ span: declaration.key.span, note: 'Module called here.' }, ...around.via],
      calls,
      call: new SourcePlace(declaration.body, declaration.key, { via: around.via }),
      instance: () => at(around.instance()?.children(name), key),
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

/** `0`, `"a.b"`. */
export function readKey(key: string | undefined): InstanceKey {
  if (key === undefined) return undefined;
  return key.startsWith('"') ? parseJson({ path: '', text: key }).root?.text : Number(key);
}
